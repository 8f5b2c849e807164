//! Fields of a JSON object, taken out one by one, so that what no record knows is kept as well.

use serde_json::{Map, Value};
use vigie_core::{Locator, Sink, Time};

use crate::json_items::Item;

/// Fields that a record has no place for, as they were written.
pub(crate) type More = Map<String, Value>;

/// Most fields that are kept in [`More`].
const MOST_MORE: usize = 200;

/// The fields of an object that were not taken yet.
#[derive(Debug, Default)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads an item that is expected to be an object; what is none is noted as a problem.
    pub(crate) fn of_item(item: &Item<'_>, sink: &mut Sink<'_>) -> Option<Self> {
        let read = Self::read(item.bytes);
        if let Err(expected) = &read {
            sink.problem(item.at(), expected.clone());
        }
        read.ok()
    }

    /// Reads an object.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let value = match serde_json::from_slice(bytes) {
            // A text may hold bytes that are no UTF-8: the rest of the object is read all the same.
            Err(_) => serde_json::from_str(&String::from_utf8_lossy(bytes)),
            done => done,
        };
        match value {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err("expected a JSON object".to_owned()),
            Err(error) => Err(format!("expected a JSON object: {error}")),
        }
    }

    /// The fields of a value that is an object.
    pub(crate) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) => Some(Self(fields)),
            _ => None,
        }
    }

    /// The field called `name`, whatever it holds.
    pub(crate) fn any(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    /// The first field of the object, whatever its name.
    pub(crate) fn first_object(&mut self) -> Option<(String, Self)> {
        let name = self.0.iter().find(|(_, value)| value.is_object())?.0.clone();
        let fields = self.any(&name).and_then(Self::of)?;
        Some((name, fields))
    }

    /// A text; nothing where it is empty or null. Numbers and truths are written out.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.any(name).and_then(text)
    }

    /// A whole number, also where it stands in a text or has a fraction. Anything else stays among
    /// those that were not taken.
    pub(crate) fn integer(&mut self, name: &str) -> Option<i64> {
        let found = integer(self.0.get(name)?)?;
        self.0.remove(name);
        Some(found)
    }

    /// True or false, also where it is written as a text or a number.
    pub(crate) fn truth(&mut self, name: &str) -> Option<bool> {
        let found = match self.0.get(name)? {
            Value::Bool(truth) => *truth,
            Value::Number(number) => number.as_f64()? != 0.0,
            Value::String(text) if text.eq_ignore_ascii_case("true") || text == "1" => true,
            Value::String(text) if text.eq_ignore_ascii_case("false") || text == "0" => false,
            _ => return None,
        };
        self.0.remove(name);
        Some(found)
    }

    /// Texts of an array, empty ones left out; also a text alone.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<String> {
        match self.any(name) {
            Some(Value::Array(items)) => items.into_iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// An instant in units of `1 / per_second` seconds since 1970; 0 stands for none. A value that is
    /// no date is noted as a problem.
    pub(crate) fn time(
        &mut self,
        name: &str,
        per_second: i64,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Option<Time> {
        let value = self.0.get(name)?;
        let number = integer(value);
        if number == Some(0) || value.is_null() || value.as_str() == Some("") {
            self.0.remove(name);
            return None;
        }
        let time = number.and_then(|number| time(number, per_second));
        match time {
            Some(_) => drop(self.0.remove(name)),
            None => sink.problem(at.clone(), format!("{name}: expected a date")),
        }
        time
    }

    /// An instant in microseconds since 1601; 0 stands for none.
    pub(crate) fn webkit_time(
        &mut self,
        name: &str,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Option<Time> {
        let micros = self.integer(name)?;
        let time = Time::from_webkit_micros(micros).filter(|_| micros != 0);
        if time.is_none() && micros != 0 {
            sink.problem(at.clone(), format!("{name}: expected a date"));
        }
        time
    }

    /// What was not taken, less null, empty texts and empty lists.
    pub(crate) fn more(self) -> More {
        let says = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            _ => true,
        };
        self.0.into_iter().filter(|(_, value)| says(value)).take(MOST_MORE).collect()
    }
}

/// An instant in units of `1 / per_second` seconds since 1970.
pub(crate) fn time(value: i64, per_second: i64) -> Option<Time> {
    if per_second > 1_000_000 {
        return Time::from_unix_micros(value.checked_div_euclid(per_second / 1_000_000)?);
    }
    Time::from_unix_micros(value.checked_mul(1_000_000_i64.checked_div(per_second)?)?)
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then_some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate, which is wanted")]
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => {
            number.as_i64().or_else(|| number.as_f64().map(|real| real.round() as i64))
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_whichever_way_they_are_written() {
        let mut fields = Fields::read(br#"{"a":"7","b":7.0,"c":[],"d":true,"e":"x","f":"true"}"#);
        let fields = fields.as_mut().unwrap();
        assert_eq!(
            (fields.integer("a"), fields.integer("b"), fields.integer("c")),
            (Some(7), Some(7), None)
        );
        assert_eq!(
            (fields.truth("d"), fields.truth("e"), fields.truth("f")),
            (Some(true), None, Some(true))
        );
        assert_eq!(std::mem::take(fields).more().len(), 1);
        assert!(Fields::read(b"[]").is_err() && Fields::read(b"{").is_err());
        assert!(Fields::read(b"{\"a\":\"\xff\"}").is_ok());
    }

    #[test]
    fn units_of_time() {
        let shown = |value, unit| time(value, unit).map(|time| time.to_string());
        assert_eq!(shown(1_700_000_000, 1).as_deref(), Some("2023-11-14T22:13:20Z"));
        assert_eq!(shown(1_700_000_000_123, 1000).as_deref(), Some("2023-11-14T22:13:20.123000Z"));
        assert_eq!(
            shown(1_700_000_000_123_456_789, 1_000_000_000).as_deref(),
            Some("2023-11-14T22:13:20.123456Z")
        );
        assert_eq!(shown(i64::MAX, 1), None);
    }
}
