//! The schema: a table of the tables, whose b-tree begins on page 1.
//!
//! <https://www.sqlite.org/fileformat2.html#storage_of_the_sql_database_schema>

use std::collections::{HashMap, HashSet};

use vigie_core::{Locator, Stop};

use super::definition::Definition;
use super::header::Freelist;
use super::row_reader::Subject;
use super::rows::Visitor;
use super::salvage;
use super::scan::Scan;
use super::sql::Tokens;
use super::store::Store;
use super::{Column, Damage, Row};

/// Most tables of one database, and most columns of them all.
const MOST_TABLES: usize = 65_536;
const MOST_COLUMNS: usize = 1 << 20;

/// Longest CREATE TABLE statement that is looked at.
const LONGEST_SQL: usize = 1 << 20;

/// Name of the schema table.
pub(super) const NAME: &str = "sqlite_schema";

/// The tables of a database.
#[derive(Default)]
pub(super) struct Schema {
    /// The tables, in the order of the schema.
    pub(super) tables: Vec<Definition>,
    /// Where a table is among them, by its name in lower case.
    by_name: HashMap<String, usize>,
    /// Entries of any kind.
    pub(super) entries: u64,
    columns: usize,
    roots: HashSet<u32>,
}

impl Schema {
    /// The table called `name`.
    pub(super) fn table(&self, name: &str) -> Option<&Definition> {
        let index = match self.by_name.get(name) {
            Some(index) => index,
            None => self.by_name.get(&name.to_ascii_lowercase())?,
        };
        self.tables.get(*index)
    }
}

/// The definition of the schema table itself.
pub(super) fn definition() -> Option<Definition> {
    let sql = "CREATE TABLE x(type TEXT, name TEXT, tbl_name TEXT, rootpage INTEGER, sql TEXT)";
    Definition::new(NAME.to_owned(), 1, sql)
}

/// Reads the schema, also from pages that nothing links to when parts of its tree cannot be
/// reached. Gives whether that was so, too.
pub(super) fn read(
    store: &Store,
    definition: &Definition,
    freelist: Option<Freelist>,
    damage: &mut Vec<Damage>,
) -> Result<(Schema, bool), Stop> {
    let subject = Subject { store, definition, name: Some(NAME) };
    let mut reading = Reading::new(subject, damage);
    let mut scan = Scan::new(subject, &mut reading);
    let is_broken = scan.run()?;
    if is_broken {
        let mut other = scan.into_visited();
        salvage::mark_freelist(store, freelist, &mut other);
        let pages = salvage::leaves_outside(store, &other, |page, node| {
            salvage::is_of_schema(page, node).then_some(0)
        });
        let mut scan = Scan::new(subject, &mut reading);
        let mut found = 0_u64;
        for (page, _) in pages {
            found = found.saturating_add(scan.orphan(page, &|_| false)?);
        }
        if found > 0 {
            let message = format!("{NAME}: {found} entries recovered from pages nothing links to");
            reading.damage(Locator::Whole, message);
        }
    }
    Ok((reading.schema, is_broken))
}

/// Takes the rows of the schema.
struct Reading<'a> {
    schema: Schema,
    damage: &'a mut Vec<Damage>,
    most_damage: u64,
    kind: Option<Column>,
    name: Option<Column>,
    root: Option<Column>,
    sql: Option<Column>,
}

impl<'a> Reading<'a> {
    fn new(subject: Subject<'_>, damage: &'a mut Vec<Damage>) -> Self {
        let column = |name| subject.definition.column(name);
        Self {
            schema: Schema::default(),
            damage,
            most_damage: subject.store.limits.problems,
            kind: column("type"),
            name: column("name"),
            root: column("rootpage"),
            sql: column("sql"),
        }
    }

    fn table(&mut self, row: &Row<'_>) {
        let name = row.text(self.name).unwrap_or_default().into_owned();
        let sql = row.text(self.sql).unwrap_or_default();
        let root = row.integer(self.root).and_then(|root| u32::try_from(root).ok());
        if is_virtual(&sql) {
            return;
        }
        let is_readable = sql.len() <= LONGEST_SQL;
        let definition = Definition::new(name.clone(), root.unwrap_or_default(), &sql);
        let Some(definition) = definition.filter(|_| is_readable) else {
            let message = format!("{NAME}: expected a CREATE TABLE statement for {name}");
            return self.damage(row.locator(), message);
        };
        if definition.root <= 1 || !self.schema.roots.insert(definition.root) {
            let message = format!("{NAME}: {name}: expected a root page of its own");
            self.damage(row.locator(), message);
        }
        self.schema.columns = self.schema.columns.saturating_add(definition.columns.len());
        if self.schema.tables.len() >= MOST_TABLES || self.schema.columns > MOST_COLUMNS {
            let message = format!("{NAME}: table {name} ignored: expected fewer tables");
            return self.damage(row.locator(), message);
        }
        let index = self.schema.tables.len();
        self.schema.by_name.entry(name.to_ascii_lowercase()).or_insert(index);
        self.schema.tables.push(definition);
    }
}

impl Visitor for Reading<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        match row.text(self.kind).as_deref() {
            Some("table") => self.table(row),
            Some("index" | "view" | "trigger") => {}
            _ => {
                let message = format!("{NAME}: expected table, index, view or trigger");
                self.damage(row.locator(), message);
                return Ok(());
            }
        }
        self.schema.entries = self.schema.entries.saturating_add(1);
        Ok(())
    }

    fn damage(&mut self, at: Locator, message: String) {
        if (self.damage.len() as u64) < self.most_damage {
            self.damage.push(Damage { at, message });
        }
    }
}

/// Whether a statement creates a virtual table, which keeps its rows in other tables.
fn is_virtual(sql: &str) -> bool {
    let mut words = Tokens::new(sql);
    words.next().is_some_and(|word| word.is("CREATE"))
        && words.next().is_some_and(|word| word.is("VIRTUAL"))
}
