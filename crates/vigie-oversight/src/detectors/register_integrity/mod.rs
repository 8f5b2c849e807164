//! A register that was rewritten: E01 to E07 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::register::Register;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: RegisterIntegrity = RegisterIntegrity;

pub(crate) struct RegisterIntegrity;

static META: DetectorMeta = DetectorMeta {
    id: "register_integrity",
    version: 1,
    title: Text { en: "A register that was rewritten", fr: "Registre réécrit" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["E01", "E02", "E03", "E04", "E05", "E06", "E07"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for RegisterIntegrity {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Register>::new(&META))
    }
}
