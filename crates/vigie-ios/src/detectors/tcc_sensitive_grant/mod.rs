//! Apps that may listen, look or see the screen.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Access;

pub(crate) static ITEM: TccSensitiveGrant = TccSensitiveGrant;

pub(crate) struct TccSensitiveGrant;

static META: DetectorMeta = DetectorMeta {
    id: "tcc_sensitive_grant",
    version: 1,
    title: Text {
        en: "Apps that may use microphone, camera or screen",
        fr: "Apps qui peuvent utiliser le micro, l’appareil photo ou l’écran",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.tcc.access"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/guide/iphone/iph251e92810/ios"],
};

impl Detector for TccSensitiveGrant {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Grants::default())
    }
}

/// Services that let an app watch its surroundings or what the owner types, with their claim.
const SENSITIVE: &[(&str, &str)] = &[
    ("kTCCServiceMicrophone", "tcc-sensitive-grant-microphone"),
    ("kTCCServiceCamera", "tcc-sensitive-grant-camera"),
    ("kTCCServiceScreenCapture", "tcc-sensitive-grant-screen"),
    ("kTCCServiceKeyboardNetwork", "tcc-sensitive-grant-keyboard"),
];

/// What was granted, by claim.
#[derive(Default)]
struct Grants(BTreeMap<&'static str, Vec<Evidence>>);

impl Watch for Grants {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(access) = seen.record.as_a::<Access>() else { return };
        let request = &access.request;
        if !matches!(access.access.as_str(), "allowed" | "limited" | "this session")
            || request.client.starts_with("com.apple.")
        {
            return;
        }
        let Some((_, key)) = SENSITIVE.iter().find(|(service, _)| *service == request.service)
        else {
            return;
        };
        let evidence = self.0.entry(key).or_default();
        if evidence.len() < MAX_EVIDENCE {
            evidence.push(seen.evidence("client", &request.client));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (key, evidence) in std::mem::take(&mut self.0) {
            let count = evidence.len().to_string();
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::High,
                claim: Claim::new(key, [("count", &count)]),
                evidence,
            });
        }
    }
}
