//! Streams with holes, changes or broken hashes: C01 to C15 of the catalogue.

use vigie_core::{Detector, DetectorMeta, Order, Severity, Text, Watch};

use crate::audit::delivery::Delivery;
use crate::audit::{Audit, FEW};

pub(crate) static ITEM: DeliveryStreams = DeliveryStreams;

pub(crate) struct DeliveryStreams;

static META: DetectorMeta = DetectorMeta {
    id: "delivery_streams",
    version: 1,
    title: Text { en: "Streams with holes, changes or broken hashes", fr: "Flux troués, modifiés ou aux empreintes fausses" },
    severity: Severity::High,
    order: Order::Time,
    reads: FEW,
    catalogue: &["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13", "C14", "C15"],
    manual: include_str!("manual.md"),
    wording: vigie_core::wording!(),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Detector for DeliveryStreams {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Audit::<Delivery>::new(&META))
    }
}
