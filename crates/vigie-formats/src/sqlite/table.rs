//! A table.

use vigie_core::{Locator, Sink, Stop};

use super::definition::{Definition, Place};
use super::descent;
use super::row_reader::Subject;
use super::rows::Visitor;
use super::scan::Scan;
use super::{Database, Row};

/// A table of an open database.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    pub(super) database: &'a Database,
    pub(super) definition: &'a Definition,
    pub(super) name: Option<&'static str>,
}

/// A column of one table, to be used with the rows of that table only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub(super) index: u16,
    pub(super) place: Place,
    /// Whether whole numbers stand for floating-point numbers.
    pub(super) is_real: bool,
}

impl Column {
    /// Its place in the record, counting from 0; `None` where it stands elsewhere or nowhere.
    #[must_use]
    pub fn field(self) -> Option<usize> {
        match self.place {
            Place::Field(number) => Some(number.into()),
            Place::Rowid | Place::Nowhere => None,
        }
    }
}

impl<'a> Table<'a> {
    /// Its name, as the schema writes it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.definition.name
    }

    /// Names of the columns, in the order of the CREATE TABLE statement.
    #[must_use]
    pub fn columns(&self) -> &'a [String] {
        &self.definition.columns
    }

    /// The column called `name`, upper and lower case being the same; `rowid`, `oid` and `_rowid_`
    /// mean the rowid when no column has that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Column> {
        self.definition.column(name)
    }

    /// Column `index`, counting from 0 in the order of [`Table::columns`].
    #[must_use]
    pub fn column_at(&self, index: usize) -> Option<Column> {
        self.definition.column_at(index)
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
        self.visit(&mut Pair { see, damage })
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
        self.visit(&mut Into { sink, see })
    }

    /// Reads the row with this rowid, if there is one. Damage on the way to it makes the row
    /// missing, and is told by the scan that is going on, or the next one of the same database.
    ///
    /// # Errors
    /// When the bytes of a page cannot be had.
    pub fn get<T>(&self, rowid: i64, read: impl FnOnce(&Row<'_>) -> T) -> Result<Option<T>, Stop> {
        descent::find(self.subject(), rowid, read)
    }

    pub(super) fn visit(&self, visitor: &mut dyn Visitor) -> Result<(), Stop> {
        let subject = self.subject();
        let is_broken = Scan::new(subject, visitor).run()?;
        match is_broken && !subject.definition.without_rowid {
            true => self.recover(visitor),
            false => Ok(()),
        }
    }

    /// Shows the rows on pages that nothing links to any more, as far as they fit this table only.
    fn recover(&self, visitor: &mut dyn Visitor) -> Result<(), Stop> {
        let subject = self.subject();
        let (salvage, index) = self.database.salvage(subject.definition);
        let is_known = |rowid| descent::is_reachable(subject, rowid);
        let (mut found, mut from) = (0_u64, 0_u64);
        let mut scan = Scan::new(subject, visitor);
        for (page, _) in salvage.pages.iter().filter(|(_, owner)| Some(*owner) == index) {
            let rows = scan.orphan(*page, &is_known)?;
            found = found.saturating_add(rows);
            from = from.saturating_add(u64::from(rows > 0));
        }
        let (name, unclaimed) = (&subject.definition.name, salvage.unclaimed);
        if found > 0 || unclaimed > 0 {
            let mut message = format!(
                "{name}: {found} rows recovered from {from} pages that nothing links to; \
                 {unclaimed} more such pages fit no damaged table, or several"
            );
            if !salvage.free_pages_are_known {
                message.push_str("; the list of free pages is damaged: rows may be deleted ones");
            }
            visitor.damage(Locator::Whole, message);
        }
        Ok(())
    }

    pub(super) const fn subject(&self) -> Subject<'a> {
        Subject { store: self.database.store(), definition: self.definition, name: self.name }
    }
}

/// Two closures as a visitor.
struct Pair<'a> {
    see: &'a mut dyn FnMut(&Row<'_>) -> Result<(), Stop>,
    damage: &'a mut dyn FnMut(Locator, String),
}

impl Visitor for Pair<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        (self.see)(row)
    }

    fn damage(&mut self, at: Locator, message: String) {
        (self.damage)(at, message);
    }
}

/// A parser's closure and its sink as a visitor.
struct Into<'a, 's, F> {
    sink: &'a mut Sink<'s>,
    see: F,
}

impl<'s, F: FnMut(&Row<'_>, &mut Sink<'s>) -> Result<(), Stop>> Visitor for Into<'_, 's, F> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        (self.see)(row, self.sink)
    }

    fn damage(&mut self, at: Locator, message: String) {
        self.sink.problem(at, message);
    }
}
