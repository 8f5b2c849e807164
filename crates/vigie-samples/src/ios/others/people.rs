//! Contacts, calendar and interactions.

use rusqlite::{Connection, params};

use crate::Result;
use crate::ios::Plant;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::{Slot, slots, text};
use crate::ios::phone::Phone;
use crate::words::APPS;

const CONTACTS: DeviceFile = file("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb");
const CALENDAR: DeviceFile = file("HomeDomain", "Library/Calendar/Calendar.sqlitedb");
const INTERACTIONS: DeviceFile = file("HomeDomain", "Library/CoreDuet/People/interactionC.db");

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    contacts(phone)?;
    calendar(phone)?;
    interactions(phone)
}

const CONTACTS_SCHEMA: &str = "
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, FirstPhonetic TEXT, MiddlePhonetic TEXT, LastPhonetic TEXT, Organization TEXT, Department TEXT, Note TEXT, Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, Prefix TEXT, Suffix TEXT, FirstSort TEXT, LastSort TEXT, CreationDate INTEGER, ModificationDate INTEGER, CompositeNameFallback TEXT, ExternalIdentifier TEXT, ExternalModificationTag TEXT, ExternalUUID TEXT, StoreID INTEGER, DisplayName TEXT, ExternalRepresentation BLOB, FirstSortSection TEXT, LastSortSection TEXT, guid TEXT);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT, guid TEXT);
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));
CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, ExternalIdentifier TEXT, Type INTEGER, Enabled INTEGER DEFAULT 1);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Home>!$_'), ('_$!<Mobile>!$_'), ('_$!<Work>!$_');
INSERT INTO ABStore(Name, Type) VALUES ('iCloud', 4);";

fn contacts(phone: &mut Phone) -> Result<()> {
    let database = phone.database(CONTACTS, CONTACTS_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("contacts");
    let mut person = connection.prepare(
        "INSERT INTO ABPerson(First, Last, Organization, CreationDate, ModificationDate, StoreID, guid) VALUES (?1, ?2, ?3, ?4, ?4, 1, ?5)",
    )?;
    // Property 3 is a telephone number, 4 an e-mail address.
    let mut value = connection.prepare(
        "INSERT INTO ABMultiValue(record_id, property, identifier, label, value, guid) VALUES (?1, ?2, 0, 1, ?3, ?4)",
    )?;
    let calendar = phone.calendar(phone.people.len() as u64);
    let mut count = 0;
    for (number, someone) in (0..).zip(&phone.people) {
        let created = calendar.at(number, &mut rng).mac_seconds();
        let company = rng.chance(200).then_some("Example");
        person.execute(params![someone.first, someone.last, company, created, rng.uuid()])?;
        let row = connection.last_insert_rowid();
        value.execute(params![row, 3, someone.phone, rng.uuid()])?;
        value.execute(params![row, 4, someone.email, rng.uuid()])?;
        count += 2;
    }
    if phone.has(Plant::ContactEmail) {
        let address = "redactie@nachtpost.example";
        person.execute(params!["Redactie", None::<&str>, None::<&str>, 700_000_000, rng.uuid()])?;
        let row = connection.last_insert_rowid();
        value.execute(params![row, 4, address, rng.uuid()])?;
        let row = connection.last_insert_rowid();
        phone.planted_row(Plant::ContactEmail, CONTACTS, "ABMultiValue", row, address);
        count += 1;
    }
    drop((person, value));
    phone.odd_rows(
        connection,
        "INSERT INTO ABPerson(ROWID, First, CreationDate) VALUES (900001, x'ff', 'never');
         INSERT INTO ABMultiValue(record_id, property, value) VALUES (900001, 'x', 7), (NULL, 4, x'ff'), (900002, 4, 'nobody');",
    )?;
    phone.keep(CONTACTS, database)?;
    phone.count("contacts", count);
    Ok(())
}

const CALENDAR_SCHEMA: &str = "
CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT, flags INTEGER, color TEXT, UUID TEXT);
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, type INTEGER, status INTEGER, pending_status INTEGER, role INTEGER, identity_id INTEGER, owner_id INTEGER, external_rep BLOB, UUID TEXT, email TEXT, phone_number TEXT, is_self INTEGER, comment TEXT, schedule_agent INTEGER, flags INTEGER, last_modified REAL);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, client_location_id INTEGER, description TEXT, start_date REAL, start_tz TEXT, end_date REAL, end_tz TEXT, all_day INTEGER, calendar_id INTEGER, orig_item_id INTEGER, orig_date REAL, organizer_id INTEGER, self_attendee_id INTEGER, status INTEGER, invitation_status INTEGER, availability INTEGER, privacy_level INTEGER, url TEXT, last_modified REAL, sequence_num INTEGER, birthday_id INTEGER, modified_properties INTEGER, external_tracking_status INTEGER, external_id TEXT, external_mod_tag TEXT, unique_identifier TEXT, external_schedule_id TEXT, external_rep BLOB, response_comment TEXT, hidden INTEGER, has_recurrences INTEGER, has_attendees INTEGER, UUID TEXT, entity_type INTEGER, priority INTEGER, due_date REAL, creation_date REAL, action TEXT, created_by_id INTEGER, modified_by_id INTEGER);
INSERT INTO Calendar(store_id, title, flags, color, UUID) VALUES (1, 'Home', 0, '#1BADF8', 'A1');";

