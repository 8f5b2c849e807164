//! `.ips` and `.crash` files: reports that the system writes when a process crashes, the kernel
//! panics, memory runs out or a resource is used too much.
//!
//! Written by `ReportCrash`, `osanalyticshelper` and the kernel into
//! `Library/Logs/CrashReporter` of user mobile and root, kept for weeks to months (`Retired` holds
//! those that were sent). Copied by Finder at every synchronisation, and into `crashes_and_spins`
//! of a sysdiagnose. Line 1 is a JSON object: the header, with `bug_type`, `timestamp` (with its
//! offset from UTC), `name`, `os_version`, `incident_id`. The rest depends on `bug_type`:
//!
//! * crash, from iOS 15: a JSON object with `procName`, `procPath`, `exception`, `termination`,
//!   `threads[].frames[]` and `usedImages[]`;
//! * crash, to iOS 14: text (`Process:`, `Exception Type:`, `Binary Images:`), without a header in
//!   the oldest; even older ones are property lists with that text inside;
//! * jetsam: JSON with `processes[]`; kernel panic and stackshot: JSON with `processByPid`;
//! * processor use and disk writes: text with `Powerstats for: name [pid]` for each process.
//!
//! Layout after <https://developer.apple.com/documentation/xcode/interpreting-the-json-format-of-a-crash-report>.

mod bug_types;
mod header;
mod image;
mod inventory;
mod json_body;
mod panic_text;
mod report;
mod summary;
mod text_body;
mod when;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

use crate::trees;

pub(crate) use image::Image;
pub(crate) use report::Report;

pub(crate) static ITEM: CrashReports = CrashReports;

pub(crate) struct CrashReports;

static META: ParserMeta = ParserMeta {
    id: "crash_reports",
    title: Text {
        en: "Crashes, kernel panics and other diagnostic reports",
        fr: "Plantages, paniques du noyau et autres rapports de diagnostic",
    },
    reads: &[
        "**/*.ips",
        "**/*.ips.beta",
        "**/*.ips.synced",
        "**/*.ips.ca.synced",
        "**/*.crash",
        "**/*.crash.synced",
        "**/CrashReporter/**/*.plist",
        "**/crashes_and_spins/**/*.plist",
        "**/summaries/crashes_and_spins.log",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&report::CRASH, &report::REPORT, &image::KIND, &inventory::KIND, &summary::KIND],
    means: &[
        Text { en: "process crashed", fr: "processus planté" },
        Text { en: "process caught for a report", fr: "processus saisi pour un rapport" },
        Text { en: "report written", fr: "rapport écrit" },
        Text { en: "process started", fr: "processus démarré" },
        Text { en: "module was loaded", fr: "module chargé" },
        Text { en: "process was running", fr: "processus actif" },
    ],
    versions: Versions::ios(5),
    references: &[
        "https://developer.apple.com/documentation/xcode/interpreting-the-json-format-of-a-crash-report",
        "https://developer.apple.com/documentation/xcode/identifying-high-memory-use-with-jetsam-event-reports",
    ],
};

impl Parser for CrashReports {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if input.path.ends_with(".log") {
            return summary::read(input, sink);
        }
        let bytes = input.read_all()?;
        if plist::looks_like_one(&bytes) {
            return from_plist(&bytes, report::Report::default(), input, sink);
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
        if !line.trim_start().starts_with('{') {
            return text_only(text, sink);
        }
        let report = header::read(line, sink);
        if report.bug_type.is_empty() && rest.trim().is_empty() {
            sink.problem(Locator::Line(1), "expected a header with bug_type");
        }
        let base = text.len() - rest.len();
        if plist::looks_like_one(rest.as_bytes()) {
            let start = memchr::memchr(b'\n', &bytes).map_or(0, |at| at + 1);
            let bytes = bytes.get(start..).unwrap_or_default();
            from_plist(bytes, report, input, sink)
        } else if rest.trim_start().starts_with('{') && report.bug.as_deref() != Some("analytics") {
            json_body::read(rest, base, report, sink)
        } else {
            text_body::read(rest, 2, report, sink)
        }
    }
}

/// A report without a header, as the oldest are.
fn text_only(text: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let is_crash = text.lines().take(60).any(|line| line.starts_with("Exception Type:"));
    let known = is_crash
        || ["Incident Identifier:", "Date/Time:", "panic("].iter().any(|mark| text.contains(mark));
    if !known {
        return Err(Stop::malformed("report", 0, "a JSON header or “Incident Identifier:”"));
    }
    text_body::read(text, 1, report::Report { is_crash, ..report::Report::default() }, sink)
}

/// A property list around the text of a report.
fn from_plist(
    bytes: &[u8],
    mut report: report::Report,
    input: &Input<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let root = plist::parse(bytes, &input.limits)?;
    report.name = trees::text(&root, "displayName").or(report.name);
    report.bundle_id = trees::text(&root, "bundleID").or(report.bundle_id);
    report.incident = trees::text(&root, "incident_id").or(report.incident);
    report.os_version = trees::text(&root, "os_version").or(report.os_version);
    let date = root.find("date").and_then(plist::Value::as_time);
    report.timestamp = report.timestamp.or(date);
    let body = trees::text(&root, "description").unwrap_or_default();
    report.is_crash |= body.lines().take(60).any(|line| line.starts_with("Exception Type:"));
    if body.is_empty() && report.bug_type.is_empty() && report.name.is_none() {
        return Err(Stop::Unsupported("a property list that is no report".into()));
    }
    text_body::read(&body, 1, report, sink)
}
