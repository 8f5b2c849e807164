//! Logs, software and logins of the operator: G01 to G06 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::systems::Systems;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: OperatorSystems = OperatorSystems;

pub(crate) struct OperatorSystems;

static META: DetectorMeta = DetectorMeta {
    id: "operator_systems",
    version: 1,
    title: Text { en: "Logs, software and logins of the operator", fr: "Journaux, logiciels et connexions de l’opérateur" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["G01", "G03", "G04", "G05", "G06"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for OperatorSystems {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Systems>::new(&META))
    }
}
