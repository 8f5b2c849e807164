//! How much an app was used over an interval.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.usage_intervals.sum",
    title: Text { en: "Use of an app over a time", fr: "Utilisation d’une app sur une période" },
    brief: &["package", "interval", "total_ms"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Sum>,
};

/// The use of an app over an interval.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sum {
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The number that stands for it, where no file says for which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<i64>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// Over which time: `daily`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<String>,
    /// When that time begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) begins: Option<Time>,
    /// How long it was in front, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) total_ms: Option<i64>,
    /// How long it could be seen, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) visible_ms: Option<i64>,
    /// How long its services ran in view of the owner, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service_ms: Option<i64>,
    /// How many times it was started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) launches: Option<i64>,
    /// When it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) used: Option<Time>,
    /// When it was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// When a service of it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service_used: Option<Time>,
    /// When any part of it was last used, by other apps too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part_used: Option<Time>,
}

impl Record for Sum {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [
            (self.used, "app last used"),
            (self.seen, "app last seen"),
            (self.service_used, "service of an app last used"),
            (self.part_used, "part of an app last used"),
        ] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}
