//! GTP in GTP, old versions, broken messages: GTP-11, GTP-14.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "gtp_evasion",
    version: 1,
    title: Text {
        en: "GTP in GTP, old versions, broken messages",
        fr: "GTP dans GTP, vieilles versions, messages cassés",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["GTP-11", "GTP-14"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-20-gprs-tunnelling-protocol-gtp-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.060/",
    ],
};
