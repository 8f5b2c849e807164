//! Columns of a row that its record has no field for.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Columns of a row that its record has no field for, in the order of the table. Serialised as a
/// JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns(Vec<(Cow<'static, str>, Scalar)>);

/// Columns that there is room for from the first on.
const AT_FIRST: usize = 16;

/// A value of such a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    /// True or false.
    Truth(bool),
    /// An integer.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A text.
    Text(String),
    /// A blob that is not decoded, by its length.
    Bytes {
        /// Its length in bytes.
        bytes: u64,
    },
}

impl Scalar {
    /// True for false, 0 and the empty text: what a writer leaves where there is nothing to say.
    pub(crate) fn is_nothing(&self) -> bool {
        match self {
            Self::Truth(truth) => !truth,
            Self::Integer(value) => *value == 0,
            Self::Real(value) => *value == 0.0,
            Self::Text(text) => text.is_empty(),
            Self::Bytes { bytes } => *bytes == 0,
        }
    }
}

impl Columns {
    /// True when there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same less the columns called `name`.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(column, _)| column != name);
        self
    }

    /// The same less the columns whose names `drop` is true for.
    pub(crate) fn without_any(mut self, drop: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(column, _)| !drop(column));
        self
    }

    /// The same with texts cut at `most` bytes: for values that several records repeat.
    pub(crate) fn shortened(mut self, most: usize) -> Self {
        for (_, value) in &mut self.0 {
            if let Scalar::Text(text) = value
                && text.len() > most
            {
                let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                text.truncate(end);
                text.push('…');
            }
        }
        self
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a column.
    pub(crate) fn push(&mut self, name: impl Into<Cow<'static, str>>, value: Scalar) {
        // Tables that have any mostly have a dozen: growing in steps would copy them thrice.
        if self.0.is_empty() {
            self.0.reserve(AT_FIRST);
        }
        self.0.push((name.into(), value));
    }

    /// Names and values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The texts among the values, with the names of their columns.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, value)| match value {
            Scalar::Text(text) => Some((name.as_ref(), text.as_str())),
            _ => None,
        })
    }
}

impl Serialize for Columns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// By the type that is there: trying one variant after the other would cost an error for each.
impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ByType)
    }
}

/// Makes a scalar of whatever comes.
struct ByType;

impl<'de> Visitor<'de> for ByType {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a truth, a number, a text or the length of bytes")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Truth(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalar, E> {
        let outside = || E::invalid_value(de::Unexpected::Unsigned(value), &self);
        i64::try_from(value).map(Scalar::Integer).map_err(|_| outside())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Real(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        match map.next_entry::<String, u64>()? {
            Some((name, bytes)) if name == "bytes" => Ok(Scalar::Bytes { bytes }),
            _ => Err(de::Error::missing_field("bytes")),
        }
    }
}

/// Reads the object back without losing its order.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Columns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of columns")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Columns, A::Error> {
        let mut columns = Columns::default();
        while let Some((name, value)) = map.next_entry::<String, Scalar>()? {
            columns.push(name, value);
        }
        Ok(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_survive_json_in_order() {
        let mut columns = Columns::default();
        columns.push("z", Scalar::Integer(1));
        columns.push("a", Scalar::Real(2.0));
        columns.push("m", Scalar::Text("t".into()));
        columns.push("b", Scalar::Bytes { bytes: 3 });
        let json = serde_json::to_string(&columns).unwrap();
        assert_eq!(json, r#"{"z":1,"a":2.0,"m":"t","b":{"bytes":3}}"#);
        let mut long = Columns::default();
        long.push("l", Scalar::Text("éé".into()));
        let long = serde_json::to_string(&long.shortened(3)).unwrap();
        assert_eq!(long, r#"{"l":"é…"}"#);
        assert_eq!(serde_json::from_str::<Columns>(&json).unwrap(), columns);
    }
}
