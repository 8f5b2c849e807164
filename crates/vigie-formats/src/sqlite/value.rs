//! What a column of a row holds.

use std::borrow::Cow;

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
