//! The phone.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::columns::{Columns, Scalar};
use crate::remote_devices::RemoteDevice;

pub(super) static KIND: Kind = Kind {
    id: "ios.sysdiagnose_info.device",
    title: Text {
        en: "Phone that the sysdiagnose is of",
        fr: "Téléphone dont vient le sysdiagnose",
    },
    brief: &["product_type", "product_version", "build_version"],
    personal: &[
        "device_name",
        "ecid",
        "imei",
        "imei_2",
        "meid",
        "rest",
        "serial_number",
        "unique_identifier",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<SysdiagnosedDevice>,
};

/// The phone, as one file of its sysdiagnose describes it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SysdiagnosedDevice {
    /// Build of iOS: `21D50`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
    /// Name that the owner gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    /// Id of its processor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ecid: Option<String>,
    /// Number of the device in mobile networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imei: Option<String>,
    /// The same of the second SIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imei_2: Option<String>,
    /// Number of the device in CDMA networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meid: Option<String>,
    /// `iPhone14,5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_type: Option<String>,
    /// Version of iOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_version: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial_number: Option<String>,
    /// Id of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_identifier: Option<String>,
    /// When the sysdiagnose was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// Server that the description was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// What else the file says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) rest: Columns,
}

/// Properties that are kept besides those with a field.
const KEPT: &[&str] = &["HWModel", "ModelNumber", "RegionCode", "RegionInfo", "CPUArchitecture"];

/// The phone among `devices`: the one that says so, else the first one that is of Apple's hand-held
/// ones.
pub(super) fn phone(devices: &[RemoteDevice]) -> Option<&RemoteDevice> {
    let handheld = |device: &&RemoteDevice| {
        let product = device.value("ProductType", "Product Type").unwrap_or("");
        ["iPhone", "iPad", "iPod"].iter().any(|start| product.starts_with(start))
    };
    devices.iter().find(|device| device.is_local()).or_else(|| devices.iter().find(handheld))
}

impl SysdiagnosedDevice {
    /// From the properties of a device.
    pub(super) fn of(device: &RemoteDevice) -> Self {
        let value = |name, key| device.value(name, key).map(str::to_owned);
        let mut rest = Columns::default();
        for name in KEPT {
            if let Some(found) = device.value(name, "") {
                rest.push(*name, Scalar::Text(found.to_owned()));
            }
        }
        // `17.3 (21D50)`.
        let printed = device.value("", "OS Build").and_then(|text| text.split_once('('));
        let version = printed.map(|(version, _)| version.trim().to_owned());
        let build = printed.map(|(_, build)| build.trim_end_matches(')').to_owned());
        Self {
            build_version: value("BuildVersion", "").or(build),
            device_name: value("DeviceName", ""),
            ecid: value("UniqueChipID", ""),
            product_type: value("ProductType", "Product Type"),
            product_version: value("OSVersion", "").or(version),
            serial_number: value("SerialNumber", ""),
            unique_identifier: value("UniqueDeviceID", ""),
            rest,
            ..Self::default()
        }
    }
}

impl Record for SysdiagnosedDevice {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.seen {
            see(Stamp::utc(at, "phone described itself"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
    }
}
