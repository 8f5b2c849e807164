//! `hosts`: names that a phone looks up in a file before it asks the network.
//!
//! Part of the system, read-only: two lines on an ordinary phone. Tools for rooted phones lay their own over
//! it, mostly to block advertising. Who may write it can send the phone to servers of their own.
//!
//! A line has an address, then names; `#` begins a remark. Names that lead nowhere (`0.0.0.0`, `127.0.0.1`, `::`)
//! are blocked: they are kept, but not compared with indicators, because a list of blocked names has many that
//! are listed and none that the phone had to do with.
//!
//! Source: [`hosts`] of the Android Open Source Project.
//!
//! [`hosts`]: https://android.googlesource.com/platform/system/core/+/refs/heads/main/rootdir/etc/hosts

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

pub(crate) static ITEM: HostsFile = HostsFile;

pub(crate) struct HostsFile;

static META: ParserMeta = ParserMeta {
    id: "hosts_file",
    title: Text { en: "Names that are looked up in a file", fr: "Noms résolus par un fichier" },
    reads: &[
        "/system/etc/hosts",
        "/etc/hosts",
        "/data/adb/hosts",
        "/data/adb/modules/*/system/etc/hosts",
        "/data/data/hosts",
        "/hosts",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &["https://android.googlesource.com/platform/system/core/+/refs/heads/main/rootdir/etc/hosts"],
};

static KIND: Kind = Kind {
    id: "android.hosts_file.entry",
    title: Text { en: "Name that is looked up in a file", fr: "Nom résolu par un fichier" },
    brief: &["names", "address"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Entry>,
};

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Where the names lead.
    pub(crate) address: IpAddr,
    /// The names.
    pub(crate) names: Vec<String>,
    /// Whether they lead nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) blocked: bool,
}

impl Parser for HostsFile {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_line_of(input, |line| {
            let text = line.text.split('#').next().unwrap_or("").trim();
            if text.is_empty() {
                return Ok(());
            }
            let at = Locator::Line(line.number);
            let mut words = text.split_whitespace();
            let address = words.next().and_then(|word| word.split('%').next()?.parse::<IpAddr>().ok());
            let names: Vec<String> = words.map(str::to_owned).collect();
            match address {
                Some(address) if !names.is_empty() => {
                    let blocked = address.is_loopback() || address.is_unspecified();
                    sink.emit(at, &Entry { address, names, blocked })
                }
                _ => {
                    sink.problem(at, "expected an address, then names");
                    Ok(())
                }
            }
        })
    }
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.blocked {
            see("address", Observable::Ip(self.address));
            self.names.iter().for_each(|name| see("names", Observable::Host(name)));
        }
    }
}
