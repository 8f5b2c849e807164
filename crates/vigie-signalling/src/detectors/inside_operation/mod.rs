//! Operations that belong inside one network: SS7-01, SS7-02, SS7-03, SS7-04, SS7-05, SS7-06, SS7-07, SS7-08, SS7-09, SS7-10, SS7-11, SS7-12, SS7-91.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "inside_operation",
    version: 1,
    title: Text {
        en: "Operations that belong inside one network",
        fr: "Opérations qui n’ont leur place que dans un seul réseau",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-01", "SS7-02", "SS7-03", "SS7-04", "SS7-05", "SS7-06", "SS7-07", "SS7-08", "SS7-09", "SS7-10", "SS7-11", "SS7-12", "SS7-91"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
