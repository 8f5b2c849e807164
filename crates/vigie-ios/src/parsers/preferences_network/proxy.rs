//! Proxies.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, links, revive};
use vigie_formats::plist::Value;

use super::flag;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.preferences_network.proxy",
    title: Text { en: "Proxy", fr: "Proxy" },
    brief: &["network", "http", "https", "socks", "automatic", "enabled"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Proxy>,
};

/// Where requests to the web go first.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Proxy {
    /// The network or service that it is set for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network: Option<String>,
    /// Whether any of it is switched on.
    pub(crate) enabled: bool,
    /// Machine and port for plain requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) http: Option<String>,
    /// Machine and port for encrypted requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) https: Option<String>,
    /// Machine and port for every connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) socks: Option<String>,
    /// Address of the script that chooses a proxy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) automatic: Option<String>,
    /// True where the script itself stands here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) has_script: bool,
    /// True where the network may name the script.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) discovered: bool,
    /// Links in the script.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) script_links: Vec<String>,
    /// Machines that are asked directly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) exceptions: Vec<String>,
}

impl Proxy {
    /// Where requests go, as far as it is known.
    pub(crate) fn target(&self) -> &str {
        let targets = [&self.automatic, &self.http, &self.https, &self.socks];
        targets.into_iter().flatten().next().map_or("?", String::as_str)
    }

    /// True where requests go to a machine or a script that somebody named.
    pub(crate) fn leads_elsewhere(&self) -> bool {
        self.enabled && (self.has_script || self.target() != "?")
    }

    /// The proxy that `root` sets, if it is about proxies and sets any.
    pub(super) fn read(root: &Value, network: Option<&str>) -> Option<Self> {
        let machine = |name: &str, port: &str| {
            let name = trees::text(root, name)?;
            Some(match trees::text(root, port) {
                Some(port) if name.contains(':') && !name.starts_with('[') => {
                    format!("[{name}]:{port}")
                }
                Some(port) => format!("{name}:{port}"),
                None => name,
            })
        };
        let script = trees::text(root, "ProxyAutoConfigJavaScript");
        let switches =
            ["HTTPEnable", "HTTPSEnable", "SOCKSEnable", "ProxyAutoConfigEnable", "FTPEnable"];
        let exceptions = root.find("ExceptionsList").and_then(Value::as_array).unwrap_or_default();
        let proxy = Self {
            network: network.map(str::to_owned),
            enabled: switches.iter().any(|switch| flag(root, switch)),
            http: machine("HTTPProxy", "HTTPPort"),
            https: machine("HTTPSProxy", "HTTPSPort"),
            socks: machine("SOCKSProxy", "SOCKSPort"),
            automatic: trees::text(root, "ProxyAutoConfigURLString"),
            has_script: script.is_some(),
            discovered: flag(root, "ProxyAutoDiscoveryEnable"),
            script_links: script.iter().flat_map(|script| links(script)).take(MOST_LINKS)
                .map(|link| link.text().to_owned()).collect(),
            exceptions: exceptions.iter().filter_map(Value::as_str).take(MOST_LINKS)
                .map(str::to_owned).collect(),
        };
        let says_something =
            proxy.enabled || proxy.discovered || proxy.has_script || proxy.target() != "?";
        says_something.then_some(proxy)
    }
}

/// Links and exceptions that are kept.
const MOST_LINKS: usize = 200;

impl Record for Proxy {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, machine) in [("http", &self.http), ("https", &self.https), ("socks", &self.socks)] {
            if let Some(machine) = machine {
                see(field, Observable::Url(machine));
            }
        }
        if let Some(url) = &self.automatic {
            see("automatic", Observable::Url(url));
        }
        for text in &self.script_links {
            see("script_links", Observable::Url(text));
        }
        let hosts = self.exceptions.iter().map(|host| host.trim_start_matches("*."));
        for host in hosts.filter(|host| host.contains('.')) {
            see("exceptions", Observable::Host(host));
        }
    }
}
