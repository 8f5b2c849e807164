//! Registrations by Diameter that cannot be: DIA-05, DIA-11, DIA-12, DIA-25, DIA-28.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "diameter_registration",
    version: 1,
    title: Text {
        en: "Registrations by Diameter that cannot be",
        fr: "Inscriptions par Diameter qui ne peuvent pas être",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["DIA-05", "DIA-11", "DIA-12", "DIA-25", "DIA-28"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
    ],
};
