//! Messages written to pass a filter: SS7-60, SS7-61, SS7-62, SS7-63, SS7-65, SS7-66, SS7-67, SS7-68, SS7-69, SS7-70, SS7-71, SS7-72, SS7-73.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "evasion",
    version: 1,
    title: Text {
        en: "Messages written to pass a filter",
        fr: "Messages écrits pour passer un filtre",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-60", "SS7-61", "SS7-62", "SS7-63", "SS7-65", "SS7-66", "SS7-67", "SS7-68", "SS7-69", "SS7-70", "SS7-71", "SS7-72", "SS7-73"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
