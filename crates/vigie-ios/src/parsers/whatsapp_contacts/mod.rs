//! `ContactsV2.sqlite`: the people WhatsApp and WhatsApp Business know.
//!
//! Written by the apps into their shared container. A Core Data store, dates in seconds since 2001;
//! some versions keep texts as blobs. Table `ZWAADDRESSBOOKCONTACT`, whose columns come and go with
//! the app's version, has one row per contact. Its forerunner `Contacts.sqlite` had `ZWACONTACT`
//! with `ZWAPHONE` (numbers) and `ZWASTATUS` (what they say about themselves).
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/> and the schemas.

mod contact;
mod old;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: WhatsappContacts = WhatsappContacts;

pub(crate) struct WhatsappContacts;

static META: ParserMeta = ParserMeta {
    id: "whatsapp_contacts",
    title: Text { en: "Contacts of WhatsApp", fr: "Contacts de WhatsApp" },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/ContactsV2.sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.*/Contacts.sqlite",
        "/private/var/mobile/Containers/Data/Application/net.whatsapp.*/Documents/Contacts.sqlite",
        "/ContactsV2.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&contact::KIND],
    means: &[
        Text { en: "contact last updated", fr: "dernière mise à jour du contact" },
        Text { en: "said about themselves", fr: "présentation rédigée" },
        Text { en: "what they say about themselves ends", fr: "fin de la présentation" },
        Text { en: "disappearing messages set", fr: "messages éphémères réglés" },
    ],
    versions: Versions::ios(6),
    references: &["https://docs.mvt.re/en/latest/ios/records/"],
};

impl Parser for WhatsappContacts {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if let Some(table) = database.table("ZWAADDRESSBOOKCONTACT") {
            contact::read(&table, sink)
        } else if let Some(table) = database.table("ZWAPHONE") {
            old::read(&database, &table, sink)
        } else {
            Err(Stop::Unsupported("a database without table ZWAADDRESSBOOKCONTACT".into()))
        }
    }
}
