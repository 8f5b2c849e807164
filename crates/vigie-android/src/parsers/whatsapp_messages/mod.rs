//! `msgstore.db` of WhatsApp and WhatsApp Business: messages, files that came with them, links, and calls.
//!
//! Since 2022 a message is a row of `message`, which names its chat and its sender by number: `chat`, then `jid`.
//! Files stand in `message_media`, previews of links in `message_text`, calls in `call_log`. Before, all was in
//! `messages`, which names the other side itself. Dates are milliseconds since 1970. Hashes of files are SHA-256
//! in base64. The schema is not published: what the columns mean is known from their names and from published
//! forensic work.
//!
//! Source: <https://thebinaryhick.blog/2022/06/09/new-msgstore-who-dis-a-look-at-an-updated-whatsapp-on-android/>.

use std::collections::HashMap;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::db_rows::{self, each_row_of};
use crate::fields::Fields;

mod attachment;
mod call;
mod message;

pub(crate) static ITEM: WhatsappMessages = WhatsappMessages;

pub(crate) struct WhatsappMessages;

static META: ParserMeta = ParserMeta {
    id: "whatsapp_messages",
    title: Text { en: "WhatsApp messages and calls", fr: "Messages et appels WhatsApp" },
    reads: &[
        "/data/data/com.whatsapp/databases/msgstore.db",
        "/data/user/*/com.whatsapp/databases/msgstore.db",
        "/data/data/com.whatsapp.w4b/databases/msgstore.db",
        "/data/user/*/com.whatsapp.w4b/databases/msgstore.db",
        "/backup/apps/com.whatsapp/db/msgstore.db",
        "/msgstore.db",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBackup, EvidenceKind::Files],
    emits: &[&message::KIND, &attachment::KIND, &call::KIND],
    means: &[
        Text { en: "message received", fr: "message reçu" },
        Text { en: "message sent", fr: "message envoyé" },
        Text { en: "call", fr: "appel" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://thebinaryhick.blog/2022/06/09/new-msgstore-who-dis-a-look-at-an-updated-whatsapp-on-android/",
        "https://github.com/abrignoni/ALEAPP",
    ],
};

/// Most chats and addresses that are kept in memory.
const MOST: usize = 1_000_000;

/// Addresses and chats by their numbers.
#[derive(Default)]
struct Names {
    addresses: HashMap<i64, String>,
    /// Number of a chat's address, and its subject.
    chats: HashMap<i64, (Option<i64>, Option<String>)>,
}

impl Parser for WhatsappMessages {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["message", "messages", "call_log"], sink)?;
        let names = Names::read(&database, sink)?;
        each_row_of(&database, "message", sink, |fields, at, sink| {
            let message = message::Message::read(fields, &names, &at, sink);
            sink.emit(at, &message)
        })?;
        each_row_of(&database, "messages", sink, |fields, at, sink| {
            let message = message::Message::read_old(fields, &at, sink);
            sink.emit(at, &message)
        })?;
        for table in ["message_media", "message_text"] {
            each_row_of(&database, table, sink, |fields, at, sink| {
                match attachment::Attachment::read(fields, &database, &names, &at) {
                    Some(attachment) => sink.emit(at, &attachment),
                    None => Ok(()),
                }
            })?;
        }
        each_row_of(&database, "call_log", sink, |fields, at, sink| {
            let call = call::Call::read(fields, &names, &at, sink);
            sink.emit(at, &call)
        })
    }
}

impl Names {
    fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut names = Self::default();
        each_row_of(database, "jid", sink, |mut fields, at, _| {
            if let (Some(number), Some(address), true) =
                (row_number(&mut fields, &at), fields.text("raw_string"), names.addresses.len() < MOST)
            {
                names.addresses.insert(number, address);
            }
            Ok(())
        })?;
        each_row_of(database, "chat", sink, |mut fields, at, _| {
            if let (Some(number), true) = (row_number(&mut fields, &at), names.chats.len() < MOST) {
                names.chats.insert(number, (fields.integer("jid_row_id"), fields.text("subject")));
            }
            Ok(())
        })?;
        Ok(names)
    }

    /// The address with `number`.
    fn address(&self, number: Option<i64>) -> Option<String> {
        self.addresses.get(&number?).cloned()
    }

    /// Address and subject of the chat with `number`.
    fn chat(&self, number: Option<i64>) -> (Option<String>, Option<String>) {
        match number.and_then(|number| self.chats.get(&number)) {
            Some((address, subject)) => (self.address(*address), subject.clone()),
            None => (None, None),
        }
    }
}

/// The number of a row: the alias of the rowid is NULL in the row itself.
fn row_number(fields: &mut Fields, at: &Locator) -> Option<i64> {
    match at {
        Locator::Row { row, .. } => fields.integer("_id").or(Some(*row)),
        _ => fields.integer("_id"),
    }
}

/// The telephone number in an address: `33612345678@s.whatsapp.net`.
fn telephone(address: &str) -> Option<&str> {
    let (number, server) = address.split_once('@')?;
    let number = number.split([':', '.']).next().unwrap_or(number);
    let is_number = number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    (server == "s.whatsapp.net" && is_number).then_some(number)
}
