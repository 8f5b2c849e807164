//! A line of the older circle of devices.

use crate::account_device::{AccountDevice, DeviceList};

/// Names of the lists that devices stand in.
const GROUPS: &[&str] = &[
    "Peers",
    "Peer",
    "Valid",
    "Not Valid",
    "Retired",
    "Concurring",
    "Applicants",
    "Others",
    "Other",
    "Active",
];

/// Reads `me>  Peers: Sample   dev:iPhone   trn:KVS   devid:…   mid: …   pid:… V2 SOS OS:17.3`.
pub(super) fn read(line: &str) -> Option<AccountDevice> {
    let is_phone = line.starts_with("me>");
    let rest = line.strip_prefix("me>").unwrap_or(line).trim_start();
    let (group, rest) = rest.split_once(':')?;
    let known = GROUPS.iter().any(|name| name.eq_ignore_ascii_case(group.trim()));
    let (before, version) = rest.rsplit_once(" OS:").unwrap_or((rest, ""));
    // Each line of a device ends in its version; other lines of the section do not.
    if !known || before.len() == rest.len() {
        return None;
    }
    let mut device = AccountDevice {
        list: DeviceList::Circle,
        group: Some(group.trim().to_owned()),
        is_phone: Some(is_phone),
        os_version: some(version),
        ..AccountDevice::default()
    };
    match before.split_once("dev:") {
        Some((name, rest)) => {
            device.name = some(name);
            device.model = some(until(rest, &["trn:", "devid:", "mid:", "pid:"]));
            device.machine_id = word_after(rest, "mid:");
            device.peer_id = word_after(rest, "pid:");
        }
        None => columns(before, &mut device),
    }
    Some(device)
}

/// Name, sort, transport and id in columns, padded with blanks to 16 characters.
fn columns(text: &str, device: &mut AccountDevice) {
    let parts: Vec<&str> = text.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    device.name = parts.first().and_then(|name| some(name));
    device.model = parts.get(1).and_then(|model| some(model));
    // `… ID V2`, whether or not the id before it fills its column.
    let mut words = text.split_whitespace().rev();
    if words.next().is_some_and(|version| version.starts_with('V')) {
        device.peer_id = words.next().and_then(some);
    }
}

fn until<'a>(text: &'a str, ends: &[&str]) -> &'a str {
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

fn word_after(text: &str, key: &str) -> Option<String> {
    // `mid:` also ends other words.
    let key = format!(" {key}");
    let (_, rest) = text.split_once(key.as_str())?;
    let word = rest.split_whitespace().next()?;
    (!word.ends_with(':') && !word.contains("id:")).then(|| word.to_owned())
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text != "(null)").then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peers_with_words_and_in_columns() {
        let line = "me>  Peers: My phone         dev:iPhone           trn:KVS              devid:0A0B-1            mid: M1 pid:PEER1 V2 c4a OS:Version 17.3 (Build 21D50)";
        let peer = read(line).unwrap();
        assert_eq!(peer.name.as_deref(), Some("My phone"));
        assert_eq!(peer.model.as_deref(), Some("iPhone"));
        assert_eq!(peer.machine_id.as_deref(), Some("M1"));
        assert_eq!(peer.peer_id.as_deref(), Some("PEER1"));
        assert_eq!(peer.is_phone, Some(true));
        let peer = read("    Not Valid: Old Mac           MacBook Pro      KVS              0A0B-2 PEER2 V2 OS:15G31").unwrap();
        assert_eq!((peer.name.as_deref(), peer.model.as_deref()), (Some("Old Mac"), Some("MacBook Pro")));
        assert_eq!((peer.peer_id.as_deref(), peer.is_phone), (Some("PEER2"), Some(false)));
        for line in ["ccstatus: In Circle (0)", "Peers: 2", "", "Peers count: 2 OS:x"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
