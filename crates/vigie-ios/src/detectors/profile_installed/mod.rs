//! Configuration profiles, and what they can do.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Event, Profile};

pub(crate) static ITEM: ProfileInstalled = ProfileInstalled;

pub(crate) struct ProfileInstalled;

static META: DetectorMeta = DetectorMeta {
    id: "profile_installed",
    version: 1,
    title: Text {
        en: "Configuration profile installed",
        fr: "Profil de configuration installé",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["ios.configuration_profiles.profile", "ios.configuration_profiles.event"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://support.apple.com/en-us/102400",
        "https://developer.apple.com/documentation/devicemanagement/profile-specific-payload-keys",
    ],
};

impl Detector for ProfileInstalled {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(ProfileInstalled)
    }
}

/// Types of payload that let somebody read traffic or command the phone, with the key of the claim.
/// The first that a profile has decides.
const POWERS: &[(&str, &str)] = &[
    ("com.apple.mdm", "profile-installed-mdm"),
    ("com.apple.security.root", "profile-installed-root"),
    ("com.apple.security.pem", "profile-installed-root"),
    ("com.apple.proxy.http.global", "profile-installed-traffic"),
    ("com.apple.vpn.managed", "profile-installed-traffic"),
    ("com.apple.vpn.managed.applayer", "profile-installed-traffic"),
    ("com.apple.webcontent-filter", "profile-installed-traffic"),
    ("com.apple.dnsProxy.managed", "profile-installed-traffic"),
    ("com.apple.dnsSettings.managed", "profile-installed-traffic"),
    ("com.apple.relay.managed", "profile-installed-traffic"),
    ("com.apple.apn.managed", "profile-installed-traffic"),
    ("com.apple.cellular", "profile-installed-traffic"),
];

impl Watch for ProfileInstalled {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        if let Some(profile) = seen.record.as_a::<Profile>() {
            out.push(installed(profile, seen));
        } else if let Some(event) = seen.record.as_a::<Event>() {
            let operation = event.operation.as_deref().unwrap_or("?");
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::High,
                claim: Claim::new(
                    "profile-installed-event",
                    [("profile", &event.profile_id), ("operation", operation)],
                ),
                evidence: vec![seen.evidence("operation", operation)],
            });
        }
    }
}

fn installed(profile: &Profile, seen: &Seen<'_>) -> Found {
    let has = |kind: &str| profile.payload_types.iter().any(|one| one == kind);
    let power = POWERS.iter().find(|(kind, _)| has(kind));
    let (severity, key, field, quote) = match power {
        Some((kind, key)) => (Severity::Low, *key, "payload_types", *kind),
        None => (Severity::Info, "profile-installed-plain", "display_name", profile.label()),
    };
    Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("profile", profile.label())]),
        evidence: vec![seen.evidence(field, quote)],
    }
}
