//! The circle as a whole.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::columns::Columns;
use crate::json_trees::{self, find, text};

pub(super) static KIND: Kind = Kind {
    id: "ios.octagon.status",
    title: Text { en: "State of the keychain’s circle", fr: "État du cercle du trousseau" },
    brief: &["state", "peers", "last_push"],
    personal: &["columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Status>,
};

/// State of the circle.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Status {
    /// State that the phone is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// How many other devices there are.
    pub(crate) peers: u64,
    /// When the phone last heard of the circle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_push: Option<Time>,
    /// What else is said.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most further values that are kept.
const MOST: usize = 100;

impl Status {
    pub(super) fn of(root: &Value) -> Self {
        let dump = find(root, &["contextDump"]);
        let peers = dump.and_then(|dump| find(dump, &["peers"])).and_then(Value::as_array);
        let machine = find(root, &["stateMachine"]);
        let state = machine.and_then(|machine| text(machine, &["state"]));
        let fields = root.as_object().into_iter().flatten();
        let rest = fields.filter(|(key, _)| !matches!(key.as_str(), "contextDump"));
        let rest: serde_json::Map<String, Value> =
            rest.map(|(key, value)| (key.clone(), value.clone())).collect();
        Self {
            state: state.or_else(|| text(root, &["state"])),
            peers: peers.map_or(0, |peers| peers.len() as u64),
            last_push: text(root, &["lastOctagonPush"]).and_then(|text| Time::parse(&text)),
            columns: json_trees::flatten(&Value::Object(rest), MOST),
        }
    }
}

impl Record for Status {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_push {
            see(Stamp::utc(at, "circle last heard of"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
