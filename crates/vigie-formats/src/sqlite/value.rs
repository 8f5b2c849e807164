//! What a column of a row holds.

use std::borrow::Cow;

use super::definition::Constant;

/// What a column of a row holds, as SQLite would give it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text; what is not valid in the encoding of the database is replaced by U+FFFD.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(&'a [u8]),
}

impl<'a> From<&'a Constant> for Value<'a> {
    fn from(constant: &'a Constant) -> Self {
        match constant {
            Constant::Null => Self::Null,
            Constant::Integer(whole) => Self::Integer(*whole),
            Constant::Real(real) => Self::Real(*real),
            Constant::Text(text) => Self::Text(Cow::Borrowed(text)),
            Constant::Blob(blob) => Self::Blob(blob),
        }
    }
}
