//! What becomes of the records that were found.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use vigie_core::Stop;

use super::existing::{Comparison, Fate, Record};
use super::owners::{Owner, Owners};
use super::piece::{Piece, Pieces};
use super::shapes::Shapes;
use super::{Carved, Carving, How};
use crate::sqlite::bytes::u32_at;
use crate::sqlite::definition::Definition;
use crate::sqlite::pager::{Page, Place};
use crate::sqlite::scan::Scan;
use crate::sqlite::window::Window;
use crate::sqlite::{Database, Table};

/// Most rows that are shown.
const MOST_ROWS: u64 = 100_000;
/// Most rows whose rowid is gone that are kept for the comparison with those that exist, and most
/// bytes of them.
const MOST_HELD: usize = 20_000;
const MOST_HELD_BYTES: usize = 32 << 20;
/// Most bytes of a record that overflow pages are followed for.
const MOST_FOLLOWED: u64 = 1 << 20;

/// Takes a row that was found.
pub(super) type See<'s> = dyn FnMut(&Carved<'_>) -> Result<(), Stop> + 's;

/// Takes records, and shows those that are not rows that exist.
pub(super) struct Finds<'a, 's> {
    database: &'a Database,
    shapes: &'a Shapes<'a>,
    owners: &'a Owners,
    see: &'a mut See<'s>,
    carving: Carving,
    /// What was shown: hashes of rowid and texts.
    told: HashSet<u64>,
    /// Records whose rowid is gone.
    held: Vec<Record>,
    held_bytes: usize,
    window: Window,
}

impl<'a, 's> Finds<'a, 's> {
    pub(super) fn new(
        database: &'a Database,
        shapes: &'a Shapes<'a>,
        owners: &'a Owners,
        see: &'a mut See<'s>,
    ) -> Self {
        Self {
            database,
            shapes,
            owners,
            see,
            carving: Carving::default(),
            told: HashSet::new(),
            held: Vec::new(),
            held_bytes: 0,
            window: Window::default(),
        }
    }

    /// Takes the record in `piece`, which `pieces` read from `page` last.
    pub(super) fn take(
        &mut self,
        how: How,
        page: &Page<'_>,
        pieces: &Pieces<'_>,
        piece: Piece,
    ) -> Result<(), Stop> {
        let bytes = page.bytes.get(piece.payload..piece.local_end).unwrap_or_default();
        let mut record = Record {
            how,
            fit: piece.fit,
            rowid: piece.rowid,
            payload: bytes.to_vec(),
            fields: pieces.fields.clone(),
            len: piece.len,
            place: Place { at: page.place.at.saturating_add(piece.at as u64), ..page.place },
        };
        if matches!(how, How::FreePage | How::FreeBlock | How::Unallocated) {
            self.follow(piece.overflow, &mut record);
        }
        match record.rowid {
            Some(rowid) => self.settle_known(&record, rowid),
            None => {
                self.hold(record);
                Ok(())
            }
        }
    }

    /// Adds what the chain of overflow pages from `next` holds of `record`, as far as those pages
    /// are still free and as they were.
    fn follow(&mut self, mut next: u32, record: &mut Record) {
        let most = record.len.min(MOST_FOLLOWED);
        while (record.payload.len() as u64) < most && self.owners.of(next) == Some(Owner::FreeLeaf)
        {
            let pager = &self.database.store().pager;
            let Ok(page) = pager.page(next, || 1, &mut self.window) else { return };
            let rest = page.bytes.get(4..).unwrap_or_default();
            let missing = record.len.saturating_sub(record.payload.len() as u64);
            let missing = usize::try_from(missing).unwrap_or(usize::MAX);
            record.payload.extend_from_slice(rest.get(..missing).unwrap_or(rest));
            next = u32_at(page.bytes, 0).unwrap_or_default();
        }
    }

    fn table(&self, index: u16) -> Option<Table<'a>> {
        let definition = self.shapes.table(index)?;
        Some(Table { database: self.database, definition, name: None })
    }

    /// Shows a record whose rowid is known, unless the row exists.
    fn settle_known(&mut self, record: &Record, rowid: i64) -> Result<(), Stop> {
        let mut is_older = false;
        for index in &record.fit.tables {
            let Some(table) = self.table(*index) else { continue };
            match record.fate(&table, rowid)? {
                Fate::Exists => return Ok(()),
                Fate::Changed => is_older = true,
                Fate::Gone => {}
            }
        }
        self.show(record, is_older && record.fit.tables.len() == 1)
    }

    fn hold(&mut self, record: Record) {
        let bytes = self.held_bytes.saturating_add(record.payload.len());
        if self.held.len() >= MOST_HELD || bytes > MOST_HELD_BYTES {
            self.carving.left_out += 1;
            return;
        }
        self.held_bytes = bytes;
        self.held.push(record);
    }

    /// Shows the records whose rowid is gone, unless a row has the same texts.
    pub(super) fn settle(mut self) -> Result<Carving, Stop> {
        let held = mem::take(&mut self.held);
        let mut exists = vec![false; held.len()];
        for index in 0..u16::try_from(self.shapes.tables.len()).unwrap_or(u16::MAX) {
            let mut comparison = Comparison::new(&held, index, &mut exists);
            let Some(table) = self.table(index).filter(|_| !comparison.is_idle()) else { continue };
            Scan::new(table.subject(), &mut comparison).run()?;
        }
        for (record, exists) in held.iter().zip(exists) {
            if !exists {
                self.show(record, false)?;
            }
        }
        Ok(self.carving)
    }

    fn show(&mut self, record: &Record, is_older_version: bool) -> Result<(), Stop> {
        let is_new = match record.rowid {
            Some(_) => {
                self.told.insert(digest(record, None));
                self.told.insert(digest(record, record.rowid))
            }
            None => self.told.insert(digest(record, None)),
        };
        if !is_new {
            return Ok(());
        }
        if self.carving.shown >= MOST_ROWS {
            self.carving.left_out += 1;
            return Ok(());
        }
        self.carving.shown += 1;
        let indices = record.fit.tables.iter();
        let tables: Vec<&Definition> =
            indices.filter_map(|index| self.shapes.table(*index)).collect();
        (self.see)(&Carved {
            how: record.how,
            tables: &tables,
            is_on_own_page: record.fit.is_on_own_page,
            rowid: record.rowid,
            is_whole: record.payload.len() as u64 >= record.len,
            is_older_version,
            encoding: self.database.store().encoding,
            payload: &record.payload,
            fields: &record.fields,
            place: record.place,
        })
    }
}

/// A number for the texts of a record and `rowid`.
fn digest(record: &Record, rowid: Option<i64>) -> u64 {
    let mut hasher = DefaultHasher::new();
    rowid.hash(&mut hasher);
    record.texts().for_each(|(number, bytes, _)| (number, bytes).hash(&mut hasher));
    hasher.finish()
}
