//! Messages that the database of messages lacks and other records kept.

use std::any::Any;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::absent::{Comparison, Pair, Trace};
use super::wording::wording;
use crate::parsers::{Attachment, Interaction, Message, Notification};

pub(crate) static ITEM: WipedMessages = WipedMessages;

pub(crate) struct WipedMessages;

static META: DetectorMeta = DetectorMeta {
    id: "wiped_messages",
    version: 1,
    title: Text {
        en: "Messages gone from their database and kept elsewhere",
        fr: "Messages disparus de leur base et restés ailleurs",
    },
    severity: Severity::Info,
    order: Order::Joined,
    reads: &[
        "ios.interaction_c.interaction",
        "ios.notifications.notification",
        "ios.sms.attachment",
        "ios.sms.message",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for WipedMessages {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Messages(Comparison::new(&PAIR)))
    }
}

const MINUTES: i64 = 60_000_000;
const DAYS: i64 = 86_400_000_000;

static PAIR: Pair = Pair { near: 5 * MINUTES, around: DAYS };

/// The app of messages.
const APP: &str = "com.apple.MobileSMS";

struct Messages(Comparison);

impl Watch for Messages {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(message) = seen.record.as_a::<Message>() {
            if let Some(at) = message.date {
                self.0.main(at, None);
            }
        } else if let Some(trace) = trace(seen) {
            self.0.sibling(trace);
        }
    }

    fn join(&mut self, other: Box<dyn Any>) {
        if let Ok(other) = other.downcast::<Self>() {
            self.0.join(other.0);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let comparison = std::mem::replace(&mut self.0, Comparison::new(&PAIR));
        let absent = comparison.absent();
        if absent.is_empty() {
            return;
        }
        out.push(Found {
            // Who deletes a message leaves the same traces as who hides one.
            severity: Severity::Info,
            confidence: Confidence::Low,
            claim: Claim::new("wiped-messages-absent", [("count", &absent.len().to_string())]),
            evidence: absent.into_iter().map(|trace| trace.evidence).collect(),
        });
    }
}

fn trace(seen: &Seen<'_>) -> Option<Trace> {
    let kind = seen.record.kind().id;
    let (at, evidence) = if let Some(interaction) = seen.record.as_a::<Interaction>() {
        let app = interaction.bundle_id.as_deref().filter(|app| *app == APP)?;
        (interaction.start_date, seen.evidence("bundle_id", app))
    } else if let Some(notification) = seen.record.as_a::<Notification>() {
        let app = notification.app.as_deref().filter(|app| *app == APP)?;
        (notification.at, seen.evidence("app", app))
    } else {
        // An attachment without a message: what joined the two is gone, too.
        let attachment = seen.record.as_a::<Attachment>()?;
        let is_alone = attachment.message.is_none() && attachment.message_date.is_none();
        let is_sent_file = is_alone && attachment.sticker_user_info.is_empty();
        (attachment.created_date.filter(|_| is_sent_file), seen.evidence("guid", &attachment.guid))
    };
    Some(Trace { at: at?, id: None, kind, evidence })
}
