//! Rows of table `ZWAMESSAGE` and how they become messages.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::chat::{Chats, Members};
use super::lid::Lids;
use super::media::{Items, Previews};
use super::message::{Message, message_type};
use crate::cells::{self, Others};

/// Columns of `ZWAMESSAGE` with a field of their own or that name a row of another table, and those
/// of Core Data, of sorting and of searching.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZCHATSESSION",
    "ZDATAITEMVERSION",
    "ZDOCID",
    "ZFROMJID",
    "ZGROUPMEMBER",
    "ZISFROMME",
    "ZLASTSESSION",
    "ZMEDIAITEM",
    "ZMEDIASECTIONID",
    "ZMESSAGEDATE",
    "ZMESSAGEINFO",
    "ZMESSAGETYPE",
    "ZPUSHNAME",
    "ZSENTDATE",
    "ZSORT",
    "ZSPOTLIGHTSTATUS",
    "ZSTANZAID",
    "ZSTARRED",
    "ZTEXT",
    "ZTOJID",
];

/// Emits every row of `ZWAMESSAGE`, and tells `chats` about it.
pub(super) fn read(
    database: &Database,
    lids: &Lids,
    chats: &mut Chats,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZWAMESSAGE") else { return Ok(()) };
    let mut rows = Rows::new(database, &table, lids, sink)?;
    table.scan_into(sink, |row, sink| {
        let message = rows.message(row, chats, sink)?;
        sink.emit(row.locator(), &message)
    })
}

/// What is needed to make a message of a row.
struct Rows<'a> {
    lids: &'a Lids,
    members: Members,
    items: Option<Items<'a>>,
    previews: Option<Previews<'a>>,
    stanza_id: Option<Column>,
    is_from_me: Option<Column>,
    chat_session: Option<Column>,
    group_member: Option<Column>,
    from: Option<Column>,
    to: Option<Column>,
    push_name: Option<Column>,
    text: Option<Column>,
    message_type: Option<Column>,
    date: Option<Column>,
    sent_date: Option<Column>,
    starred: Option<Column>,
    media_item: Option<Column>,
    others: Others,
}

impl<'a> Rows<'a> {
    fn new(
        database: &'a Database,
        table: &Table<'_>,
        lids: &'a Lids,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let column = |name| table.column(name);
        Ok(Self {
            lids,
            members: Members::read(database, sink)?,
            items: Items::read(database, sink)?,
            previews: Previews::read(database, sink)?,
            stanza_id: column("ZSTANZAID"),
            is_from_me: column("ZISFROMME"),
            chat_session: column("ZCHATSESSION"),
            group_member: column("ZGROUPMEMBER"),
            from: column("ZFROMJID"),
            to: column("ZTOJID"),
            push_name: column("ZPUSHNAME"),
            text: column("ZTEXT"),
            message_type: column("ZMESSAGETYPE"),
            date: column("ZMESSAGEDATE"),
            sent_date: column("ZSENTDATE"),
            starred: column("ZSTARRED"),
            media_item: column("ZMEDIAITEM"),
            others: Others::new(table, FIELDS),
        })
    }

    fn message(
        &mut self,
        row: &Row<'_>,
        chats: &mut Chats,
        sink: &mut Sink<'_>,
    ) -> Result<Message, Stop> {
        let mut message = Message {
            stanza_id: cells::text(row, self.stanza_id),
            is_from_me: cells::flag(row, self.is_from_me),
            recipient: cells::text(row, self.to),
            push_name: cells::text(row, self.push_name),
            text: cells::text(row, self.text),
            message_type: row.integer(self.message_type).and_then(message_type),
            date: cells::mac_time(row, self.date, "ZMESSAGEDATE", sink),
            sent_date: cells::mac_time(row, self.sent_date, "ZSENTDATE", sink),
            starred: cells::flag(row, self.starred),
            columns: self.others.of(row),
            ..Message::default()
        };
        if let Some(session) = cells::nonzero(row, self.chat_session) {
            match chats.note(session, message.date) {
                Some(jid) => message.chat = Some(jid.to_owned()).filter(|jid| !jid.is_empty()),
                None => {
                    let what = format!("chat {session} is not in table ZWACHATSESSION");
                    sink.problem(row.locator(), what);
                }
            }
        }
        self.sender(row, &mut message);
        if let Some(items) = &mut self.items {
            let named = cells::nonzero(row, self.media_item);
            message.media = items.of(row.rowid(), named, sink)?;
        }
        if let Some(previews) = &self.previews {
            message.previews = previews.of(row.rowid(), sink)?;
        }
        Ok(message)
    }

    /// In a group, `ZFROMJID` is the group, and the member who wrote has a row of their own.
    fn sender(&self, row: &Row<'_>, message: &mut Message) {
        let member = cells::nonzero(row, self.group_member);
        if let Some(member) = member.and_then(|member| self.members.find(member)) {
            message.sender = member.jid.clone();
            message.sender_name = member.name.clone();
        }
        if message.sender.is_none() {
            message.sender = cells::text(row, self.from);
        }
        let number = message.sender.as_deref().and_then(|sender| self.lids.number(sender));
        message.sender_number = number.map(str::to_owned);
    }
}