fn calendar(phone: &mut Phone) -> Result<()> {
    let database = phone.database(CALENDAR, CALENDAR_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("calendar");
    let special: Vec<(Plant, &str)> = [
        (Plant::CalendarOrganizer, "agenda@nachtpost.example"),
        (Plant::CalendarMeeting, "Meeting"),
    ]
    .into_iter()
    .filter(|(plant, _)| phone.has(*plant))
    .collect();
    let ordinary = phone.plan.contacts / 2;
    let days = phone.calendar(ordinary);
    let mut event = Event::new(connection)?;
    let mut last = days.at(0, &mut rng).mac();
    for slot in slots(ordinary, special.len()) {
        match slot {
            Slot::Ordinary(number) => {
                last = days.at(number, &mut rng).mac();
                let email = phone.person(&mut rng).map_or("", |person| &person.email);
                let notes = rng.chance(300).then(|| text(&mut rng));
                event.insert(
                    [&text(&mut rng), notes.as_deref().unwrap_or("")],
                    email,
                    last,
                    &rng.uuid(),
                )?;
            }
            Slot::Special(number) => {
                let Some((plant, seen)) = special.get(number).copied() else { continue };
                let (words, email, table) = match plant {
                    Plant::CalendarMeeting => (["Meeting", "Notes"], "", "CalendarItem"),
                    _ => (["Interview", ""], seen, "Participant"),
                };
                let (item, participant) = event.insert(words, email, last, &rng.uuid())?;
                let row = if table == "CalendarItem" { item } else { participant };
                phone.planted_row(plant, CALENDAR, table, row, seen);
            }
        }
    }
    drop(event);
    phone.odd_rows(
        connection,
        "INSERT INTO CalendarItem(summary, description, start_date, organizer_id, creation_date) VALUES (NULL, NULL, NULL, NULL, NULL), (x'ff', 7, 'never', 'x', 1e300);",
    )?;
    phone.keep(CALENDAR, database)?;
    phone.count("calendar", ordinary + special.len() as u64);
    Ok(())
}

struct Event<'c> {
    connection: &'c Connection,
    item: rusqlite::Statement<'c>,
    participant: rusqlite::Statement<'c>,
}

impl<'c> Event<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        Ok(Self {
            connection,
            item: connection.prepare(
                "INSERT INTO CalendarItem(summary, description, start_date, start_tz, end_date, end_tz, all_day, calendar_id, organizer_id, status, availability, last_modified, sequence_num, unique_identifier, hidden, UUID, entity_type, creation_date)
                 VALUES (?1, ?2, ?3, 'Europe/Brussels', ?3 + 3600, 'Europe/Brussels', 0, 1, ?4, 0, 0, ?3 - 90000, 0, ?5, 0, ?5, 2, ?3 - 90000)",
            )?,
            participant: connection.prepare(
                "INSERT INTO Participant(entity_type, type, status, role, owner_id, UUID, email, is_self, last_modified) VALUES (8, 0, 0, 0, 0, ?1, ?2, 0, ?3)",
            )?,
        })
    }

    /// An event with its organiser; gives the rows of both, 0 where nobody organises.
    fn insert(
        &mut self,
        [summary, notes]: [&str; 2],
        email: &str,
        start: f64,
        uuid: &str,
    ) -> Result<(i64, i64)> {
        let mut organizer = 0;
        if !email.is_empty() {
            self.participant.execute(params![format!("P-{uuid}"), email, start])?;
            organizer = self.connection.last_insert_rowid();
        }
        let notes = (!notes.is_empty()).then_some(notes);
        self.item.execute(params![summary, notes, start, organizer, uuid])?;
        Ok((self.connection.last_insert_rowid(), organizer))
    }
}

