//! The phone while it is being written.

use std::fs;

use plist::Value;
use rusqlite::Connection;

use super::archive::binary;
use super::identity::Identity;
use super::layout::{DeviceFile, Layout, file};
use super::life::{Calendar, Person, people};
use super::{Answers, Hostile, Plan, Plant, Planted, Release, Sign};
use crate::sqlite::Database;
use crate::{Error, Result, Rng};

/// The phone while it is being written.
pub(crate) struct Phone<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) release: Release,
    pub(crate) identity: Identity,
    pub(crate) people: Vec<Person>,
    pub(crate) answers: Answers,
    pub(crate) layout: &'a mut dyn Layout,
}

impl<'a> Phone<'a> {
    /// A phone without any file yet.
    pub(crate) fn new(plan: &'a Plan, layout: &'a mut dyn Layout) -> Result<Self> {
        let release = Release::of(plan.ios)?;
        let people = people(&mut Rng::part(plan.seed, "people"), plan.contacts.max(12));
        let answers =
            Answers { seed: plan.seed, ios: release.version.to_owned(), ..Answers::default() };
        let identity = Identity::of(plan);
        Ok(Self { plan, release, identity, people, answers, layout })
    }

    /// The random numbers of one part.
    pub(crate) fn rng(&self, part: &str) -> Rng {
        Rng::part(self.plan.seed, part)
    }

    /// Times for `count` things.
    pub(crate) fn calendar(&self, count: u64) -> Calendar {
        Calendar::new(self.release.backed_up, count)
    }

    /// Whether `plant` is planted.
    pub(crate) fn has(&self, plant: Plant) -> bool {
        self.plan.has(plant)
    }

    /// Whether evidence is odd in this way.
    pub(crate) fn odd(&self, hostile: Hostile) -> bool {
        self.plan.odd(hostile)
    }

    /// Somebody the owner knows.
    pub(crate) fn person(&self, rng: &mut Rng) -> Option<&Person> {
        let at = rng.below(self.people.len() as u64);
        usize::try_from(at).ok().and_then(|at| self.people.get(at))
    }

    /// A new database.
    pub(crate) fn database(&mut self, file: DeviceFile, schema: &str) -> Result<Database> {
        Database::create(&self.layout.place(file)?, schema, self.plan.page)
    }

    /// Closes a database and takes it in.
    pub(crate) fn keep(&mut self, file: DeviceFile, database: Database) -> Result<()> {
        database.finish()?;
        self.layout.keep(file)
    }

    /// As [`Phone::keep`], with rows that stand only in the write-ahead log, which is a file of
    /// its own.
    pub(crate) fn keep_with_wal(
        &mut self,
        main: DeviceFile,
        database: Database,
        late: impl FnOnce(&Connection) -> Result<()>,
    ) -> Result<()> {
        let wal = database.finish_with_wal(&mut self.rng("wal"), late)?;
        let name = format!("{}-wal", main.path);
        let place = self.layout.place(file(main.domain, &name))?;
        fs::rename(&wal, &place).map_err(Error::at(&place))?;
        self.layout.keep(file(main.domain, &name))?;
        self.layout.keep(main)
    }

    /// Runs `sql`, which adds odd rows, where the plan wants odd rows.
    pub(crate) fn odd_rows(&self, connection: &Connection, sql: &str) -> Result<()> {
        if self.odd(Hostile::Nulls) || self.odd(Hostile::WrongTypes) {
            connection.execute_batch(sql)?;
        }
        Ok(())
    }

    /// Writes a file.
    pub(crate) fn write(&mut self, file: DeviceFile, bytes: &[u8]) -> Result<()> {
        let place = self.layout.place(file)?;
        fs::write(&place, bytes).map_err(Error::at(&place))?;
        self.layout.keep(file)
    }

    /// Writes a binary property list.
    pub(crate) fn write_plist(&mut self, file: DeviceFile, value: &Value) -> Result<()> {
        self.write(file, &binary(value)?)
    }

    /// Notes a trace that stands in row `row` of a table of `file`.
    pub(crate) fn planted_row(
        &mut self,
        plant: Plant,
        file: DeviceFile,
        table: &str,
        row: i64,
        seen: impl Into<String>,
    ) {
        let table = Some(table.to_owned());
        let name = self.layout.name(file);
        self.note(plant, Planted { table, row: Some(row), seen: seen.into(), ..at(file, name) });
    }

    /// Notes a trace that stands somewhere in `file`.
    pub(crate) fn planted(&mut self, plant: Plant, file: DeviceFile, seen: impl Into<String>) {
        let name = self.layout.name(file);
        self.note(plant, Planted { seen: seen.into(), ..at(file, name) });
    }

    /// Notes a trace that stands in a file called `name`, which no domain holds.
    pub(crate) fn planted_outside(&mut self, plant: Plant, name: &str, seen: impl Into<String>) {
        let place = at(file("", name), name.to_owned());
        self.note(plant, Planted { seen: seen.into(), ..place });
    }

    fn note(&mut self, plant: Plant, place: Planted) {
        let (indicator, rule) = match plant.sign() {
            Sign::Indicator(kind, value) => {
                (Some((kind.path().to_owned(), value.to_owned())), None)
            }
            Sign::Rule(rule) => (None, Some(rule.to_owned())),
        };
        self.answers.planted.push(Planted {
            plant: plant.id().to_owned(),
            about: plant.about().to_owned(),
            indicator,
            rule,
            seen_by_mvt: plant.seen_by_mvt(),
            ..place
        });
    }

    /// Counts `more` records of `kind`.
    pub(crate) fn count(&mut self, kind: &str, more: u64) {
        if let Some(records) = self.answers.records.get_mut(kind) {
            *records += more;
        } else {
            self.answers.records.insert(kind.to_owned(), more);
        }
    }
}

fn at(file: DeviceFile, name: String) -> Planted {
    Planted {
        domain: file.domain.to_owned(),
        path: file.path.to_owned(),
        file: name,
        ..Planted::default()
    }
}
