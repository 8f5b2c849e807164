//! Messages in which Apple warns of an attack by a state or a mercenary.

mod phrases;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Message;

pub(crate) static ITEM: AppleThreatNotification = AppleThreatNotification;

pub(crate) struct AppleThreatNotification;

static META: DetectorMeta = DetectorMeta {
    id: "apple_threat_notification",
    version: 1,
    title: Text {
        en: "Threat notification by Apple",
        fr: "Notification de menace envoyée par Apple",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["ios.sms.message"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/en-us/102174"],
};

impl Detector for AppleThreatNotification {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(AppleThreatNotification)
    }
}

/// Accounts that Apple names as the senders of its threat notifications.
const SENDERS: [&str; 2] = ["threat-notifications@apple.com", "threat-notifications@email.apple.com"];

impl Watch for AppleThreatNotification {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(message) = seen.record.as_a::<Message>() else { return };
        if message.is_from_me {
            return;
        }
        let sender = message.handle.as_deref().unwrap_or_default();
        let from_apple = SENDERS.iter().any(|known| sender.eq_ignore_ascii_case(known));
        let warning = message.texts().find(|(_, text)| phrases::is_warning(text));
        let (key, (field, quote)) = match (from_apple, warning) {
            (true, Some(warning)) => ("apple-threat-notification-sender", warning),
            (true, None) => ("apple-threat-notification-sender", ("handle", sender)),
            (false, Some(warning)) => ("apple-threat-notification-words", warning),
            (false, None) => return,
        };
        out.push(Found {
            severity: Severity::High,
            confidence: Confidence::Medium,
            claim: Claim::new(key, []),
            evidence: vec![seen.evidence(field, quote)],
        });
    }
}
