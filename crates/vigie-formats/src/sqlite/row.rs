//! A row of a table.

use std::borrow::Cow;

use vigie_core::Locator;

use super::definition::{Constant, Definition, Place as Stored};
use super::pager::Place;
use super::record::{Class, Field};
use super::text::Encoding;
use super::{Column, Value};

/// A row of a table, borrowed from the page it stands on.
///
/// Every reading method takes an `Option<Column>`, so that a column that this version of the schema
/// does not have reads as NULL.
pub struct Row<'a> {
    pub(super) definition: &'a Definition,
    /// The name the table was asked by, when it is a constant.
    pub(super) name: Option<&'static str>,
    pub(super) encoding: Encoding,
    pub(super) rowid: i64,
    /// The record, or the part of it that could be read.
    pub(super) payload: &'a [u8],
    pub(super) fields: &'a [Field],
    /// Where the cell stands.
    pub(super) place: Place,
}

/// What a column holds, before it is read.
enum Held<'a> {
    Field(Field),
    Constant(&'a Constant),
    Rowid(i64),
    Nothing,
}

impl<'a> Row<'a> {
    /// The rowid. In a WITHOUT ROWID table: the position in key order, counting from 1.
    #[must_use]
    pub const fn rowid(&self) -> i64 {
        self.rowid
    }

    /// Where the row stands.
    #[must_use]
    pub fn locator(&self) -> Locator {
        let table = match self.name {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(self.definition.name.clone()),
        };
        let Place { at, wal } = self.place;
        Locator::Row { table, row: self.rowid, byte: Some(at), wal }
    }

    /// True where the column certainly holds NULL, the whole number 0 or nothing at all: most
    /// columns of wide tables do, and this looks at nothing but their serial type.
    #[must_use]
    #[inline]
    pub fn is_bare(&self, column: Option<Column>) -> bool {
        match column.map(|column| column.place) {
            None | Some(Stored::Nowhere) => true,
            Some(Stored::Field(number)) => {
                self.fields.get(usize::from(number)).is_some_and(|field| field.is_bare())
            }
            Some(Stored::Rowid) => false,
        }
    }

    /// How many values the record has: fewer than the table has columns where it was written before some
    /// of them were added.
    #[must_use]
    pub const fn values(&self) -> usize {
        self.fields.len()
    }

    /// Places in the record ([`Column::field`]) of all values but those of [`Row::is_bare`].
    #[inline]
    pub fn filled(&self) -> impl Iterator<Item = usize> {
        let fields = self.fields.iter().enumerate();
        fields.filter(|(_, field)| !field.is_bare()).map(|(number, _)| number)
    }

    /// What the column holds.
    #[must_use]
    #[inline]
    pub fn value(&self, column: Option<Column>) -> Value<'a> {
        match self.held(column) {
            Held::Field(field) => self.stored(field, column.is_some_and(|column| column.is_real)),
            Held::Constant(constant) => constant.into(),
            Held::Rowid(rowid) => Value::Integer(rowid),
            Held::Nothing => Value::Null,
        }
    }

    #[inline]
    fn stored(&self, field: Field, is_real: bool) -> Value<'a> {
        let value = match field.class() {
            Class::Null => None,
            Class::Integer if is_real => field.integer(self.payload).map(real_of).map(Value::Real),
            Class::Integer => field.integer(self.payload).map(Value::Integer),
            Class::Real => field.real(self.payload).map(Value::Real),
            Class::Text => self.bytes(field).map(|bytes| Value::Text(self.encoding.decode(bytes))),
            Class::Blob => self.bytes(field).map(Value::Blob),
        };
        value.unwrap_or(Value::Null)
    }

    /// The column's text, if it holds text.
    #[must_use]
    #[inline]
    pub fn text(&self, column: Option<Column>) -> Option<Cow<'a, str>> {
        match self.held(column) {
            Held::Field(field) if field.class() == Class::Text => {
                self.bytes(field).map(|bytes| self.encoding.decode(bytes))
            }
            Held::Constant(Constant::Text(text)) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    /// The column's text; numbers are written out in decimal.
    #[must_use]
    pub fn display_text(&self, column: Option<Column>) -> Option<Cow<'a, str>> {
        match self.value(column) {
            Value::Text(text) => Some(text),
            Value::Integer(whole) => Some(Cow::Owned(whole.to_string())),
            // Debug keeps the ".0" of whole numbers, as SQLite does.
            Value::Real(real) => Some(Cow::Owned(format!("{real:?}"))),
            Value::Null | Value::Blob(_) => None,
        }
    }

    /// The column's whole number, if it holds one.
    #[must_use]
    #[inline]
    pub fn integer(&self, column: Option<Column>) -> Option<i64> {
        match self.held(column) {
            Held::Field(field) if column.is_some_and(|column| !column.is_real) => {
                field.integer(self.payload)
            }
            Held::Constant(Constant::Integer(whole)) => Some(*whole),
            Held::Rowid(rowid) => Some(rowid),
            _ => None,
        }
    }

    /// The column's number, whole or not.
    #[must_use]
    #[inline]
    pub fn real(&self, column: Option<Column>) -> Option<f64> {
        match self.held(column) {
            Held::Field(field) if field.class() == Class::Real => field.real(self.payload),
            Held::Field(field) => field.integer(self.payload).map(real_of),
            Held::Constant(Constant::Real(real)) => Some(*real),
            Held::Constant(Constant::Integer(whole)) => Some(real_of(*whole)),
            Held::Rowid(rowid) => Some(real_of(rowid)),
            _ => None,
        }
    }

    /// The bytes of the column's blob, or of its text as stored.
    #[must_use]
    #[inline]
    pub fn blob(&self, column: Option<Column>) -> Option<&'a [u8]> {
        match self.held(column) {
            Held::Field(field) if matches!(field.class(), Class::Text | Class::Blob) => {
                self.bytes(field)
            }
            Held::Constant(Constant::Blob(blob)) => Some(blob),
            Held::Constant(Constant::Text(text)) => Some(text.as_bytes()),
            _ => None,
        }
    }

    #[inline]
    fn held(&self, column: Option<Column>) -> Held<'a> {
        let Some(column) = column else { return Held::Nothing };
        match column.place {
            Stored::Rowid => Held::Rowid(self.rowid),
            Stored::Nowhere => Held::Nothing,
            Stored::Field(number) => match self.fields.get(usize::from(number)) {
                Some(field) => Held::Field(*field),
                // The row was written before the column was added.
                None => match self.definition.slots.get(usize::from(column.index)) {
                    Some(slot) => Held::Constant(&slot.default),
                    None => Held::Nothing,
                },
            },
        }
    }

    /// The bytes of a text or blob. `None` when it has some and none of them could be read.
    #[inline]
    fn bytes(&self, field: Field) -> Option<&'a [u8]> {
        let bytes = field.bytes(self.payload);
        (!bytes.is_empty() || field.len() == 0).then_some(bytes)
    }
}

#[expect(clippy::cast_precision_loss, reason = "SQLite rounds it as well")]
const fn real_of(whole: i64) -> f64 {
    whole as f64
}
