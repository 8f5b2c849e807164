//! Messages.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::person::{People, Person};
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.viber.message",
    title: Text { en: "Viber message", fr: "Message Viber" },
    brief: &["conversation", "sender", "system_type", "text"],
    personal: &["conversation", "sender", "text", "metadata", "attachment", "columns"],
    origin: Origin::Message,
    volume: Volume::Few,
    revive: revive::<Message>,
};

/// A message.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// Id of the message, the same on all devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<String>,
    /// True for what the owner sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_from_me: bool,
    /// Name of the conversation, or of the other party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conversation: Option<String>,
    /// Who wrote it, where it is not the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<Person>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// What it is, where it is no plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system_type: Option<String>,
    /// What became of it: `received`, `delivered`, `send`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// What call it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) call_type: Option<String>,
    /// When it was sent or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// When its state changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state_date: Option<Time>,
    /// What belongs to the text, such as previews and mentions, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) metadata: Option<String>,
    /// A file that was sent along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attachment: Option<Attachment>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// A file that was sent along.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Attachment {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// `picture`, `video`, `file`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    /// Where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

impl Record for Message {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            let (means, clock) = if self.is_from_me {
                ("sent", Clock::Utc)
            } else {
                ("received", Clock::Remote)
            };
            see(Stamp { at, means, clock });
        }
        if let Some(at) = self.state_date.filter(|_| self.state_date != self.date) {
            see(Stamp::utc(at, "state of the message changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, text) in [("text", &self.text), ("metadata", &self.metadata)] {
            // JSON may write a slash as `\/`.
            let text = text.as_deref().unwrap_or("");
            if text.contains("\\/") {
                let text = text.replace("\\/", "/");
                links(&text).for_each(|link| see(field, link.observable()));
            } else {
                links(text).for_each(|link| see(field, link.observable()));
            }
        }
        if let Some(phone) = self.sender.as_ref().and_then(|sender| sender.phone.as_deref()) {
            see("sender", Observable::Phone(phone));
        }
        if let Some(attachment) = &self.attachment {
            if let Some(name) = &attachment.name {
                see("attachment", Observable::FileName(paths::file_name(name)));
            }
            links(attachment.url.as_deref().unwrap_or(""))
                .for_each(|link| see("attachment", link.observable()));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.is_from_me
    }
}

/// Columns of `ZVIBERMESSAGE` with a field of their own or that name a row of another table, and
/// those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZTOKEN",
    "ZTEXT",
    "ZSYSTEMTYPE",
    "ZSTATE",
    "ZCALLTYPE",
    "ZDATE",
    "ZSTATEDATE",
    "ZMETADATA",
    "ZATTACHMENT",
    "ZCONVERSATION",
    "ZPHONENUMINDEX",
    "ZSEQ",
];

/// Emits every row of `ZVIBERMESSAGE`.
pub(super) fn read(
    database: &Database,
    people: &People,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZVIBERMESSAGE") else { return Ok(()) };
    let rows = Rows {
        others: Others::new(&table, FIELDS),
        conversations: database.table("ZCONVERSATION"),
        attachments: database.table("ZATTACHMENT"),
        sender: table.column("ZPHONENUMINDEX"),
        conversation: table.column("ZCONVERSATION"),
        attachment: table.column("ZATTACHMENT"),
        table,
        people,
    };
    table.scan_into(sink, |row, sink| {
        let message = rows.message(row, sink)?;
        sink.emit(row.locator(), &message)
    })
}

/// What is needed to make a message of a row.
struct Rows<'a> {
    table: Table<'a>,
    others: Others,
    people: &'a People,
    conversations: Option<Table<'a>>,
    attachments: Option<Table<'a>>,
    sender: Option<Column>,
    conversation: Option<Column>,
    attachment: Option<Column>,
}

impl Rows<'_> {
    fn message(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<Message, Stop> {
        let mut message = self.own_fields(row, sink);
        let sender = cells::nonzero(row, self.sender);
        message.sender = sender.and_then(|id| self.people.find(id)).cloned();
        message.is_from_me = match message.state.as_deref() {
            Some(state) => state != "received",
            None => sender.is_none(),
        };
        let conversation = cells::nonzero(row, self.conversation);
        if let Some((table, id)) = self.conversations.as_ref().zip(conversation) {
            message.conversation = table.get(id, |row| self.conversation(table, row))?.flatten();
        }
        let attachment = cells::nonzero(row, self.attachment);
        if let Some((table, id)) = self.attachments.as_ref().zip(attachment) {
            message.attachment = table.get(id, |row| {
                let name = |name| cells::name(row, table.column(name), LONGEST_ADDRESS);
                Attachment { name: name("ZNAME"), kind: name("ZTYPE"), url: name("ZURL") }
            })?;
        }
        Ok(message)
    }

    fn own_fields(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Message {
        let column = |name| self.table.column(name);
        let text = |name| cells::text(row, column(name));
        let mut time = |name| cells::mac_time(row, column(name), name, sink);
        Message {
            token: text("ZTOKEN"),
            text: text("ZTEXT"),
            system_type: text("ZSYSTEMTYPE"),
            state: text("ZSTATE"),
            call_type: text("ZCALLTYPE"),
            date: time("ZDATE"),
            state_date: time("ZSTATEDATE"),
            metadata: text("ZMETADATA"),
            columns: self.others.of(row),
            ..Message::default()
        }
    }

    /// Its name, else that of the other party.
    fn conversation(&self, table: &Table<'_>, row: &Row<'_>) -> Option<String> {
        let name = cells::name(row, table.column("ZNAME"), LONGEST_ADDRESS);
        name.or_else(|| {
            let other = cells::nonzero(row, table.column("ZINTERLOCUTOR"))?;
            let other = self.people.find(other)?;
            other.name.clone().or_else(|| other.phone.clone())
        })
    }
}
