//! Processes in folders no app should use that delayed a shutdown.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Client, Shutdown};
use crate::paths;

pub(crate) static ITEM: RebootDelay = RebootDelay;

pub(crate) struct RebootDelay;

static META: DetectorMeta = DetectorMeta {
    id: "reboot_delay",
    version: 2,
    title: Text {
        en: "Process in an unusual folder that delayed a shutdown",
        fr: "Processus d’un dossier inhabituel qui a retardé un arrêt",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["ios.shutdown_log.client", "ios.shutdown_log.shutdown"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://github.com/KasperskyLab/iShutdown",
    ],
};

impl Detector for RebootDelay {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Paths::default())
    }
}

/// Longest wait, in seconds, and how many waits, that happen on ordinary phones.
const LONG_DELAY: f64 = 10.0;
const MANY_WAITS: u32 = 4;

/// Most paths that are kept apart.
const MOST_PATHS: usize = 10_000;

/// Every unusual path, with the shutdowns it delayed: a process that comes back shows as one.
#[derive(Default)]
struct Paths {
    paths: BTreeMap<String, Delays>,
    /// Shutdowns in the file, and the first of them.
    shutdowns: u64,
    only: Option<(String, Evidence)>,
}

/// Whether a file is one that the system has put aside, such as `shutdown.0.log`.
fn is_rotated(path: &str) -> bool {
    let name = paths::file_name(path);
    let middle = name.strip_prefix("shutdown.").and_then(|name| name.strip_suffix(".log"));
    middle.is_some_and(|middle| middle.bytes().all(|byte| byte.is_ascii_digit()))
}

#[derive(Default)]
struct Delays {
    long: bool,
    evidence: Vec<Evidence>,
}

impl Watch for Paths {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(shutdown) = seen.record.as_a::<Shutdown>() {
            self.shutdowns = self.shutdowns.saturating_add(1);
            if let Some(at) = shutdown.at.filter(|_| self.shutdowns == 1 && !is_rotated(seen.path)) {
                self.only = Some((at.to_string(), seen.evidence("at", &at.to_string())));
            }
            return;
        }
        let Some(client) = seen.record.as_a::<Client>() else { return };
        let Some(path) = paths::absolute(&client.path) else { return };
        let usual = paths::is_of_programs(&path);
        let full = self.paths.len() >= MOST_PATHS && !self.paths.contains_key(path.as_ref());
        if usual || full {
            return;
        }
        let delays = self.paths.entry(path.into_owned()).or_default();
        delays.long |= client.times_delayed >= MANY_WAITS
            || client.delay_seconds.is_some_and(|seconds| seconds >= LONG_DELAY);
        if delays.evidence.len() < MAX_EVIDENCE {
            delays.evidence.push(seen.evidence("path", &client.path));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if let Some((at, evidence)) = self.only.take().filter(|_| self.shutdowns == 1) {
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::Low,
                claim: Claim::new("reboot-delay-single", [("at", &at)]),
                evidence: vec![evidence],
            });
        }
        for (path, delays) in std::mem::take(&mut self.paths) {
            let updater = paths::is_called_updater(&path);
            let (severity, confidence, key) = if paths::is_staging(&path) && !updater {
                (Severity::High, Confidence::Medium, "reboot-delay-staging")
            } else if delays.long && !updater {
                (Severity::Low, Confidence::Low, "reboot-delay-long")
            } else {
                (Severity::Info, Confidence::Low, "reboot-delay-unusual")
            };
            let times = delays.evidence.len().to_string();
            out.push(Found {
                severity,
                confidence,
                claim: Claim::new(key, [("process", &path), ("times", &times)]),
                evidence: delays.evidence,
            });
        }
    }
}
