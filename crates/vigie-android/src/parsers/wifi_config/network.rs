//! A Wi-Fi network.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::names::is_package;

pub(super) static KIND: Kind = Kind {
    id: "android.wifi_config.network",
    title: Text { en: "Wi-Fi network", fr: "Réseau Wi-Fi" },
    brief: &["name", "security", "creator"],
    personal: &["name", "own_address"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Network>,
};

/// A Wi-Fi network.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Network {
    /// Its name.
    pub(crate) name: String,
    /// Address of a single access point that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) access_point: Option<String>,
    /// How it is secured: `NONE`, `WPA_PSK`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) security: Option<String>,
    /// Whether it hides its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hidden: Option<bool>,
    /// Whether the phone was ever connected to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) connected: Option<bool>,
    /// Whether the phone connects to it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) automatic: Option<bool>,
    /// User id that added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) creator_uid: Option<i64>,
    /// App or part of the system that added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) creator: Option<String>,
    /// App or part of the system that last changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed_by: Option<String>,
    /// When it was added, as far as the phone keeps a whole date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When it was last changed, as far as the phone keeps a whole date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Time>,
    /// When it was added, without the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) added_text: Option<String>,
    /// The address that the phone shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own_address: Option<String>,
    /// How the phone gets its address: `DHCP`, `STATIC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) assignment: Option<String>,
    /// Name servers that were set by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) name_servers: Vec<String>,
    /// Host of a proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_host: Option<String>,
    /// Its port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_port: Option<i64>,
    /// Where the script is that chooses a proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_script: Option<String>,
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [(self.added, "Wi-Fi network added"), (self.changed, "Wi-Fi network changed")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, app) in [("creator", &self.creator), ("changed_by", &self.changed_by)] {
            if let Some(app) = app.as_deref().filter(|app| is_package(app)) {
                see(field, Observable::AppId(app));
            }
        }
        self.name_servers.iter().for_each(|server| see("name_servers", host(server)));
        if let Some(proxy) = &self.proxy_host {
            see("proxy_host", host(proxy));
        }
        if let Some(script) = &self.proxy_script {
            see("proxy_script", Observable::Url(script));
        }
    }
}

fn host(text: &str) -> Observable<'_> {
    text.parse::<IpAddr>().map_or(Observable::Host(text), Observable::Ip)
}
