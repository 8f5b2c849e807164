//! Whether debugging is on, and where without a cable.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.adb_state.state",
    title: Text { en: "State of debugging", fr: "État du débogage" },
    brief: &["connected", "wifi_enabled"],
    personal: &["wifi_name", "wifi_bssid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<State>,
};

pub(super) static NETWORK: Kind = Kind {
    id: "android.adb_state.network",
    title: Text {
        en: "Access point on which debugging without a cable is allowed",
        fr: "Point d’accès où le débogage sans câble est autorisé",
    },
    brief: &["bssid"],
    personal: &["bssid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Network>,
};

/// State of debugging at the time of the dump.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    /// Whether a computer is connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) connected: Option<bool>,
    /// Fingerprint of the last key that was shown to the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_key: Option<String>,
    /// Whether debugging without a cable is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_enabled: Option<bool>,
    /// Port of debugging without a cable; 0 where it is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_port: Option<u32>,
    /// Address of the access point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_bssid: Option<String>,
    /// Name of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_name: Option<String>,
    /// Whether the owner allowed debugging on that network for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_trusted: Option<bool>,
}

/// Reads the state, and where it begins in `text`.
pub(super) fn read(text: &str) -> Option<(usize, State)> {
    let at = text.find("connected_to_adb=").or_else(|| text.find("last_key_received="))?;
    let mut state = State::default();
    let mut in_wifi = false;
    for line in text.lines() {
        let line = line.trim();
        in_wifi |= line.starts_with("adb_wifi={");
        let Some((key, value)) = line.split_once('=') else { continue };
        let said = (!value.is_empty() && value != "null").then(|| value.to_owned());
        match key {
            "connected_to_adb" => state.connected = Some(value == "true"),
            "last_key_received" | "last_key_recevied" => state.last_key = said,
            "enabled" if in_wifi => state.wifi_enabled = Some(value == "true"),
            "tls_port" => state.wifi_port = value.parse().ok(),
            "network_bssid" => state.wifi_bssid = said,
            "network_ssid" => state.wifi_name = said,
            "is_trusted_network" => state.wifi_trusted = Some(value == "true"),
            _ => {}
        }
    }
    Some((at, state))
}

impl Record for State {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(key) = &self.last_key {
            see("last_key", Observable::CertificateHash(key));
        }
    }
}

/// An access point on which debugging without a cable is allowed.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Network {
    /// Its address.
    pub(crate) bssid: String,
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &NETWORK
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
