//! Headers by which an operator tells sites who its subscriber is.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen, Severity,
    Text, Watch, wording,
};

use crate::protocols::http::HttpExchange;

pub(crate) static ITEM: SubscriberHeader = SubscriberHeader;

pub(crate) struct SubscriberHeader;

static META: DetectorMeta = DetectorMeta {
    id: "subscriber_header",
    version: 1,
    title: Text {
        en: "Headers that name the subscriber to every site",
        fr: "En-têtes qui nomment l’abonné à chaque site",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.http_exchange"],
    catalogue: &["INJ-34"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.eff.org/deeplinks/2014/11/verizon-x-uidh",
        "https://www.accessnow.org/aibt",
    ],
};

impl Detector for SubscriberHeader {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Headers::default())
    }
}

/// Where each header was seen.
#[derive(Default)]
struct Headers(BTreeMap<String, (u64, Vec<Evidence>)>);

impl Watch for Headers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(exchange) = seen.record.as_a::<HttpExchange>() else { return };
        for header in &exchange.subscriber_headers {
            if self.0.len() >= 100 && !self.0.contains_key(header) {
                continue;
            }
            let (count, evidence) = self.0.entry(header.clone()).or_default();
            *count = count.saturating_add(1);
            if evidence.len() < MAX_EVIDENCE {
                evidence.push(seen.evidence("subscriber_headers", header));
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (header, (count, evidence)) in std::mem::take(&mut self.0) {
            let count = count.to_string();
            let args =
                [("header", header.as_str()), ("count", count.as_str()), ("codes", "INJ-34")];
            out.push(Found {
                severity: Severity::Medium,
                confidence: Confidence::Medium,
                claim: Claim::new("subscriber-header-found", args),
                evidence,
            });
        }
    }
}
