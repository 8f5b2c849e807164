//! The restore that gave the phone its data.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.mobile_backup_plist.restore",
    title: Text { en: "Restore from a backup", fr: "Restauration depuis une sauvegarde" },
    brief: &["was_cloud", "backup_build", "device_build"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Restore>,
};

/// A restore from a backup.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Restore {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whether the backup came from iCloud.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) was_cloud: Option<bool>,
    /// Build of iOS that made the backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) backup_build: Option<String>,
    /// Build of iOS that took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_build: Option<String>,
    /// What else is kept.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Restore {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "phone restored from a backup"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Keys with a field of their own.
const KNOWN: [&str; 4] =
    ["RestoreDate", "WasCloudRestore", "BackupBuildVersion", "DeviceBuildVersion"];

/// Emits the restore.
pub(super) fn read(info: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let at = Locator::Key("RestoreInfo".into());
    let restore = Restore {
        at: trees::date(info, "RestoreDate", &at, sink),
        was_cloud: info.find("WasCloudRestore").and_then(Value::as_bool),
        backup_build: trees::text(info, "BackupBuildVersion"),
        device_build: trees::text(info, "DeviceBuildVersion"),
        columns: trees::flatten(info, 200).without_any(|name| KNOWN.contains(&name)),
    };
    sink.emit(at, &restore)
}
