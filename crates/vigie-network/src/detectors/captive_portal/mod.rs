//! A network that shows a page of its own before it lets anybody through.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::protocols::http::HttpExchange;

pub(crate) static ITEM: CaptivePortal = CaptivePortal;

pub(crate) struct CaptivePortal;

static META: DetectorMeta = DetectorMeta {
    id: "captive_portal",
    version: 1,
    title: Text {
        en: "A network that shows its own page first",
        fr: "Un réseau qui montre d’abord sa propre page",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["network.capture.http_exchange"],
    catalogue: &["INJ-30"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.rfc-editor.org/rfc/rfc8910",
        "https://www.rfc-editor.org/rfc/rfc6585#section-6",
    ],
};

impl Detector for CaptivePortal {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Portals::default())
    }
}

/// Answers of portals.
#[derive(Default)]
struct Portals {
    evidence: Vec<Evidence>,
    to: String,
}

impl Watch for Portals {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(exchange) = seen.record.as_a::<HttpExchange>() else { return };
        if !is_portal(exchange) || self.evidence.len() >= 1000 {
            return;
        }
        if self.to.is_empty() {
            self.to = exchange.location_host.clone().unwrap_or_default();
        }
        self.evidence.push(seen.evidence("host", &exchange.host));
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if self.evidence.is_empty() {
            return;
        }
        let evidence = std::mem::take(&mut self.evidence);
        let known = if self.to.is_empty() { "no" } else { "yes" };
        let args = [
            ("count", evidence.len().to_string()),
            ("to", std::mem::take(&mut self.to)),
            ("known", known.to_owned()),
            ("codes", "INJ-30".to_owned()),
        ];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new("captive-portal-found", args),
            evidence,
        });
    }
}

/// Whether an answer is that of a portal: status 511, or a check of the system that was sent elsewhere.
pub(crate) fn is_portal(exchange: &HttpExchange) -> bool {
    match exchange.status {
        Some(511) => true,
        Some(301 | 302 | 303 | 307 | 308) => exchange.connectivity_check && exchange.to_another_site,
        _ => false,
    }
}
