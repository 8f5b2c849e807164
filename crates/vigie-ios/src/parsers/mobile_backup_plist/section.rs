//! What else the backup service keeps.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.mobile_backup_plist.state",
    title: Text { en: "State of backups", fr: "État des sauvegardes" },
    brief: &["section", "values"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Section>,
};

/// Most values that are kept of one section.
const MOST_VALUES: usize = 1_000;

/// A section of the list.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Section {
    /// Its key.
    pub(crate) section: String,
    /// What it holds; names are paths of keys from it on, empty where it is a single value.
    pub(crate) values: Columns,
    /// The instants in it, by key; the empty one is the section itself.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) dates: BTreeMap<String, Time>,
}

impl Record for Section {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for at in self.dates.values() {
            see(Stamp::utc(*at, "date kept by the backup service"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (_, text) in self.values.texts() {
            each_mention(text, |value| see("values", value));
        }
    }
}

/// Emits one section.
pub(super) fn read(name: &str, value: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let inside = value.as_dictionary().into_iter().flat_map(|fields| fields.iter());
    let own = |(key, value): (&str, &Value)| Some((key.to_owned(), date(key, value)?));
    let mut dates: BTreeMap<String, Time> = inside.filter_map(own).collect();
    if let Some(at) = date(name, value) {
        dates.insert(String::new(), at);
    }
    let values = trees::flatten(value, MOST_VALUES);
    sink.emit(Locator::Key(name.to_owned()), &Section { section: name.to_owned(), values, dates })
}

/// A date; a number under a key that says so is one in seconds since 2001.
fn date(key: &str, value: &Value) -> Option<Time> {
    match value {
        Value::Date(_) => value.as_time(),
        Value::Integer(_) | Value::Real(_) if key.ends_with("Date") => {
            value.as_f64().filter(|seconds| *seconds > 0.0).and_then(Time::from_mac_float)
        }
        _ => None,
    }
}
