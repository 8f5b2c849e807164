//! One setting.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::plist::Value;

use crate::columns::{Columns, Scalar};
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.global_preferences.entry",
    title: Text { en: "Setting for every app", fr: "Réglage pour toutes les apps" },
    brief: &["entry", "value", "values"],
    personal: &["values"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Entry>,
};

/// Most values that are kept of one setting.
const MOST_VALUES: usize = 1_000;

/// A setting that holds for every app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Entry {
    /// Its key.
    pub(crate) entry: String,
    /// Its value; `None` for lists and dictionaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Scalar>,
    /// What a list or a dictionary holds; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) values: Columns,
    /// The value as an instant, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
}

impl Entry {
    fn read(key: &str, value: &Value) -> Self {
        let flat = trees::flatten(value, MOST_VALUES);
        let is_tree = matches!(value, Value::Array(_) | Value::Dictionary(_));
        Self {
            entry: key.to_owned(),
            value: if is_tree { None } else { flat.iter().next().map(|(_, one)| one.clone()) },
            values: if is_tree { flat } else { Columns::default() },
            date: matches!(value, Value::Date(_)).then(|| value.as_time()).flatten(),
        }
    }

    /// Whether a setting that is a switch is on; `None` where it is none.
    pub(crate) fn is_on(&self) -> Option<bool> {
        match self.value {
            Some(Scalar::Truth(on)) => Some(on),
            Some(Scalar::Integer(number)) => Some(number != 0),
            _ => None,
        }
    }

    /// The texts in it, each with the field it stands in.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = match &self.value {
            Some(Scalar::Text(text)) => Some(("value", text.as_str())),
            _ => None,
        };
        own.into_iter().chain(self.values.texts().map(|(_, text)| ("values", text)))
    }
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "date kept in a setting"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, text) in self.texts() {
            each_mention(text, |value| see(field, value));
        }
    }
}

/// Emits every setting.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(entries) = root.as_dictionary() else {
        return Err(Stop::malformed("property list", 0, "a dictionary of settings"));
    };
    for (key, value) in entries.iter() {
        let at = Locator::Key(key.to_owned());
        let entry = Entry::read(key, value);
        if entry.values.len() >= MOST_VALUES {
            sink.problem(at.clone(), format!("only the first {MOST_VALUES} values are kept"));
        }
        sink.emit(at, &entry)?;
    }
    Ok(())
}
