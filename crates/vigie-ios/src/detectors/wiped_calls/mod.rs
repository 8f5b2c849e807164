//! Calls that the call history lacks and other records kept.

use std::any::Any;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::absent::{Comparison, Pair, Trace, first_instant, is_told_twice};
use super::wording::wording;
use crate::parsers::{Call, CallTransaction, Interaction};

pub(crate) static ITEM: WipedCalls = WipedCalls;

pub(crate) struct WipedCalls;

static META: DetectorMeta = DetectorMeta {
    id: "wiped_calls",
    version: 1,
    title: Text {
        en: "Calls gone from the call history and kept elsewhere",
        fr: "Appels disparus du journal et restés ailleurs",
    },
    severity: Severity::Low,
    order: Order::Joined,
    reads: &["ios.call_transactions.call", "ios.calls.call", "ios.interaction_c.interaction"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for WipedCalls {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Calls(Comparison::new(&PAIR)))
    }
}

const MINUTES: i64 = 60_000_000;
const DAYS: i64 = 86_400_000_000;

static PAIR: Pair = Pair { near: 5 * MINUTES, around: 7 * DAYS };

/// Apps whose interactions are calls that the call history keeps.
const APPS: &[&str] = &["com.apple.InCallService", "com.apple.facetime", "com.apple.mobilephone"];

struct Calls(Comparison);

impl Watch for Calls {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(call) = seen.record.as_a::<Call>() {
            if let Some(at) = call.date {
                self.0.main(at, call.unique_id.as_deref());
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
        let twice = is_told_twice(&absent, PAIR.near);
        out.push(Found {
            severity: if twice { Severity::Low } else { Severity::Info },
            confidence: Confidence::Low,
            claim: Claim::new("wiped-calls-absent", [("count", &absent.len().to_string())]),
            evidence: absent.into_iter().map(|trace| trace.evidence).collect(),
        });
    }
}

fn trace(seen: &Seen<'_>) -> Option<Trace> {
    let kind = seen.record.kind().id;
    if let Some(call) = seen.record.as_a::<CallTransaction>() {
        let quote = call.unique_id.as_deref().or(call.caller_id.as_deref()).unwrap_or_default();
        let evidence = seen.evidence("unique_id", quote);
        return Some(Trace { at: call.date?, id: call.unique_id.clone(), kind, evidence });
    }
    let interaction = seen.record.as_a::<Interaction>()?;
    let app = interaction.bundle_id.as_deref().filter(|app| APPS.contains(app))?;
    let evidence = seen.evidence("bundle_id", app);
    Some(Trace { at: interaction.start_date.or(first_instant(seen))?, id: None, kind, evidence })
}
