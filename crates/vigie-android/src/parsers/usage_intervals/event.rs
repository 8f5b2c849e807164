//! Something that an app did, or that was done with it.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.usage_intervals.event",
    title: Text { en: "Event of an app", fr: "Événement d’une app" },
    brief: &["package", "event", "class"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// An event of an app.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Event {
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The number that stands for it, where no file says for which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<i64>,
    /// What happened: `ACTIVITY_RESUMED`.
    pub(crate) event: String,
    /// Part of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<String>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// Which file it stands in: `daily`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// The app that began the task which it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) task_package: Option<String>,
    /// Channel of a notification, or name of a shortcut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
}

/// Names of events, by number.
///
/// <https://developer.android.com/reference/android/app/usage/UsageEvents.Event>
const NAMES: [&str; 32] = [
    "NONE",
    "ACTIVITY_RESUMED",
    "ACTIVITY_PAUSED",
    "END_OF_DAY",
    "CONTINUE_PREVIOUS_DAY",
    "CONFIGURATION_CHANGE",
    "SYSTEM_INTERACTION",
    "USER_INTERACTION",
    "SHORTCUT_INVOCATION",
    "CHOOSER_ACTION",
    "NOTIFICATION_SEEN",
    "STANDBY_BUCKET_CHANGED",
    "NOTIFICATION_INTERRUPTION",
    "SLICE_PINNED_PRIV",
    "SLICE_PINNED",
    "SCREEN_INTERACTIVE",
    "SCREEN_NON_INTERACTIVE",
    "KEYGUARD_SHOWN",
    "KEYGUARD_HIDDEN",
    "FOREGROUND_SERVICE_START",
    "FOREGROUND_SERVICE_STOP",
    "CONTINUING_FOREGROUND_SERVICE",
    "ROLLOVER_FOREGROUND_SERVICE",
    "ACTIVITY_STOPPED",
    "ACTIVITY_DESTROYED",
    "FLUSH_TO_DISK",
    "DEVICE_SHUTDOWN",
    "DEVICE_STARTUP",
    "USER_UNLOCKED",
    "USER_STOPPED",
    "LOCUS_ID_SET",
    "APP_COMPONENT_USED",
];

/// The name of an event, else its number.
pub(super) fn name(number: i64) -> String {
    let known = usize::try_from(number).ok().and_then(|number| NAMES.get(number));
    known.map_or_else(|| number.to_string(), |name| (*name).to_owned())
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let Some(at) = self.at else { return };
        let means = match self.event.as_str() {
            "ACTIVITY_RESUMED" => "app came to the front",
            "ACTIVITY_PAUSED" | "ACTIVITY_STOPPED" => "app left the front",
            "DEVICE_STARTUP" => "phone started",
            "DEVICE_SHUTDOWN" => "phone shut down",
            _ => "app active",
        };
        see(Stamp::utc(at, means));
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, package) in [("package", &self.package), ("task_package", &self.task_package)] {
            if let Some(package) = package {
                see(field, Observable::AppId(package));
            }
        }
    }
}
