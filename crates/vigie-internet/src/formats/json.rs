//! Records in JSON, of which only what a format maps is kept.
//!
//! The rest is passed over by the parser without being stored: a page of a megabyte inside a record
//! that no rule asks about costs no memory.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// What of a record is kept.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    whole: bool,
    digits: bool,
    named: BTreeMap<&'static str, Wanted>,
    any: Option<Box<Wanted>>,
}

impl Wanted {
    /// Keeps what stands at `paths`: names joined by dots, `*` for any name, lists passed through.
    /// `#` before the last name keeps a number's digits, however many.
    pub(super) fn new(paths: &[&'static str]) -> Self {
        let mut root = Self::default();
        for path in paths {
            let mut at = &mut root;
            for name in path.split('.') {
                let digits = name.strip_prefix('#');
                at = match digits.unwrap_or(name) {
                    "*" => at.any.get_or_insert_default(),
                    name => at.named.entry(name).or_default(),
                };
                at.digits |= digits.is_some();
            }
            at.whole = true;
        }
        root
    }

    /// Also keeps the same inside objects with these names.
    pub(super) fn or_inside(mut self, wrappers: &[&'static str], paths: &[&'static str]) -> Self {
        for wrapper in wrappers {
            let mut at = &mut self;
            for name in wrapper.split('.') {
                at = at.named.entry(name).or_default();
            }
            let inner = Self::new(paths);
            at.named.extend(inner.named);
            at.any = inner.any;
        }
        self
    }

    /// Reads a record.
    pub(super) fn read(&self, record: &[u8]) -> Result<Value, String> {
        let mut deserializer = serde_json::Deserializer::from_slice(record);
        let value = Keep(self).deserialize(&mut deserializer).map_err(|error| error.to_string())?;
        deserializer.end().map_err(|error| error.to_string())?;
        Ok(value)
    }
}

struct Keep<'a>(&'a Wanted);

impl<'de> DeserializeSeed<'de> for Keep<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        if self.0.digits {
            let raw: Box<RawValue> = serde::Deserialize::deserialize(from)?;
            return Ok(Value::String(raw.get().trim_matches('"').to_owned()));
        }
        if self.0.whole && self.0.named.is_empty() {
            return serde::Deserialize::deserialize(from);
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keep<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut kept = Vec::new();
        while let Some(value) = list.next_element_seed(Keep(self.0))? {
            kept.push(value);
        }
        Ok(Value::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        while let Some(name) = map.next_key::<Name>()? {
            let Name(name) = name;
            match self.0.named.get(name.as_str()).or(self.0.any.as_deref()) {
                Some(wanted) => drop(kept.insert(name, map.next_value_seed(Keep(wanted))?)),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Value::Object(kept))
    }
}

/// The name of a value.
struct Name(String);

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }
        from.deserialize_str(Text)
    }
}

/// What stands at `path`, names joined by dots.
pub(super) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

/// A text, a number or a truth value as text.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// As [`text`], of what stands at `path`.
pub(super) fn text_at(value: &Value, path: &str) -> Option<String> {
    text(at(value, path))
}

/// The texts in a list, or the text that stands alone.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(|one| text(Some(one))).collect(),
        one => text(one).into_iter().collect(),
    }
}

/// The values in a list, or the value that stands alone.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}
