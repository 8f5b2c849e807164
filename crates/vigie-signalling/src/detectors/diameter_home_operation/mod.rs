//! Diameter operations that only the home network may ask: DIA-07, DIA-08, DIA-09, DIA-13.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "diameter_home_operation",
    version: 1,
    title: Text {
        en: "Diameter operations that only the home network may ask",
        fr: "Opérations Diameter réservées au réseau d’origine",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["DIA-07", "DIA-08", "DIA-09", "DIA-13"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
    ],
};
