//! Whether Lockdown Mode is on.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::GlobalPreference;

pub(crate) static ITEM: LockdownMode = LockdownMode;

pub(crate) struct LockdownMode;

static META: DetectorMeta = DetectorMeta {
    id: "lockdown_mode",
    version: 1,
    title: Text { en: "Lockdown Mode is on or off", fr: "Mode Isolement activé ou non" },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.global_preferences.entry"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/105120"],
};

/// Key of the switch.
const SWITCH: &str = "LDMGlobalEnabled";

impl Detector for LockdownMode {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Switch)
    }
}

struct Switch;

impl Watch for Switch {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(entry) = seen.record.as_a::<GlobalPreference>() else {
            return;
        };
        if entry.entry != SWITCH {
            return;
        }
        let (key, quote) = match entry.is_on() {
            Some(true) => ("lockdown-mode-on", "on"),
            Some(false) => ("lockdown-mode-off", "off"),
            None => return,
        };
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new(key, []),
            evidence: vec![seen.evidence("value", quote)],
        });
    }
}
