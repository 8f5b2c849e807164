//! Rows of table `message` and how they become messages.

use std::borrow::Cow;
use std::sync::Arc;

use vigie_core::{Limits, Sink, Stop};
use vigie_formats::sqlite::{Column, Database, Row, Table};
use vigie_formats::typedstream;

use super::body;
use super::chat::{Chats, Handles};
use super::message::Message;
use crate::cells::{self, Others};
use crate::columns::Scalar;
use crate::repeated::Repeated;
use crate::urls;

/// Columns of `message` with a field of their own.
const FIELDS: &[&str] = &[
    "ROWID",
    "guid",
    "is_from_me",
    "handle_id",
    "other_handle",
    "service",
    "account",
    "destination_caller_id",
    "subject",
    "text",
    "attributedBody",
    "balloon_bundle_id",
    "payload_data",
    "message_summary_info",
    "date",
    "date_read",
    "date_delivered",
    "date_played",
    "date_retracted",
    "date_edited",
    "date_recovered",
];

/// Emits every row of `message`.
pub(super) fn read(
    database: &Database,
    handles: &Handles,
    chats: &Chats,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("message") else { return Ok(()) };
    let schema = Schema::new(&table);
    let rows = Rows { schema, handles, chats, limits, repeated: Repeated::default() };
    table.scan_into(sink, |row, sink| {
        let message = rows.message(row, sink);
        sink.emit(row.locator(), &message)
    })
}

/// Where the fields stand in a row.
struct Schema {
    guid: Option<Column>,
    is_from_me: Option<Column>,
    handle_id: Option<Column>,
    other_handle: Option<Column>,
    service: Option<Column>,
    account: Option<Column>,
    destination_caller_id: Option<Column>,
    subject: Option<Column>,
    text: Option<Column>,
    attributed_body: Option<Column>,
    balloon_bundle_id: Option<Column>,
    payload_data: Option<Column>,
    message_summary_info: Option<Column>,
    date: Option<Column>,
    date_read: Option<Column>,
    date_delivered: Option<Column>,
    date_played: Option<Column>,
    date_retracted: Option<Column>,
    date_edited: Option<Column>,
    date_recovered: Option<Column>,
    others: Others,
}

impl Schema {
    fn new(table: &Table<'_>) -> Self {
        let column = |name| table.column(name);
        Self {
            guid: column("guid"),
            is_from_me: column("is_from_me"),
            handle_id: column("handle_id"),
            other_handle: column("other_handle"),
            service: column("service"),
            account: column("account"),
            destination_caller_id: column("destination_caller_id"),
            subject: column("subject"),
            text: column("text"),
            attributed_body: column("attributedBody"),
            balloon_bundle_id: column("balloon_bundle_id"),
            payload_data: column("payload_data"),
            message_summary_info: column("message_summary_info"),
            date: column("date"),
            date_read: column("date_read"),
            date_delivered: column("date_delivered"),
            date_played: column("date_played"),
            date_retracted: column("date_retracted"),
            date_edited: column("date_edited"),
            date_recovered: column("date_recovered"),
            others: Others::new(table, FIELDS),
        }
    }
}

/// What is needed to make a message of a row.
struct Rows<'a> {
    schema: Schema,
    handles: &'a Handles,
    chats: &'a Chats,
    limits: &'a Limits,
    repeated: Repeated,
}

