//! VPNs, filters, name servers and relays, and who set them up.

use std::collections::BTreeSet;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{App, Configuration};

pub(crate) static ITEM: NetworkExtensionSet = NetworkExtensionSet;

pub(crate) struct NetworkExtensionSet;

static META: DetectorMeta = DetectorMeta {
    id: "network_extension_set",
    version: 1,
    title: Text {
        en: "VPN, filter, name server or relay",
        fr: "VPN, filtre, serveur de noms ou relais",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &["ios.network_extensions.configuration", "ios.applications.app"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://developer.apple.com/documentation/networkextension"],
};

impl Detector for NetworkExtensionSet {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Extensions::default())
    }
}

/// Features that see or lead traffic; the others count data or wake apps.
const LEADING: &[&str] = &[
    "VPN",
    "AppVPN",
    "AlwaysOnVPN",
    "ContentFilter",
    "DNSProxy",
    "DNSSettings",
    "Relay",
    "URLFilter",
];

/// Configurations and apps that are remembered: an enemy may write any number.
const MOST: usize = 1_000;

#[derive(Default)]
struct Extensions {
    /// What apps set up.
    of_apps: Vec<OfApp>,
    /// Apps that did not come from the App Store.
    from_elsewhere: BTreeSet<String>,
}

/// A configuration that an app made.
struct OfApp {
    app: String,
    name: String,
    evidence: Evidence,
}

impl Watch for Extensions {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        if let Some(app) = seen.record.as_a::<App>() {
            if is_from_elsewhere(app) && self.from_elsewhere.len() < MOST {
                self.from_elsewhere.insert(app.id().to_owned());
            }
        } else if let Some(configuration) = seen.record.as_a::<Configuration>() {
            let leads = |feature: &String| LEADING.contains(&feature.as_str());
            if !configuration.features.iter().any(leads) {
                return;
            }
            let evidence = seen.evidence("features", &configuration.features.join(", "));
            if configuration.is_of_profile() {
                let key = "network-extension-set-profile";
                out.push(found(key, configuration.label(), "", evidence));
            } else if self.of_apps.len() < MOST {
                self.of_apps.push(OfApp {
                    app: configuration.application.clone().unwrap_or_default(),
                    name: configuration.label().to_owned(),
                    evidence,
                });
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let mut usual = Vec::new();
        for one in std::mem::take(&mut self.of_apps) {
            match self.from_elsewhere.contains(&one.app) {
                true => {
                    let key = "network-extension-set-elsewhere";
                    out.push(found(key, &one.name, &one.app, one.evidence));
                }
                false if usual.len() < MAX_EVIDENCE => usual.push(one.evidence),
                false => {}
            }
        }
        if !usual.is_empty() {
            let count = usual.len().to_string();
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::High,
                claim: Claim::new("network-extension-set-apps", [("count", &count)]),
                evidence: usual,
            });
        }
    }
}

fn found(key: &'static str, name: &str, app: &str, evidence: Evidence) -> Found {
    Found {
        severity: Severity::Low,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("name", name), ("app", app)]),
        evidence: vec![evidence],
    }
}

/// Whether an app came without the App Store's receipt, or from another installer than Apple's.
fn is_from_elsewhere(app: &App) -> bool {
    let other = |source: &str| !source.starts_with("com.apple.") && source != "dmd";
    app.has_metadata == Some(false) || app.source_app.as_deref().is_some_and(other)
}
