//! The phone.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Locator, Observable, Record, Sink, Stamp, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::{Dictionary, Value};

use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.backup_info.device",
    title: Text { en: "Phone that was backed up", fr: "Téléphone sauvegardé" },
    brief: &["product_type", "product_version", "last_backup_date"],
    personal: &[
        "device_name",
        "display_name",
        "guid",
        "iccid",
        "imei",
        "imei_2",
        "meid",
        "phone_number",
        "serial_number",
        "target_identifier",
        "unique_identifier",
        "rest",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Device>,
};

/// The phone that was backed up.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Device {
    /// Build of iOS: `18C66`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
    /// Name that the owner gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// The same, as the computer shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// Id of the backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) guid: Option<String>,
    /// Number of the SIM card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iccid: Option<String>,
    /// Number of the device in mobile networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imei: Option<String>,
    /// The same of the second SIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imei_2: Option<String>,
    /// Number of the device in CDMA networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meid: Option<String>,
    /// When it was last backed up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_backup_date: Option<Time>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone_number: Option<String>,
    /// `iPhone 12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_name: Option<String>,
    /// `iPhone13,2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_type: Option<String>,
    /// Version of iOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_version: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial_number: Option<String>,
    /// Id of the device, as the folder is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_identifier: Option<String>,
    /// `Device`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_type: Option<String>,
    /// Id of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_identifier: Option<String>,
    /// Version of the program that made the backup.
    #[serde(rename = "itunes_version", skip_serializing_if = "Option::is_none")]
    pub(crate) itunes_version: Option<String>,
    /// Version of macOS that made the backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) macos_version: Option<String>,
    /// How many apps are listed; see the parser of applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) installed_applications: Option<u64>,
    /// What else the file says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) rest: Columns,
}

/// Keys with a field of their own, and those that other parsers read or that are large and of no
/// interest.
const KNOWN: &[&str] = &[
    "Build Version",
    "Device Name",
    "Display Name",
    "GUID",
    "ICCID",
    "IMEI",
    "IMEI 2",
    "MEID",
    "Last Backup Date",
    "Phone Number",
    "Product Name",
    "Product Type",
    "Product Version",
    "Serial Number",
    "Target Identifier",
    "Target Type",
    "Unique Identifier",
    "iTunes Version",
    "macOS Version",
    "Installed Applications",
    "Applications",
    "iTunes Files",
    "iTunes Settings",
    "iBooks Data 2",
];

impl Device {
    pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Self {
        let text = |key| trees::text(root, key);
        let installed = root.find("Installed Applications").and_then(Value::as_array);
        let fields = root.as_dictionary().into_iter().flat_map(|fields| fields.iter());
        let rest = fields.filter(|(key, _)| !KNOWN.contains(key));
        let rest: Dictionary = rest.map(|(key, value)| (key.to_owned(), value.clone())).collect();
        Self {
            build_version: text("Build Version"),
            device_name: text("Device Name"),
            display_name: text("Display Name"),
            guid: text("GUID"),
            iccid: text("ICCID"),
            imei: text("IMEI"),
            imei_2: text("IMEI 2"),
            meid: text("MEID"),
            last_backup_date: trees::date(root, "Last Backup Date", &Locator::Whole, sink),
            phone_number: text("Phone Number"),
            product_name: text("Product Name"),
            product_type: text("Product Type"),
            product_version: text("Product Version"),
            serial_number: text("Serial Number"),
            target_identifier: text("Target Identifier"),
            target_type: text("Target Type"),
            unique_identifier: text("Unique Identifier"),
            itunes_version: text("iTunes Version"),
            macos_version: text("macOS Version"),
            installed_applications: installed.map(|list| list.len() as u64),
            rest: trees::flatten(&Value::Dictionary(rest), 100),
        }
    }
}

impl Record for Device {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_backup_date {
            // The computer's clock.
            see(Stamp { at, means: "backed up", clock: Clock::Remote });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
