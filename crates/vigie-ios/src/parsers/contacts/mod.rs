//! `AddressBook.sqlitedb`: the contacts of the phone.
//!
//! Written by `contactsd`; rows live until their owner deletes them. Known from iOS 3 on. Tables:
//!
//! * `ABPerson`: one row per person or organisation, dates in seconds since 2001; `StoreID` names
//!   the account it is kept in (`ABStore`).
//! * `ABMultiValue`: what there are several of: `record_id` names the person, `property` says what
//!   it is (3 number, 4 e-mail address, 5 postal address, 22 URL, …), `label` names a row of
//!   `ABMultiValueLabel`. One value is one record here.
//! * `ABMultiValueEntry`: the parts of a value that has parts, such as a postal address or a social
//!   profile; `key` names a row of `ABMultiValueEntryKey`.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#contacts> and the schemas.

mod contact;
mod values;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use contact::Contact;

pub(crate) static ITEM: Contacts = Contacts;

pub(crate) struct Contacts;

static META: ParserMeta = ParserMeta {
    id: "contacts",
    title: Text { en: "Contacts", fr: "Contacts" },
    reads: &[
        "/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb",
        "/AddressBook.sqlitedb",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&contact::KIND],
    means: &[
        Text { en: "contact created", fr: "contact créé" },
        Text { en: "contact changed", fr: "contact modifié" },
    ],
    versions: Versions::ios(3),
    references: &["https://docs.mvt.re/en/latest/ios/records/#contacts"],
};

impl Parser for Contacts {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("ABPerson").is_none() && database.table("ABMultiValue").is_none() {
            return Err(Stop::Unsupported("a database without table ABPerson".into()));
        }
        let persons = contact::Persons::new(&database);
        let seen = values::read(&database, &persons, sink)?;
        persons.emit_bare(&seen, sink)
    }
}
