//! What came with a message: a file, or the preview of a link.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};
use vigie_formats::plist::base64;
use vigie_formats::sqlite::Database;

use super::{Names, telephone};
use crate::digests::hexadecimal;
use crate::fields::{self, Fields};
use crate::names::file_name;

pub(super) static KIND: Kind = Kind {
    id: "android.whatsapp_messages.attachment",
    title: Text { en: "WhatsApp file or link", fr: "Fichier ou lien WhatsApp" },
    brief: &["name", "path", "url", "chat"],
    personal: &["chat", "name", "caption", "url", "description"],
    origin: Origin::Message,
    volume: Volume::Many,
    revive: revive::<Attachment>,
};

/// What came with a message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Attachment {
    /// Address of the other side, or of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) chat: Option<String>,
    /// Whether the owner sent it; nothing where the message is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from_me: Option<bool>,
    /// When the message was sent or received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Name that the file was sent with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Where it is on the phone, below WhatsApp's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Where the link leads, or where the file came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// SHA-256 of the file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// What the sender wrote below it, or the title of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) caption: Option<String>,
    /// What the page says of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
}

impl Attachment {
    /// A row of `message_media` or `message_text`; nothing where it has nothing to tell.
    pub(super) fn read(mut fields: Fields, database: &Database, names: &Names, at: &Locator) -> Option<Self> {
        let number = match at {
            Locator::Row { row, .. } => fields.integer("message_row_id").or(Some(*row)),
            _ => fields.integer("message_row_id"),
        };
        let message = number.and_then(|number| Sent::of(database, number)).unwrap_or_default();
        let chat = fields.integer("chat_row_id").or(message.chat);
        let hash = fields.text("file_hash").and_then(|hash| base64::decode(&hash).ok());
        let attachment = Self {
            chat: names.chat(chat).0,
            from_me: message.from_me,
            at: message.at,
            name: fields.text("media_name"),
            path: fields.text("file_path"),
            url: fields.text("url").or_else(|| fields.text("message_url")),
            mime_type: fields.text("mime_type"),
            size: fields.integer("file_size").or_else(|| fields.integer("file_length")).filter(|size| *size > 0),
            sha256: hash.filter(|hash| hash.len() == 32).map(|hash| hexadecimal(&hash)),
            caption: fields.text("media_caption").or_else(|| fields.text("page_title")),
            description: fields.text("description"),
        };
        let parts = [&attachment.name, &attachment.path, &attachment.url, &attachment.sha256, &attachment.caption];
        parts.iter().any(|part| part.is_some()).then_some(attachment)
    }
}

/// What a message says of its sending.
#[derive(Default)]
struct Sent {
    chat: Option<i64>,
    from_me: Option<bool>,
    at: Option<Time>,
}

impl Sent {
    /// That of the message with `number`.
    fn of(database: &Database, number: i64) -> Option<Self> {
        let table = database.table("message")?;
        let column = |name| table.column(name);
        let (chat, from_me, at) = (column("chat_row_id"), column("from_me"), column("timestamp"));
        let sent = table.get(number, |row| Self {
            chat: row.integer(chat),
            from_me: row.integer(from_me).map(|from_me| from_me != 0),
            at: row.integer(at).filter(|at| *at > 0).and_then(|at| fields::time(at, 1_000)),
        });
        sent.ok().flatten()
    }
}

impl Record for Attachment {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            let sent = self.from_me == Some(true);
            see(Stamp::utc(at, if sent { "message sent" } else { "message received" }));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = self.chat.as_deref().and_then(telephone) {
            see("chat", Observable::Phone(number));
        }
        if let Some(name) = &self.name {
            see("name", Observable::FileName(name));
        }
        if let Some(path) = &self.path {
            see("path", Observable::FileName(file_name(path)));
            if path.starts_with('/') {
                see("path", Observable::Path(path));
            }
        }
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        if let Some(hash) = &self.sha256 {
            see("sha256", Observable::FileHash(hash));
        }
        for (field, text) in [("caption", &self.caption), ("description", &self.description)] {
            if let Some(text) = text {
                links(text).for_each(|link| see(field, link.observable()));
            }
        }
    }

    fn made_by_owner(&self) -> bool {
        self.from_me == Some(true)
    }
}
