//! Networks the phone knows, and the proxies, name servers and access points set for them.
//!
//! * `SystemConfiguration/preferences.plist`, written by `configd`: for each network service its
//!   `Proxies` and `DNS`. A proxy that the owner, a profile or a stranger set stands here; Predator's
//!   implant looks here to see whether it is being watched.
//! * `com.apple.wifi.plist` (to iOS 13) and `com.apple.wifi.known-networks.plist` (from iOS 14),
//!   written by `wifid`: networks that were joined, when, and by whom.
//! * `com.apple.commcenter.user_apns.plist` (`apns.per.iccid`), written by `CommCenter`: access points
//!   to the mobile network that the owner, or somebody with the phone, set by hand; the operator's own
//!   come from its bundle and are not here.
//!
//! A sysdiagnose carries the first in `logs/Networking`, the second in `WiFi`. The files are walked
//! for dictionaries with the keys of each kind, because their nesting differs between versions. Keys
//! after <https://developer.apple.com/documentation/systemconfiguration> (`SCSchemaDefinitions.h`).

mod access_point;
mod name_servers;
mod network;
mod proxy;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};

pub(crate) use access_point::AccessPoint;
pub(crate) use proxy::Proxy;

use crate::trees;

pub(crate) static ITEM: PreferencesNetwork = PreferencesNetwork;

pub(crate) struct PreferencesNetwork;

static META: ParserMeta = ParserMeta {
    id: "preferences_network",
    title: Text {
        en: "Known networks, proxies, name servers and access points",
        fr: "Réseaux connus, proxys, serveurs de noms et points d’accès",
    },
    reads: &[
        "/private/var/preferences/SystemConfiguration/preferences.plist",
        "/private/var/preferences/SystemConfiguration/com.apple.wifi*.plist",
        "/private/var/preferences/SystemConfiguration/com.apple.wifi*.plist.backup",
        "/private/var/preferences/com.apple.wifi*.plist",
        "/private/var/preferences/com.apple.wifi*.plist.backup",
        "/private/var/preferences/com.apple.commcenter*.plist",
        "/private/var/wireless/Library/Preferences/com.apple.commcenter*.plist",
        "/private/var/mobile/Library/Preferences/com.apple.commcenter*.plist",
        "/sysdiagnose/logs/Networking/preferences.plist",
        "/sysdiagnose/*/logs/Networking/preferences.plist",
        "/sysdiagnose/WiFi/com.apple.wifi*.plist",
        "/sysdiagnose/*/WiFi/com.apple.wifi*.plist",
        "/com.apple.wifi*.plist",
        "/com.apple.commcenter*.plist",
        "/preferences.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&proxy::KIND, &name_servers::KIND, &access_point::KIND, &network::KIND],
    means: &[
        Text { en: "network added", fr: "réseau ajouté" },
        Text { en: "network joined by the owner", fr: "réseau rejoint par le propriétaire" },
        Text { en: "network joined by itself", fr: "réseau rejoint automatiquement" },
        Text { en: "network last changed", fr: "réseau modifié pour la dernière fois" },
    ],
    versions: Versions::ios(4),
    references: &["https://developer.apple.com/documentation/systemconfiguration"],
};

impl Parser for PreferencesNetwork {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, damage) = plist::parse_lenient(&bytes, &input.limits);
        if let Some(root) = &root {
            match keyed_archive::is_archive(root) {
                true => read(&keyed_archive::unarchive_value(root, &input.limits)?, sink)?,
                false => read(root, sink)?,
            }
        }
        damage.map_or(Ok(()), Err)
    }
}

/// Records of one file: phones have some hundreds of networks.
const MOST: u64 = 100_000;

/// A dictionary of the file and what is known of its surroundings.
struct Place<'a> {
    /// Where it stands.
    path: String,
    /// Name of the network or service that it belongs to.
    of: Option<&'a str>,
}

/// Walks the whole file in its order.
fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut rest = vec![(Place { path: String::new(), of: None }, root)];
    while let Some((place, value)) = rest.pop() {
        let children: Vec<(String, &Value)> = match value {
            Value::Array(items) => {
                let names = items.iter().zip(0_usize..);
                names.map(|(item, at)| (at.to_string(), item)).collect()
            }
            Value::Dictionary(fields) => {
                fields.iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }
            _ => continue,
        };
        let of = name(&place.path, value).or(place.of);
        let place = Place { of, ..place };
        see(&place, value, sink)?;
        if sink.records() > MOST {
            return Err(Stop::Limit { what: "networks", most: MOST });
        }
        let down = children.into_iter().rev().map(|(key, child)| {
            (Place { path: trees::join(&place.path, &key), of: place.of }, child)
        });
        rest.extend(down);
    }
    Ok(())
}

/// The name that a dictionary gives itself and what stands in it.
fn name<'a>(path: &str, value: &'a Value) -> Option<&'a str> {
    let own = ["SSID_STR", "UserDefinedName"].iter().find_map(|key| value.find(key)?.as_str());
    let known = path.rsplit('/').next().is_some_and(|key| key.starts_with("wifi.network.ssid."));
    own.or_else(|| known.then(|| value.find("SSID")?.as_str()).flatten())
}

/// Emits what the dictionary at `place` is.
fn see(place: &Place<'_>, value: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let at = || Locator::Key(place.path.clone());
    if let Some(proxy) = proxy::Proxy::read(value, place.of) {
        sink.emit(at(), &proxy)?;
    }
    if let Some(servers) = name_servers::NameServers::read(value, &place.path, place.of) {
        sink.emit(at(), &servers)?;
    }
    if let Some(access_point) = AccessPoint::read(value, &place.path) {
        sink.emit(at(), &access_point)?;
    }
    if let Some(network) = network::Network::read(value, &place.path) {
        sink.emit(at(), &network)?;
    }
    Ok(())
}

/// A flag as the system writes it: a truth or a number.
fn flag(root: &Value, key: &str) -> bool {
    let value = root.find(key);
    let number = || value.and_then(Value::as_i64).map(|number| number != 0);
    value.and_then(Value::as_bool).or_else(number) == Some(true)
}
