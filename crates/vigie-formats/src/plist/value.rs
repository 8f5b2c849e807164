//! What a property list holds.

use vigie_core::Time;

/// Microseconds from 1970 to 2001, where dates of property lists begin.
const EPOCH: i64 = 978_307_200_000_000;

/// A value of a property list.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an object of type null, or one that could not be read.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number too large for [`Value::Integer`].
    Unsigned(u64),
    /// A number with a fraction; may be infinite or not a number.
    Real(f64),
    /// An instant, in seconds since 2001-01-01T00:00:00Z.
    Date(f64),
    /// Bytes.
    Data(Vec<u8>),
    /// Text.
    String(String),
    /// Number of an object of a keyed archive.
    Uid(u64),
    /// Values in order; also what a set holds.
    Array(Vec<Value>),
    /// Values with names.
    Dictionary(Dictionary),
}

impl Value {
    /// The first value named `key`, when this is a dictionary that has it.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Self> {
        self.as_dictionary()?.find(key)
    }

    /// The value at `path`: keys and array positions (counting from 0) with `/` between them, such
    /// as `Applications/0/name`. The empty path is this value.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.into_iter().try_fold(self, |value, part| match value {
            Self::Dictionary(dictionary) => dictionary.find(part),
            Self::Array(array) => array.get(part.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Integer(value) => u64::try_from(*value).ok(),
            Self::Unsigned(value) => Some(*value),
            _ => None,
        }
    }

    /// Any number; large whole numbers are rounded.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Real(value) => Some(*value),
            Self::Integer(value) => Some(*value as f64),
            Self::Unsigned(value) => Some(*value as f64),
            _ => None,
        }
    }

    /// Bytes.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Data(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// A boolean; 0 and 1 count too, as some writers keep flags as numbers.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Integer(0) => Some(false),
            Self::Integer(1) => Some(true),
            _ => None,
        }
    }

    /// The values of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// A dictionary.
    #[must_use]
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// A date, or text that is an ISO 8601 date.
    #[must_use]
    pub fn as_time(&self) -> Option<Time> {
        match self {
            Self::Date(seconds) => Time::from_mac_float(*seconds),
            Self::String(text) => Time::parse(text),
            _ => None,
        }
    }

    /// The date of `time`, in seconds since 2001.
    pub(crate) fn from_time(time: Time) -> Self {
        Self::Date(time.unix_micros().saturating_sub(EPOCH) as f64 / 1e6)
    }
}

/// Values with names, in the order in which they were written. A name that occurs twice is kept
/// twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary(Vec<(String, Value)>);

impl Dictionary {
    /// An empty dictionary.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// An empty dictionary with room for `pairs`.
    pub(crate) fn with_capacity(pairs: usize) -> Self {
        Self(Vec::with_capacity(pairs))
    }

    /// The first value named `key`.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Adds a pair at the end.
    pub fn push(&mut self, key: String, value: Value) {
        self.0.push((key, value));
    }

    /// How many pairs there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> + Clone {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The names in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// The values in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> + Clone {
        self.0.iter().map(|(_, value)| value)
    }
}

impl FromIterator<(String, Value)> for Dictionary {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl IntoIterator for Dictionary {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
