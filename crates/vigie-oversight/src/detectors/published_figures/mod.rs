//! Figures that the register does not bear out: F01 to F03 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::figures::Figures;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: PublishedFigures = PublishedFigures;

pub(crate) struct PublishedFigures;

static META: DetectorMeta = DetectorMeta {
    id: "published_figures",
    version: 1,
    title: Text { en: "Figures that the register does not bear out", fr: "Chiffres que le registre ne confirme pas" },
    severity: Severity::Medium,
    order: Order::Time,
    reads: FEW,
    catalogue: &["F01", "F02", "F03"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for PublishedFigures {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Figures>::new(&META))
    }
}
