//! Proxies that somebody set.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Proxy;

pub(crate) static ITEM: ProxySet = ProxySet;

pub(crate) struct ProxySet;

static META: DetectorMeta = DetectorMeta {
    id: "proxy_set",
    version: 1,
    title: Text { en: "Proxy set", fr: "Proxy réglé" },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.preferences_network.proxy"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://developer.apple.com/documentation/systemconfiguration"],
};

impl Detector for ProxySet {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(ProxySet)
    }
}

impl Watch for ProxySet {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(proxy) = seen.record.as_a::<Proxy>() else { return };
        let (severity, key, field) = match proxy.leads_elsewhere() {
            false => return,
            true if proxy.automatic.is_some() || proxy.has_script => {
                (Severity::Medium, "proxy-set-automatic", "automatic")
            }
            true => (Severity::Medium, "proxy-set-machine", "http"),
        };
        out.push(Found {
            severity,
            confidence: Confidence::Low,
            claim: Claim::new(key, [("target", proxy.target())]),
            evidence: vec![seen.evidence(field, proxy.target())],
        });
    }
}
