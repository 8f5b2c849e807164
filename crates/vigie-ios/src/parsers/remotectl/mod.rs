//! `remotectl_dumpstate.txt`: the phone, and the devices that were connected to it over the network
//! link that Xcode, Finder and accessories use.
//!
//! Printed by `remotectl dumpstate` for `sysdiagnose`; seen from iOS 15 on, empty in some versions
//! before. Layout: [`remote_devices`].
//!
//! A computer that stands here was connected while the sysdiagnose was made.
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::columns::{Columns, Scalar};
use crate::remote_devices::{self, RemoteDevice};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: Remotectl = Remotectl;

pub(crate) struct Remotectl;

static META: ParserMeta = ParserMeta {
    id: "remotectl",
    title: Text {
        en: "Devices connected to the phone (remotectl)",
        fr: "Appareils connectés au téléphone (remotectl)",
    },
    reads: sysdiagnose_paths!["remotectl_dumpstate.txt"; "/remotectl_dumpstate.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "device connected", fr: "appareil connecté" }],
    versions: Versions::ios(14),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

static KIND: Kind = Kind {
    id: "ios.remotectl.device",
    title: Text {
        en: "Phone, or device connected to it",
        fr: "Téléphone, ou appareil connecté à celui-ci",
    },
    brief: &["title", "product_type", "state"],
    personal: &["serial_number", "unique_identifier", "ecid", "properties"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Device>,
};

impl Parser for Remotectl {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        let devices = remote_devices::read(&*input.data, sink)?;
        for device in devices {
            sink.emit(Locator::Line(device.line), &Device::of(device, seen))?;
        }
        Ok(())
    }
}

/// The phone, or a device connected to it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Device {
    /// How the list calls it.
    pub(crate) title: String,
    /// True for the phone itself.
    pub(crate) is_phone: bool,
    /// `connected (connectable)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// Id of the connection's end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// `iPhone14,5`, `MacBookPro15,1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_type: Option<String>,
    /// Version of its system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product_version: Option<String>,
    /// Build of its system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial_number: Option<String>,
    /// Id of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_identifier: Option<String>,
    /// Id of its processor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ecid: Option<String>,
    /// When the list was printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// Services it offers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) services: Vec<String>,
    /// Services that the phone offers to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) local_services: Vec<String>,
    /// Its other properties.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) properties: Columns,
}

/// Properties with a field of their own.
const FIELDS: &[&str] =
    &["ProductType", "OSVersion", "BuildVersion", "SerialNumber", "UniqueDeviceID", "UniqueChipID"];

impl Device {
    fn of(device: RemoteDevice, seen: Option<Time>) -> Self {
        let value = |name, key| device.value(name, key).map(str::to_owned);
        let mut properties = Columns::default();
        for (name, value) in &device.properties {
            if !FIELDS.contains(&name.as_str()) {
                properties.push(name.clone(), Scalar::Text(value.clone()));
            }
        }
        let is_phone = device.is_local();
        Self {
            is_phone,
            state: value("", "State"),
            uuid: value("", "UUID"),
            product_type: value("ProductType", "Product Type"),
            product_version: value("OSVersion", "OS Version"),
            build_version: value("BuildVersion", "OS Build"),
            serial_number: value("SerialNumber", ""),
            unique_identifier: value("UniqueDeviceID", ""),
            ecid: value("UniqueChipID", ""),
            seen: seen.filter(|_| !is_phone),
            title: device.title,
            services: device.services,
            local_services: device.local_services,
            properties,
        }
    }
}

impl Record for Device {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.seen {
            see(Stamp::utc(at, "device connected"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
