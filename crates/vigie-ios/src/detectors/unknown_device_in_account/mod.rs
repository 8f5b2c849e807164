//! Devices of the owner's account, for the owner to say which are theirs.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::account_device::AccountDevice;

pub(crate) static ITEM: UnknownDeviceInAccount = UnknownDeviceInAccount;

pub(crate) struct UnknownDeviceInAccount;

static META: DetectorMeta = DetectorMeta {
    id: "unknown_device_in_account",
    version: 1,
    title: Text {
        en: "Other devices in the Apple account",
        fr: "Autres appareils dans le compte Apple",
    },
    severity: Severity::Info,
    order: Order::Time,
    reads: &[
        "ios.account_device_list.device",
        "ios.octagon.peer",
        "ios.security_sysdiagnose.peer",
        "ios.transparency_log.device",
        "ios.trusted_peers.device",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://support.apple.com/102649",
        "https://github.com/apple-oss-distributions/Security",
    ],
};

impl Detector for UnknownDeviceInAccount {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Devices::default())
    }
}

/// Most devices that are kept apart, and most that the sentence names.
const MOST: usize = 10_000;
const MOST_NAMED: usize = 20;

/// Parts of lists that hold devices which are no longer in the account, or say nothing but an id.
const PAST: &[&str] = &["excluded", "deleted", "Retired", "Not Valid", "machine"];

#[derive(Default)]
struct Devices {
    /// By name, or what else tells them apart.
    devices: BTreeMap<String, Device>,
}

#[derive(Default)]
struct Device {
    label: String,
    serial: Option<String>,
    is_phone: bool,
    evidence: Vec<Evidence>,
}

impl Watch for Devices {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(device) = seen.record.as_a::<AccountDevice>() else { return };
        if device.group.as_deref().is_some_and(|group| PAST.contains(&group)) {
            return;
        }
        let known = [&device.name, &device.serial_number, &device.model, &device.peer_id];
        let Some(key) = known.into_iter().find_map(|known| known.as_deref()) else { return };
        let key = key.to_lowercase();
        if self.devices.len() >= MOST && !self.devices.contains_key(&key) {
            return;
        }
        let quote = label(device);
        let entry = self.devices.entry(key).or_default();
        entry.is_phone |= device.is_phone == Some(true);
        if entry.serial.is_none() {
            entry.serial.clone_from(&device.serial_number);
        }
        // The longer label says more: `Tablet (iPad14,1)` rather than `Tablet (iPad)`.
        if quote.len() > entry.label.len() {
            entry.label.clone_from(&quote);
        }
        if entry.evidence.len() < MAX_EVIDENCE {
            entry.evidence.push(seen.evidence("name", &quote));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let devices = std::mem::take(&mut self.devices);
        let own: Vec<String> = devices
            .values()
            .filter(|device| device.is_phone)
            .filter_map(|device| device.serial.clone())
            .collect();
        let is_own = |device: &Device| {
            device.is_phone || device.serial.as_ref().is_some_and(|serial| own.contains(serial))
        };
        let others: Vec<Device> =
            devices.into_values().filter(|device| !is_own(device)).collect();
        if others.is_empty() {
            return;
        }
        let count = others.len().to_string();
        let names: Vec<&str> =
            others.iter().take(MOST_NAMED).map(|device| device.label.as_str()).collect();
        let mut names = names.join(", ");
        if others.len() > MOST_NAMED {
            names.push_str(", …");
        }
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::Low,
            claim: Claim::new(
                "unknown-device-in-account-others",
                [("count", &count), ("devices", &names)],
            ),
            evidence: others.into_iter().flat_map(|device| device.evidence).collect(),
        });
    }
}

/// `Tablet (iPad14,1)`.
fn label(device: &AccountDevice) -> String {
    let name = device.name.as_deref().or(device.serial_number.as_deref());
    match (name, device.model.as_deref()) {
        (Some(name), Some(model)) => format!("{name} ({model})"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => device.peer_id.clone().unwrap_or_default(),
    }
}
