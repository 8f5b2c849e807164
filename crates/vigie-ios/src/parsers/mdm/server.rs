//! The server that the phone obeys.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.server",
    title: Text {
        en: "Server that manages the phone",
        fr: "Serveur qui gère le téléphone",
    },
    brief: &["server_url", "profile_identifier", "access_rights"],
    personal: &["settings"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Server>,
};

/// The server that may command the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Server {
    /// Where commands come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) server_url: Option<String>,
    /// Where the phone reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) check_in_url: Option<String>,
    /// Identifier of the profile that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_identifier: Option<String>,
    /// What it may do, as the sum of the values in Apple's documentation; 8191 is everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) access_rights: Option<i64>,
    /// What else is kept; tokens are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Keys with a field of their own.
const KNOWN: &[&str] = &["ServerURL", "CheckInURL", "ManagingProfileIdentifier", "AccessRights"];

/// Values that are kept.
const MOST: usize = 200;

impl Server {
    pub(super) fn read(root: &Value) -> Self {
        let is_token = |path: &str| path.contains("Token") || path.contains("Magic");
        Self {
            server_url: trees::text(root, "ServerURL"),
            check_in_url: trees::text(root, "CheckInURL"),
            profile_identifier: trees::text(root, "ManagingProfileIdentifier"),
            access_rights: root.find("AccessRights").and_then(Value::as_i64),
            settings: settings::rest(root, KNOWN, MOST).without_any(is_token),
        }
    }
}

impl Record for Server {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let urls = [("server_url", &self.server_url), ("check_in_url", &self.check_in_url)];
        for (field, url) in urls {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(id) = &self.profile_identifier {
            see("profile_identifier", Observable::ProfileId(id));
        }
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
