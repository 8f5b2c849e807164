//! A row of a table.

use std::borrow::Cow;
use std::marker::PhantomData;

use vigie_core::Locator;

use super::{Column, Value};

/// A row of a table, borrowed from the page it stands on.
///
/// Every reading method takes an `Option<Column>`, so that a column that this version of the schema
/// does not have reads as NULL.
pub struct Row<'a>(PhantomData<&'a ()>);

impl Row<'_> {
    /// The rowid. In a WITHOUT ROWID table: the position in key order, counting from 1.
    #[must_use]
    pub fn rowid(&self) -> i64 {
        0
    }

    /// Where the row stands.
    #[must_use]
    pub fn locator(&self) -> Locator {
        Locator::Whole
    }

    /// What the column holds.
    #[must_use]
    pub fn value(&self, column: Option<Column>) -> Value<'_> {
        let _ = column;
        Value::Null
    }

    /// The column's text, if it holds text.
    #[must_use]
    pub fn text(&self, column: Option<Column>) -> Option<Cow<'_, str>> {
        let _ = column;
        None
    }

    /// The column's text; numbers are written out in decimal.
    #[must_use]
    pub fn display_text(&self, column: Option<Column>) -> Option<Cow<'_, str>> {
        let _ = column;
        None
    }

    /// The column's whole number, if it holds one.
    #[must_use]
    pub fn integer(&self, column: Option<Column>) -> Option<i64> {
        let _ = column;
        None
    }

    /// The column's number, whole or not.
    #[must_use]
    pub fn real(&self, column: Option<Column>) -> Option<f64> {
        let _ = column;
        None
    }

    /// The bytes of the column's blob, or of its text as stored.
    #[must_use]
    pub fn blob(&self, column: Option<Column>) -> Option<&[u8]> {
        let _ = column;
        None
    }
}
