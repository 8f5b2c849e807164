//! Servers of a surveillance vendor that belong together.

use std::any::Any;
use std::collections::BTreeSet;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Time, Watch, wording,
};

use crate::countries;
use crate::deployments::{Deployment, Servers, country};
use crate::parsers::{Attribution, Hit};

pub(crate) static ITEM: VendorDeployment = VendorDeployment;

pub(crate) struct VendorDeployment;

static META: DetectorMeta = DetectorMeta {
    id: "vendor_deployment",
    version: 1,
    title: Text {
        en: "Deployments of surveillance vendors, and where they point",
        fr: "Déploiements de fournisseurs de surveillance, et où ils mènent",
    },
    severity: Severity::High,
    order: Order::Joined,
    reads: &["internet.scan.hit", "internet.scan.attribution"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2018/09/hide-and-seek-tracking-nso-groups-pegasus-spyware-to-operations-in-45-countries/",
        "https://github.com/Censys-Research/censeye",
    ],
};

impl Detector for VendorDeployment {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Seeing::default())
    }
}

#[derive(Default)]
struct Seeing(Servers);

impl Watch for Seeing {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(hit) = seen.record.as_a::<Hit>() {
            let quote = hit.matched.first().map_or("", |matched| matched.value.as_str());
            self.0.see(hit, seen.evidence("matched", quote));
        } else if let Some(step) = seen.record.as_a::<Attribution>() {
            self.0.see_step(step, seen.evidence("network", &step.network));
        }
    }

    fn join(&mut self, other: Box<dyn Any>) {
        if let Ok(other) = other.downcast::<Self>() {
            self.0.join(other.0);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let deployments = std::mem::take(&mut self.0).deployments();
        // A match that means nothing alone makes no deployment.
        let strong = deployments.iter().filter(|deployment| !deployment.is_weak());
        out.extend(strong.map(found));
    }
}

/// Values listed in a sentence.
const MOST_LISTED: usize = 6;

fn found(deployment: &Deployment) -> Found {
    let country = country(deployment);
    let severity = match deployment.level() {
        3.. => Severity::High,
        2 => Severity::Medium,
        _ => Severity::Low,
    };
    // It is the fingerprint that is sure or not; the country has its own confidence.
    let confidence = if deployment.level() >= 4 { Confidence::Medium } else { Confidence::Low };
    let servers = deployment.servers.values();
    let rules: BTreeSet<&str> = servers.clone().flat_map(|s| s.rules.keys().map(String::as_str)).collect();
    let systems: BTreeSet<String> =
        servers.clone().flat_map(|s| s.systems.iter().map(|asn| format!("AS{asn}"))).collect();
    let codes: BTreeSet<&str> = servers.clone().flat_map(|s| s.codes.iter().map(String::as_str)).collect();
    let registrants: BTreeSet<&str> =
        servers.clone().flat_map(|s| s.registrants.iter().map(String::as_str)).collect();
    let caveats: BTreeSet<&str> =
        servers.clone().flat_map(|s| s.caveats.iter().map(String::as_str)).collect();
    let mut evidence: Vec<Evidence> =
        servers.flat_map(|server| server.evidence.iter().cloned()).collect();
    evidence.truncate(MAX_EVIDENCE);
    let moves = deployment.moves();
    let moves: Vec<String> = moves.iter().map(|(one, other)| format!("{one} → {other}")).collect();
    let links: Vec<String> = deployment
        .links
        .iter()
        .take(MOST_LISTED)
        .map(|link| {
            format!("{} – {}: {} ({:.2})", link.one, link.other, link.signal.name(), link.weight)
        })
        .collect();
    let code = country.as_ref().map_or("", |country| country.code.as_str());
    let key = if country.is_some() { "vendor-deployment-country" } else { "vendor-deployment-found" };
    let claim = Claim::new(
        key,
        [
            ("vendor", deployment.vendor.as_str()),
            ("codes", &listed(rules)),
            ("count", &deployment.servers.len().to_string()),
            ("addresses", &listed(deployment.servers.keys().map(String::as_str))),
            ("systems", &listed(systems.iter().map(String::as_str))),
            ("name", &listed(codes)),
            ("first", &date(deployment.first())),
            ("last", &date(deployment.last())),
            ("moves", &listed(moves.iter().map(String::as_str))),
            ("links", &listed(links.iter().map(String::as_str))),
            ("registrants", &listed(registrants)),
            ("caveats", &listed(caveats)),
            ("country", countries::name(code).unwrap_or(code)),
            ("confidence", country.as_ref().map_or("", |country| country.confidence)),
            ("signs", &country.as_ref().map_or(String::new(), |country| country.signs.join(", "))),
        ],
    );
    Found { severity, confidence, claim, evidence }
}

fn listed<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let mut values = values.into_iter();
    let first: Vec<&str> = values.by_ref().take(MOST_LISTED).collect();
    let more = values.count();
    match (first.is_empty(), more) {
        (true, _) => "–".to_owned(),
        (_, 0) => first.join(", "),
        _ => format!("{} (+{more})", first.join(", ")),
    }
}

fn date(time: Option<Time>) -> String {
    time.map_or_else(|| "?".to_owned(), |time| time.to_string().chars().take(10).collect())
}
