//! An app that came to the front or left it.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};

use crate::fields::{Fields, More};

pub(super) static KIND: Kind = Kind {
    id: "android.battery_usage_db.event",
    title: Text { en: "App in front", fr: "App au premier plan" },
    brief: &["package", "event"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// An app that came to the front or left it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    /// The app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The app that began the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) task_package: Option<String>,
    /// What happened, as a number of the settings app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<i64>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i64>,
    /// User id of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Event {
    pub(super) fn read(mut fields: Fields, at: &Locator, sink: &mut Sink<'_>) -> Self {
        fields.any("mId");
        fields.any("instanceId");
        Self {
            package: fields.text("packageName"),
            task_package: fields.text("taskRootPackageName"),
            event: fields.integer("appUsageEventType"),
            user: fields.integer("userId"),
            uid: fields.integer("uid"),
            at: fields.time("timestamp", 1_000, at, sink),
            more: fields.more(),
        }
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "app came to the front or left it"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, package) in [("package", &self.package), ("task_package", &self.task_package)] {
            if let Some(package) = package {
                see(field, Observable::AppId(package));
            }
        }
    }
}
