//! Whether a row that was found still exists.

use std::collections::HashMap;

use vigie_core::{Locator, Stop};

use super::How;
use super::shapes::Fit;
use crate::sqlite::pager::Place;
use crate::sqlite::record::{Class, Field};
use crate::sqlite::rows::Visitor;
use crate::sqlite::{Row, Table};

/// A record with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) how: How,
    pub(super) fit: Fit,
    pub(super) rowid: Option<i64>,
    pub(super) payload: Vec<u8>,
    pub(super) fields: Vec<Field>,
    /// Length of the whole record.
    pub(super) len: u64,
    pub(super) place: Place,
}

/// What has become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// No row has its rowid, or none its texts.
    Gone,
    /// The row with its rowid has other texts.
    Changed,
    /// A row has its texts.
    Exists,
}

impl Record {
    /// Its texts that are not empty: the number of the value, the bytes that are left, and whether
    /// those are all.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &[u8], bool)> {
        let texts = self.fields.iter().enumerate();
        texts.filter(|(_, field)| field.class() == Class::Text).filter_map(|(number, field)| {
            let bytes = field.bytes(&self.payload);
            let is_whole = bytes.len() == field.len() as usize;
            (!bytes.is_empty()).then_some((number, bytes, is_whole))
        })
    }

    /// Whether `row` has each of its texts in the same column.
    fn is_said_by(&self, row: &Row<'_>) -> bool {
        self.texts().all(|(number, bytes, is_whole)| {
            let field = row.fields.get(number);
            let stored = field.filter(|field| field.class() == Class::Text);
            let stored = stored.map(|field| field.bytes(row.payload)).unwrap_or_default();
            if is_whole { stored == bytes } else { stored.starts_with(bytes) }
        })
    }

    /// What has become of it, as its rowid tells.
    pub(super) fn fate(&self, table: &Table<'_>, rowid: i64) -> Result<Fate, Stop> {
        let found = table.get(rowid, |row| self.is_said_by(row))?;
        Ok(match found {
            None => Fate::Gone,
            Some(true) => Fate::Exists,
            Some(false) => Fate::Changed,
        })
    }
}

/// Bits of [`Comparison::marks`].
const MARKS: usize = 4096;

/// Word and bit of a text, by its length and its end.
#[inline]
fn mark(text: &[u8]) -> (usize, u64) {
    let end = text.last_chunk().map_or(0, |end| usize::from(u16::from_le_bytes(*end)));
    let number = text.len().wrapping_mul(67).wrapping_add(end.wrapping_mul(31)) % MARKS;
    (number / 64, 1 << (number % 64))
}

/// Compares every row of a table with records whose rowid is gone.
pub(super) struct Comparison<'a> {
    records: &'a [Record],
    /// The records by the longest of their texts that are whole, by the number of its value.
    by_text: HashMap<usize, HashMap<&'a [u8], Vec<usize>>>,
    /// Which texts there can be among them, by [`mark`]: most rows are told from this alone.
    marks: [u64; MARKS / 64],
    /// Those that have none.
    cut: Vec<usize>,
    /// Which of the records exist.
    exists: &'a mut [bool],
}

impl<'a> Comparison<'a> {
    /// Of those of `records` that fit `table`.
    pub(super) fn new(records: &'a [Record], table: u16, exists: &'a mut [bool]) -> Self {
        let (mut by_text, mut cut) = (HashMap::<_, HashMap<_, Vec<_>>>::new(), Vec::new());
        let mut marks = [0; MARKS / 64];
        for (index, record) in records.iter().enumerate() {
            if !record.fit.tables.contains(&table) || exists.get(index) == Some(&true) {
                continue;
            }
            let whole = record.texts().filter(|(.., is_whole)| *is_whole);
            match whole.max_by_key(|(_, bytes, _)| bytes.len()) {
                Some((number, bytes, _)) => {
                    let (word, bit) = mark(bytes);
                    if let Some(word) = marks.get_mut(word) {
                        *word |= bit;
                    }
                    by_text.entry(number).or_default().entry(bytes).or_default().push(index);
                }
                None => cut.push(index),
            }
        }
        Self { records, by_text, marks, cut, exists }
    }

    /// Whether there is nothing to compare.
    pub(super) fn is_idle(&self) -> bool {
        self.by_text.is_empty() && self.cut.is_empty()
    }

    fn settle(records: &[Record], exists: &mut [bool], alike: &[usize], row: &Row<'_>) {
        for index in alike {
            if let (Some(record), Some(exists)) = (records.get(*index), exists.get_mut(*index))
                && !*exists
            {
                *exists = record.is_said_by(row);
            }
        }
    }
}

impl Visitor for Comparison<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        for (number, by_text) in &self.by_text {
            let Some(field) = row.fields.get(*number) else { continue };
            let bytes = field.bytes(row.payload);
            let (word, bit) = mark(bytes);
            if self.marks.get(word).is_some_and(|word| word & bit != 0)
                && let Some(alike) = by_text.get(bytes)
            {
                Self::settle(self.records, self.exists, alike, row);
            }
        }
        Self::settle(self.records, self.exists, &self.cut, row);
        Ok(())
    }

    fn damage(&mut self, _: Locator, _: String) {}
}
