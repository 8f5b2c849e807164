//! `/data/system/shutdown-checkpoints/`: who asked a phone to shut down or restart, the last hundred times.
//!
//! One text file a shutdown, `checkpoints-MILLISECONDS`, with the last requests of that run:
//!
//! ```text
//! Shutdown request from INTENT at 2026-06-01 08:00:00.123 UTC (epoch=1780300800123)
//! Intent: android.intent.action.REBOOT
//! Package: com.example.cleaner
//! ```
//!
//! The origin is `SYSTEM`, `BINDER` (an app or a program called the system) or `INTENT`, a reason may follow it;
//! a trace of methods may follow the details.
//!
//! Source: [`ShutdownCheckpoints.java`] of the Android Open Source Project.
//!
//! [`ShutdownCheckpoints.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/power/ShutdownCheckpoints.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

use crate::fields;
use crate::names::{each_process_name, is_package};

pub(crate) static ITEM: ShutdownCheckpoints = ShutdownCheckpoints;

pub(crate) struct ShutdownCheckpoints;

static META: ParserMeta = ParserMeta {
    id: "shutdown_checkpoints",
    title: Text { en: "Requests to shut down", fr: "Demandes d’extinction" },
    reads: &["/data/system/shutdown-checkpoints/checkpoints-*"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport],
    emits: &[&KIND],
    means: &[Text { en: "shutdown or restart asked for", fr: "extinction ou redémarrage demandé" }],
    versions: Versions::android(11),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/power/ShutdownCheckpoints.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.shutdown_checkpoints.request",
    title: Text { en: "Request to shut down", fr: "Demande d’extinction" },
    brief: &["origin", "reason", "package", "process"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Request>,
};

/// A request to shut down or restart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Where it came from: `SYSTEM`, `BINDER`, `INTENT`.
    pub(crate) origin: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// The app that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The process that called for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// What else the file says of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) details: Vec<String>,
}

/// Most lines of details that are kept.
const MOST_DETAILS: usize = 50;

impl Parser for ShutdownCheckpoints {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut open: Option<(u64, Request)> = None;
        each_line_of(input, |line| {
            let text = line.text.trim();
            if let Some(rest) = text.strip_prefix("Shutdown request from ") {
                if let Some((at, request)) = open.take() {
                    sink.emit(Locator::Line(at), &request)?;
                }
                let request = request(rest);
                if request.at.is_none() {
                    sink.problem(Locator::Line(line.number), "expected epoch=MILLISECONDS");
                }
                open = Some((line.number, request));
            } else if let Some((_, request)) = &mut open {
                detail(text, request);
            }
            Ok(())
        })?;
        match open {
            Some((at, request)) => sink.emit(Locator::Line(at), &request),
            None => Ok(()),
        }
    }
}

fn request(rest: &str) -> Request {
    let epoch = rest.split_once("epoch=").and_then(|(_, epoch)| {
        epoch.split(|c: char| !c.is_ascii_digit()).next()?.parse::<i64>().ok()
    });
    let head = rest.rsplit_once(" at ").map_or(rest, |(head, _)| head);
    let (origin, reason) = match head.split_once(" for reason ") {
        Some((origin, reason)) => (origin, Some(reason.trim().to_owned())),
        None => (head, None),
    };
    Request {
        origin: origin.trim().to_owned(),
        reason: reason.filter(|reason| !reason.is_empty()),
        at: epoch.and_then(|epoch| fields::time(epoch, 1_000)),
        ..Request::default()
    }
}

fn detail(text: &str, request: &mut Request) {
    if let Some(package) = text.strip_prefix("Package: ") {
        request.package = Some(package.trim().to_owned());
    } else if let Some(process) = text.strip_prefix("From process ") {
        let name = process.split(" (").next().unwrap_or(process);
        request.process = Some(name.trim().to_owned());
    } else if !text.is_empty() && request.details.len() < MOST_DETAILS {
        request.details.push(text.to_owned());
    }
}

impl Record for Request {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "shutdown or restart asked for"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = self.package.as_deref().filter(|package| is_package(package)) {
            see("package", Observable::AppId(package));
        }
        if let Some(process) = &self.process {
            each_process_name(process, |value| see("process", value));
        }
    }
}
