//! Acts of a subscriber from where they are not: SS7-34, SS7-35, SS7-36, SS7-38, SS7-39, SS7-52.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "not_serving",
    version: 1,
    title: Text {
        en: "Acts of a subscriber from where they are not",
        fr: "Actes d’un abonné depuis un réseau où il n’est pas",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-34", "SS7-35", "SS7-36", "SS7-38", "SS7-39", "SS7-52"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
