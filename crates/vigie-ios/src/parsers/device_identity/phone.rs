//! Numbers and names of a phone.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Limits, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::{self, Value};

use super::gestalt;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.device_identity.device",
    title: Text { en: "Phone, as it knows itself", fr: "Téléphone, tel qu’il se connaît" },
    brief: &["product_type", "product_version", "build_version"],
    personal: &[
        "device_name",
        "ecid",
        "imei",
        "imei_2",
        "meid",
        "serial_number",
        "unique_identifier",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<PhoneIdentity>,
};

/// The phone, as one of its files describes it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PhoneIdentity {
    /// Build of iOS: `21F79`.
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
    /// Time zone that the phone was set to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time_zone: Option<String>,
    /// Id of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_identifier: Option<String>,
    /// Whether Apple's server activated it: `Activated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) activation_state: Option<String>,
}

impl PhoneIdentity {
    /// What any of the files says; default where it says nothing.
    pub(super) fn read(root: &Value, limits: &Limits) -> Self {
        if let Some(token) = root.find("AccountToken") {
            return Self::token(token, limits);
        }
        if let Some(answers) = root.find("CacheExtra") {
            return Self::of(&|name| trees::text(answers, gestalt::key(name)));
        }
        if let Some(imeis) = root.find("imeis").and_then(Value::as_array) {
            let imei = |at: usize| imeis.get(at).and_then(Value::as_str).map(str::to_owned);
            return Self { imei: imei(0), imei_2: imei(1), ..Self::default() };
        }
        let own = |name: &str| {
            trees::text(root, &format!("-{name}")).or_else(|| trees::text(root, name))
        };
        let state = |domain: &str| trees::text(root, &format!("{domain}-ActivationState"));
        Self {
            activation_state: state("com.apple.mobile.lockdown_cache").or_else(|| state("")),
            time_zone: own("TimeZone"),
            ..Self::of(&own)
        }
    }

    /// A property list of the old kind: lines of `"KEY" = "VALUE";`. Newer ones are as any other.
    fn token(token: &Value, limits: &Limits) -> Self {
        let bytes = match token {
            Value::String(text) => text.as_bytes(),
            other => other.as_bytes().unwrap_or_default(),
        };
        if let (Some(root @ Value::Dictionary(_)), None) = plist::parse_lenient(bytes, limits) {
            return Self::of(&|name| trees::text(&root, name));
        }
        let text = String::from_utf8_lossy(bytes);
        Self::of(&|name| text.lines().find_map(|line| assigned(line, name)))
    }

    /// Everything that `answer` knows by Apple's names.
    fn of(answer: &dyn Fn(&str) -> Option<String>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| answer(name));
        Self {
            build_version: first(&["BuildVersion", "ProductBuildVersion"]),
            device_name: first(&["DeviceName", "UserAssignedDeviceName"]),
            ecid: first(&["UniqueChipID"]),
            imei: first(&["InternationalMobileEquipmentIdentity"]),
            imei_2: first(&["InternationalMobileEquipmentIdentity2"]),
            meid: first(&["MobileEquipmentIdentifier"]),
            product_type: first(&["ProductType"]),
            product_version: first(&["ProductVersion"]),
            serial_number: first(&["SerialNumber"]),
            unique_identifier: first(&["UniqueDeviceID"]),
            ..Self::default()
        }
    }
}

/// The value of `"NAME" = "VALUE";`.
fn assigned(line: &str, name: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let value = value.trim().trim_end_matches(';').trim_matches('"');
    (key.trim().trim_matches('"') == name && !value.is_empty()).then(|| value.to_owned())
}

impl Record for PhoneIdentity {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
