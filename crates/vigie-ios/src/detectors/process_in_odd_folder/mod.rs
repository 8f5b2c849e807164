//! Processes that used the network from folders no app should use, or whose program is gone.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Usage;
use crate::paths;

pub(crate) static ITEM: ProcessInOddFolder = ProcessInOddFolder;

pub(crate) struct ProcessInOddFolder;

static META: DetectorMeta = DetectorMeta {
    id: "process_in_odd_folder",
    version: 1,
    title: Text {
        en: "Process in an unusual folder that used the network",
        fr: "Processus d’un dossier inhabituel qui a utilisé le réseau",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.datausage.usage"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://docs.mvt.re/en/latest/ios/records/#datausage",
    ],
};

impl Detector for ProcessInOddFolder {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Once::default())
    }
}

/// A process has a record for every count of its bytes; one finding for it is enough.
#[derive(Default)]
struct Once(std::collections::HashSet<i64>);

impl Watch for Once {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(usage) = seen.record.as_a::<Usage>() else { return };
        let Some(path) = usage.proc_name.as_deref().and_then(paths::absolute) else { return };
        let (severity, confidence, key) = if paths::is_staging(&path) {
            (Severity::Medium, Confidence::Medium, "process-in-odd-folder-staging")
        } else if usage.executable_missing {
            (Severity::Low, Confidence::Low, "process-in-odd-folder-gone")
        } else {
            return;
        };
        if !self.0.insert(usage.proc_id.unwrap_or_default()) {
            return;
        }
        out.push(Found {
            severity,
            confidence,
            claim: Claim::new(key, [("process", &path)]),
            evidence: vec![seen.evidence("proc_name", &path)],
        });
    }
}
