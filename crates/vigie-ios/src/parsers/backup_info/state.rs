//! How the backup was made.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Locator, Observable, Record, Sink, Stamp, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::Value;

use crate::trees;

pub(super) static MANIFEST: Kind = Kind {
    id: "ios.backup_info.manifest",
    title: Text { en: "Protection of the backup", fr: "Protection de la sauvegarde" },
    brief: &["date", "is_encrypted", "was_passcode_set", "product_version"],
    personal: &["device_name", "serial_number", "unique_device_id"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Manifest>,
};

pub(super) static STATUS: Kind = Kind {
    id: "ios.backup_info.status",
    title: Text { en: "State of the backup", fr: "État de la sauvegarde" },
    brief: &["date", "snapshot_state", "backup_state"],
    personal: &["uuid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Status>,
};

/// What `Manifest.plist` says.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Manifest {
    /// When the backup was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// Whether it is encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_encrypted: Option<bool>,
    /// Whether the phone had a passcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) was_passcode_set: Option<bool>,
    /// Version of the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Version of iOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_version: Option<String>,
    /// Build of iOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
    /// `iPhone13,2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_type: Option<String>,
    /// Name that the owner gave the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial_number: Option<String>,
    /// Id of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_device_id: Option<String>,
    /// How many apps are listed; see the parser of applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) applications: Option<u64>,
}

impl Manifest {
    pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Self {
        let phone = |key| trees::text(root.find("Lockdown")?, key);
        let apps = root.find("Applications").and_then(Value::as_dictionary);
        Self {
            date: trees::date(root, "Date", &Locator::Whole, sink),
            is_encrypted: root.find("IsEncrypted").and_then(Value::as_bool),
            was_passcode_set: root.find("WasPasscodeSet").and_then(Value::as_bool),
            version: trees::text(root, "Version"),
            product_version: phone("ProductVersion"),
            build_version: phone("BuildVersion"),
            product_type: phone("ProductType"),
            device_name: phone("DeviceName"),
            serial_number: phone("SerialNumber"),
            unique_device_id: phone("UniqueDeviceID"),
            applications: apps.map(|apps| apps.len() as u64),
        }
    }
}

impl Record for Manifest {
    fn kind(&self) -> &'static Kind {
        &MANIFEST
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp { at, means: "backup begun", clock: Clock::Remote });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// What `Status.plist` says.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Status {
    /// When the state was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// `finished`, or how far it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) snapshot_state: Option<String>,
    /// `new`, `empty`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) backup_state: Option<String>,
    /// False where only what had changed was backed up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_full_backup: Option<bool>,
    /// Version of the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Id of the backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
}

impl Status {
    pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Self {
        Self {
            date: trees::date(root, "Date", &Locator::Whole, sink),
            snapshot_state: trees::text(root, "SnapshotState"),
            backup_state: trees::text(root, "BackupState"),
            is_full_backup: root.find("IsFullBackup").and_then(Value::as_bool),
            version: trees::text(root, "Version"),
            uuid: trees::text(root, "UUID"),
        }
    }
}

impl Record for Status {
    fn kind(&self) -> &'static Kind {
        &STATUS
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp { at, means: "state of the backup written", clock: Clock::Remote });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
