//! A setting and its changes.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};


use crate::names::is_package;

pub(super) static KIND: Kind = Kind {
    id: "android.settings.setting",
    title: Text { en: "Setting", fr: "Réglage" },
    brief: &["table", "name", "value", "user"],
    personal: &["value"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Setting>,
};

/// A setting.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Setting {
    /// Its table: `global`, `secure`, `system`, `config`.
    pub(crate) table: String,
    /// User of the phone; absent in lists, which are of the user at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// Number of its row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) row: Option<i64>,
    /// Its name.
    pub(crate) name: String,
    /// Package that set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its value; absent where it is null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    /// Its value before it was touched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<String>,
    /// Whether the system gave that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) default_by_system: Option<bool>,
    /// A word of who set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tag: Option<String>,
    /// True where it does not come back from a backup.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) not_restored: bool,
    /// Its last changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) changes: Vec<Change>,
    /// Whose clock wrote their times.
    pub(crate) clock: Clock,
}

/// A change of a setting.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Value before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) old: Option<String>,
    /// Value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) new: Option<String>,
    /// Package that changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
}

impl Record for Setting {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for change in &self.changes {
            if let Some(at) = change.at {
                see(Stamp { at, means: "setting changed", clock: self.clock });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let values = [("value", &self.value), ("default", &self.default)];
        let changed = self.changes.iter().flat_map(|change| [("changes", &change.old), ("changes", &change.new)]);
        for (field, value) in values.into_iter().chain(changed) {
            if let Some(value) = value {
                listed(value, field, self.names_a_host(), see);
            }
        }
        let by = self.changes.iter().map(|change| &change.package);
        for package in std::iter::once(&self.package).chain(by).flatten() {
            see("package", Observable::AppId(package));
        }
    }
}

impl Setting {
    /// Whether its value is the name of a host: a proxy, a server of names.
    fn names_a_host(&self) -> bool {
        ["proxy", "dns", "host", "server", "url"].iter().any(|part| self.name.contains(part))
    }
}

/// What an indicator could list in a value: apps in lists of components, links, hosts.
fn listed(
    value: &str,
    field: &'static str,
    is_host: bool,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if !value.contains('.') {
        return;
    }
    for word in value.split([':', ',', ';', ' ', '/', '{', '}', '[', ']']) {
        if is_package(word) {
            see(field, Observable::AppId(word));
        }
    }
    for link in links(value) {
        see(field, link.observable());
    }
    if is_host {
        see(field, Observable::Host(value));
    }
}
