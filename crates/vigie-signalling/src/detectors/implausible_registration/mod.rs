//! Registrations that cannot be: SS7-30, SS7-31, SS7-32, SS7-33, SS7-41.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "implausible_registration",
    version: 1,
    title: Text {
        en: "Registrations that cannot be",
        fr: "Inscriptions impossibles",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["SS7-30", "SS7-31", "SS7-32", "SS7-33", "SS7-41"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-11-ss7-interconnect-security-monitoring-and-firewall-guidelines/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};
