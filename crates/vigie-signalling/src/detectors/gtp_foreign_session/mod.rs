//! Data sessions opened from where nobody roams: GTP-01, GTP-02, GTP-03, GTP-04, GTP-15.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "gtp_foreign_session",
    version: 1,
    title: Text {
        en: "Data sessions opened from where nobody roams",
        fr: "Sessions de données ouvertes d’où personne n’itinère",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["GTP-01", "GTP-02", "GTP-03", "GTP-04", "GTP-15"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-20-gprs-tunnelling-protocol-gtp-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.060/",
    ],
};
