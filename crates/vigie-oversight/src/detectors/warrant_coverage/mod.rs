//! Delivered without cover of a warrant: A01 to A15 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::warrant::Warrant;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: WarrantCoverage = WarrantCoverage;

pub(crate) struct WarrantCoverage;

static META: DetectorMeta = DetectorMeta {
    id: "warrant_coverage",
    version: 1,
    title: Text { en: "Delivered without cover of a warrant", fr: "Remises sans autorisation qui les couvre" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for WarrantCoverage {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Warrant>::new(&META))
    }
}
