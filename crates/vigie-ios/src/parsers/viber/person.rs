//! People and their numbers.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS};

pub(super) static KIND: Kind = Kind {
    id: "ios.viber.person",
    title: Text { en: "Person known to Viber", fr: "Personne connue de Viber" },
    brief: &["name", "phone", "member_id"],
    personal: &["name", "phone", "member_id"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Person>,
};

/// Someone Viber knows, with one of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Person {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    /// Id that Viber gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member_id: Option<String>,
}

impl Record for Person {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(phone) = &self.phone {
            see("phone", Observable::Phone(phone));
        }
    }
}

/// Most people that are kept for the messages that name them.
const MOST: usize = 1_000_000;

/// People by the rowid of `ZMEMBER`, and by that of `ZPHONENUMBER`.
#[derive(Default)]
pub(super) struct People {
    members: HashMap<i64, Person>,
    numbers: HashMap<i64, Person>,
}

impl People {
    /// Reads the people, emitting one record per number, and one per person without.
    pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut people = Self::default();
        let members = database.table("ZMEMBER");
        if let Some(members) = &members {
            members.scan_into(sink, |row, _| {
                if people.members.len() < MOST {
                    people.members.insert(row.rowid(), member(members, row));
                }
                Ok(())
            })?;
        }
        people.read_numbers(database, sink)?;
        if let Some(members) = &members {
            members.scan_into(sink, |row, sink| match people.members.get(&row.rowid()) {
                Some(person) if person.phone.is_none() => sink.emit(row.locator(), person),
                _ => Ok(()),
            })?;
        }
        Ok(people)
    }

    fn read_numbers(&mut self, database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(table) = database.table("ZPHONENUMBER") else { return Ok(()) };
        let column = |name| table.column(name);
        let columns =
            [column("ZCANONIZEDPHONENUM"), column("ZPHONE"), column("ZPHONENUMBER")];
        let owner = column("ZMEMBER");
        table.scan_into(sink, |row, sink| {
            let member = row.integer(owner).and_then(|member| self.members.get_mut(&member));
            let mut person = member.as_ref().map(|one| (**one).clone()).unwrap_or_default();
            person.phone = first(row, &columns);
            if let Some(member) = member {
                member.phone = member.phone.take().or_else(|| person.phone.clone());
            }
            sink.emit(row.locator(), &person)?;
            if self.numbers.len() < MOST {
                self.numbers.insert(row.rowid(), person);
            }
            Ok(())
        })
    }

    /// The person that `ZPHONENUMINDEX` names.
    pub(super) fn find(&self, id: i64) -> Option<&Person> {
        self.members.get(&id).or_else(|| self.numbers.get(&id))
    }
}

fn member(table: &Table<'_>, row: &Row<'_>) -> Person {
    let column = |name| table.column(name);
    Person {
        name: first(row, &[column("ZDISPLAYFULLNAME"), column("ZDISPLAYSHORTNAME"), column("ZNAME")]),
        phone: None,
        member_id: first(row, &[column("ZMEMBERID")]),
    }
}

/// The first of `columns` that holds something.
fn first(row: &Row<'_>, columns: &[Option<Column>]) -> Option<String> {
    columns.iter().find_map(|column| cells::name(row, *column, LONGEST_ADDRESS))
}
