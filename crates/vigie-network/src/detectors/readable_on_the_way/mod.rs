//! What somebody on the path could read.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::protocols::dns::DnsQuery;
use crate::protocols::exposure::{Exposure, Thing};
use crate::protocols::http::HttpExchange;
use crate::site::site_of;

pub(crate) static ITEM: ReadableOnTheWay = ReadableOnTheWay;

pub(crate) struct ReadableOnTheWay;

static META: DetectorMeta = DetectorMeta {
    id: "readable_on_the_way",
    version: 1,
    title: Text {
        en: "What somebody on the path could read",
        fr: "Ce que quelqu’un sur le chemin pouvait lire",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &[
        "network.capture.exposure",
        "network.capture.dns_query",
        "network.capture.http_exchange",
    ],
    catalogue: &[
        "EXP-01", "EXP-02", "EXP-03", "EXP-04", "EXP-05", "EXP-06", "EXP-07", "EXP-08", "EXP-09",
        "EXP-10", "EXP-11", "EXP-12", "EXP-13", "EXP-14", "EXP-15", "EXP-16", "EXP-18", "EXP-19",
    ],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc7258", "https://www.rfc-editor.org/rfc/rfc7624"],
};

impl Detector for ReadableOnTheWay {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Readable::default())
    }
}

/// Most sites that are told apart.
const SITES: usize = 100_000;

/// What was readable, by entry of the catalogue.
#[derive(Default)]
struct Readable {
    by_code: BTreeMap<&'static str, Group>,
    sites: BTreeSet<String>,
    site_evidence: Vec<Evidence>,
}

/// One entry.
#[derive(Default)]
struct Group {
    count: u64,
    things: BTreeMap<Thing, u64>,
    protocols: BTreeSet<String>,
    evidence: Vec<Evidence>,
}

impl Watch for Readable {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(exposure) = seen.record.as_a::<Exposure>() {
            let group = self.by_code.entry(exposure.thing.code()).or_default();
            group.count = group.count.saturating_add(exposure.count);
            let things = group.things.entry(exposure.thing).or_default();
            *things = things.saturating_add(exposure.count);
            group.protocols.insert(exposure.protocol.clone());
            group.evidence.push(seen.evidence("thing", &exposure.thing.name()));
        } else if let Some(query) = seen.record.as_a::<DnsQuery>() {
            if query.transport == "udp" || query.transport == "tcp" {
                self.site(&query.name, seen);
            }
        } else if let Some(exchange) = seen.record.as_a::<HttpExchange>() {
            self.site(&exchange.host, seen);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (code, group) in std::mem::take(&mut self.by_code) {
            out.push(group.found(code));
        }
        if !self.sites.is_empty() {
            let count = self.sites.len().to_string();
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::High,
                claim: Claim::new(
                    "readable-on-the-way-exp-19",
                    [("count", &count), ("protocols", "DNS, HTTP"), ("codes", "EXP-19")],
                ),
                evidence: std::mem::take(&mut self.site_evidence),
            });
        }
    }
}

impl Readable {
    fn site(&mut self, host: &str, seen: &Seen<'_>) {
        let site = site_of(host);
        let is_site = site.contains('.') && psl::suffix(site.as_bytes()).is_some_and(|s| s.is_known());
        if !is_site || self.sites.len() >= SITES || self.sites.contains(site) {
            return;
        }
        self.sites.insert(site.to_owned());
        if self.site_evidence.len() < 100 {
            self.site_evidence.push(seen.evidence("name", site));
        }
    }
}

impl Group {
    fn found(self, code: &'static str) -> Found {
        let key = format!("readable-on-the-way-{}", code.to_ascii_lowercase());
        let protocols: Vec<&str> = self.protocols.iter().map(String::as_str).collect();
        let things: Vec<String> =
            self.things.iter().map(|(thing, count)| format!("{}={count}", thing.name())).collect();
        let (count, protocols, things) =
            (self.count.to_string(), protocols.join(", "), things.join(" "));
        let args = [
            ("count", count.as_str()),
            ("protocols", protocols.as_str()),
            ("things", things.as_str()),
            ("codes", code),
        ];
        Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new(&key, args),
            evidence: self.evidence,
        }
    }
}
