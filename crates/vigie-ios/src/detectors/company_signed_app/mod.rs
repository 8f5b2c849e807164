//! Apps that run by the certificate of a company.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{ProvisioningProfile, StoreApp};

pub(crate) static ITEM: CompanySignedApp = CompanySignedApp;

pub(crate) struct CompanySignedApp;

static META: DetectorMeta = DetectorMeta {
    id: "company_signed_app",
    version: 1,
    title: Text {
        en: "App by a company’s certificate",
        fr: "App autorisée par le certificat d’une entreprise",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["ios.provisioning_profiles.profile", "ios.app_store.app"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
        "https://developer.apple.com/documentation/technotes/tn3125-inside-code-signing-provisioning-profiles",
    ],
};

impl Detector for CompanySignedApp {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(CompanySignedApp)
    }
}

impl Watch for CompanySignedApp {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        if let Some(app) = seen.record.as_a::<StoreApp>() {
            out.extend(noted(app, seen));
            return;
        }
        let Some(profile) = seen.record.as_a::<ProvisioningProfile>() else { return };
        // A damaged one, of which nothing is known.
        if profile.app_id.is_none() && profile.team_name.is_none() {
            return;
        }
        let (severity, confidence, key) = match profile.all_devices {
            true => (Severity::Low, Confidence::Low, "company-signed-app-any-phone"),
            false => (Severity::Info, Confidence::High, "company-signed-app-developer"),
        };
        let team = profile.team_name.as_deref().unwrap_or("?");
        out.push(Found {
            severity,
            confidence,
            claim: Claim::new(key, [("app", profile.label()), ("team", team)]),
            evidence: vec![seen.evidence("team_name", team)],
        });
    }
}

/// What the App Store's daemon noted of an app that is not from its store.
fn noted(app: &StoreApp, seen: &Seen<'_>) -> Option<Found> {
    let id = app.bundle_id.as_deref().filter(|_| app.profile_validated)?;
    Some(Found {
        severity: Severity::Low,
        confidence: Confidence::Low,
        claim: Claim::new("company-signed-app-noted", [("app", id)]),
        evidence: vec![seen.evidence("profile_validated", id)],
    })
}
