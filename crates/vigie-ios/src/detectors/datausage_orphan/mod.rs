//! Network use of a process that is not in the list of processes.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::OrphanUsage;

pub(crate) static ITEM: DatausageOrphan = DatausageOrphan;

pub(crate) struct DatausageOrphan;

static META: DetectorMeta = DetectorMeta {
    id: "datausage_orphan",
    version: 2,
    title: Text {
        en: "Network use of a process that is no longer listed",
        fr: "Utilisation du réseau par un processus qui n’est plus listé",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.datausage.orphan_usage", "ios.netusage.orphan_usage"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for DatausageOrphan {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Orphans::default())
    }
}

#[derive(Default)]
struct Orphans(Vec<Evidence>);

impl Watch for Orphans {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(usage) = OrphanUsage::of(seen.record) else { return };
        // A row that names no process at all is not one whose process was removed.
        let Some(process) = usage.proc_id.filter(|id| *id != 0) else { return };
        if self.0.len() < MAX_EVIDENCE {
            self.0.push(seen.evidence("proc_id", &process.to_string()));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if self.0.is_empty() {
            return;
        }
        let count = self.0.len().to_string();
        out.push(Found {
            severity: Severity::Medium,
            confidence: Confidence::Low,
            claim: Claim::new("datausage-orphan-rows", [("count", &count)]),
            evidence: std::mem::take(&mut self.0),
        });
    }
}
