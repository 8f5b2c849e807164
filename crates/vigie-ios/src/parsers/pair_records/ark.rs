//! The computer that made the last backup.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.pair_records.backup_computer",
    title: Text {
        en: "Computer that the phone was last backed up to",
        fr: "Dernier ordinateur de sauvegarde du téléphone",
    },
    brief: &["name", "kind_of_computer", "at"],
    personal: &["name", "device_name", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<BackupComputer>,
};

/// What `lockdownd` keeps about the last backup and the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BackupComputer {
    /// Name of the computer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// `Mac`, `Windows`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind_of_computer: Option<String>,
    /// When the backup was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Name of the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// What else is kept.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

const COMPUTER: &str = "com.apple.iTunes.backup-LastBackupComputerName";
const SORT: &str = "com.apple.iTunes.backup-LastBackupComputerType";

impl BackupComputer {
    pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Self {
        let fields = || root.as_dictionary().into_iter().flat_map(|fields| fields.iter());
        // Versions differ in upper case.
        let text = |wanted: &str| {
            let (key, _) = fields().find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
            trees::text(root, key)
        };
        let date = fields().find(|(key, _)| key.ends_with("-LastBackupDate"));
        let at = date.and_then(|(key, value)| {
            let at = match value {
                Value::Integer(seconds) => Time::from_mac_integer(*seconds),
                Value::Real(seconds) => Time::from_mac_float(*seconds),
                other => other.as_time(),
            };
            if at.is_none() {
                sink.problem(Locator::Key(key.to_owned()), "expected a date");
            }
            at
        });
        Self {
            name: text(COMPUTER),
            kind_of_computer: text(SORT),
            at,
            device_name: text("-DeviceName"),
            columns: trees::flatten(root, 200).without_any(|key| {
                [COMPUTER, SORT].iter().any(|known| known.eq_ignore_ascii_case(key))
            }),
        }
    }
}

impl Record for BackupComputer {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: "last backup to a computer", clock: Clock::Utc });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
