//! Automations that send data out, or open a page, without asking.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Automation;

pub(crate) static ITEM: ShortcutUnasked = ShortcutUnasked;

pub(crate) struct ShortcutUnasked;

static META: DetectorMeta = DetectorMeta {
    id: "shortcut_unasked",
    version: 1,
    title: Text {
        en: "Automation that sends data or opens a page without asking",
        fr: "Automatisation qui envoie des données ou ouvre une page sans demander",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["ios.shortcuts.automation"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/guide/shortcuts/apd602971e63/ios"],
};

impl Detector for ShortcutUnasked {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Unasked)
    }
}

/// Where built-in actions begin.
const BUILT_IN: &str = "is.workflow.actions.";

/// Built-in actions that reach a server of anybody's choice.
const UPLOADS: &[&str] = &["downloadurl", "runsshscript"];

/// Built-in actions that open a page or send something to a person.
const OPENS: &[&str] =
    &["openurl", "showwebpage", "openxcallbackurl", "sendmessage", "sendemail", "url.getheaders"];

/// Built-in actions that take in what is private: where the phone is, what is seen and heard, what
/// was written.
const PRIVATE: &[&str] = &[
    "getcurrentlocation",
    "takescreenshot",
    "takephoto",
    "takevideo",
    "recordaudio",
    "getclipboard",
    "getlastphoto",
    "getlastscreenshot",
    "filter.photos",
    "filter.contacts",
    "filter.calendarevents",
    "selectcontacts",
    "getwifi",
];

struct Unasked;

impl Watch for Unasked {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(automation) = seen.record.as_a::<Automation>() else { return };
        // A column that this version lacks says nothing.
        if automation.enabled == Some(false) || automation.asks != Some(false) {
            return;
        }
        let first_of = |kinds: &[&str]| {
            let built_in = automation.actions.iter().filter_map(|one| one.strip_prefix(BUILT_IN));
            built_in.into_iter().find(|one| kinds.contains(one))
        };
        let (upload, private) = (first_of(UPLOADS), first_of(PRIVATE));
        let (severity, key, action) = match (upload, private) {
            (Some(_), Some(private)) => (Severity::Low, "shortcut-unasked-private", private),
            (Some(upload), None) => (Severity::Info, "shortcut-unasked-upload", upload),
            (None, _) => match first_of(OPENS) {
                Some(action) => (Severity::Info, "shortcut-unasked-opens", action),
                None => return,
            },
        };
        let name = automation.shortcut_name.clone();
        let name = name.unwrap_or_else(|| format!("#{}", automation.id));
        out.push(Found {
            severity,
            confidence: Confidence::Low,
            claim: Claim::new(key, [("name", &name), ("action", action)]),
            evidence: vec![seen.evidence("actions", &automation.actions.join(", "))],
        });
    }
}
