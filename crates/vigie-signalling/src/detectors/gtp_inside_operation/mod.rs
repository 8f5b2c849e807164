//! GTP messages that stay inside a network: GTP-09, GTP-10, GTP-16.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "gtp_inside_operation",
    version: 1,
    title: Text {
        en: "GTP messages that stay inside a network",
        fr: "Messages GTP réservés à l’intérieur d’un réseau",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["GTP-09", "GTP-10", "GTP-16"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-20-gprs-tunnelling-protocol-gtp-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.060/",
    ],
};
