//! WhatsApp and WhatsApp Business: messages, conversations, calls and identifiers.
//!
//! Written by the apps into their shared container, `group.net.whatsapp.WhatsApp.shared` and
//! `group.net.whatsapp.WhatsAppSMB.shared`; in the app's own `Documents` up to iOS 7. Rows live
//! until their owner deletes them. Core Data stores, dates in seconds since 2001:
//!
//! * `ChatStorage.sqlite`: `ZWAMESSAGE`; `ZWAMEDIAITEM` (files, places and cards sent along) and
//!   `ZWAMESSAGEDATAITEM` (link previews), both of which name their message in `ZMESSAGE`;
//!   `ZWACHATSESSION`, `ZWAGROUPINFO`, `ZWAGROUPMEMBER`; `ZWAPROFILEPUSHNAME`, the names that people
//!   gave themselves, which stay when their messages are deleted; `ZWABLACKLISTITEM`.
//! * `LID.sqlite`, in some versions the same table inside `ChatStorage.sqlite`: which telephone
//!   number hides behind which `@lid` (`ZWAPHONENUMBERLIDPAIR`, `ZWAZACCOUNT`).
//!   Messages and conversations get the number from there.
//! * `CallHistory.sqlite`: `ZWACDCALLEVENT`, `ZWACDCALLEVENTPARTICIPANT`, `ZWAAGGREGATECALLEVENT`.
//!
//! `ZWAMESSAGEINFO` (receipts, in an undocumented encoding) is not read.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#whatsapp>,
//! <https://github.com/abrignoni/iLEAPP> and the schemas.

mod call;
mod chat;
mod lid;
mod media;
mod message;
mod person;
mod rows;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use message::Message as WhatsappMessage;

pub(crate) static ITEM: Whatsapp = Whatsapp;

pub(crate) struct Whatsapp;

static META: ParserMeta = ParserMeta {
    id: "whatsapp",
    title: Text {
        en: "WhatsApp messages, conversations and calls",
        fr: "Messages, conversations et appels WhatsApp",
    },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/*/LID.sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/*/CallHistory.sqlite",
        "/private/var/mobile/Containers/Data/Application/*/Documents/ChatStorage.sqlite",
        "/ChatStorage.sqlite",
        "/LID.sqlite",
        "/CallHistory.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&message::KIND, &chat::KIND, &person::KIND, &lid::KIND, &call::KIND],
    means: &[
        Text { en: "received", fr: "reçu" },
        Text { en: "sent", fr: "envoyé" },
        Text { en: "handed to the server", fr: "remis au serveur" },
        Text { en: "file put on the server", fr: "fichier déposé sur le serveur" },
        Text { en: "group made", fr: "groupe créé" },
        Text { en: "group given its subject", fr: "sujet du groupe défini" },
        Text {
            en: "first message of the conversation",
            fr: "premier message de la conversation",
        },
        Text { en: "last message of the conversation", fr: "dernier message de la conversation" },
        Text {
            en: "last message noted by the conversation",
            fr: "dernier message noté par la conversation",
        },
        Text { en: "number learned", fr: "numéro appris" },
        Text { en: "call", fr: "appel" },
        Text { en: "call made", fr: "appel passé" },
        Text { en: "call received", fr: "appel reçu" },
        Text { en: "call not answered", fr: "appel sans réponse" },
    ],
    versions: Versions::ios(6),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#whatsapp",
        "https://github.com/abrignoni/iLEAPP",
    ],
};

impl Parser for Whatsapp {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let known = ["ZWAMESSAGE", "ZWACHATSESSION", "ZWAPHONENUMBERLIDPAIR", "ZWAZACCOUNT"];
        let calls = ["ZWACDCALLEVENT", "ZWAJOINABLECALLEVENT"];
        if !known.iter().chain(&calls).any(|name| database.table(name).is_some()) {
            return Err(Stop::Unsupported("a database without tables of WhatsApp".into()));
        }
        let lids = lid::Lids::read(&database, input, sink)?;
        let mut chats = chat::Chats::read(&database, &lids, sink)?;
        rows::read(&database, &lids, &mut chats, sink)?;
        chats.emit(sink)?;
        person::read(&database, sink)?;
        lid::read(&database, sink)?;
        call::read(&database, sink)
    }
}
