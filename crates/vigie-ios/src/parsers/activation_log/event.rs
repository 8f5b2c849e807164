//! What the phone was, and became.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::daemon_log::{self, Entry};

pub(super) static KIND: Kind = Kind {
    id: "ios.activation_log.event",
    title: Text {
        en: "Start, update or activation of the phone",
        fr: "Démarrage, mise à jour ou activation du téléphone",
    },
    brief: &["event", "value"],
    personal: &["text"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<ActivationEvent>,
};

/// A start, an update, or a state of activation.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ActivationEvent {
    /// When, in the phone's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `startup`, `build`, `model`, `update`, `state`, `host`.
    pub(crate) event: String,
    /// The build, model, state or computer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    /// The build before an update; empty after the phone was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
    /// The whole message.
    pub(crate) text: String,
}

/// What stands before a value, and what the value is.
const VALUES: &[(&str, &str)] = &[
    ("build_version:", "build"),
    ("product_type:", "model"),
    ("Activation State:", "state"),
    ("Device is not activated:", "state"),
    ("Host connection (", "host"),
];

impl ActivationEvent {
    /// What `entry` says, if it is of one of these sorts.
    pub(super) fn of(entry: &Entry<'_>) -> Option<Self> {
        let text = entry.text;
        let make = |event: &str, value: Option<&str>, before: Option<&str>| Self {
            at: entry.time,
            event: event.to_owned(),
            value: value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()),
            before: before.map(str::to_owned),
            text: text.to_owned(),
        };
        if text.contains("Mobile Activation Startup") {
            return Some(make("startup", None, None));
        }
        if let Some((before, after)) = update(text) {
            return Some(make("update", Some(after), Some(before)));
        }
        VALUES.iter().find_map(|(start, event)| {
            let (_, rest) = text.split_once(start)?;
            let end = rest.find(['\n', ')']).unwrap_or(rest.len());
            Some(make(event, rest.get(..end), None))
        })
    }
}

/// Both builds of `Upgrade from 20A362 to 20B82 detected.`, in brackets or not.
fn update(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once("Upgrade from ")?;
    let (before, rest) = rest.split_once(" to ")?;
    let (after, _) = rest.split_once(" detected")?;
    Some((before.trim_matches(['(', ')', '"']), after.trim()))
}

impl Record for ActivationEvent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            let means = "phone or its activation changed state";
            see(Stamp { at, means, clock: Clock::LocalUnknownOffset });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        daemon_log::names(&self.text, |value| see("text", value));
    }
}
