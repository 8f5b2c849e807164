//! Addresses that look for the same people: SS7-88.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "actor_cluster",
    version: 1,
    title: Text {
        en: "Addresses that look for the same people",
        fr: "Adresses qui cherchent les mêmes personnes",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-88"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
