//! What leads the phone's traffic elsewhere, or looks at it.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.network_extensions.configuration",
    title: Text {
        en: "VPN, filter, name server or relay",
        fr: "VPN, filtre, serveur de noms ou relais",
    },
    brief: &["features", "name", "application", "servers", "enabled"],
    personal: &["user_name", "settings"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Configuration>,
};

/// One configuration of an app, a profile or the owner.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Configuration {
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Its name in Settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What it is: `VPN`, `ContentFilter`, `DNSSettings`, ….
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) features: Vec<String>,
    /// App that set it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) application: Option<String>,
    /// Name of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) application_name: Option<String>,
    /// Whether it is switched on; `None` where nothing says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// True where it connects by itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) on_demand: bool,
    /// Parts of apps that handle the traffic.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) providers: Vec<String>,
    /// Where traffic or questions go.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) servers: Vec<String>,
    /// Account on the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_name: Option<String>,
    /// Identifier of the profile that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_identifier: Option<String>,
    /// UUID of the profile that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_uuid: Option<String>,
    /// Who made that profile, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_organization: Option<String>,
    /// When the profile brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_ingested: Option<Time>,
    /// Everything it says; names are paths of keys. Passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

impl Configuration {
    /// The best name there is.
    pub(crate) fn label(&self) -> &str {
        let names = [&self.name, &self.application_name, &self.application, &self.identifier];
        names.into_iter().flatten().next().map_or("?", String::as_str)
    }

    /// True where a profile or device management brought it.
    pub(crate) fn is_of_profile(&self) -> bool {
        self.profile_identifier.is_some() || self.profile_uuid.is_some()
    }
}

impl Record for Configuration {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.profile_ingested {
            see(Stamp::utc(at, "setting came with a profile"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.application {
            see("application", Observable::AppId(app));
        }
        for provider in &self.providers {
            see("providers", Observable::AppId(provider));
        }
        for server in &self.servers {
            match server.contains("://") {
                true => see("servers", Observable::Url(server)),
                false => see("servers", Observable::Host(server)),
            }
        }
        if let Some(user) = &self.user_name {
            see("user_name", Observable::Account(user));
        }
        let profile = [
            ("profile_identifier", &self.profile_identifier),
            ("profile_uuid", &self.profile_uuid),
        ];
        for (field, id) in profile {
            if let Some(id) = id {
                see(field, Observable::ProfileId(id));
            }
        }
        let shown = |text: &str| {
            let lists = self.servers.iter().chain(&self.providers).chain(&self.user_name);
            let ids = self.profile_identifier.iter().chain(&self.profile_uuid);
            lists.chain(ids).any(|one| one == text)
        };
        for (path, text) in self.settings.texts().filter(|(_, text)| !shown(text)) {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}

/// What a configuration can be.
const FEATURES: &[&str] = &[
    "VPN",
    "AppVPN",
    "AlwaysOnVPN",
    "ContentFilter",
    "DNSProxy",
    "DNSSettings",
    "Relay",
    "URLFilter",
    "AppPush",
    "PathController",
    "HotspotHelper",
];

/// Values that are kept of one configuration.
const MOST_SETTINGS: usize = 500;
/// Configurations that are read: phones have some dozens.
const MOST: usize = 10_000;

/// Emits every configuration in `root`.
pub(super) fn read_all(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut rest = vec![(String::new(), root)];
    let mut left = MOST;
    while let Some((path, value)) = rest.pop() {
        let fields: Vec<(String, &Value)> = match value {
            Value::Dictionary(_) if is_configuration(value) => {
                left = left.checked_sub(1).ok_or(Stop::Limit {
                    what: "network configurations",
                    most: MOST as u64,
                })?;
                sink.emit(Locator::Key(path), &configuration(value))?;
                continue;
            }
            Value::Dictionary(fields) => {
                fields.iter().map(|(key, value)| (trees::join(&path, key), value)).collect()
            }
            Value::Array(items) => {
                let names = items.iter().zip(0_usize..);
                names.map(|(item, at)| (trees::join(&path, &at.to_string()), item)).collect()
            }
            _ => continue,
        };
        rest.extend(fields.into_iter().rev());
    }
    Ok(())
}

fn is_configuration(value: &Value) -> bool {
    value.find("$class").and_then(Value::as_str) == Some("NEConfiguration")
}

fn configuration(root: &Value) -> Configuration {
    let text = |key| trees::text(root, key);
    let present = |key: &&&str| matches!(root.find(key), Some(Value::Dictionary(_)));
    let features: Vec<&str> = FEATURES.iter().filter(present).copied().collect();
    let enabled: Vec<bool> = features
        .iter()
        .filter_map(|feature| flag(root.find(feature)?, "Enabled"))
        .collect();
    let profile = root.find("ProfileInfo").or_else(|| root.find("PayloadInfo"));
    let of_profile = |key| profile.and_then(|profile| trees::text(profile, key));
    let ingested = profile.and_then(|profile| profile.find("profileIngestionDate"));
    let settings = settings::rest(root, KNOWN, MOST_SETTINGS)
        .without_any(|path| path.ends_with("$class"));
    Configuration {
        identifier: text("Identifier"),
        name: text("Name"),
        application: text("Application"),
        application_name: text("ApplicationName"),
        enabled: (!enabled.is_empty()).then(|| enabled.contains(&true)),
        on_demand: features.iter().any(|feature| {
            root.find(feature).and_then(|part| flag(part, "OnDemandEnabled")) == Some(true)
        }),
        features: features.into_iter().map(str::to_owned).collect(),
        providers: gather(&settings, PROVIDERS),
        servers: gather(&settings, SERVERS),
        user_name: trees::find_anywhere(root, "Username").and_then(Value::as_str).map(str::to_owned),
        profile_identifier: of_profile("ProfileIdentifier"),
        profile_uuid: of_profile("ProfileUUID"),
        profile_organization: of_profile("ProfileOrganization")
            .or_else(|| of_profile("PayloadOrganization")),
        profile_ingested: ingested.and_then(Value::as_time),
        settings,
    }
}

/// Keys with a field of their own.
const KNOWN: &[&str] = &["$class", "Identifier", "Name", "Application", "ApplicationName"];

/// Keys that name the part of an app that handles traffic.
const PROVIDERS: &[&str] = &[
    "NEProviderBundleIdentifier",
    "ProviderBundleIdentifier",
    "PluginType",
    "DataProviderBundleIdentifier",
    "PacketProviderBundleIdentifier",
    "FilterDataProviderBundleIdentifier",
    "FilterPacketProviderBundleIdentifier",
];

/// Keys that say where traffic or questions go.
const SERVERS: &[&str] = &[
    "ServerAddress",
    "ServerAddresses",
    "RemoteAddress",
    "ServerURL",
    "ServerName",
    "HTTPServer",
    "HTTPSServer",
    "ProxyAutoConfigURL",
    "AutoProxyConfigurationURL",
    "HTTP3RelayURL",
    "HTTP2RelayURL",
    "PIRServerURL",
    "Address",
];

/// The values of settings whose key is one of `keys`, each once.
fn gather(settings: &Columns, keys: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (path, text) in settings.texts() {
        let key = path.rsplit('/').find(|part| part.parse::<u32>().is_err());
        let named = key.is_some_and(|key| keys.contains(&key));
        if named && !text.is_empty() && !found.iter().any(|one| one == text) {
            found.push(text.to_owned());
        }
    }
    found
}

fn flag(root: &Value, key: &str) -> Option<bool> {
    let value = root.find(key)?;
    value.as_bool().or_else(|| value.as_i64().map(|number| number != 0))
}
