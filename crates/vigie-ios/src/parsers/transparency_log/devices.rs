//! Devices inside the log.

use std::collections::HashSet;

use serde_json::Value;
use vigie_core::{Locator, Sink, Stop, Time};

use crate::account_device::{AccountDevice, DeviceList};
use crate::json_trees::{self, text};

/// Most values that are looked at, and most devices that are told.
const MOST: usize = 200_000;
const MOST_DEVICES: usize = 5_000;

/// Emits every object below `root` that describes a device, each once.
pub(super) fn emit(root: &Value, seen: Option<Time>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut rest = vec![(String::new(), root)];
    let mut known: HashSet<String> = HashSet::new();
    let mut looked = 0_usize;
    while let Some((path, value)) = rest.pop() {
        looked += 1;
        if looked > MOST || known.len() >= MOST_DEVICES {
            sink.problem(Locator::Whole, "more values than are looked at");
            return Ok(());
        }
        let join = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
        match value {
            Value::Array(items) => {
                rest.extend(items.iter().enumerate().rev().map(|(at, item)| {
                    (join(&at.to_string()).chars().take(500).collect(), item)
                }));
            }
            Value::Object(fields) => {
                if let Some(device) = device(value, seen) {
                    // The same device stands below each app.
                    let key = format!("{:?}", (&device.name, &device.model, &device.serial_number));
                    if known.insert(key) {
                        sink.emit(Locator::Key(path.clone()), &device)?;
                    }
                    continue;
                }
                let children = fields.iter().rev();
                rest.extend(
                    children.map(|(key, one)| (join(key).chars().take(500).collect(), one)),
                );
            }
            _ => {}
        }
    }
    Ok(())
}

/// A device, where `value` has a model or a serial number, and a name or a build.
fn device(value: &Value, seen: Option<Time>) -> Option<AccountDevice> {
    let model = text(value, &["productType", "model", "modelID", "hardwareModel", "deviceModel"]);
    let name = text(value, &["deviceName", "productName", "name"]);
    let serial = text(value, &["serialNumber", "serial"]);
    let build = text(value, &["build", "buildVersion", "osBuild"]);
    let device_id = text(value, &["deviceID", "deviceId", "udid"]);
    let described = model.is_some() || serial.is_some();
    let named = name.is_some() || build.is_some() || device_id.is_some();
    (described && named).then(|| AccountDevice {
        list: DeviceList::Transparency,
        name,
        model,
        os_version: text(value, &["osVersion", "productVersion"]),
        build_version: build,
        serial_number: serial,
        machine_id: device_id,
        seen,
        columns: json_trees::flatten(value, 40).without_any(|path| {
            let known = ["name", "model", "product", "serial", "build", "device"];
            let path = path.to_ascii_lowercase();
            known.iter().any(|word| path.starts_with(word))
        }),
        ..AccountDevice::default()
    })
}
