//! `com.apple.MobileBackup.plist`: when the phone was backed up, and what it was restored from.
//!
//! Written by `backupd`, backed up itself, kept until the phone is erased. A property list of
//! sections:
//!
//! * `RestoreInfo`: `RestoreDate`, `WasCloudRestore`, and the builds of iOS that made the backup
//!   (`BackupBuildVersion`) and that took it (`DeviceBuildVersion`);
//! * `DeviceTransferInfo`: data that came straight from another phone: `RestoreStartDate`,
//!   `SourceDeviceUDID`, `SourceDeviceBuildVersion`, …;
//! * `BackupStateInfo`, `FSEventState` and more: the state of backups.
//!
//! `com.apple.mobile.ldbackup.plist` keeps when the last backups were made, in seconds since 2001. A
//! restore explains traces that are older than the phone. Keys as they stand in the class
//! `MBRestoreInfo` of Apple's framework; see also
//! <https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/mobileBackup.py>.

mod restore;
mod section;
mod transfer;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

use crate::trees;

pub(crate) static ITEM: MobileBackupPlist = MobileBackupPlist;

pub(crate) struct MobileBackupPlist;

static META: ParserMeta = ParserMeta {
    id: "mobile_backup_plist",
    title: Text {
        en: "Backups of the phone, and what it was restored from",
        fr: "Sauvegardes du téléphone et origine de ses données",
    },
    reads: &[
        "/private/var/mobile/Library/Preferences/com.apple.MobileBackup.plist",
        "/private/var/root/Library/Preferences/com.apple.MobileBackup.plist",
        "/private/var/mobile/Library/Preferences/com.apple.mobile.ldbackup.plist",
        "/private/var/root/Library/Preferences/com.apple.mobile.ldbackup.plist",
        "/com.apple.MobileBackup.plist",
        "/com.apple.mobile.ldbackup.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&restore::KIND, &transfer::KIND, &section::KIND],
    means: &[
        Text { en: "phone restored from a backup", fr: "téléphone restauré depuis une sauvegarde" },
        Text { en: "data came from another phone", fr: "données venues d’un autre téléphone" },
        Text { en: "date kept by the backup service", fr: "date gardée par le service de sauvegarde" },
    ],
    versions: Versions::ios(9),
    references: &["https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/mobileBackup.py"],
};

impl Parser for MobileBackupPlist {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = root {
            let root = trees::unfold(root, &input.limits);
            let Some(sections) = root.as_dictionary() else {
                return Err(Stop::malformed("property list", 0, "a dictionary"));
            };
            for (name, value) in sections.iter() {
                match (name, value.as_dictionary()) {
                    ("RestoreInfo", Some(_)) => restore::read(value, sink)?,
                    ("DeviceTransferInfo", Some(_)) => transfer::read(value, sink)?,
                    _ => section::read(name, value, sink)?,
                }
            }
        }
        damage.map_or(Ok(()), Err)
    }
}
