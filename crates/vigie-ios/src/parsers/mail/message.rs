//! Messages.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use super::protected::Words;
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.mail.message",
    title: Text { en: "E-mail", fr: "E-mail" },
    brief: &["sender", "subject", "mailbox"],
    personal: &["sender", "recipients", "subject", "summary", "mailbox", "columns"],
    origin: Origin::Message,
    volume: Volume::Few,
    revive: revive::<Message>,
};

/// A message in a mailbox.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// Who sent it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<String>,
    /// Who it was sent to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) recipients: Vec<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// How it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    /// When it was sent, by the sender's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_sent: Option<Time>,
    /// When the server took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_received: Option<Time>,
    /// Mailbox it lies in, as a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mailbox: Option<String>,
    /// True where it was read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) read: bool,
    /// True where it was deleted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) deleted: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Message {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let own = [(self.date_received, "received"), (self.date_sent, "sent")];
        for (at, means) in own {
            if let Some(at) = at {
                see(Stamp { at, means, clock: Clock::Remote });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        links(self.sender.as_deref().unwrap_or(""))
            .for_each(|link| see("sender", link.observable()));
        for recipient in &self.recipients {
            links(recipient).for_each(|link| see("recipients", link.observable()));
        }
        for (field, text) in [("subject", &self.subject), ("summary", &self.summary)] {
            links(text.as_deref().unwrap_or("")).for_each(|link| see(field, link.observable()));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Columns of `messages` with a field of their own, and the number of its mailbox.
const FIELDS: &[&str] = &[
    "ROWID",
    "sender",
    "subject",
    "summary",
    "date_sent",
    "date_received",
    "mailbox",
    "mailbox_id",
    "read",
    "deleted",
];

/// Emits every row of `messages`.
pub(super) fn read(
    database: &Database,
    words: &Words<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("messages") else { return Ok(()) };
    let mailboxes = database.table("mailboxes");
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let mut message = message(&table, &others, words, row, sink)?;
        let column = table.column("mailbox").or_else(|| table.column("mailbox_id"));
        if let Some((mailboxes, mailbox)) = mailboxes.as_ref().zip(cells::nonzero(row, column)) {
            let url = |row: &Row<'_>| cells::name(row, mailboxes.column("url"), LONGEST_ADDRESS);
            message.mailbox = mailboxes.get(mailbox, url)?.flatten();
        }
        if message.sender.is_none() && message.subject.is_none() {
            words.texts(row.rowid(), |table, row| protected_fields(table, row, &mut message))?;
        }
        sink.emit(row.locator(), &message)
    })
}

fn message(
    table: &Table<'_>,
    others: &Others,
    words: &Words<'_>,
    row: &Row<'_>,
    sink: &mut Sink<'_>,
) -> Result<Message, Stop> {
    let column = |name| table.column(name);
    Ok(Message {
        sender: words.address(row, column("sender"))?,
        recipients: words.recipients(row.rowid())?,
        subject: words.subject(row, column("subject"))?,
        summary: words.summary(row, column("summary"))?,
        date_sent: cells::unix_time(row, column("date_sent"), "date_sent", sink),
        date_received: cells::unix_time(row, column("date_received"), "date_received", sink),
        mailbox: None,
        read: cells::flag(row, column("read")),
        deleted: cells::flag(row, column("deleted")),
        columns: others.of(row),
    })
}

/// Up to iOS 12, the protected half has the texts themselves.
fn protected_fields(table: &Table<'_>, row: &Row<'_>, message: &mut Message) {
    let text = |name| cells::text(row, table.column(name));
    message.sender = text("sender");
    message.subject = text("subject");
    message.summary = text("summary");
    message.recipients = ["_to", "_cc", "_bcc"].into_iter().filter_map(text).collect();
}
