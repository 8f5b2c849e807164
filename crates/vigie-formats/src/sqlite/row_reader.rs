//! From a cell to a row.

use super::Row;
use super::definition::Definition;
use super::fault::Fault;
use super::node::Cell;
use super::overflow::Overflow;
use super::pager::{Page, Place};
use super::record::{Field, decode};
use super::store::Store;
use super::window::Window;

/// The buffers that a row is put together in, used again for each.
pub(super) struct RowReader {
    overflow: Overflow,
    payload: Vec<u8>,
    fields: Vec<Field>,
}

/// Which table's rows are read.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) store: &'a Store,
    pub(super) definition: &'a Definition,
    /// The name the table was asked by, when it is a constant.
    pub(super) name: Option<&'static str>,
}

impl RowReader {
    pub(super) fn new(store: &Store) -> Self {
        let overflow = Overflow::new(&store.pager, store.limits.value);
        Self { overflow, payload: Vec::new(), fields: Vec::new() }
    }

    /// Makes it fit for another pass over a table.
    pub(super) fn restart(&mut self, store: &Store) {
        self.overflow.restart(&store.pager);
    }

    /// The row in `cell`, which stands at `at` on `page`; and what is wrong with it when only its
    /// beginning could be read. `held` is what is in memory already.
    ///
    /// # Errors
    /// When nothing of the row can be read.
    #[inline]
    pub(super) fn read<'r>(
        &'r mut self,
        subject: Subject<'r>,
        held: Option<&Window>,
        page: &Page<'r>,
        at: usize,
        cell: &Cell<'r>,
    ) -> Result<(Row<'r>, Option<Fault>), Fault> {
        let Subject { store, definition, name } = subject;
        let mut partial = None;
        let payload = if cell.local.len() as u64 == cell.len {
            cell.local
        } else {
            let Self { overflow, payload, .. } = self;
            partial = overflow.assemble(&store.pager, held, page, cell, payload).err();
            &self.payload
        };
        if self.fields.len() < definition.fields {
            self.fields.resize(definition.fields, Field::default());
        }
        let fields = self.fields.get_mut(..definition.fields).unwrap_or_default();
        let count = match decode(payload, cell.len, fields) {
            Ok(count) => count,
            Err(message) => return Err(partial.unwrap_or_else(|| page.fault(at, message))),
        };
        let row = Row {
            definition,
            name,
            encoding: store.encoding,
            rowid: cell.rowid,
            payload,
            fields: self.fields.get(..count).unwrap_or_default(),
            place: Place { at: page.place.at.wrapping_add(at as u64), ..page.place },
        };
        Ok((row, partial))
    }
}
