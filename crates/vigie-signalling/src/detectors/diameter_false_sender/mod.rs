//! Diameter senders that are not who they say: DIA-02, DIA-03, DIA-04, DIA-06, DIA-21, DIA-23.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "diameter_false_sender",
    version: 1,
    title: Text {
        en: "Diameter senders that are not who they say",
        fr: "Émetteurs Diameter qui ne sont pas qui ils disent",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["DIA-02", "DIA-03", "DIA-04", "DIA-06", "DIA-21", "DIA-23"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
    ],
};
