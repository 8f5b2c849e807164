//! Gaps in the numbers of processes.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::ProcessGap;

pub(crate) static ITEM: DatausageGap = DatausageGap;

pub(crate) struct DatausageGap;

static META: DetectorMeta = DetectorMeta {
    id: "datausage_gap",
    version: 2,
    title: Text {
        en: "Gaps in the list of processes that used the network",
        fr: "Trous dans la liste des processus qui ont utilisé le réseau",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.datausage.process_gap", "ios.netusage.process_gap"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://docs.mvt.re/en/latest/ios/records/#datausage"],
};

impl Detector for DatausageGap {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Gaps::default())
    }
}

#[derive(Default)]
struct Gaps {
    missing: i64,
    evidence: Vec<Evidence>,
}

impl Watch for Gaps {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(gap) = ProcessGap::of(seen.record) else { return };
        self.missing = self.missing.saturating_add(gap.missing);
        if self.evidence.len() < MAX_EVIDENCE {
            let quote = format!("{}–{}", gap.first, gap.last);
            self.evidence.push(seen.evidence("first", &quote));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if self.evidence.is_empty() {
            return;
        }
        let (gaps, missing) = (self.evidence.len().to_string(), self.missing.to_string());
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::Low,
            claim: Claim::new("datausage-gap-rows", [("gaps", &gaps), ("missing", &missing)]),
            evidence: std::mem::take(&mut self.evidence),
        });
    }
}
