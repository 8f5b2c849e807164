//! Access points to the mobile network that somebody set by hand.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::AccessPoint;

pub(crate) static ITEM: CustomAccessPoint = CustomAccessPoint;

pub(crate) struct CustomAccessPoint;

static META: DetectorMeta = DetectorMeta {
    id: "custom_access_point",
    version: 1,
    title: Text {
        en: "Access point to the mobile network set by hand",
        fr: "Point d’accès au réseau mobile réglé à la main",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["ios.preferences_network.access_point"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/en-us/109513"],
};

impl Detector for CustomAccessPoint {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(CustomAccessPoint)
    }
}

impl Watch for CustomAccessPoint {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(access_point) = seen.record.as_a::<AccessPoint>() else { return };
        // Other lists hold what the operator's bundle says.
        if !access_point.place.starts_with("apns.per.iccid") && !seen.path.contains("user_apns") {
            return;
        }
        let (severity, confidence, key, field, quote) = match &access_point.proxy {
            Some(proxy) => {
                (Severity::Low, Confidence::Low, "custom-access-point-proxy", "proxy", proxy)
            }
            None => {
                let apn = &access_point.apn;
                (Severity::Info, Confidence::High, "custom-access-point-plain", "apn", apn)
            }
        };
        out.push(Found {
            severity,
            confidence,
            claim: Claim::new(key, [("apn", access_point.apn.as_str()), ("proxy", quote)]),
            evidence: vec![seen.evidence(field, quote)],
        });
    }
}
