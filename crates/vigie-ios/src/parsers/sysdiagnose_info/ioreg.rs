//! The root of the device tree, as `ioreg` prints it.

use vigie_core::{Input, Stop};

use super::device::SysdiagnosedDevice;
use vigie_formats::lines::each_line;

/// Lines that are looked at: the root stands at the top.
const MOST: u64 = 20_000;

/// Reads `"IOPlatformSerialNumber" = "…"` and `"model" = <"iPhone14,5">`, with the line of the first.
pub(super) fn read(input: &Input<'_>) -> Result<Option<(u64, SysdiagnosedDevice)>, Stop> {
    let mut found: Option<(u64, SysdiagnosedDevice)> = None;
    each_line(&*input.data, |line| {
        let Some((key, value)) = property(line.text) else { return Ok(()) };
        if line.number > MOST {
            return Ok(());
        }
        let device = &mut found.get_or_insert((line.number, SysdiagnosedDevice::default())).1;
        let field = match key {
            "IOPlatformSerialNumber" => &mut device.serial_number,
            _ => &mut device.product_type,
        };
        field.get_or_insert_with(|| value.to_owned());
        Ok(())
    })?;
    Ok(found)
}

fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once("\" = ")?;
    let (_, key) = key.rsplit_once('"')?;
    let value = value.trim().trim_matches(['<', '>', '"']);
    let phone = || ["iPhone", "iPad", "iPod"].iter().any(|start| value.starts_with(start));
    match key {
        "IOPlatformSerialNumber" if !value.is_empty() => Some((key, value)),
        "model" | "product-name" if phone() => Some((key, value)),
        _ => None,
    }
}
