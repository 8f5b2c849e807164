//! `clients.plist`: who asked `locationd` where the phone is, and when.
//!
//! Written by `locationd` for user `root` (and, on some versions, `mobile`), backed up in
//! `RootDomain`; an entry lives until its app is deleted or location settings are reset. A property
//! list with one dictionary per client. Its key names the client:
//!
//! * to iOS 15: a bundle id, `com.apple.locationd.bundle-PATH` or
//!   `com.apple.locationd.executable-PATH`;
//! * from iOS 16: one letter and the name, which a colon may follow: `iBUNDLE:`, `pBUNDLE-PATH:`,
//!   `ePROGRAM-PATH:`.
//!
//! The dictionary holds `BundleId`, `BundlePath`, `Executable`, `Registered` (what registered as the
//! client), `Authorization` and, in seconds since 2001, when the client last started and stopped
//! using each service: `LocationTimeStopped`, `FenceTimeStarted`, ….
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#locationd_clients> and the files
//! themselves.

mod client;
mod times;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use client::Client as LocationClient;

pub(crate) static ITEM: LocationdClients = LocationdClients;

pub(crate) struct LocationdClients;

static META: ParserMeta = ParserMeta {
    id: "locationd_clients",
    title: Text {
        en: "Programs that asked where the phone is",
        fr: "Programmes qui ont demandé où est le téléphone",
    },
    reads: &[
        "/private/var/root/Library/Caches/locationd/clients.plist",
        "/private/var/mobile/Library/Caches/locationd/clients.plist",
        "/private/var/db/locationd/clients.plist",
        "/private/var/**/locationd/clients.plist",
        "/clients.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&client::KIND],
    means: times::MEANS,
    versions: Versions::ios(4),
    references: &["https://docs.mvt.re/en/latest/ios/records/#locationd_clients"],
};

impl Parser for LocationdClients {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            client::read(root, sink)?;
        }
        damage.map_or(Ok(()), Err)
    }
}
