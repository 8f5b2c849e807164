//! Nodes, tunnels, subscribers or access points sought by trial: GTP-05, GTP-06, GTP-12, GTP-13.

use vigie_core::{DetectorMeta, Order, Severity, Text, wording};

use crate::findings::Gatherer;

pub(crate) static ITEM: Gatherer = Gatherer { meta: &META };

static META: DetectorMeta = DetectorMeta {
    id: "gtp_sweep",
    version: 1,
    title: Text {
        en: "Nodes, tunnels, subscribers or access points sought by trial",
        fr: "Nœuds, tunnels, abonnés ou points d’accès cherchés à tâtons",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["signalling.interconnect.alert"],
    catalogue: &["GTP-05", "GTP-06", "GTP-12", "GTP-13"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-20-gprs-tunnelling-protocol-gtp-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.060/",
    ],
};