impl Rows<'_> {
    fn message(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Message {
        let s = &self.schema;
        let mut message = Message {
            guid: cells::text(row, s.guid).unwrap_or_default(),
            is_from_me: cells::flag(row, s.is_from_me),
            handle: self.address(row, s.handle_id, sink),
            other_handle: self.address(row, s.other_handle, sink),
            chat: self.chats.guid_of(row.rowid()).map(|guid| self.repeated.of(guid)),
            service: cells::repeated(row, s.service, &self.repeated),
            account: cells::repeated(row, s.account, &self.repeated),
            destination_caller_id: cells::repeated(row, s.destination_caller_id, &self.repeated),
            subject: cells::text(row, s.subject),
            text: cells::text(row, s.text),
            balloon_bundle_id: cells::text(row, s.balloon_bundle_id),
            date: cells::mac_time(row, s.date, "date", sink),
            date_read: cells::mac_time(row, s.date_read, "date_read", sink),
            date_delivered: cells::mac_time(row, s.date_delivered, "date_delivered", sink),
            date_played: cells::mac_time(row, s.date_played, "date_played", sink),
            date_retracted: cells::mac_time(row, s.date_retracted, "date_retracted", sink),
            date_edited: cells::mac_time(row, s.date_edited, "date_edited", sink),
            date_recovered: cells::mac_time(row, s.date_recovered, "date_recovered", sink),
            date_deleted: self.chats.deleted(row.rowid()),
            columns: s.others.of(row),
            ..Message::default()
        };
        if let Some(bytes) = row.blob(s.attributed_body).filter(|bytes| !bytes.is_empty()) {
            self.attributed_body(bytes, row, &mut message, sink);
        }
        if let Some(bytes) = row.blob(s.payload_data).filter(|bytes| !bytes.is_empty()) {
            self.payload_data(bytes, row, &mut message, sink);
        }
        if let Some(bytes) = row.blob(s.message_summary_info).filter(|bytes| !bytes.is_empty()) {
            self.summary_info(bytes, row, &mut message, sink);
        }
        message
    }

    /// The address of the correspondent that `column` names; 0 names nobody.
    fn address(
        &self,
        row: &Row<'_>,
        column: Option<Column>,
        sink: &mut Sink<'_>,
    ) -> Option<Arc<str>> {
        let rowid = cells::nonzero(row, column)?;
        let address = self.handles.address(rowid);
        if address.is_none() {
            sink.problem(row.locator(), format!("handle {rowid} is not in table handle"));
        }
        address.map(|address| self.repeated.of(address))
    }

    fn attributed_body(
        &self,
        bytes: &[u8],
        row: &Row<'_>,
        message: &mut Message,
        sink: &mut Sink<'_>,
    ) {
        if let Some(text) = body::plain_text(bytes) {
            return body_text(message, text.into());
        }
        let body = match typedstream::attributed_text(bytes, self.limits) {
            Ok(body) => body,
            Err(stop) => {
                message.links.extend(urls::raw_urls(bytes));
                return undecoded(message, "attributedBody", bytes, &stop.to_string(), row, sink);
            }
        };
        if let Some(damage) = body.damage {
            message.links.extend(urls::raw_urls(bytes));
            sink.problem(row.locator(), format!("attributedBody: {damage}"));
        }
        body_text(message, body.text.into());
        let text = message.text.as_deref().unwrap_or_default();
        message.links.extend(body.links.into_iter().filter(|link| !text.contains(link)));
        message.mentions = body.mentions;
    }

    fn payload_data(
        &self,
        bytes: &[u8],
        row: &Row<'_>,
        message: &mut Message,
        sink: &mut Sink<'_>,
    ) {
        match body::payload(bytes, self.limits) {
            Ok(payload) => {
                message.payload_title = payload.title;
                for link in payload.links {
                    if !message.links.contains(&link) {
                        message.links.push(link);
                    }
                }
            }
            Err(why) => {
                message.links.extend(urls::raw_urls(bytes));
                undecoded(message, "payload_data", bytes, &why, row, sink);
            }
        }
    }

    fn summary_info(
        &self,
        bytes: &[u8],
        row: &Row<'_>,
        message: &mut Message,
        sink: &mut Sink<'_>,
    ) {
        match body::summary(bytes, self.limits) {
            Ok(summary) => {
                message.edits = summary.edits;
                message.retracted_parts = summary.retracted_parts;
                message.summary = summary.rest;
            }
            Err(why) => undecoded(message, "message_summary_info", bytes, &why, row, sink),
        }
    }
}

/// Puts the text of `attributedBody` where it belongs.
fn body_text(message: &mut Message, text: Cow<'_, str>) {
    match &message.text {
        None => message.text = body::visible(text),
        Some(known) if *known != text => message.attributed_text = body::visible(text),
        Some(_) => {}
    }
}

/// Keeps the length of a blob that could not be decoded, and says why.
fn undecoded(
    message: &mut Message,
    name: &'static str,
    bytes: &[u8],
    why: &str,
    row: &Row<'_>,
    sink: &mut Sink<'_>,
) {
    message.columns.push(name, Scalar::Bytes { bytes: bytes.len() as u64 });
    sink.problem(row.locator(), format!("{name}: {why}"));
}
