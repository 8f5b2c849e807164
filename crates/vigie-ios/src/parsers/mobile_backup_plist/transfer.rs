//! Data that came straight from another phone.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.mobile_backup_plist.transfer",
    title: Text { en: "Data moved from another phone", fr: "Données venues d’un autre téléphone" },
    brief: &["source_udid", "source_build", "build"],
    personal: &["source_udid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Transfer>,
};

/// Data that came straight from another phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Transfer {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Identifier of the other phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_udid: Option<String>,
    /// Build of iOS on the other phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_build: Option<String>,
    /// Build of iOS on this phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build: Option<String>,
    /// What else is kept.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Transfer {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "data came from another phone"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Keys with a field of their own; the first date that is there counts.
const DATES: [&str; 3] = ["RestoreStartDate", "FileTransferStartDate", "PreFlightStartDate"];
const KNOWN: [&str; 3] = ["SourceDeviceUDID", "SourceDeviceBuildVersion", "BuildVersion"];

/// Emits the transfer.
pub(super) fn read(info: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let at = Locator::Key("DeviceTransferInfo".into());
    let transfer = Transfer {
        at: DATES.iter().find_map(|key| trees::date(info, key, &at, sink)),
        source_udid: trees::text(info, "SourceDeviceUDID"),
        source_build: trees::text(info, "SourceDeviceBuildVersion"),
        build: trees::text(info, "BuildVersion"),
        columns: trees::flatten(info, 200).without_any(|name| KNOWN.contains(&name)),
    };
    sink.emit(at, &transfer)
}
