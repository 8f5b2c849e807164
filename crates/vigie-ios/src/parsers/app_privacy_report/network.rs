//! Domains that apps contacted.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::time;
use crate::json_parts::Part;

pub(super) static KIND: Kind = Kind {
    id: "ios.app_privacy_report.network",
    title: Text { en: "Domain that an app contacted", fr: "Domaine contacté par une app" },
    brief: &["app", "domain", "context", "hits"],
    personal: &["domain", "context"],
    origin: Origin::History,
    volume: Volume::Many,
    revive: revive::<Network>,
};

/// A domain that an app contacted.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Network {
    /// The app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app: Option<String>,
    /// The domain or address.
    pub(crate) domain: String,
    /// Who owns it, where Apple knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain_owner: Option<String>,
    /// 1 for a domain that collects across apps and sites, 2 for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain_type: Option<i64>,
    /// `AppInitiated` or `NonAppInitiated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) initiated: Option<String>,
    /// The website that was open in the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<String>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hits: Option<i64>,
    /// The first time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// The last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Network {
    /// Reads a line; `None` where it is something else.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut network = Self::default();
        let mut is_one = false;
        for (name, value) in Part::of(line).members() {
            match name.as_ref() {
                "type" => is_one = value.text().as_deref() == Some("networkActivity"),
                "bundleID" => network.app = value.text(),
                "domain" => network.domain = value.text().unwrap_or_default(),
                "domainOwner" => network.domain_owner = value.text(),
                "domainType" => network.domain_type = value.whole_number(),
                "initiatedType" => network.initiated = value.text(),
                "context" => network.context = value.text(),
                "hits" => network.hits = value.whole_number(),
                "firstTimeStamp" => network.first = time(value),
                "timeStamp" => network.last = time(value),
                _ => {}
            }
        }
        (is_one && !network.domain.is_empty()).then_some(network)
    }
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "domain first contacted"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "domain last contacted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Ok(address) = self.domain.parse() {
            see("domain", Observable::Ip(address));
        } else {
            see("domain", Observable::Host(&self.domain));
        }
        if let Some(context) = &self.context {
            see("context", Observable::Url(context));
        }
        if let Some(app) = &self.app {
            see("app", Observable::AppId(app));
            see("app", Observable::Process(app));
        }
    }
}
