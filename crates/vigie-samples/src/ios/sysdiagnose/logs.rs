//! Logs of the daemons that pair, activate and keep containers; their times are the phone's own.

use std::fmt::Write;

use crate::Result;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::ios::{Plant, clock};
use crate::words::APPS;

const LOCKDOWN: DeviceFile = file("", "logs/MobileLockdown/lockdownd.log");
const ACTIVATION: DeviceFile = file("", "logs/MobileActivation/mobileactivationd.log.0");
const CONTAINERS: DeviceFile = file("", "logs/MobileContainerManager/containermanagerd.log.0");
/// The host of a tool that copies phones.
const HOST: &str = "CELLEBRITE-UFED";

/// Writes all of them.
pub(super) fn write(phone: &mut Phone) -> Result<()> {
    lockdown(phone)?;
    activation(phone)?;
    containers(phone)?;
    let scan = "<timestamp> total=2,2.4GHz=1,5GHz=1,\n'Home' <48 6f 6d 65> - ssid=Home, bssid=02:00:00:00:00:01, channel=[1 (20MHz)], cc=BE, phy=n, rssi=-60, rsn=[mcast=ccm, bip=none, ucast={ ccm }, auths={ psk }]\n";
    phone.write(file("", "WiFi/wifi_scan.txt"), scan.as_bytes())?;
    let security = "acct : Home\nagrp : apple\ncdat : 2023-05-24 19:58:29 +0000\ndesc : AirPort network password\nlabl : Home\nmdat : 2023-05-24 19:58:29 +0000\nsvce : AirPort\n\n";
    phone.write(file("", "WiFi/security.txt"), security.as_bytes())
}

/// `05/24/23 13:08:13.123456 pid=72 function: message`.
fn lockdown(phone: &mut Phone) -> Result<()> {
    let mut lines = vec![
        (-172_000, "main", "lockdownd starting up"),
        (-171_900, "data_ark_set_block_invoke", "dirtied by changing -HasSiDP"),
        (-90_000, "pair_device", "Pairing with host \"ADAS-MACBOOK\" (SystemBUID 5E3B)"),
        (-89_900, "handle_start_session", "Session started for host \"ADAS-MACBOOK\""),
        (-20_000, "set_device_wifi_time", "{\n    valid = 1;\n    source = NTP;\n}"),
    ];
    let planted = format!("Pairing with host \"{HOST}\" (SystemBUID 77AF)");
    if phone.has(Plant::LockdownHost) {
        lines.push((-10_000, "pair_device", &planted));
    }
    let mut text = String::new();
    let mut number = 1;
    for (seconds, function, message) in &lines {
        let time = phone.release.backed_up.plus(*seconds);
        let [year, month, day, hour, minute, second] = clock::local(time);
        let year = year % 100;
        let _ = writeln!(
            text,
            "{month:02}/{day:02}/{year:02} {hour:02}:{minute:02}:{second:02}.123456 pid=72 {function}: {message}"
        );
        if *message == planted {
            phone.planted_row(Plant::LockdownHost, LOCKDOWN, "line", number, HOST);
        }
        number += i64::try_from(message.lines().count()).unwrap_or(1);
    }
    phone.count("lockdownd", lines.len() as u64);
    phone.write(LOCKDOWN, text.as_bytes())
}

fn activation(phone: &mut Phone) -> Result<()> {
    let (release, identity) = (phone.release, &phone.identity);
    let start = release.backed_up.plus(-172_000);
    let startup = "____________________ Mobile Activation Startup _____________________";
    let end = "____________________________________________________________________";
    let messages = [
        format!("MA: main: {startup}"),
        format!("MA: main: build_version: {}", release.build),
        "MA: main: internal_build: false".to_owned(),
        format!("MA: main: product_type: {}", release.product),
        "MA: main: device_class: iPhone".to_owned(),
        format!("MA: main: {end}"),
        "MA: dealwith_activation: Activation State: Activated".to_owned(),
        format!(
            "MA: -[MobileActivationDaemon handleActivationInfoWithSession:activationSignature:completionBlock:]: Activation message:\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">\n<dict>\n<key>SerialNumber</key>\n<string>{}</string>\n<key>unbrick</key>\n<true/>\n</dict>\n</plist>\n",
            identity.serial
        ),
    ];
    let mut text = String::new();
    for (seconds, message) in (0..).zip(&messages) {
        let time = clock::log(start.plus(seconds));
        let _ = writeln!(text, "{time} [135] <debug> (0x16f1db000) {message}");
    }
    phone.count("mobileactivationd", messages.len() as u64);
    phone.write(ACTIVATION, text.as_bytes())
}

fn containers(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("containers");
    let mut text = String::new();
    for app in APPS.iter().take(10) {
        let time = clock::log(phone.release.backed_up.plus(-rng.range(9000, 170_000)));
        let _ = writeln!(
            text,
            "{time} [72] <notice> (0x16afb3000) -[MCMContainerStaging _createContainer]: Created container for [{app}] at [/private/var/mobile/Containers/Data/Application/{}]",
            rng.uuid()
        );
    }
    phone.write(CONTAINERS, text.as_bytes())
}
