//! `Cookies` of Chrome, of other Chromium browsers, and of apps that show pages: sites that left a cookie.
//!
//! Written by Chromium's network service, one file a browser or app (`app_webview` for apps). A cookie outlives a
//! history that was cleared by itself. What a cookie says is not kept: it may open an account. Times are
//! microseconds since 1601.
//!
//! Source: <https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/extras/sqlite/sqlite_persistent_cookie_store.cc>.

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};
use crate::names::is_package;

pub(crate) static ITEM: ChromiumCookies = ChromiumCookies;

pub(crate) struct ChromiumCookies;

static META: ParserMeta = ParserMeta {
    id: "chromium_cookies",
    title: Text { en: "Cookies of Chrome and its kin", fr: "Cookies de Chrome et apparentés" },
    reads: &["/data/data/*/app_*/Default/Cookies", "/data/user/*/*/app_*/Default/Cookies", "/data/data/*/app_*/Default/Network/Cookies", "/data/user/*/*/app_*/Default/Network/Cookies", "/data/data/*/app_*/Cookies", "/data/user/*/*/app_*/Cookies", "/Cookies"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "cookie left", fr: "cookie déposé" }, Text { en: "cookie last sent", fr: "cookie envoyé pour la dernière fois" }],
    versions: Versions::android(4),
    references: &["https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/extras/sqlite/sqlite_persistent_cookie_store.cc"],
};

static KIND: Kind = Kind {
    id: "android.chromium_cookies.cookie",
    title: Text { en: "Cookie", fr: "Cookie" },
    brief: &["host", "name"],
    personal: &["host"],
    origin: Origin::History,
    volume: Volume::Many,
    revive: revive::<Cookie>,
};

/// A cookie.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Cookie {
    /// The site that left it; a dot before it stands for all of its hosts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<String>,
    /// The site that was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) top_site: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The app in whose folder it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app: Option<String>,
    /// When it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<Time>,
    /// When it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Time>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for ChromiumCookies {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["cookies"], sink)?;
        each_row_of(&database, "cookies", sink, |mut fields: Fields, at, sink| {
            for secret in ["value", "encrypted_value"] {
                fields.any(secret);
            }
            let row = Cookie {
                host: fields.text("host_key"),
                top_site: fields.text("top_frame_site_key"),
                name: fields.text("name"),
                app: app_of(input.path),
                created: fields.webkit_time("creation_utc", &at, sink),
                accessed: fields.webkit_time("last_access_utc", &at, sink),
                expires: fields.webkit_time("expires_utc", &at, sink),
                more: fields.more(),
            };
            sink.emit(at, &row)
        })
    }
}

/// The package in whose folder a file lies.
fn app_of(path: &str) -> Option<String> {
    let package = path.split('/').find(|part| is_package(part))?;
    Some(package.to_owned())
}

impl Record for Cookie {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [(self.created, "cookie left"), (self.accessed, "cookie last sent")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(host) = &self.host {
            see("host", Observable::Host(host.trim_start_matches('.')));
        }
        if let Some(site) = &self.top_site {
            see("top_site", Observable::Url(site));
        }
        if let Some(app) = &self.app {
            see("app", Observable::AppId(app));
        }
    }
}
