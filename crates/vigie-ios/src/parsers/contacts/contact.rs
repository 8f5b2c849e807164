//! Contacts: a person with one of their values.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.contacts.contact",
    title: Text { en: "Contact", fr: "Contact" },
    brief: &["first", "last", "organization", "property", "value"],
    personal: &[
        "value",
        "parts",
        "first",
        "middle",
        "last",
        "nickname",
        "organization",
        "department",
        "job_title",
        "note",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Contact>,
};

/// A person or organisation among the contacts, with one of their numbers or addresses.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contact {
    /// Rowid of the person: one person's values share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) person: Option<i64>,
    /// What the value is: `phone`, `email`, `address`, `url`, …; the number itself where its
    /// meaning is not known. Nothing where the person has no values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) property: Option<String>,
    /// What the owner calls it: `Home`, `Mobile`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    /// The parts of a value that has parts.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) parts: Columns,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<String>,
    /// Middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) middle: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<String>,
    /// Nickname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) nickname: Option<String>,
    /// Organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<String>,
    /// Department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) department: Option<String>,
    /// Function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_title: Option<String>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// Account that the contact is kept in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<String>,
    /// When the contact was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creation_date: Option<Time>,
    /// When it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modification_date: Option<Time>,
    /// What else the row of the person holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Contact {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.creation_date {
            see(Stamp::utc(at, "contact created"));
        }
        if let Some(at) = self.modification_date.filter(|_| self.modification_date != self.creation_date)
        {
            see(Stamp::utc(at, "contact changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(value) = &self.value {
            match self.property.as_deref() {
                Some("phone") => see("value", Observable::Phone(value)),
                Some("email") => see("value", Observable::Email(value)),
                Some("url") => see("value", Observable::Url(value)),
                Some("instant message" | "social profile") => {
                    see("value", Observable::Account(value));
                }
                _ => links(value).for_each(|link| see("value", link.observable())),
            }
        }
        for (name, text) in self.parts.texts() {
            if name.eq_ignore_ascii_case("username") {
                see("parts", Observable::Account(text));
            }
            links(text).for_each(|link| see("parts", link.observable()));
        }
        for (field, text) in [("note", &self.note), ("organization", &self.organization)] {
            links(text.as_deref().unwrap_or("")).for_each(|link| see(field, link.observable()));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Columns of `ABPerson` with a field of their own, copies of names made for sorting, and the vCard
/// that the rest was read from.
const FIELDS: &[&str] = &[
    "ROWID",
    "First",
    "Middle",
    "Last",
    "Nickname",
    "Organization",
    "Department",
    "JobTitle",
    "Note",
    "StoreID",
    "CreationDate",
    "ModificationDate",
    "ExternalRepresentation",
    "CompositeNameFallback",
    "guid",
];

/// The people.
pub(super) struct Persons<'a> {
    table: Option<Table<'a>>,
    stores: Option<Table<'a>>,
    others: Others,
}

impl<'a> Persons<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        let table = database.table("ABPerson");
        let others = table.as_ref().map(|table| Others::new(table, FIELDS));
        let stores = database.table("ABStore");
        Self { table, stores, others: others.unwrap_or_default() }
    }

    /// Fills in who `contact` is. False where there is no such person.
    pub(super) fn fill(
        &self,
        contact: &mut Contact,
        person: i64,
        sink: &mut Sink<'_>,
    ) -> Result<bool, Stop> {
        let Some(table) = &self.table else { return Ok(false) };
        let store = table.get(person, |row| self.own_fields(table, contact, row, sink))?;
        let Some(store) = store else { return Ok(false) };
        self.name_store(contact, store)?;
        Ok(true)
    }

    /// Emits the people who have no values.
    pub(super) fn emit_bare(&self, seen: &Ids, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(table) = &self.table else { return Ok(()) };
        table.scan_into(sink, |row, sink| {
            if seen.contains(row.rowid()) {
                return Ok(());
            }
            let mut contact = Contact::default();
            let store = self.own_fields(table, &mut contact, row, sink);
            self.name_store(&mut contact, store)?;
            sink.emit(row.locator(), &contact)
        })
    }

    /// Fills in the row of a person, and gives the id of its account.
    fn own_fields(
        &self,
        table: &Table<'_>,
        contact: &mut Contact,
        row: &Row<'_>,
        sink: &mut Sink<'_>,
    ) -> Option<i64> {
        let column = |name| table.column(name);
        let name = |name| cells::name(row, column(name), LONGEST_ADDRESS);
        let mut time = |name| cells::mac_time(row, column(name), name, sink);
        contact.person = Some(row.rowid());
        contact.first = name("First");
        contact.middle = name("Middle");
        contact.last = name("Last");
        contact.nickname = name("Nickname");
        contact.organization = name("Organization");
        contact.department = name("Department");
        contact.job_title = name("JobTitle");
        contact.note = cells::name(row, column("Note"), LONGEST_NOTE);
        contact.creation_date = time("CreationDate");
        contact.modification_date = time("ModificationDate");
        let is_for_sorting = |name: &str| name.contains("Sort") || name.contains("Language");
        let columns = self.others.of(row).without_any(is_for_sorting);
        contact.columns = columns.shortened(LONGEST_ADDRESS);
        row.integer(column("StoreID"))
    }

    fn name_store(&self, contact: &mut Contact, store: Option<i64>) -> Result<(), Stop> {
        let Some((stores, store)) = self.stores.as_ref().zip(store) else { return Ok(()) };
        let name = |column: Option<Column>| {
            stores.get(store, |row| cells::name(row, column, LONGEST_ADDRESS))
        };
        contact.store = name(stores.column("Name"))?.flatten();
        Ok(())
    }
}

/// Longest note that is kept, in bytes: each value of a person repeats it.
const LONGEST_NOTE: usize = 4_000;
