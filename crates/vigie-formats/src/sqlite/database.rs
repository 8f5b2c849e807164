//! A database as a whole.

use vigie_core::{Input, Limits, Locator, SharedBytes, Sink, Stop};

use super::Table;

/// An open database. Reads pages when they are needed and keeps few of them.
pub struct Database {
    names: Vec<String>,
    damage: Vec<Damage>,
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
        let _ = (main, wal, limits);
        Err(Stop::Unsupported("SQLite".into()))
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
        self.names.iter().map(String::as_str)
    }

    /// The table called `name`, upper and lower case being the same.
    #[must_use]
    pub fn table(&self, name: &'static str) -> Option<Table<'_>> {
        self.table_named(name)
    }

    /// As [`Database::table`], for a name known at run time only.
    #[must_use]
    pub fn table_named(&self, name: &str) -> Option<Table<'_>> {
        let _ = name;
        None
    }

    /// Damage met while opening: in the header, the schema or the write-ahead log.
    #[must_use]
    pub fn damage(&self) -> &[Damage] {
        &self.damage
    }

    /// Notes the damage met while opening as problems of the file.
    pub fn note_damage(&self, sink: &mut Sink<'_>) {
        for damage in &self.damage {
            sink.problem(damage.at.clone(), damage.message.as_str());
        }
    }
}
