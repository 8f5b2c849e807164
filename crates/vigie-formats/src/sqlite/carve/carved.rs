//! A row that was deleted.

use std::borrow::Cow;

use vigie_core::Locator;

use super::Rowids;
use crate::sqlite::Value;
use crate::sqlite::definition::{Definition, Place as Stored};
use crate::sqlite::pager::Place;
use crate::sqlite::record::{Class, Field};
use crate::sqlite::text::Encoding;

/// Where the bytes of a deleted row were left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// On a page that belongs to nothing any more.
    FreePage,
    /// In a block of a page in use that was freed.
    FreeBlock,
    /// In the part of a page in use where no row stands yet, or any more.
    Unallocated,
    /// On a page of the main file that the write-ahead log holds a newer version of.
    ReplacedPage,
    /// In the write-ahead log, on a version of a page that a later one replaced.
    OldFrame,
    /// In the write-ahead log, on a page of an earlier round.
    EarlierRound,
    /// In the write-ahead log, after the last commit: it was never committed, or is damaged.
    Uncommitted,
}

impl How {
    /// In words that fit after "found in" or "found on".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FreePage => "free page",
            Self::FreeBlock => "free block of a page",
            Self::Unallocated => "unallocated part of a page",
            Self::ReplacedPage => "page that the log replaces",
            Self::OldFrame => "older version of a page in the log",
            Self::EarlierRound => "earlier round of the log",
            Self::Uncommitted => "uncommitted part of the log",
        }
    }
}

/// What a search for deleted rows gave, besides the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carving {
    /// Rows that were shown.
    pub shown: u64,
    /// Rows that were left out because there were too many.
    pub left_out: u64,
    /// The rowids of each table that has rows, and those that are missing.
    pub rowids: Vec<Rowids>,
}

/// A row that was deleted, borrowed from where it stands.
pub struct Carved<'a> {
    /// Where its bytes were left.
    pub how: How,
    /// Tables that it can have been a row of; never empty.
    pub(super) tables: &'a [&'a Definition],
    /// Whether the page belongs to that table.
    pub(super) is_on_own_page: bool,
    pub(super) rowid: Option<i64>,
    pub(super) is_whole: bool,
    pub(super) is_older_version: bool,
    pub(super) encoding: Encoding,
    pub(super) payload: &'a [u8],
    pub(super) fields: &'a [Field],
    pub(super) place: Place,
}

impl<'a> Carved<'a> {
    /// The table, where only one has such columns or the page is that table's own.
    #[must_use]
    pub fn table(&self) -> Option<&'a str> {
        match self.tables {
            [table] => Some(table.name.as_str()),
            _ => None,
        }
    }

    /// The tables that it can have been a row of.
    pub fn tables(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.tables.iter().map(|table| table.name.as_str())
    }

    /// Whether it stands on a page that belongs to its table; otherwise the table is told by the
    /// columns alone.
    #[must_use]
    pub const fn is_on_own_page(&self) -> bool {
        self.is_on_own_page
    }

    /// The rowid, where it was not overwritten.
    #[must_use]
    pub const fn rowid(&self) -> Option<i64> {
        self.rowid
    }

    /// False where the end of the row is gone.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether a row with this rowid exists, with other texts.
    #[must_use]
    pub const fn is_older_version(&self) -> bool {
        self.is_older_version
    }

    /// Offset of its first byte that is left, in the file it stands in.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.place.at
    }

    /// Whether that file is the write-ahead log.
    #[must_use]
    pub const fn is_in_log(&self) -> bool {
        self.place.wal
    }

    /// Where it stands: as a row of its table where table and rowid are known.
    #[must_use]
    pub fn locator(&self) -> Locator {
        let Place { at, wal } = self.place;
        match (self.table(), self.rowid) {
            (Some(table), Some(row)) => {
                Locator::Row { table: Cow::Owned(table.to_owned()), row, byte: Some(at), wal }
            }
            _ => Locator::Byte(at),
        }
    }

    /// The values that are left, in the order of the table's columns, each with the name of its
    /// column where the table is told. Of a text that is cut, the beginning is there.
    pub fn values(&self) -> impl Iterator<Item = (Option<&'a str>, Value<'a>)> + '_ {
        let table = self.tables.first();
        let columns = table.map_or(&[][..], |table| &table.columns);
        let slots = table.map_or(&[][..], |table| &table.slots);
        let is_told = self.tables.len() == 1;
        columns.iter().zip(slots).filter_map(move |(name, slot)| {
            let value = match slot.place {
                Stored::Field(field) => self.value(*self.fields.get(usize::from(field))?)?,
                Stored::Rowid => Value::Integer(self.rowid?),
                Stored::Nowhere => return None,
            };
            Some((is_told.then_some(name.as_str()), value))
        })
    }

    /// What `field` holds; `None` where it is gone.
    fn value(&self, field: Field) -> Option<Value<'a>> {
        let end = (field.offset as usize).saturating_add(field.len() as usize);
        let is_here = end <= self.payload.len();
        let bytes = field.bytes(self.payload);
        match field.class() {
            Class::Null => Some(Value::Null),
            Class::Integer => field.integer(self.payload).map(Value::Integer),
            Class::Real => field.real(self.payload).map(Value::Real),
            Class::Blob => is_here.then_some(Value::Blob(bytes)),
            Class::Text if is_here => Some(Value::Text(self.encoding.decode(bytes))),
            Class::Text => {
                let text = self.encoding.decode(bytes).into_owned();
                let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
                (!text.is_empty()).then(|| Value::Text(Cow::Owned(text.to_owned())))
            }
        }
    }
}
