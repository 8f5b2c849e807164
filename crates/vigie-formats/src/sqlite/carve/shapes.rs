//! Which tables a record fits.

use std::collections::HashMap;

use crate::sqlite::definition::{Affinity, Definition, Place, Slot};
use crate::sqlite::record::{Class, Field};

/// Fewest columns of a table that a row is given to by its columns alone.
const LEAST_FIELDS: usize = 3;
/// Most tables that one row is said to fit.
const MOST_TABLES: usize = 8;

/// The tables that deleted rows can have belonged to.
pub(super) struct Shapes<'a> {
    /// Every table of the schema.
    pub(super) tables: &'a [Definition],
    /// Those with rowids, by how many values their records have.
    by_fields: HashMap<usize, Vec<u16>>,
    /// For each table the columns in the order of the values of a record; `None` stands for the
    /// rowid, which is stored as NULL.
    by_number: Vec<Vec<Option<&'a Slot>>>,
    /// Values of the longest record, and one more.
    pub(super) most_fields: usize,
    /// Whether a record header can begin with this byte.
    may_begin: [bool; 256],
}

/// The tables that a record fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// Their numbers.
    pub(super) tables: Vec<u16>,
    /// Whether it is the table that the page belongs to.
    pub(super) is_on_own_page: bool,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(tables: &'a [Definition]) -> Self {
        let mut shapes = Self {
            tables,
            by_fields: HashMap::new(),
            by_number: tables.iter().map(in_order).collect(),
            most_fields: 0,
            may_begin: [false; 256],
        };
        for (table, index) in tables.iter().zip(0_u16..) {
            if table.without_rowid || !has_text(table) {
                continue;
            }
            shapes.by_fields.entry(table.fields).or_default().push(index);
            shapes.most_fields = shapes.most_fields.max(table.fields + 1);
            shapes.allow(table);
        }
        shapes
    }

    /// Notes how the headers of records of `table` can begin: with their length, of which a value
    /// takes one byte to four.
    fn allow(&mut self, table: &Definition) {
        for len in 2..=table.fields.saturating_mul(4).saturating_add(2) {
            let first = match u8::try_from(len) {
                Ok(len) if len < 0x80 => len,
                // The first byte of a length of two bytes.
                _ => u8::try_from((len >> 7).min(0x7f)).unwrap_or(0x7f) | 0x80,
            };
            if let Some(may_begin) = self.may_begin.get_mut(usize::from(first)) {
                *may_begin = true;
            }
        }
    }

    /// Whether a record header can begin with `byte`.
    #[inline]
    pub(super) fn may_begin(&self, byte: u8) -> bool {
        self.may_begin.get(usize::from(byte)).copied().unwrap_or_default()
    }

    /// Whether a table has records of `fields` values.
    #[inline]
    pub(super) fn has(&self, fields: usize) -> bool {
        self.by_fields.contains_key(&fields)
    }

    /// The tables that `fields` fit: `owner`, the one that the page belongs to, where it is one of
    /// them, also where columns were added to it since; otherwise those with as many columns.
    pub(super) fn fit(&self, owner: Option<u16>, fields: &[Field]) -> Option<Fit> {
        if let Some(index) = owner
            && let Some(table) = self.tables.get(usize::from(index))
            && fields.len() <= table.fields
            && fields.len() * 2 > table.fields
            && fits(table, fields)
        {
            return Some(Fit { tables: vec![index], is_on_own_page: true });
        }
        let alike = self.by_fields.get(&fields.len()).filter(|_| fields.len() >= LEAST_FIELDS)?;
        let fit = alike.iter().filter(|index| {
            self.tables.get(usize::from(**index)).is_some_and(|table| fits(table, fields))
        });
        let tables: Vec<u16> = fit.copied().take(MOST_TABLES).collect();
        (!tables.is_empty()).then_some(Fit { tables, is_on_own_page: false })
    }

    /// Whether value `number` of a row of table `index` can be `field`.
    #[inline]
    pub(super) fn may_hold(&self, index: u16, number: usize, field: Field) -> bool {
        let columns = self.by_number.get(usize::from(index));
        match columns.and_then(|columns| columns.get(number)) {
            Some(Some(slot)) => holds(slot, field),
            Some(None) => field.serial == 0,
            None => false,
        }
    }

    /// The table with this number.
    pub(super) fn table(&self, index: u16) -> Option<&'a Definition> {
        self.tables.get(usize::from(index))
    }
}

/// The columns of `table` in the order of the values of a record.
fn in_order(table: &Definition) -> Vec<Option<&Slot>> {
    let mut columns = vec![None; table.fields];
    for slot in &table.slots {
        if let Place::Field(number) = slot.place
            && let Some(column) = columns.get_mut(usize::from(number))
        {
            *column = Some(slot);
        }
    }
    columns
}

/// Whether `table` can hold texts.
fn has_text(table: &Definition) -> bool {
    table.slots.iter().any(|slot| !matches!(slot.affinity, Affinity::Integer | Affinity::Real))
}

/// Whether `fields` can be those of a row of `table`.
fn fits(table: &Definition, fields: &[Field]) -> bool {
    let alias = table.alias_field.and_then(|alias| fields.get(usize::from(alias)));
    // The column that is the rowid is stored as NULL.
    alias.is_none_or(|alias| alias.serial == 0)
        && table.slots.iter().all(|slot| match slot.place {
            Place::Field(number) => {
                fields.get(usize::from(number)).is_none_or(|field| holds(slot, *field))
            }
            Place::Rowid | Place::Nowhere => true,
        })
}

/// Whether a column holds such a value, if only what apps write is looked at: any column could
/// hold bytes, but numbers are never written so.
fn holds(slot: &Slot, field: Field) -> bool {
    match (field.class(), slot.affinity) {
        (Class::Null, _) => !slot.not_null && field.serial == 0,
        (_, Affinity::Blob) => true,
        (Class::Blob, affinity) => affinity == Affinity::Numeric,
        // What is declared STRING is numeric to SQLite, and keeps texts.
        (Class::Text, affinity) => matches!(affinity, Affinity::Text | Affinity::Numeric),
        (Class::Integer | Class::Real, affinity) => affinity != Affinity::Text,
    }
}
