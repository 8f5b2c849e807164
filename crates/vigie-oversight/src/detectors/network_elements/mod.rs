//! Elements that do what nobody ordered: B01 to B16 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::elements::Elements;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: NetworkElements = NetworkElements;

pub(crate) struct NetworkElements;

static META: DetectorMeta = DetectorMeta {
    id: "network_elements",
    version: 1,
    title: Text { en: "Elements that do what nobody ordered", fr: "Équipements qui font ce que personne n’a ordonné" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11", "B12", "B13", "B14", "B15", "B16"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for NetworkElements {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Elements>::new(&META))
    }
}
