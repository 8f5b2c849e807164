//! Steps of pairing with a computer.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

use super::entry::Entry;

pub(super) static KIND: Kind = Kind {
    id: "ios.lockdownd_log.pairing",
    title: Text { en: "Pairing with a computer", fr: "Jumelage avec un ordinateur" },
    brief: &["step", "host_name", "client", "host_id"],
    personal: &["host_name", "text"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Pairing>,
};

/// A step of pairing.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Pairing {
    /// When, in the phone's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `asked`, `request`, `succeeded`, `failed`, `implicit`, `kept`, `deleted`, `session`, `other`.
    pub(crate) step: String,
    /// Function that wrote it.
    pub(crate) function: String,
    /// What the program on the computer calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<String>,
    /// Name of the computer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_name: Option<String>,
    /// Id of the pairing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_id: Option<String>,
    /// Id of the computer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system_buid: Option<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// The whole message.
    pub(crate) text: String,
}

/// Parts of the names of functions that pair, or keep what pairing needs.
const FUNCTIONS: &[&str] = &["pair", "trust", "escrow"];

impl Pairing {
    /// What an entry says about pairing, if it is about that.
    pub(super) fn of(entry: &Entry<'_>) -> Option<Self> {
        let function = entry.function.to_ascii_lowercase();
        let session = function.starts_with("handle_start_session");
        if !session && !FUNCTIONS.iter().any(|part| function.contains(part)) {
            return None;
        }
        let text = entry.message;
        let quoted = text.split_once("host \"").and_then(|(_, rest)| rest.split_once('"'));
        let escrow = text.split_once("escrow bag for ").map(|(_, id)| id);
        let deleted = text.split_once("pair_records/").and_then(|(_, rest)| rest.split_once(".plist"));
        let step = step(text, session);
        Some(Self {
            at: entry.at,
            step: step.to_owned(),
            function: entry.function.to_owned(),
            client: client(text),
            host_name: field(text, &["HostName", "MarketingName", "Label"])
                .or_else(|| quoted.map(|(name, _)| name.to_owned())),
            host_id: field(text, &["HostID"])
                .or_else(|| escrow.map(first_word))
                .or_else(|| deleted.map(|(id, _)| id.to_owned()))
                .or_else(|| text.strip_prefix("No pairing record for ").map(first_word)),
            system_buid: field(text, &["SystemBUID"]).or_else(|| {
                let (_, rest) = text.split_once("(SystemBUID ")?;
                rest.split_once(')').map(|(id, _)| id.to_owned())
            }),
            reason: (step == "failed").then(|| reason(text)).flatten(),
            text: text.to_owned(),
        })
    }
}

fn step(text: &str, session: bool) -> &'static str {
    let steps: &[(&str, &str)] = &[
        ("Implicitly trusting", "implicit"),
        ("succeeded", "succeeded"),
        ("failed", "failed"),
        ("Pair message", "request"),
        ("Deleted pair record", "deleted"),
        ("Asking the user", "asked"),
        ("Creating escrow bag", "kept"),
        ("Pairing with host", "succeeded"),
    ];
    let found = steps.iter().find(|(words, _)| text.contains(words)).map(|(_, step)| *step);
    found.unwrap_or(if session { "session" } else { "other" })
}

/// The name between `for` and what follows it: `Pair for usbmuxd succeeded .`.
fn client(text: &str) -> Option<String> {
    let rest = ["Preparing to pair for ", "Pair for "].iter().find_map(|start| {
        text.strip_prefix(start)
    })?;
    let end = [" succeeded", " failed", " ."].iter().filter_map(|end| rest.find(end)).min();
    let name = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}

fn reason(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("failed")?;
    let reason = rest.trim_matches([' ', ':', '.']);
    (!reason.is_empty()).then(|| reason.to_owned())
}

/// The value of the first of `names` in `Name = "value";`.
fn field(text: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(name))?;
        let value = line.trim_start().strip_prefix('=')?.trim().trim_end_matches(';');
        let value = value.trim_matches('"');
        (!value.is_empty()).then(|| value.to_owned())
    })
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or("").trim_end_matches('.').to_owned()
}

impl Record for Pairing {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: "pairing with a computer", clock: Clock::LocalUnknownOffset });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        links(&self.text).for_each(|link| see("text", link.observable()));
    }
}
