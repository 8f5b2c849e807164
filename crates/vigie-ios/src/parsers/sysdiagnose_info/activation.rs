//! The description of itself that the phone sends to Apple.

use memchr::memmem;
use serde_json::Value;
use vigie_core::{Input, Stop};

use super::device::SysdiagnosedDevice;

/// Reads `URL: …`, headers, `BODY: {…}`.
pub(super) fn read(input: &Input<'_>) -> Result<SysdiagnosedDevice, Stop> {
    let bytes = input.read_all()?;
    let body = memmem::find(&bytes, b"BODY:").map_or(0, |at| at.saturating_add(5));
    let rest = bytes.get(body..).unwrap_or_default();
    let open = memchr::memchr(b'{', rest).map(|open| body.saturating_add(open));
    let Some(open) = open else {
        return Err(Stop::malformed("request", body as u64, "a JSON object after BODY:"));
    };
    let json = bytes.get(open..).unwrap_or_default();
    let value = serde_json::Deserializer::from_slice(json).into_iter::<Value>().next();
    let value = match value {
        Some(Ok(value)) => value,
        Some(Err(error)) => {
            return Err(Stop::malformed("request", open as u64, format!("JSON: {error}")));
        }
        None => return Err(Stop::malformed("request", open as u64, "a JSON object")),
    };
    let mut device = device(&value);
    let head = String::from_utf8_lossy(bytes.get(..body).unwrap_or_default()).into_owned();
    let url = head.lines().find_map(|line| line.trim().strip_prefix("URL:"));
    device.url = url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    Ok(device)
}

fn device(root: &Value) -> SysdiagnosedDevice {
    let text = |names: &[&str]| names.iter().find_map(|name| find(root, name));
    SysdiagnosedDevice {
        build_version: text(&["os-build", "osBuild", "BuildVersion"]),
        device_name: text(&["device-name", "DeviceName"]),
        ecid: text(&["ecid", "unique-chip-id", "UniqueChipID"]),
        imei: text(&["imei", "imei1"]),
        imei_2: text(&["imei2", "imei-2"]),
        meid: text(&["meid"]),
        product_type: text(&["productType", "product-type", "ProductType"]),
        product_version: text(&["os-version", "osVersion", "ProductVersion"]),
        serial_number: text(&["serial-number", "serialNumber", "SerialNumber"]),
        unique_identifier: text(&["udid", "UniqueDeviceID"]),
        ..SysdiagnosedDevice::default()
    }
}

/// The first text or number named `name` at any depth.
fn find(root: &Value, name: &str) -> Option<String> {
    let mut rest = vec![root];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(fields) => {
                match fields.get(name) {
                    Some(Value::String(text)) if !text.is_empty() => return Some(text.clone()),
                    Some(Value::Number(number)) => return Some(number.to_string()),
                    _ => {}
                }
                rest.extend(fields.values());
            }
            Value::Array(items) => rest.extend(items.iter().rev()),
            _ => {}
        }
    }
    None
}
