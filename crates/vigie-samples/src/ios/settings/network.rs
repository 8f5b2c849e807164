//! VPNs, filters and name servers (`com.apple.networkextension.plist`, an archive of
//! `NEConfiguration` objects), access points set by the owner, and known Wi-Fi networks.

use plist::Value;

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::{Archive, dictionary};
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;

const EXTENSIONS: DeviceFile = file("SystemPreferencesDomain", "com.apple.networkextension.plist");
const ACCESS_POINTS: DeviceFile =
    file("WirelessDomain", "Library/Preferences/com.apple.commcenter.user_apns.plist");
const WIFI: DeviceFile =
    file("SystemPreferencesDomain", "SystemConfiguration/com.apple.wifi.known-networks.plist");

const TUNNEL: &str = "tunnel-nacht.test";
const PROXY: &str = "apn-omweg.test";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    extensions(phone, EXTENSIONS)?;
    access_points(phone)?;
    // The list moved out of com.apple.wifi.plist with iOS 14.
    if phone.plan.ios >= 14 { write_wifi(phone, WIFI) } else { Ok(()) }
}

/// The configurations of network extensions: an ordinary phone has a VPN from the App Store.
pub(crate) fn extensions(phone: &mut Phone, place: DeviceFile) -> Result<()> {
    let mut rng = phone.rng("extensions");
    let mut archive = Archive::new();
    let mut top =
        vec![("Version".to_owned(), Value::from(1)), ("Generation".to_owned(), Value::from(12))];
    let mut all = vec![("Holiday VPN", "com.example.vpn", "vpn.example.net", false)];
    if phone.has(Plant::VpnServer) {
        all.push(("Security", "example.beheer.tunnel", TUNNEL, true));
        phone.planted(Plant::VpnServer, place, TUNNEL);
    }
    phone.count("network_extensions", all.len() as u64);
    for (name, app, server, always) in all {
        let uuid = rng.uuid();
        let configuration = configuration(&mut archive, [name, app, server, &uuid], always);
        top.push((uuid, configuration));
    }
    phone.write(place, &archive.bytes_with(top)?)
}

fn configuration(
    archive: &mut Archive,
    [name, app, server, uuid]: [&str; 4],
    always: bool,
) -> Value {
    let configuration = archive.class(&["NEConfiguration", "NSObject"]);
    let vpn = archive.class(&["NEVPN", "NSObject"]);
    let tunnel = archive.class(&["NETunnelProviderProtocol", "NEVPNProtocol", "NSObject"]);
    let (name, app) = (archive.add(name), archive.add(app));
    let (server, uuid) = (archive.add(server), archive.add(uuid));
    let provider = archive.instance(
        &tunnel,
        [
            ("Type", Value::from(4)),
            ("ServerAddress", server),
            ("NEProviderBundleIdentifier", app.clone()),
            ("IncludeAllNetworks", Value::from(always)),
            ("DisconnectOnSleep", Value::from(false)),
        ],
    );
    let vpn = archive.instance(
        &vpn,
        [
            ("Enabled", Value::from(always)),
            ("OnDemandEnabled", Value::from(always)),
            ("Protocol", provider),
            ("TunnelType", Value::from(1)),
        ],
    );
    archive.instance(
        &configuration,
        [
            ("Name", name.clone()),
            ("Identifier", uuid),
            ("Application", app),
            ("ApplicationName", name),
            ("Grade", Value::from(1)),
            ("VPN", vpn),
        ],
    )
}

fn access_points(phone: &mut Phone) -> Result<()> {
    let access_point = |name: &str, proxy: Option<&str>| {
        let mut entry = vec![
            ("apn", Value::from(name)),
            ("username", Value::from("")),
            ("password", Value::from("")),
            ("type-mask", Value::from(1)),
        ];
        if let Some(proxy) = proxy {
            entry.push(("proxy", Value::from(proxy)));
            entry.push(("proxy-port", Value::from(8080)));
        }
        dictionary(entry)
    };
    let mut all = vec![access_point("internet.example", None)];
    if phone.has(Plant::ApnProxy) {
        all.push(access_point("internet", Some(PROXY)));
        phone.planted(Plant::ApnProxy, ACCESS_POINTS, PROXY);
    }
    phone.count("user_apns", all.len() as u64);
    let carrier = dictionary([("apns", Value::Array(all))]);
    let iccid = phone.identity.iccid.clone();
    phone.write_plist(ACCESS_POINTS, &dictionary([(iccid.as_str(), carrier)]))
}

/// Networks the phone joined.
pub(crate) fn write_wifi(phone: &mut Phone, place: DeviceFile) -> Result<()> {
    let mut rng = phone.rng("wifi");
    let mut all = plist::Dictionary::new();
    for name in ["Home", "School", "Trein", "Koffie & Zo"] {
        let time = phone.release.backed_up.plus(-rng.range(1000, 9_000_000));
        let point = dictionary([
            ("BSSID", Value::from(format!("02:00:00:00:00:{}", rng.hex(2)))),
            ("Channel", Value::from(rng.range(1, 11))),
            ("LastAssociatedAt", Value::from(time.plist())),
        ]);
        let network = dictionary([
            ("AddReason", Value::from("WiFi Settings")),
            ("AddedAt", Value::from(time.plus(-5_000_000).plist())),
            ("BSSList", Value::Array(vec![point])),
            ("CaptiveProfile", dictionary([("CaptiveNetwork", Value::from(name == "Trein"))])),
            ("JoinedByUserAt", Value::from(time.plist())),
            ("SSID", Value::Data(name.as_bytes().to_vec())),
            ("SupportedSecurityTypes", Value::from("WPA2 Personal")),
        ]);
        all.insert(format!("wifi.network.ssid.{name}"), network);
    }
    phone.count("wifi_known_networks", all.len() as u64);
    phone.write_plist(place, &Value::Dictionary(all))
}
