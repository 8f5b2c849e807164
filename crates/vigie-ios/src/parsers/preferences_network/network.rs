//! Wi-Fi networks that the phone knows.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.preferences_network.network",
    title: Text { en: "Known Wi-Fi network", fr: "Réseau Wi-Fi connu" },
    brief: &["ssid", "security", "bssids"],
    personal: &["bssids", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Network>,
};

/// A Wi-Fi network that the phone joined, or was told to join.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Network {
    /// Its name.
    pub(crate) ssid: String,
    /// Addresses of its access points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) bssids: Vec<String>,
    /// How it is protected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) security: Option<String>,
    /// How it came to be known: `WiFi Settings`, `Profile`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) add_reason: Option<String>,
    /// App or profile that added it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// When it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When the owner last joined it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) joined_by_user: Option<Time>,
    /// When the phone last joined it by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) joined_by_system: Option<Time>,
    /// When its entry was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// What else is kept; passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Values that are kept of one network.
const MOST: usize = 150;
/// Access points that are kept of one network.
const MOST_BSSIDS: usize = 200;

/// Keys with a field of their own.
const KNOWN: &[&str] = &[
    "SSID",
    "SSID_STR",
    "BSSID",
    "SupportedSecurityTypes",
    "SecurityMode",
    "AddReason",
    "BundleID",
    "AddedAt",
    "addedAt",
    "JoinedByUserAt",
    "lastJoined",
    "JoinedBySystemAt",
    "lastAutoJoined",
    "UpdatedAt",
    "lastUpdated",
];

impl Network {
    /// The network that `root`, which stands at `path`, is.
    pub(super) fn read(root: &Value, path: &str) -> Option<Self> {
        let key = path.rsplit('/').next().unwrap_or(path);
        let named = key.strip_prefix("wifi.network.ssid.");
        // A name with a slash in it: the path starts with the key.
        let named = named.or_else(|| path.strip_prefix("wifi.network.ssid.").filter(|_| {
            root.find("SSID").is_some()
        }));
        let listed = root.find("SSID_STR").and_then(Value::as_str);
        let ssid = named.or(listed)?.to_owned();
        let text = |names: &[&str]| names.iter().find_map(|name| trees::text(root, name));
        let time = |names: &[&str]| names.iter().find_map(|name| root.find(name)?.as_time());
        Some(Self {
            ssid,
            bssids: bssids(root),
            security: text(&["SupportedSecurityTypes", "SecurityMode"]),
            add_reason: text(&["AddReason"]),
            bundle_id: text(&["BundleID"]),
            added: time(&["AddedAt", "addedAt"]),
            joined_by_user: time(&["JoinedByUserAt", "lastJoined"]),
            joined_by_system: time(&["JoinedBySystemAt", "lastAutoJoined"]),
            updated: time(&["UpdatedAt", "lastUpdated"]),
            columns: settings::rest(root, KNOWN, MOST),
        })
    }
}

/// The addresses of access points, each once.
fn bssids(root: &Value) -> Vec<String> {
    let listed = root.find("BSSList").and_then(Value::as_array).unwrap_or_default();
    let all = listed.iter().chain([root]).filter_map(|point| point.find("BSSID")?.as_str());
    let mut found: Vec<String> = Vec::new();
    for bssid in all.take(MOST_BSSIDS) {
        if !found.iter().any(|one| one == bssid) {
            found.push(bssid.to_owned());
        }
    }
    found
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let stamps = [
            (self.added, "network added"),
            (self.joined_by_user, "network joined by the owner"),
            (self.joined_by_system, "network joined by itself"),
            (self.updated, "network last changed"),
        ];
        for (at, means) in stamps {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        links(&self.ssid).for_each(|link| see("ssid", link.observable()));
        if let Some(app) = &self.bundle_id {
            see("bundle_id", Observable::AppId(app));
        }
        for (path, text) in self.columns.texts() {
            settings::see(path, text, |value| see("columns", value));
        }
    }
}
