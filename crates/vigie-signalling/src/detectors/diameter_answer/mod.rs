//! Diameter answers from elsewhere: DIA-22, DIA-27.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "diameter_answer",
    version: 1,
    title: Text {
        en: "Diameter answers from elsewhere",
        fr: "Réponses Diameter venues d’ailleurs",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["DIA-22", "DIA-27"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
    ],
};
