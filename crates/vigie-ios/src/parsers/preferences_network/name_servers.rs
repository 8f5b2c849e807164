//! Name servers.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::Value;

pub(super) static KIND: Kind = Kind {
    id: "ios.preferences_network.name_servers",
    title: Text { en: "Name servers set by hand", fr: "Serveurs de noms réglés à la main" },
    brief: &["network", "servers", "search_domains"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<NameServers>,
};

/// Who is asked for the addresses of names.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct NameServers {
    /// The network or service that they are set for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network: Option<String>,
    /// Their addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) servers: Vec<String>,
    /// Domains that short names are looked up in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) search_domains: Vec<String>,
}

/// Servers and domains that are kept of one list.
const MOST: usize = 100;

impl NameServers {
    /// The name servers that `root`, which stands at `path`, sets.
    pub(super) fn read(root: &Value, path: &str, network: Option<&str>) -> Option<Self> {
        if path.rsplit('/').next() != Some("DNS") {
            return None;
        }
        let list = |key| {
            let items = root.find(key).and_then(Value::as_array).unwrap_or_default();
            items.iter().filter_map(Value::as_str).take(MOST).map(str::to_owned).collect()
        };
        let servers = Self {
            network: network.map(str::to_owned),
            servers: list("ServerAddresses"),
            search_domains: list("SearchDomains"),
        };
        let says_something = !servers.servers.is_empty() || !servers.search_domains.is_empty();
        says_something.then_some(servers)
    }
}

impl Record for NameServers {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for server in &self.servers {
            see("servers", Observable::Host(server));
        }
        for domain in &self.search_domains {
            see("search_domains", Observable::Host(domain));
        }
    }
}
