//! Which app was used when: service `usagestats`.
//!
//! `UsageStatsService` keeps the events of the last day and sums per day, week, month and year, those of
//! apps that are gone too, until they grow old.
//!
//! ```text
//! user=0
//!   Last 24 hour events (timeRange="…")
//!     time="2026-11-24 10:20:11" type=ACTIVITY_RESUMED package=com.example class=com.example.Main
//!   In-memory daily stats
//!     packages
//!       package=com.example totalTimeUsed="12:34" lastTimeUsed="2026-11-24 10:20:11" appLaunchCount=3
//! ```
//!
//! Times are wall time.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/usage/java/com/android/server/usage/UserUsageStatsService.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::{indent, is_package, rest_of, user, value_of};
use crate::zone::Zone;

pub(crate) static ITEM: UsageStats = UsageStats;

pub(crate) struct UsageStats;

static META: ParserMeta = ParserMeta {
    id: "usage_stats",
    title: Text { en: "Use of apps", fr: "Utilisation des apps" },
    reads: &["/dumpsys/usagestats", "/dumpsys/*/usagestats"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&EVENT, &SUM],
    means: &[
        Text { en: "app came to the front", fr: "app passée au premier plan" },
        Text { en: "app left the front", fr: "app quittant le premier plan" },
        Text { en: "app active", fr: "app active" },
        Text { en: "app last used", fr: "app utilisée pour la dernière fois" },
    ],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/usage/java/com/android/server/usage/UserUsageStatsService.java",
    ],
};

static EVENT: Kind = Kind {
    id: "android.usage_stats.event",
    title: Text { en: "Event of an app", fr: "Événement d’une app" },
    brief: &["package", "event"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Usage>,
};

static SUM: Kind = Kind {
    id: "android.usage_stats.sum",
    title: Text { en: "Use of an app over a time", fr: "Utilisation d’une app sur une période" },
    brief: &["package", "interval", "total"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Usage>,
};

impl Parser for UsageStats {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let zone = Zone::of(input);
        let mut usage = Usage { clock: Some(zone.clock()), ..Usage::default() };
        each_line_of(input, |line| usage.line(&line, &zone, sink))
    }
}

/// An event of an app, or the sum of its use over a time.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Usage {
    /// Package of the app.
    pub(crate) package: String,
    /// User of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// Event: `ACTIVITY_RESUMED`; empty in a sum.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) event: String,
    /// Part of the app.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) class: String,
    /// Over which time a sum is: `daily`, `weekly`, `monthly`, `yearly`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) interval: String,
    /// How long it was in front, as the dump has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) total: String,
    /// How many times it was started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) launches: Option<i64>,
    /// When it happened, or when it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whose clock wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
}

impl Usage {
    /// Reads a line, emitting it where it is an event or a sum.
    fn line(&mut self, line: &Line<'_>, zone: &Zone, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (_, text) = indent(line.text);
        if let Some(number) = text.strip_prefix("user=") {
            self.user = user(number);
        } else if let Some(interval) = interval(text) {
            interval.clone_into(&mut self.interval);
        }
        let is_event = text.starts_with("time=\"");
        if !is_event && !text.starts_with("package=") {
            return Ok(());
        }
        let Some(package) = value_of(text, "package").filter(|name| is_package(name)) else {
            return Ok(());
        };
        package.clone_into(&mut self.package);
        if is_event {
            value_of(text, "type").unwrap_or("UNKNOWN").clone_into(&mut self.event);
            value_of(text, "class").unwrap_or("").clone_into(&mut self.class);
            self.at = quoted(text, "time").and_then(|time| zone.time(time));
            self.total.clear();
            self.launches = None;
        } else {
            self.event.clear();
            self.class.clear();
            quoted(text, "totalTimeUsed").unwrap_or("").clone_into(&mut self.total);
            self.launches = value_of(text, "appLaunchCount").and_then(|count| count.parse().ok());
            self.at = quoted(text, "lastTimeUsed").and_then(|time| used(time, zone));
        }
        sink.emit(Locator::Line(line.number), self)
    }
}

/// The text of `key="text"`.
fn quoted<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    rest_of(text, key)?.strip_prefix('"')?.split('"').next()
}

/// An instant after 1970, which stands for never.
fn used(text: &str, zone: &Zone) -> Option<Time> {
    zone.time(text).filter(|at| at.unix_seconds() > 2 * 86_400)
}

/// Reads `In-memory daily stats`.
fn interval(text: &str) -> Option<&str> {
    text.strip_prefix("In-memory ")?.split(' ').next()
}

impl Record for Usage {
    fn kind(&self) -> &'static Kind {
        if self.event.is_empty() { &SUM } else { &EVENT }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let Some((at, clock)) = self.at.zip(self.clock) else { return };
        let means = match self.event.as_str() {
            "" => "app last used",
            "ACTIVITY_RESUMED" | "MOVE_TO_FOREGROUND" => "app came to the front",
            "ACTIVITY_PAUSED" | "ACTIVITY_STOPPED" | "MOVE_TO_BACKGROUND" => "app left the front",
            _ => "app active",
        };
        see(Stamp { at, means, clock });
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
