//! Organisers and invited people.

use serde::{Deserialize, Serialize};
use vigie_core::{Observable, Sink, Stop, links};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS};
use crate::joins::Joins;

/// Someone who organises an event or is invited to it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Participant {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone_number: Option<String>,
    /// True for the owner of the phone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_self: bool,
    /// Whether they come, as a number of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<i64>,
    /// What they wrote when they answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comment: Option<String>,
    /// Id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
}

impl Participant {
    pub(super) fn observables(
        &self,
        field: &'static str,
        see: &mut dyn FnMut(&'static str, Observable<'_>),
    ) {
        if let Some(email) = &self.email {
            see(field, Observable::Email(email.strip_prefix("mailto:").unwrap_or(email)));
        }
        if let Some(number) = &self.phone_number {
            see(field, Observable::Phone(number.strip_prefix("tel:").unwrap_or(number)));
        }
        links(self.comment.as_deref().unwrap_or(""))
            .for_each(|link| see(field, link.observable()));
    }
}

/// What `Participant.entity_type` says of organisers.
const ORGANIZER: i64 = 8;

/// Most invited people of one event.
const MOST: usize = 1_000;

/// Where events find their people.
pub(super) struct Participants<'a> {
    table: Table<'a>,
    identities: Option<Table<'a>>,
    of_item: Joins,
}

impl<'a> Participants<'a> {
    pub(super) fn read(
        database: &'a Database,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("Participant") else { return Ok(None) };
        let of_item = Joins::of(&table, table.column("owner_id"), table.column("rowid"), sink)?;
        Ok(Some(Self { table, identities: database.table("Identity"), of_item }))
    }

    /// The participant with this rowid.
    pub(super) fn find(&self, id: i64) -> Result<Option<Participant>, Stop> {
        let found = self.table.get(id, |row| self.own_fields(row))?;
        let Some((mut participant, identity)) = found else { return Ok(None) };
        if let Some((identities, identity)) = self.identities.as_ref().zip(identity) {
            identities.get(identity, |row| {
                let name = |name| cells::name(row, identities.column(name), LONGEST_ADDRESS);
                participant.name = name("display_name");
                if participant.email.is_none() {
                    participant.email = name("address");
                }
            })?;
        }
        Ok(Some(participant))
    }

    /// The people invited to event `item`, which `organizer` organises.
    pub(super) fn invited(
        &self,
        item: i64,
        organizer: Option<i64>,
    ) -> Result<Vec<Participant>, Stop> {
        let mut invited = Vec::new();
        for id in self.of_item.all(item).filter(|id| Some(*id) != organizer).take(MOST) {
            let kind = self.table.column("entity_type");
            if self.table.get(id, |row| row.integer(kind))?.flatten() != Some(ORGANIZER) {
                invited.extend(self.find(id)?);
            }
        }
        Ok(invited)
    }

    /// What the row says by itself, and which identity it names.
    fn own_fields(&self, row: &Row<'_>) -> (Participant, Option<i64>) {
        let column = |name| self.table.column(name);
        let name = |name| cells::name(row, column(name), LONGEST_ADDRESS);
        let participant = Participant {
            name: None,
            email: name("email"),
            phone_number: name("phone_number"),
            is_self: cells::flag(row, column("is_self")),
            status: cells::nonzero(row, column("status")),
            comment: name("comment"),
            uuid: name("UUID"),
        };
        (participant, cells::nonzero(row, column("identity_id")))
    }
}
