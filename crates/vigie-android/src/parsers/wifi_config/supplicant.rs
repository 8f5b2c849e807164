//! The layout up to Android 7: `wpa_supplicant.conf`, with a block `network={` for each.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::lines::each_line_of;

use super::network::Network;
use super::xml::unquoted;

pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut open: Option<(u64, Network)> = None;
    let mut is_known = false;
    each_line_of(input, |line| {
        let text = line.text.trim();
        if text.replace(' ', "") == "network={" {
            is_known = true;
            open = Some((line.number, Network::default()));
        } else if text == "}" {
            if let Some((at, network)) = open.take() {
                give(at, &network, sink)?;
            }
        } else if let Some((key, value)) = text.split_once('=') {
            is_known = is_known || matches!(key, "ctrl_interface" | "update_config" | "device_name");
            if let Some((_, network)) = &mut open {
                take(network, key.trim(), value.trim());
            }
        }
        Ok(())
    })?;
    if let Some((at, network)) = open {
        give(at, &network, sink)?;
        sink.problem(Locator::Line(at), "the network does not end: expected }");
    }
    match is_known {
        true => Ok(()),
        false => Err(Stop::malformed("file", 0, "Wi-Fi networks in XML or as of wpa_supplicant")),
    }
}

fn take(network: &mut Network, key: &str, value: &str) {
    match key {
        "ssid" => network.name = unquoted(value),
        "bssid" => network.access_point = Some(value.to_owned()),
        "key_mgmt" => network.security = Some(value.to_owned()),
        "scan_ssid" => network.hidden = Some(value == "1"),
        "disabled" => network.automatic = Some(value != "1"),
        _ => {}
    }
}

fn give(at: u64, network: &Network, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if network.name.is_empty() {
        sink.problem(Locator::Line(at), "expected the ssid of a network");
        return Ok(());
    }
    sink.emit(Locator::Line(at), network)
}
