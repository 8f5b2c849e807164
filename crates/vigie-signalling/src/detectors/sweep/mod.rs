//! Searches through nodes, numbers and subscribers: SS7-80, SS7-81, SS7-82, SS7-83, SS7-86, SS7-87, SS7-89, SS7-90.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "sweep",
    version: 1,
    title: Text {
        en: "Searches through nodes, numbers and subscribers",
        fr: "Balayages de nœuds, numéros et abonnés",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-80", "SS7-81", "SS7-82", "SS7-83", "SS7-86", "SS7-87", "SS7-89", "SS7-90"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
