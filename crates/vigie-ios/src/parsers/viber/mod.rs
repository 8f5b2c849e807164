//! `Contacts.data` of Viber: messages, conversations and people.
//!
//! Written by Viber into its shared container, `group.viber.share.container`; in the app's own
//! `Documents` up to iOS 7. Not encrypted. Rows live until their owner deletes them. A Core Data
//! store, dates in seconds since 2001:
//!
//! * `ZVIBERMESSAGE`: one row per message; `ZSTATE` `received` came in, anything else went out;
//!   `ZPHONENUMINDEX` names the sender, a row of `ZMEMBER` (of `ZPHONENUMBER` in older versions),
//!   and is NULL for the owner; `ZSYSTEMTYPE` says what is no plain text; `ZMETADATA` is JSON.
//! * `ZCONVERSATION`; `ZINTERLOCUTOR` is the other party where there is only one.
//! * `ZATTACHMENT`: files that messages name in `ZATTACHMENT`.
//! * `ZMEMBER` and `ZPHONENUMBER`: people and their numbers. One number is one record here.
//!
//! Layout after <https://github.com/abrignoni/iLEAPP>,
//! <https://github.com/theAtropos4n6/DFIR_SQL_Queries> and the schemas.

mod message;
mod person;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: Viber = Viber;

pub(crate) struct Viber;

static META: ParserMeta = ParserMeta {
    id: "viber",
    title: Text { en: "Viber messages and contacts", fr: "Messages et contacts Viber" },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/com.viber/database/Contacts.data",
        "/private/var/mobile/Containers/Data/Application/*/Documents/Contacts.data",
        "/Contacts.data",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&message::KIND, &person::KIND],
    means: &[
        Text { en: "received", fr: "reçu" },
        Text { en: "sent", fr: "envoyé" },
        Text { en: "state of the message changed", fr: "changement d’état du message" },
    ],
    versions: Versions::ios(6),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

impl Parser for Viber {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("ZVIBERMESSAGE").is_none() && database.table("ZPHONENUMBER").is_none() {
            return Err(Stop::Unsupported("a database without table ZVIBERMESSAGE".into()));
        }
        let people = person::People::read(&database, sink)?;
        message::read(&database, &people, sink)
    }
}
