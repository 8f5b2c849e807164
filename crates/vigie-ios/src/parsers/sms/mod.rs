//! `sms.db`: messages (SMS, MMS, iMessage, RCS), their attachments, chats and correspondents.
//!
//! Written by `imagent` and Messages; rows live until their owner deletes them, and 30 days longer
//! since iOS 16 (`chat_recoverable_message_join`). Tables:
//!
//! * `message`: one row per message, 40 columns in iOS 6, about 100 in iOS 26. Dates count from
//!   2001, in seconds up to iOS 10, in nanoseconds since. Since iOS 14 and always since iOS 16,
//!   `text` may be NULL and the text stands in `attributedBody`, a typed stream. `payload_data` is
//!   the keyed archive of a link preview or app message; `message_summary_info` a property list
//!   that keeps what a message said before it was edited.
//! * `handle`: correspondents; `message.handle_id` 0 means the system or the owner.
//! * `chat`, `chat_handle_join`, `chat_message_join`: conversations.
//! * `attachment`, `message_attachment_join`.
//!
//! Layout after <https://github.com/abrignoni/iLEAPP> and schemas of iOS 6 to 26.

mod attachment;
mod body;
mod chat;
mod message;
mod rows;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use attachment::Attachment;
pub(crate) use message::Message;

pub(crate) static ITEM: Sms = Sms;

pub(crate) struct Sms;

static META: ParserMeta = ParserMeta {
    id: "sms",
    title: Text {
        en: "Messages (SMS, iMessage) and their attachments",
        fr: "Messages (SMS, iMessage) et leurs pièces jointes",
    },
    reads: &["/private/var/mobile/Library/SMS/sms.db", "/sms.db"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[
        &message::KIND,
        &attachment::KIND,
        &chat::CHAT,
        &chat::HANDLE,
        &chat::DELETED,
    ],
    means: &[
        Text { en: "transfer begun", fr: "transfert commencé" },
        Text { en: "last message of the conversation read", fr: "dernier message de la conversation lu" },
        Text { en: "earlier text written", fr: "texte antérieur écrit" },
        Text { en: "attachment created", fr: "pièce jointe créée" },
        Text { en: "received", fr: "reçu" },
        Text { en: "sent", fr: "envoyé" },
        Text { en: "delivered", fr: "remis" },
        Text { en: "read", fr: "lu" },
        Text { en: "edited", fr: "modifié" },
        Text { en: "taken back", fr: "annulé" },
        Text { en: "deleted", fr: "supprimé" },
        Text { en: "played", fr: "écouté" },
        Text { en: "attachment received", fr: "pièce jointe reçue" },
        Text { en: "attachment sent", fr: "pièce jointe envoyée" },
    ],
    versions: Versions::ios(6),
    references: &[
        "https://github.com/abrignoni/iLEAPP",
        "https://docs.mvt.re/en/latest/ios/records/#sms",
    ],
};

impl Parser for Sms {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("message").is_none() {
            return Err(Stop::Unsupported("a database without table message".into()));
        }
        let handles = chat::Handles::read(&database, sink)?;
        handles.emit(sink)?;
        let chats = chat::Chats::read(&database, &handles, sink)?;
        chats.emit(sink)?;
        rows::read(&database, &handles, &chats, &input.limits, sink)?;
        attachment::read(&database, &handles, &input.limits, sink)?;
        chat::deleted(&database, sink)
    }
}
