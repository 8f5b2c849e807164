//! One subscriber or one actor over several protocols: XP-02, XP-03, XP-04.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "across_protocols",
    version: 1,
    title: Text {
        en: "One subscriber or one actor over several protocols",
        fr: "Un abonné ou un acteur sur plusieurs protocoles",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["XP-02", "XP-03", "XP-04"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
    ],
};
