//! `Info.plist`, `Manifest.plist` and `Status.plist`: which phone was backed up, when and how.
//!
//! Written by the computer that made the backup. `Info.plist` names the phone, its version and its
//! apps; `Manifest.plist` says whether the backup is encrypted and whether the phone had a passcode;
//! `Status.plist` whether the backup was finished.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#backup_info> and the files themselves.

mod device;
mod state;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use device::Device;

pub(crate) static ITEM: BackupInfo = BackupInfo;

pub(crate) struct BackupInfo;

static META: ParserMeta = ParserMeta {
    id: "backup_info",
    title: Text {
        en: "The phone, and how it was backed up",
        fr: "Le téléphone et comment il a été sauvegardé",
    },
    reads: &[
        "/backup/Info.plist",
        "/backup/Manifest.plist",
        "/backup/Status.plist",
        "/Info.plist",
        "/Manifest.plist",
        "/Status.plist",
    ],
    found_in: &[EvidenceKind::IosBackup, EvidenceKind::IosBackupEncrypted, EvidenceKind::Files],
    emits: &[&device::KIND, &state::MANIFEST, &state::STATUS],
    means: &[
        Text { en: "state of the backup written", fr: "état de la sauvegarde écrit" },
        Text { en: "backup begun", fr: "sauvegarde commencée" },
        Text { en: "backed up", fr: "sauvegardé" },
    ],
    versions: Versions::ios(4),
    references: &["https://docs.mvt.re/en/latest/ios/records/#backup_info"],
};

impl Parser for BackupInfo {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            let has = |keys: &[&str]| keys.iter().any(|key| root.find(key).is_some());
            if has(&["Product Version", "Product Type", "Unique Identifier", "Target Identifier"]) {
                let record = device::Device::read(root, sink);
                sink.emit(Locator::Whole, &record)?;
            } else if has(&["IsEncrypted", "BackupKeyBag", "SystemDomainsVersion"]) {
                let record = state::Manifest::read(root, sink);
                sink.emit(Locator::Whole, &record)?;
            } else if has(&["SnapshotState", "BackupState", "IsFullBackup"]) {
                let record = state::Status::read(root, sink);
                sink.emit(Locator::Whole, &record)?;
            } else if damage.is_none() {
                return Err(Stop::Unsupported("a property list that is of no backup".into()));
            }
        }
        damage.map_or(Ok(()), Err)
    }
}
