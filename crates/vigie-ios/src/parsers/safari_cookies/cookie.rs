//! Cookies and the file they stand in.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::binarycookies::{self, SameSite, Visitor};

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_cookies.cookie",
    title: Text { en: "Cookie", fr: "Cookie" },
    brief: &["domain", "name", "path"],
    personal: &["domain", "name", "path", "comment", "comment_url"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Cookie>,
};

pub(super) static JAR: Kind = Kind {
    id: "ios.safari_cookies.jar",
    title: Text { en: "File of cookies", fr: "Fichier de cookies" },
    brief: &["cookies", "accept_policy"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Jar>,
};

/// A cookie without its value.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Cookie {
    /// The host that it is for; with a dot in front, also for hosts below.
    pub(crate) domain: String,
    /// Its name.
    pub(crate) name: String,
    /// The path that it is for.
    pub(crate) path: String,
    /// When the site set it, or last changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it expires; absent where it lasts as long as the app runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Time>,
    /// Whether it is sent over TLS only.
    pub(crate) secure: bool,
    /// Whether scripts cannot read it.
    pub(crate) http_only: bool,
    /// Which requests from other sites do not carry it: `lax`, `strict`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_site: Option<String>,
    /// Flags as stored.
    pub(crate) flags: u32,
    /// The port that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
    /// What the site says it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comment: Option<String>,
    /// Where the site says what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comment_url: Option<String>,
}

impl Record for Cookie {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// The expiry is chosen by the site and lies ahead: it is nothing that happened.
    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "cookie set"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("domain", Observable::Host(self.domain.trim_start_matches('.')));
        if let Some(url) = &self.comment_url {
            see("comment_url", Observable::Url(url));
        }
        for link in self.comment.iter().flat_map(|comment| vigie_core::links(comment)) {
            see("comment", link.observable());
        }
    }
}

/// What a file of cookies says about itself.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Jar {
    /// How many cookies could be read.
    pub(crate) cookies: u64,
    /// Which cookies are taken: `all`, `none`, `own site only`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) accept_policy: Option<String>,
}

impl Record for Jar {
    fn kind(&self) -> &'static Kind {
        &JAR
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Emits every cookie in `bytes`, and what the file says about itself.
pub(super) fn read(bytes: &[u8], input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut cookies = Cookies { sink, count: 0 };
    let jar = binarycookies::read(bytes, &input.limits, &mut cookies)?;
    let count = cookies.count;
    let accept_policy = jar.accept_policy.map(|policy| match policy {
        0 => "all".to_owned(),
        1 => "none".to_owned(),
        2 => "own site only".to_owned(),
        other => other.to_string(),
    });
    sink.emit(Locator::Whole, &Jar { cookies: count, accept_policy })
}

struct Cookies<'a, 's> {
    sink: &'a mut Sink<'s>,
    count: u64,
}

impl Visitor for Cookies<'_, '_> {
    fn cookie(&mut self, cookie: &binarycookies::Cookie<'_>) -> Result<(), Stop> {
        self.count += 1;
        let at = Locator::Byte(cookie.offset);
        let created = self.time(cookie.created, "creation", &at);
        let expires = self.time(cookie.expires, "expiry", &at);
        let same_site = cookie.same_site().map(|same_site| match same_site {
            SameSite::Lax => "lax".to_owned(),
            SameSite::Strict => "strict".to_owned(),
        });
        let cookie = Cookie {
            domain: cookie.domain.to_string(),
            name: cookie.name.to_string(),
            path: cookie.path.to_string(),
            created,
            expires,
            secure: cookie.is_secure(),
            http_only: cookie.is_http_only(),
            same_site,
            flags: cookie.flags,
            port: cookie.port,
            comment: cookie.comment.as_deref().map(str::to_owned),
            comment_url: cookie.comment_url.as_deref().map(str::to_owned),
        };
        self.sink.emit(at, &cookie)
    }

    fn damage(&mut self, damage: Stop) {
        self.sink.problem(damage.locator(), damage.to_string());
    }
}

impl Cookies<'_, '_> {
    fn time(&mut self, seconds: f64, name: &str, at: &Locator) -> Option<Time> {
        if seconds == 0.0 {
            return None;
        }
        let time = Time::from_mac_float(seconds);
        if time.is_none() {
            self.sink.problem(at.clone(), format!("{name} of a cookie: expected a date, found {seconds:e}"));
        }
        time
    }
}
