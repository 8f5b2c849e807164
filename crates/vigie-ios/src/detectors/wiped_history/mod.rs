//! Sites that Safari's history lacks and other records of Safari kept.

mod sites;

use std::any::Any;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use self::sites::Sites;
use super::wording::wording;

pub(crate) static ITEM: WipedHistory = WipedHistory;

pub(crate) struct WipedHistory;

static META: DetectorMeta = DetectorMeta {
    id: "wiped_history",
    version: 1,
    title: Text {
        en: "Sites gone from Safari’s history and kept elsewhere",
        fr: "Sites disparus de l’historique de Safari et restés ailleurs",
    },
    severity: Severity::Low,
    order: Order::Joined,
    reads: &[
        "ios.biome.web",
        "ios.knowledge_c.web",
        "ios.safari_browser_state.tab",
        "ios.safari_history.tombstone",
        "ios.safari_history.visit",
        "ios.safari_tabs.tab",
        "ios.webkit_resource_load_statistics.domain",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

/// Most sites that are named.
const MOST_NAMED: usize = 10;

impl Detector for WipedHistory {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Wiped::default())
    }
}

#[derive(Default)]
struct Wiped {
    sites: Sites,
}

impl Watch for Wiped {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        self.sites.see(seen);
    }

    fn join(&mut self, other: Box<dyn Any>) {
        if let Ok(other) = other.downcast::<Self>() {
            self.sites.join(other.sites);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let absent = std::mem::take(&mut self.sites).absent();
        if absent.is_empty() {
            return;
        }
        let twice = absent.iter().any(|site| site.kinds.len() > 1);
        let named: Vec<&str> =
            absent.iter().map(|site| site.name.as_str()).take(MOST_NAMED).collect();
        let count = absent.len().to_string();
        out.push(Found {
            severity: if twice { Severity::Low } else { Severity::Info },
            confidence: Confidence::Low,
            claim: Claim::new(
                "wiped-history-absent",
                [("count", &count), ("sites", &named.join(", "))],
            ),
            evidence: absent.into_iter().flat_map(|site| site.evidence).collect(),
        });
    }
}
