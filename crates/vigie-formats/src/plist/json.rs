//! Property lists as JSON: data as base64, dates as RFC 3339, references as `{"CF$UID": n}`.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use vigie_core::Time;

use super::{Dictionary, Value, base64};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Real(value) => serializer.serialize_f64(*value),
            // A date beyond the year 9999 stays the number it is.
            Self::Date(seconds) => match Time::from_mac_float(*seconds) {
                Some(time) => time.serialize(serializer),
                None => serializer.serialize_f64(*seconds),
            },
            Self::Data(bytes) => serializer.serialize_str(&base64::encode(bytes)),
            Self::String(text) => serializer.serialize_str(text),
            Self::Uid(number) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("CF$UID", number)?;
                map.end()
            }
            Self::Array(values) => serializer.collect_seq(values),
            Self::Dictionary(dictionary) => dictionary.serialize(serializer),
        }
    }
}

impl Serialize for Dictionary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
