//! Processes in folders no app should use that delayed a shutdown.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Client;
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
    reads: &["ios.shutdown_log.client"],
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
struct Paths(BTreeMap<String, Delays>);

#[derive(Default)]
struct Delays {
    long: bool,
    evidence: Vec<Evidence>,
}

impl Watch for Paths {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(client) = seen.record.as_a::<Client>() else { return };
        let Some(path) = paths::absolute(&client.path) else { return };
        let usual = paths::is_of_programs(&path);
        let full = self.0.len() >= MOST_PATHS && !self.0.contains_key(path.as_ref());
        if usual || full {
            return;
        }
        let delays = self.0.entry(path.into_owned()).or_default();
        delays.long |= client.times_delayed >= MANY_WAITS
            || client.delay_seconds.is_some_and(|seconds| seconds >= LONG_DELAY);
        if delays.evidence.len() < MAX_EVIDENCE {
            delays.evidence.push(seen.evidence("path", &client.path));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (path, delays) in std::mem::take(&mut self.0) {
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
