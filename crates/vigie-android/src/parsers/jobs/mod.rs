//! Work that apps have planned for later: service `jobscheduler`.
//!
//! A job comes back after a restart of the phone if it was made persistent: a way for an app to be run
//! again and again.
//!
//! ```text
//!   JOB #u0a151/12: 1a2b3c com.example/.Job
//!     u0a151 tag=*job*/com.example/.Job
//!     Source: uid=u0a151 user=0 pkg=com.example
//!     JobInfo:
//!       PERIODIC: interval=+15m0s0ms flex=+5m0s0ms
//!       PERSISTED
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/apex/jobscheduler/service/java/com/android/server/job/controllers/JobStatus.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::{component, duration_ms, indent, is_package, uid, user, value_of};

pub(crate) static ITEM: Jobs = Jobs;

pub(crate) struct Jobs;

static META: ParserMeta = ParserMeta {
    id: "jobs",
    title: Text { en: "Work that apps have planned", fr: "Tâches planifiées par les apps" },
    reads: &["/dumpsys/jobscheduler", "/dumpsys/*/jobscheduler"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/apex/jobscheduler/service/java/com/android/server/job/controllers/JobStatus.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.jobs.job",
    title: Text { en: "Planned work of an app", fr: "Tâche planifiée d’une app" },
    brief: &["component", "interval_ms", "persisted"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Job>,
};

impl Parser for Jobs {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut open: Option<(u64, usize, Job)> = None;
        each_line_of(input, |line| read(&mut open, &line, sink))?;
        end(&mut open, sink)
    }
}

/// Reads a line; `open` is the job at hand, and how far its first line is indented.
fn read(
    open: &mut Option<(u64, usize, Job)>,
    line: &Line<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let (depth, text) = indent(line.text);
    if let Some(rest) = text.strip_prefix("JOB ") {
        end(open, sink)?;
        *open = Job::read(rest).map(|job| (line.number, depth, job));
    } else if let Some((_, heading, job)) = open {
        if depth > *heading {
            job.add(text);
        } else if !text.is_empty() {
            return end(open, sink);
        }
    }
    Ok(())
}

fn end(open: &mut Option<(u64, usize, Job)>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    match open.take() {
        Some((at, _, job)) => sink.emit(Locator::Line(at), &job),
        None => Ok(()),
    }
}

/// Work that an app has planned.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Job {
    /// User id of the app that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Number that the app gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) job: Option<i64>,
    /// Package of the app that runs it.
    pub(crate) package: String,
    /// The component that runs it, with its package.
    pub(crate) component: String,
    /// Package of the app that it is done for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// User of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// How often it comes back, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval_ms: Option<i64>,
    /// Whether it outlives a restart of the phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) persisted: bool,
}

impl Job {
    /// Reads `#u0a151/12: 1a2b3c com.example/.Job`; newer versions put a name in front of the number.
    fn read(text: &str) -> Option<Self> {
        let (id, rest) = text.split_once(' ')?;
        let id = id.trim_end_matches(':');
        let (_, id) = id.split_once('#')?;
        let name = rest.split(' ').find(|word| component(word).is_some())?;
        let (package, _) = component(name)?;
        Some(Self {
            uid: id.split('/').next().and_then(uid),
            job: id.rsplit('/').next().and_then(|number| number.parse().ok()),
            package: package.to_owned(),
            component: name.to_owned(),
            ..Self::default()
        })
    }

    /// Adds what a line of its block says.
    fn add(&mut self, text: &str) {
        if text.starts_with("Source: ") {
            let source = value_of(text, "pkg").filter(|name| is_package(name));
            self.source = source.map(str::to_owned);
            self.user = value_of(text, "user").and_then(user);
        } else if text.starts_with("PERIODIC: ") {
            self.interval_ms = value_of(text, "interval").and_then(duration_ms);
        } else if text == "PERSISTED" {
            self.persisted = true;
        }
    }
}

impl Record for Job {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        if let Some(source) = &self.source {
            see("source", Observable::AppId(source));
        }
    }
}