const INTERACTIONS_SCHEMA: &str = "
CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZDIRECTION INTEGER, ZISRESPONSE INTEGER, ZMECHANISM INTEGER, ZRECIPIENTCOUNT INTEGER, ZSENDER INTEGER, ZCREATIONDATE TIMESTAMP, ZENDDATE TIMESTAMP, ZSTARTDATE TIMESTAMP, ZUPDATEDATE TIMESTAMP, ZACCOUNT VARCHAR, ZBUNDLEID VARCHAR, ZCONTENTURL VARCHAR, ZDERIVEDINTENTIDENTIFIER VARCHAR, ZDOMAINIDENTIFIER VARCHAR, ZGROUPNAME VARCHAR, ZLOCATIONUUID VARCHAR, ZTARGETBUNDLEID VARCHAR, ZUUID VARCHAR);
CREATE TABLE ZCONTACTS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINCOMINGRECIPIENTCOUNT INTEGER, ZINCOMINGSENDERCOUNT INTEGER, ZOUTGOINGRECIPIENTCOUNT INTEGER, ZPERSONIDTYPE INTEGER, ZTYPE INTEGER, ZCREATIONDATE TIMESTAMP, ZFIRSTINCOMINGRECIPIENTDATE TIMESTAMP, ZFIRSTINCOMINGSENDERDATE TIMESTAMP, ZFIRSTOUTGOINGRECIPIENTDATE TIMESTAMP, ZLASTINCOMINGRECIPIENTDATE TIMESTAMP, ZLASTINCOMINGSENDERDATE TIMESTAMP, ZLASTOUTGOINGRECIPIENTDATE TIMESTAMP, ZCUSTOMIDENTIFIER VARCHAR, ZDISPLAYNAME VARCHAR, ZIDENTIFIER VARCHAR, ZPERSONID VARCHAR);
CREATE TABLE ZATTACHMENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSIZEINBYTES INTEGER, ZCLOUDIDENTIFIER VARCHAR, ZCONTENTTEXT VARCHAR, ZCONTENTURL VARCHAR, ZPHOTOLOCALIDENTIFIER VARCHAR, ZUTI VARCHAR, ZIDENTIFIER BLOB);
CREATE TABLE Z_1INTERACTIONS (Z_1ATTACHMENTS INTEGER, Z_3INTERACTIONS INTEGER, PRIMARY KEY (Z_1ATTACHMENTS, Z_3INTERACTIONS));
CREATE TABLE Z_2INTERACTIONRECIPIENT (Z_2RECIPIENTS INTEGER, Z_3INTERACTIONRECIPIENT INTEGER, PRIMARY KEY (Z_2RECIPIENTS, Z_3INTERACTIONRECIPIENT));
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
CREATE INDEX Z_2INTERACTIONRECIPIENT_Z_3_INDEX ON Z_2INTERACTIONRECIPIENT(Z_3INTERACTIONRECIPIENT, Z_2RECIPIENTS);
CREATE INDEX Z_1INTERACTIONS_Z_3_INDEX ON Z_1INTERACTIONS(Z_3INTERACTIONS, Z_1ATTACHMENTS);";

