//! What else the daily task keeps.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.os_analytics_ad_daily.state",
    title: Text { en: "State of the daily task", fr: "État de la tâche quotidienne" },
    brief: &["entry", "values"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<State>,
};

/// Most values that are kept of one key.
const MOST_VALUES: usize = 1_000;

/// A key of the list besides the totals.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    /// The key.
    pub(crate) entry: String,
    /// Its value; names are paths of keys from it on, empty where it is a single value.
    pub(crate) values: Columns,
    /// The value as an instant, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
}

impl Record for State {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "date kept by the daily task"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (_, text) in self.values.texts() {
            each_mention(text, |value| see("values", value));
        }
    }
}

/// Emits what stands under `key`.
pub(super) fn read(key: &str, value: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let state = State {
        entry: key.to_owned(),
        values: trees::flatten(value, MOST_VALUES),
        date: matches!(value, Value::Date(_)).then(|| value.as_time()).flatten(),
    };
    let at = Locator::Key(key.to_owned());
    if state.values.len() >= MOST_VALUES {
        sink.problem(at.clone(), format!("only the first {MOST_VALUES} values are kept"));
    }
    sink.emit(at, &state)
}
