//! Operations that only the home network may ask: SS7-20, SS7-21, SS7-22, SS7-24, SS7-25, SS7-26, SS7-27, SS7-28, SS7-91.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "home_operation",
    version: 1,
    title: Text {
        en: "Operations that only the home network may ask",
        fr: "Opérations réservées au réseau d’origine",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-20", "SS7-21", "SS7-22", "SS7-24", "SS7-25", "SS7-26", "SS7-27", "SS7-28", "SS7-91"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
