//! The status as text.

use vigie_core::{Input, Locator, Sink, Stop, Time};

use crate::account_device::{AccountDevice, DeviceList};
use vigie_formats::lines::each_line;

/// Emits every peer.
pub(super) fn read(
    input: &Input<'_>,
    seen: Option<Time>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut found = 0_u64;
    each_line(&*input.data, |line| {
        let Some(mut device) = peer(line.text.trim()) else { return Ok(()) };
        found += 1;
        device.seen = seen;
        sink.emit(Locator::Line(line.number), &device)
    })?;
    if found == 0 {
        sink.problem(Locator::Whole, "expected JSON, or lines with “Self:” and “Peer:”");
    }
    Ok(())
}

fn peer(line: &str) -> Option<AccountDevice> {
    let (is_phone, rest) = match (line.strip_prefix("Self:"), line.strip_prefix("Peer:")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return None,
    };
    let id = rest.split_whitespace().next().map(|id| id.trim_end_matches(';'));
    Some(AccountDevice {
        list: DeviceList::Octagon,
        is_phone: Some(is_phone),
        peer_id: id.map(str::to_owned),
        model: quoted(rest, "hw:"),
        name: quoted(rest, "name:"),
        serial_number: quoted(rest, "serial:"),
        os_version: quoted(rest, "os:"),
        ..AccountDevice::default()
    })
}

/// What stands in quotes behind `key`.
fn quoted(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('\'')?;
    // A name may hold quotes: its end is the quote before the next key.
    let ends = ["' name:", "' serial:", "' os:", "' epoch:", "' hw:"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().or_else(|| rest.rfind('\''))?;
    let value = rest.get(..end)?;
    (!value.is_empty() && value != "(null)").then(|| value.to_owned())
}
