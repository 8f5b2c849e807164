//! Data sessions ended or moved by others: GTP-07, GTP-08.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "gtp_tunnel_takeover",
    version: 1,
    title: Text {
        en: "Data sessions ended or moved by others",
        fr: "Sessions de données terminées ou déplacées par d’autres",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["GTP-07", "GTP-08"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-20-gprs-tunnelling-protocol-gtp-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.060/",
    ],
};
