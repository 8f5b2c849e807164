//! A database as a whole.

use std::sync::OnceLock;

use vigie_core::{Input, Limits, Locator, SharedBytes, Sink, Stop};

use super::Table;
use super::definition::Definition;
use super::opening::{self, Opened};
use super::salvage::Salvage;
use super::schema;
use super::store::Store;

/// An open database. Reads pages when they are needed and keeps few of them.
pub struct Database {
    pub(super) opened: Opened,
    /// Looked for when a scan first meets pages that cannot be reached.
    salvage: OnceLock<Salvage>,
}

/// Something in a database that is not as the format demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub at: Locator,
    /// What was met and what was expected.
    pub message: String,
}

impl Database {
    /// Opens the database in `main`, with the committed changes in its write-ahead log `wal`.
    ///
    /// # Errors
    /// When `main` is not an SQLite database, or nothing in it can be read.
    pub fn open(
        main: SharedBytes,
        wal: Option<SharedBytes>,
        limits: &Limits,
    ) -> Result<Self, Stop> {
        let opened = opening::open(main, wal, *limits)?;
        Ok(Self { opened, salvage: OnceLock::new() })
    }

    /// Opens the database that a parser was given, with the `-wal` file beside it.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub fn from_input(input: &Input<'_>) -> Result<Self, Stop> {
        Self::open(input.data.clone(), input.beside("-wal")?, &input.limits)
    }

    /// Names of the tables, in the order of the schema. Views and virtual tables are not tables.
    pub fn table_names(&self) -> impl Iterator<Item = &str> {
        self.opened.schema.tables.iter().map(|table| table.name.as_str())
    }

    /// The table called `name`, upper and lower case being the same. The schema itself is
    /// `sqlite_schema` or `sqlite_master`.
    #[must_use]
    pub fn table(&self, name: &'static str) -> Option<Table<'_>> {
        self.find(name, Some(name))
    }

    /// As [`Database::table`], for a name known at run time only.
    #[must_use]
    pub fn table_named(&self, name: &str) -> Option<Table<'_>> {
        self.find(name, None)
    }

    fn find(&self, name: &str, constant: Option<&'static str>) -> Option<Table<'_>> {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let definition = match is(schema::NAME) || is("sqlite_master") {
            true => &self.opened.schema_table,
            false => self.opened.schema.table(name)?,
        };
        Some(Table { database: self, definition, name: constant })
    }

    /// Damage met while opening: in the header, the schema or the write-ahead log.
    #[must_use]
    pub fn damage(&self) -> &[Damage] {
        &self.opened.damage
    }

    /// Notes the damage met while opening as problems of the file.
    pub fn note_damage(&self, sink: &mut Sink<'_>) {
        for damage in &self.opened.damage {
            sink.problem(damage.at.clone(), damage.message.as_str());
        }
    }

    pub(super) const fn store(&self) -> &Store {
        &self.opened.store
    }

    /// The pages of rows that nothing links to, and the number of `table` among their owners.
    pub(super) fn salvage(&self, table: &Definition) -> (&Salvage, Option<usize>) {
        let Opened { store, schema_table, schema, freelist, .. } = &self.opened;
        let search = || Salvage::search(store, schema_table, &schema.tables, *freelist);
        let index = schema.tables.iter().position(|other| std::ptr::eq(other, table));
        (self.salvage.get_or_init(search), index)
    }

    /// Takes the damage that [`Table::get`] met and that no scan has told yet.
    #[must_use]
    pub fn take_late_damage(&self) -> Vec<Damage> {
        self.opened.store.late.take()
    }
}
