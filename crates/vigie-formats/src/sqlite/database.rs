//! A database as a whole.

use vigie_core::{Input, Limits, Locator, SharedBytes, Sink, Stop};

use super::Table;
use super::definition::Definition;
use super::header::{HEADER, Header};
use super::pager::Pager;
use super::schema::{self, Schema};
use super::store::Store;
use super::wal::Wal;
use super::window::read_full;

/// An open database. Reads pages when they are needed and keeps few of them.
pub struct Database {
    store: Store,
    schema_table: Definition,
    schema: Schema,
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
        let mut damage = Vec::new();
        let wal = wal.and_then(|wal| Wal::open(wal, &mut damage));
        let Some(schema_table) = schema::definition() else {
            return Err(Stop::Unsupported("the schema table".into()));
        };
        if main.size() == 0 && wal.is_none() {
            let pager = Pager::new(main, None, 4096, 0, None);
            let store = Store::new(pager, super::text::Encoding::Utf8, *limits);
            return Ok(Self { store, schema_table, schema: Schema::default(), damage });
        }
        let header = Header::read(&first_bytes(&main, wal.as_ref())?, None, &mut damage);
        let header =
            header.ok_or_else(|| Stop::malformed("SQLite header", 0, "\"SQLite format 3\""))?;
        let pager = Pager::new(main, wal, header.page_size, header.reserved, header.pages);
        let store = Store::new(pager, header.encoding, *limits);
        let (schema, _is_broken) = schema::read(&store, &schema_table, &mut damage)?;
        Ok(Self { store, schema_table, schema, damage })
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
        self.schema.tables.iter().map(|table| table.name.as_str())
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
            true => &self.schema_table,
            false => self.schema.table(name)?,
        };
        Some(Table { store: &self.store, definition, name: constant })
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

    /// Takes the damage that [`Table::get`] met and that no scan has told yet.
    #[must_use]
    pub fn take_late_damage(&self) -> Vec<Damage> {
        self.store.late.take()
    }
}

/// The first bytes of page 1, wherever it stands.
fn first_bytes(main: &SharedBytes, wal: Option<&Wal>) -> Result<Vec<u8>, Stop> {
    let mut bytes = vec![0; HEADER];
    let have = match wal.and_then(|wal| Some((wal, wal.page_at(1)?))) {
        Some((wal, at)) => read_full(wal.bytes(), at, &mut bytes)?,
        None => read_full(&**main, 0, &mut bytes)?,
    };
    bytes.truncate(have);
    Ok(bytes)
}
