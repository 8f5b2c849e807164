//! Pairing records: computers that the phone trusts.
//!
//! Written by `lockdownd`, one property list per computer, in
//! `/private/var/root/Library/Lockdown/pair_records` (and `escrow_records`, whose keys open the data of
//! a locked phone). The file's name is the id of the pairing; `HostCertificate`, `RootCertificate` and
//! `DeviceCertificate` hold certificates in PEM that the computer made when it paired, hence their
//! first day; `SystemBUID` the id of the computer. Only copies of the file system hold them.
//! `data_ark.plist` beside them tells which computer made the last backup.
//!
//! Keys after <https://github.com/libimobiledevice/libimobiledevice>.

mod ark;
mod host;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist::{self, Value};

pub(crate) use ark::BackupComputer;
pub(crate) use host::PairedHost;

use crate::paths;

pub(crate) static ITEM: PairRecords = PairRecords;

pub(crate) struct PairRecords;

static META: ParserMeta = ParserMeta {
    id: "pair_records",
    title: Text {
        en: "Computers that the phone trusts",
        fr: "Ordinateurs auxquels le téléphone se fie",
    },
    reads: &[
        "/private/var/root/Library/Lockdown/pair_records/*.plist",
        "/private/var/root/Library/Lockdown/escrow_records/*.plist",
        "/private/var/root/Library/Lockdown/data_ark.plist",
        "/data_ark.plist",
    ],
    found_in: &[
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::Files,
    ],
    emits: &[&host::KIND, &ark::KIND],
    means: &[
        Text { en: "certificate of the pairing begins", fr: "début du certificat de jumelage" },
        Text { en: "last backup to a computer", fr: "dernière sauvegarde sur un ordinateur" },
    ],
    versions: Versions::ios(4),
    references: &["https://github.com/libimobiledevice/libimobiledevice"],
};

impl Parser for PairRecords {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = root.filter(|root| matches!(root, Value::Dictionary(_))) {
            if paths::file_name(input.path) == "data_ark.plist" {
                let computer = BackupComputer::read(&root, sink);
                sink.emit(Locator::Whole, &computer)?;
            } else {
                let host = PairedHost::read(input.path, &root, sink);
                sink.emit(Locator::Whole, &host)?;
            }
        } else if damage.is_none() {
            return Err(Stop::Unsupported("a property list that is no dictionary".into()));
        }
        damage.map_or(Ok(()), Err)
    }
}
