//! Protected persons and how it was decided: D01 to D09 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::persons::Persons;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: PersonsProcedure = PersonsProcedure;

pub(crate) struct PersonsProcedure;

static META: DetectorMeta = DetectorMeta {
    id: "persons_procedure",
    version: 1,
    title: Text { en: "Protected persons and how it was decided", fr: "Personnes protégées et procédure" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for PersonsProcedure {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Persons>::new(&META))
    }
}
