//! Profiles that hide notifications.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::columns::Scalar;
use crate::parsers::Payload;

pub(crate) static ITEM: HiddenNotificationsProfile = HiddenNotificationsProfile;

pub(crate) struct HiddenNotificationsProfile;

static META: DetectorMeta = DetectorMeta {
    id: "hidden_notifications_profile",
    version: 1,
    title: Text {
        en: "Profile that hides notifications",
        fr: "Profil qui masque des notifications",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.configuration_profiles.payload"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.apple.com/documentation/devicemanagement/notifications",
        "https://docs.mvt.re/en/latest/ios/records/#configuration_profiles",
    ],
};

impl Detector for HiddenNotificationsProfile {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(HiddenNotificationsProfile)
    }
}

impl Watch for HiddenNotificationsProfile {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(payload) = seen.record.as_a::<Payload>() else { return };
        if payload.payload_type.as_deref() != Some("com.apple.notificationsettings") {
            return;
        }
        let (severity, key) = match shows_all(payload) {
            true => (Severity::Info, "hidden-notifications-profile-shows"),
            false => (Severity::Medium, "hidden-notifications-profile-hides"),
        };
        out.push(Found {
            severity,
            confidence: Confidence::Medium,
            claim: Claim::new(key, [("profile", &payload.profile)]),
            evidence: vec![seen.evidence("payload_type", "com.apple.notificationsettings")],
        });
    }
}

/// Whether the settings are there and none of them switches anything off. What the phone keeps of a
/// profile may lack them.
fn shows_all(payload: &Payload) -> bool {
    let mut switches = payload.settings.iter().filter_map(|(path, value)| {
        let key = path.rsplit('/').next().unwrap_or(path);
        let switch = key.ends_with("Enabled") || key.starts_with("ShowIn");
        match value {
            Scalar::Truth(on) if switch => Some(*on),
            Scalar::Integer(on) if switch => Some(*on != 0),
            _ => None,
        }
    });
    switches.next().is_some_and(|first| first && switches.all(|on| on))
}