/// The tables as each generation has them: old ones know no names of groups and no photos.
fn interactions_schema(ios: u8) -> String {
    let mut schema = INTERACTIONS_SCHEMA.to_owned();
    if ios < 13 {
        schema = schema.replace("ZGROUPNAME VARCHAR, ", "").replace("ZUPDATEDATE TIMESTAMP, ", "");
    }
    if ios < 14 {
        schema = schema.replace("ZCLOUDIDENTIFIER VARCHAR, ", "");
        schema = schema.replace("ZPHOTOLOCALIDENTIFIER VARCHAR, ", "");
    }
    if ios >= 15 {
        schema = schema.replace(
            "ZUPDATEDATE TIMESTAMP, ",
            "ZUPDATEDATE TIMESTAMP, ZCONTENTURLCOUNT INTEGER, ZNSUSERNAME VARCHAR, ",
        );
    }
    schema
}

fn interactions(phone: &mut Phone) -> Result<()> {
    let database = phone.database(INTERACTIONS, &interactions_schema(phone.plan.ios))?;
    let connection = database.connection();
    let mut rng = phone.rng("interactions");
    let mut contact = connection.prepare(
        "INSERT INTO ZCONTACTS VALUES (NULL, 2, 1, 1, 2, 3, 0, 0, ?3, ?3, ?3, ?3, ?3, ?3, ?3, NULL, ?1, ?2, NULL)",
    )?;
    let start = phone.calendar(1).at(0, &mut rng).mac();
    for (number, person) in phone.people.iter().enumerate() {
        let name = format!("{} {}", person.first, person.last);
        contact.execute(params![name, person.handle(number), start])?;
    }
    let known = phone.people.len() as u64;
    let planted = phone.has(Plant::InteractionEmail);
    let address = "oproep@nachtpost.example";
    if planted {
        contact.execute(params![None::<&str>, address, start])?;
        let row = connection.last_insert_rowid();
        phone.planted_row(Plant::InteractionEmail, INTERACTIONS, "ZCONTACTS", row, address);
    }
    let mut insert = connection.prepare(
        "INSERT INTO ZINTERACTIONS(Z_PK, Z_ENT, Z_OPT, ZDIRECTION, ZISRESPONSE, ZMECHANISM, ZRECIPIENTCOUNT, ZSENDER, ZCREATIONDATE, ZENDDATE, ZSTARTDATE, ZACCOUNT, ZBUNDLEID, ZDOMAINIDENTIFIER, ZUUID)
         VALUES (?1, 3, 1, ?2, 0, 4, 1, ?3, ?4, ?5, ?4, 'owner@mail.example.org', ?6, ?7, ?8)",
    )?;
    let mut recipient =
        connection.prepare("INSERT INTO Z_2INTERACTIONRECIPIENT VALUES (?1, ?2)")?;
    let days = phone.calendar(phone.plan.interactions);
    for number in 0..phone.plan.interactions {
        let time = days.at(number, &mut rng).mac();
        let sender = i64::try_from(rng.below(known)).unwrap_or(0) + 1;
        let row = i64::try_from(number).unwrap_or(0) + 1;
        let bundle = if rng.chance(500) { "com.apple.MobileSMS" } else { rng.pick(APPS) };
        insert.execute(params![
            row,
            rng.chance(500),
            sender,
            time,
            time + 1.0,
            bundle,
            rng.hex(12),
            rng.uuid()
        ])?;
        let other = i64::try_from(rng.below(known)).unwrap_or(0) + 1;
        recipient.execute([other, row])?;
    }
    let mut count = phone.plan.interactions;
    if planted {
        let row = i64::try_from(count).unwrap_or(0) + 1;
        let sender = i64::try_from(known).unwrap_or(0) + 1;
        insert.execute(params![
            row,
            0,
            sender,
            start,
            start,
            "com.apple.facetime",
            "x",
            rng.uuid()
        ])?;
        recipient.execute([1, row])?;
        count += 1;
    }
    drop((contact, insert, recipient));
    phone.odd_rows(
        connection,
        "INSERT INTO ZINTERACTIONS(ZSTARTDATE, ZSENDER, ZBUNDLEID) VALUES (NULL, NULL, NULL), ('never', 'x', x'ff');
         INSERT INTO ZCONTACTS(ZIDENTIFIER, ZCREATIONDATE) VALUES (NULL, NULL), (7, 'never');",
    )?;
    phone.keep(INTERACTIONS, database)?;
    phone.count("interaction_c", count);
    Ok(())
}
