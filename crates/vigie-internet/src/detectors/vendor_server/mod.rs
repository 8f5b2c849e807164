//! Servers that answer as published for a surveillance vendor.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Time, Watch, wording,
};

use crate::deployments::level;
use crate::parsers::Hit;

pub(crate) static ITEM: VendorServer = VendorServer;

pub(crate) struct VendorServer;

static META: DetectorMeta = DetectorMeta {
    id: "vendor_server",
    version: 1,
    title: Text {
        en: "Servers that answer as published for a surveillance vendor",
        fr: "Serveurs qui répondent comme publié pour un fournisseur de surveillance",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["internet.scan.hit"],
    catalogue: &[
        "bluecoat-cfauth",
        "circles-cp264",
        "eagle-title",
        "finspy-1.0",
        "finspy-2.0",
        "finspy-3.0",
        "finspy-4.0",
        "ht-cert-clientca",
        "ht-cert-default",
        "ht-cert-issuer",
        "ht-cert-sysca",
        "ht-http-apache",
        "ht-http-nospace",
        "ht-http-refresh",
        "netsweeper-deny",
        "netsweeper-snmp",
        "packetlogic-dbmads",
        "paragon-cert",
        "paragon-onprem",
        "paragon-title",
        "pegasus-2016",
        "smartfilter",
        "websense",
    ],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2020/12/running-in-circles-uncovering-the-clients-of-cyberespionage-firm-circles/",
        "https://github.com/citizenlab/spyware-scan",
    ],
};

impl Detector for VendorServer {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Matches::default())
    }
}

/// Addresses that are told apart for a rule; more only count as that many.
const MOST_ADDRESSES: usize = 1_000_000;

/// What matched, by rule.
#[derive(Default)]
struct Matches(BTreeMap<String, Rule>);

/// What matched one rule.
#[derive(Default)]
struct Rule {
    title: String,
    vendor: String,
    reference: String,
    level: u8,
    weak: bool,
    addresses: BTreeSet<String>,
    first: Option<Time>,
    last: Option<Time>,
    evidence: Vec<Evidence>,
}

impl Watch for Matches {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(hit) = seen.record.as_a::<Hit>() else { return };
        let rule = self.0.entry(hit.rule.clone()).or_default();
        if rule.evidence.is_empty() {
            rule.title.clone_from(&hit.title);
            rule.vendor.clone_from(&hit.vendor);
            rule.reference.clone_from(&hit.reference);
            (rule.level, rule.weak) = (level(&hit.level), hit.weak);
        }
        if rule.addresses.len() < MOST_ADDRESSES {
            rule.addresses.extend(hit.address.clone().or_else(|| hit.names.first().cloned()));
        }
        rule.first = rule.first.into_iter().chain(hit.seen).min();
        rule.last = rule.last.max(hit.seen);
        if rule.evidence.len() < MAX_EVIDENCE {
            let quote = hit.matched.first().map_or("", |matched| matched.value.as_str());
            rule.evidence.push(seen.evidence("matched", quote));
        }
    }

    fn join(&mut self, other: Box<dyn Any>) {
        let Ok(other) = other.downcast::<Self>() else { return };
        for (name, rule) in other.0 {
            match self.0.get_mut(&name) {
                None => drop(self.0.insert(name, rule)),
                Some(own) => {
                    own.addresses.extend(rule.addresses);
                    own.first = own.first.into_iter().chain(rule.first).min();
                    own.last = own.last.max(rule.last);
                    let room = MAX_EVIDENCE.saturating_sub(own.evidence.len());
                    own.evidence.extend(rule.evidence.into_iter().take(room));
                }
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let rules = std::mem::take(&mut self.0);
        // Two weak matches of one vendor at one address support one another.
        let mut weak: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for rule in rules.values().filter(|rule| rule.weak) {
            for address in &rule.addresses {
                let count = weak.entry((&rule.vendor, address)).or_default();
                *count = count.saturating_add(1);
            }
        }
        let supported: BTreeSet<&str> = rules
            .iter()
            .filter(|(_, rule)| {
                let twice = |address: &String| {
                    weak.get(&(rule.vendor.as_str(), address.as_str())).is_some_and(|n| *n > 1)
                };
                rule.addresses.iter().any(twice)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        out.extend(rules.iter().map(|(name, rule)| found(name, rule, supported.contains(name.as_str()))));
    }
}

fn found(name: &str, rule: &Rule, supported: bool) -> Found {
    let (severity, confidence) = match (rule.weak, supported, rule.level) {
        (true, false, _) | (_, _, 1) => (Severity::Low, Confidence::Low),
        (_, _, 0) => (Severity::Info, Confidence::Low),
        (_, _, 2) => (Severity::Medium, Confidence::Low),
        (_, _, 3) => (Severity::High, Confidence::Low),
        _ => (Severity::High, Confidence::Medium),
    };
    let date = |time: Option<Time>| {
        time.map_or_else(|| "?".to_owned(), |time| time.to_string().chars().take(10).collect())
    };
    let key = if rule.weak && !supported { "vendor-server-weak" } else { "vendor-server-found" };
    let claim = Claim::new(
        key,
        [
            ("codes", name),
            ("title", &rule.title),
            ("vendor", &rule.vendor),
            ("count", &rule.addresses.len().max(1).to_string()),
            ("first", &date(rule.first)),
            ("last", &date(rule.last)),
            ("reference", &rule.reference),
        ],
    );
    Found { severity, confidence, claim, evidence: rule.evidence.clone() }
}
