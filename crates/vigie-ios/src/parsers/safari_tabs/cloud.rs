//! Tabs that other devices of the account have open.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::keyed_archive;
use vigie_formats::plist::Value;
use vigie_formats::sqlite::{Column, Database, Row};

use crate::bookmark_rows::when;
use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static TAB: Kind = Kind {
    id: "ios.safari_tabs.cloud_tab",
    title: Text {
        en: "Tab of Safari on a device of the account",
        fr: "Onglet de Safari sur un appareil du compte",
    },
    brief: &["url", "title", "device_name"],
    personal: &["url", "title", "device_name", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<CloudTab>,
};

pub(super) static DEVICE: Kind = Kind {
    id: "ios.safari_tabs.cloud_device",
    title: Text {
        en: "Device of the account that shares its tabs",
        fr: "Appareil du compte qui partage ses onglets",
    },
    brief: &["device_name", "device_type"],
    personal: &["device_name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<CloudDevice>,
};

/// A tab that a device of the account has open, or was asked to close.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CloudTab {
    /// Title of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// URL of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Name of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// UUID of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_uuid: Option<String>,
    /// UUID of the tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_uuid: Option<String>,
    /// When it was last looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_viewed: Option<Time>,
    /// When iCloud got it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cloud_created: Option<Time>,
    /// When iCloud last got a change of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cloud_modified: Option<Time>,
    /// True where another device asked the device to close it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) close_requested: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for CloudTab {
    fn kind(&self) -> &'static Kind {
        &TAB
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [
            (self.last_viewed, "tab last viewed"),
            (self.cloud_created, "tab sent to iCloud"),
            (self.cloud_modified, "tab changed in iCloud"),
        ] {
            // Written by the other device, or by iCloud.
            if let Some(at) = at {
                see(Stamp { at, means, clock: Clock::Remote });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
    }
}

/// A device of the account.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CloudDevice {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// What it is: `com.apple.iphone-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_type: Option<String>,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_uuid: Option<String>,
    /// When its tabs last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for CloudDevice {
    fn kind(&self) -> &'static Kind {
        &DEVICE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_modified {
            see(Stamp { at, means: "tabs of the device last changed", clock: Clock::Remote });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Most devices whose names are remembered.
const MOST_DEVICES: usize = 10_000;
/// Longest name of a device, in bytes: every tab of it repeats it.
const LONGEST_NAME: usize = 200;

/// Emits every device, every tab of it and every tab that it was asked to close. False where the
/// database has no such tables.
pub(super) fn read(
    database: &Database,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<bool, Stop> {
    let devices = devices(database, sink)?;
    let has_tabs = tabs(database, "cloud_tabs", &devices, limits, sink)?;
    let has_requests = tabs(database, "cloud_tab_close_requests", &devices, limits, sink)?;
    Ok(has_tabs || has_requests || !devices.is_empty())
}

/// Emits every device and gives their names by UUID.
fn devices(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<String, String>, Stop> {
    let mut names = HashMap::new();
    let Some(table) = database.table("cloud_tab_devices") else { return Ok(names) };
    let [uuid, name, device_type, modified] =
        ["device_uuid", "device_name", "device_type_identifier", "last_modified"]
            .map(|name| table.column(name));
    let fields =
        ["device_uuid", "device_name", "device_type_identifier", "last_modified", "system_fields"];
    let others = Others::new(&table, &fields);
    table.scan_into(sink, |row, sink| {
        let device = CloudDevice {
            device_name: cells::name(row, name, LONGEST_NAME),
            device_type: cells::text(row, device_type),
            device_uuid: cells::name(row, uuid, LONGEST_NAME),
            last_modified: cells::mac_time(row, modified, "last_modified", sink),
            columns: others.of(row),
        };
        if let (Some(uuid), Some(name)) = (&device.device_uuid, &device.device_name)
            && names.len() < MOST_DEVICES
        {
            names.insert(uuid.clone(), name.clone());
        }
        sink.emit(row.locator(), &device)
    })?;
    Ok(names)
}

/// Columns of `cloud_tabs` with a field of their own, and the place among the tabs.
const FIELDS: &[&str] = &[
    "tab_uuid",
    "system_fields",
    "device_uuid",
    "position",
    "title",
    "url",
    "last_viewed_time",
    "close_request_uuid",
    "destination_device_uuid",
];

fn tabs(
    database: &Database,
    name: &'static str,
    devices: &HashMap<String, String>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<bool, Stop> {
    let Some(table) = database.table(name) else { return Ok(false) };
    let close_requested = table.column("close_request_uuid").is_some();
    let device = table.column("device_uuid").or_else(|| table.column("destination_device_uuid"));
    let [tab, fields, title, url, viewed] =
        ["tab_uuid", "system_fields", "title", "url", "last_viewed_time"]
            .map(|name| table.column(name));
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let device_uuid = cells::text(row, device);
        let [cloud_created, cloud_modified] = record_times(row, fields, limits);
        let tab = CloudTab {
            title: cells::text(row, title),
            url: cells::text(row, url),
            device_name: device_uuid.as_ref().and_then(|uuid| devices.get(uuid)).cloned(),
            device_uuid,
            tab_uuid: cells::text(row, tab),
            last_viewed: cells::mac_time(row, viewed, "last_viewed_time", sink),
            cloud_created,
            cloud_modified,
            close_requested,
            columns: others.of(row),
        };
        sink.emit(row.locator(), &tab)
    })?;
    Ok(true)
}

/// When iCloud made and last changed the record whose fields `column` holds. Only the times are
/// wanted of it, so one that cannot be read costs nothing else.
fn record_times(row: &Row<'_>, column: Option<Column>, limits: &Limits) -> [Option<Time>; 2] {
    let fields = row.blob(column).filter(|bytes| bytes.len() > 8);
    let fields = fields.and_then(|bytes| keyed_archive::unarchive_all(bytes, limits).ok());
    let fields = Value::Dictionary(fields.unwrap_or_default());
    ["RecordCtime", "RecordMtime"].map(|key| when(&fields, key))
}
