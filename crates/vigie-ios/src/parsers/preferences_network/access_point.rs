//! Access points to the mobile network.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::{Dictionary, Value};

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.preferences_network.access_point",
    title: Text {
        en: "Access point to the mobile network",
        fr: "Point d’accès au réseau mobile",
    },
    brief: &["apn", "proxy", "place"],
    personal: &["user_name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<AccessPoint>,
};

/// Where mobile data enters the operator's network.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AccessPoint {
    /// Its name.
    pub(crate) apn: String,
    /// Where in the file it stands; names the SIM card.
    pub(crate) place: String,
    /// Account at the access point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_name: Option<String>,
    /// Machine that requests go to first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proxy: Option<String>,
    /// Port of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_port: Option<String>,
    /// Server for picture messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mmsc: Option<String>,
    /// What else is set; passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Values that are kept of one access point.
const MOST: usize = 50;

impl AccessPoint {
    /// The access point that `root`, which stands at `path`, is.
    pub(super) fn read(root: &Value, path: &str) -> Option<Self> {
        let fields = root.as_dictionary()?;
        let apn = text(fields, &["apn", "accesspointname"])?;
        let known = |key: &str| KNOWN.contains(&plain(key).as_str());
        let rest: Dictionary = fields
            .iter()
            .filter(|(key, _)| !known(key))
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect();
        Some(Self {
            apn,
            place: path.to_owned(),
            user_name: text(fields, &["username", "user"]),
            proxy: text(fields, &["proxy", "proxyserver", "mmsproxy"]),
            proxy_port: text(fields, &["proxyport", "port"]),
            mmsc: text(fields, &["mmsc"]),
            settings: settings::rest(&Value::Dictionary(rest), &[], MOST),
        })
    }
}

/// Keys with a field of their own.
const KNOWN: &[&str] = &[
    "apn",
    "accesspointname",
    "username",
    "user",
    "proxy",
    "proxyserver",
    "mmsproxy",
    "proxyport",
    "port",
    "mmsc",
];

/// A key without the marks and capitals that differ between versions.
fn plain(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn text(fields: &Dictionary, keys: &[&str]) -> Option<String> {
    let (key, _) = fields.iter().find(|(key, value)| {
        keys.contains(&plain(key).as_str()) && value.as_dictionary().is_none()
    })?;
    let wrapped = Value::Dictionary(fields.clone());
    trees::text(&wrapped, key)
}

impl Record for AccessPoint {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if self.apn.contains('.') {
            see("apn", Observable::Host(&self.apn));
        }
        if let Some(user) = &self.user_name {
            see("user_name", Observable::Account(user));
        }
        if let Some(proxy) = &self.proxy {
            see("proxy", Observable::Url(proxy));
        }
        if let Some(mmsc) = &self.mmsc {
            see("mmsc", Observable::Url(mmsc));
        }
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
