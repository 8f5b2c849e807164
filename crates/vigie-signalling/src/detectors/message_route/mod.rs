//! Short messages on strange ways: SS7-42, SS7-43, SS7-44, SS7-48, SS7-49.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "message_route",
    version: 1,
    title: Text {
        en: "Short messages on strange ways",
        fr: "Messages courts par d’étranges chemins",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-42", "SS7-43", "SS7-44", "SS7-48", "SS7-49"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
