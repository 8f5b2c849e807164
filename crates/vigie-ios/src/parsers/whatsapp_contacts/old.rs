//! Contacts as WhatsApp kept them before `ContactsV2.sqlite`.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Database, Table};

use super::contact::Contact;
use crate::cells::{self, LONGEST_ADDRESS};
use crate::joins::Joins;

/// Emits every row of `ZWAPHONE`, a number of a contact.
pub(super) fn read(
    database: &Database,
    phones: &Table<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let contacts = database.table("ZWACONTACT");
    let statuses = database.table("ZWASTATUS");
    let of_phone = Joins::read(database, "ZWASTATUS", "ZPHONE", "Z_PK", sink)?;
    phones.scan_into(sink, |row, sink| {
        let mut contact = Contact {
            whatsapp_id: cells::text(row, phones.column("ZWHATSAPPID")),
            phone_number: cells::text(row, phones.column("ZPHONE")),
            ..Contact::default()
        };
        let person = row.integer(phones.column("ZCONTACT"));
        if let Some((contacts, person)) = contacts.zip(person) {
            contacts.get(person, |row| {
                let text = |name| cells::name(row, contacts.column(name), LONGEST_ADDRESS);
                contact.full_name = text("ZFULLNAME");
                contact.given_name = text("ZFIRSTNAME");
                contact.last_name = text("ZLASTNAME");
            })?;
        }
        if let Some((statuses, status)) = statuses.zip(of_phone.first(row.rowid())) {
            statuses.get(status, |row| {
                contact.about = cells::text(row, statuses.column("ZTEXT"));
                let date = statuses.column("ZDATE");
                contact.about_timestamp = cells::mac_time(row, date, "ZDATE", sink);
            })?;
        }
        sink.emit(row.locator(), &contact)
    })
}
