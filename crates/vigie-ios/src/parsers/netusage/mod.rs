//! `netusage.sqlite`: which processes used the network, and in which networks the phone was.
//!
//! Written by `networkd` (later `symptomsd`), found in copies of the file system only; rows live for
//! months. A Core Data store: `ZPROCESS` and `ZLIVEUSAGE` as in `DataUsage.sqlite`, with counters for
//! Wi-Fi on every version, and
//!
//! * `ZNETWORKATTACHMENT`: one row per network: `ZIDENTIFIER` (name, `-` and the address of the
//!   access point for Wi-Fi; the cell for mobile networks), `ZKIND` (1 Wi-Fi, 2 mobile), first and
//!   last time, from 2001;
//! * `ZLIVEROUTEPERF`: what went through network `ZHASNETWORKATTACHMENT`: bytes, packets, connections
//!   tried and made, certificate errors, redirections to a captive portal.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#netusage> and the stores themselves.

mod network;
mod route;
mod usage;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use super::datausage;

pub(crate) use usage::{NetGap, NetOrphan, NetUsage};

pub(crate) static ITEM: Netusage = Netusage;

pub(crate) struct Netusage;

static META: ParserMeta = ParserMeta {
    id: "netusage",
    title: Text {
        en: "Network use by process and by network",
        fr: "Utilisation du réseau par processus et par réseau",
    },
    reads: &[
        "/private/var/networkd/netusage.sqlite",
        "/private/var/networkd/db/netusage.sqlite",
        "/netusage.sqlite",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&usage::KIND, &usage::ORPHAN, &usage::GAP, &network::KIND, &route::KIND],
    means: &[
        Text { en: "process last used the network", fr: "dernier usage du réseau par le processus" },
        Text { en: "process first used the network", fr: "premier usage du réseau par le processus" },
        Text { en: "bytes of an unlisted process counted", fr: "octets d’un processus non répertorié comptés" },
        Text { en: "bytes counted", fr: "octets comptés" },
        Text { en: "first in this network", fr: "première fois sur ce réseau" },
        Text { en: "last in this network", fr: "dernière fois sur ce réseau" },
        Text { en: "traffic in this network counted", fr: "trafic sur ce réseau compté" },
    ],
    versions: Versions::ios(7),
    references: &["https://docs.mvt.re/en/latest/ios/records/#netusage"],
};

impl Parser for Netusage {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let emit = datausage::Emit {
            usage: |sink, at, usage| sink.emit(at, &NetUsage(usage)),
            orphan: |sink, at, orphan| sink.emit(at, &NetOrphan(orphan)),
            gap: |sink, at, gap| sink.emit(at, &NetGap(gap)),
        };
        datausage::read(&database, input, &emit, sink)?;
        let names = network::read(&database, sink)?;
        route::read(&database, &names, sink)
    }
}
