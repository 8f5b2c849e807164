//! A table.

use std::marker::PhantomData;

use vigie_core::{Locator, Sink, Stop};

use super::Row;

/// A table of an open database.
#[derive(Clone, Copy)]
pub struct Table<'a>(PhantomData<&'a ()>);

/// A column of one table, to be used with the rows of that table only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(());

impl Table<'_> {
    /// Names of the columns, in the order of the CREATE TABLE statement.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &[]
    }

    /// The column called `name`, upper and lower case being the same; `rowid`, `oid` and `_rowid_`
    /// mean the rowid when no column has that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Column> {
        let _ = name;
        None
    }

    /// Shows every row to `see`, in the order of the rowid (of the key, in a WITHOUT ROWID table),
    /// and whatever cannot be read to `damage`.
    ///
    /// # Errors
    /// What `see` gives, and [`Stop::Limit`] when time is up.
    pub fn scan(
        &self,
        see: &mut dyn FnMut(&Row<'_>) -> Result<(), Stop>,
        damage: &mut dyn FnMut(Locator, String),
    ) -> Result<(), Stop> {
        let _ = (see, damage);
        Ok(())
    }

    /// As [`Table::scan`], for parsers: `see` emits into the sink that damage is noted in.
    ///
    /// # Errors
    /// As [`Table::scan`].
    pub fn scan_into<'s>(
        &self,
        sink: &mut Sink<'s>,
        see: impl FnMut(&Row<'_>, &mut Sink<'s>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let _ = (sink, see);
        Ok(())
    }

    /// Reads the row with this rowid, if there is one. Damage on the way to it makes the row
    /// missing, and is told by the scan that is going on or the next one.
    ///
    /// # Errors
    /// When a page cannot be read.
    pub fn get<T>(&self, rowid: i64, read: impl FnOnce(&Row<'_>) -> T) -> Result<Option<T>, Stop> {
        let _ = (rowid, read);
        Ok(None)
    }
}
