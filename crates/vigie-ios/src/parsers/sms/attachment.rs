//! Files sent along with messages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Limits, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive, Origin};
use vigie_formats::sqlite::{Column, Database, Row, Table};
use vigie_formats::{keyed_archive, plist};

use super::chat::Handles;
use crate::joins::Joins;
use crate::cells::{self, Others};
use crate::columns::{Columns, Scalar};
use crate::paths;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.sms.attachment",
    title: Text { en: "Attachment of a message", fr: "Pièce jointe d’un message" },
    brief: &["handle", "filename", "transfer_name", "mime_type"],
    personal: &["filename", "transfer_name", "handle", "user_info", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Attachment>,
};

/// A file sent along with a message.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Attachment {
    /// Id of the attachment.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) guid: String,
    /// Where it is kept, as written: `~` stands for the home of user mobile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) filename: Option<String>,
    /// Its name as the sender gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) transfer_name: Option<String>,
    /// MIME type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// Apple's uniform type identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uti: Option<String>,
    /// Its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_bytes: Option<i64>,
    /// True for what the owner sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_outgoing: bool,
    /// True for what Messages does not show.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hide_attachment: bool,
    /// Rowid of its message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<i64>,
    /// Id of its message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_guid: Option<String>,
    /// The other party of its message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handle: Option<String>,
    /// `iMessage`, `SMS`, `RCS`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    /// When the file came to be on this phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_date: Option<Time>,
    /// When its transfer began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_date: Option<Time>,
    /// When its message was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_date: Option<Time>,
    /// What `user_info` holds: how it was transferred.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) user_info: Columns,
    /// What `attribution_info` holds: the app it came from.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) attribution_info: Columns,
    /// What `sticker_user_info` holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) sticker_user_info: Columns,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Attachment {
    /// Where it is kept, as an absolute path on the device.
    pub(crate) fn path(&self) -> Option<Cow<'_, str>> {
        paths::absolute(self.filename.as_deref()?)
    }
}

impl Record for Attachment {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created_date {
            see(Stamp::utc(at, "attachment created"));
        }
        if let Some(at) = self.start_date {
            see(Stamp::utc(at, "transfer begun"));
        }
        if let Some(at) = self.message_date {
            let (means, clock) = if self.is_outgoing {
                ("attachment sent", Clock::Utc)
            } else {
                ("attachment received", Clock::Remote)
            };
            see(Stamp { at, means, clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = self.path() {
            see("filename", Observable::Path(&path));
        }
        if let Some(name) = &self.filename {
            see("filename", Observable::FileName(paths::file_name(name)));
        }
        if let Some(name) = &self.transfer_name {
            see("transfer_name", Observable::FileName(name));
        }
        if let Some(handle) = &self.handle {
            see("handle", Observable::Account(handle));
        }
        let infos = [
            ("user_info", &self.user_info),
            ("attribution_info", &self.attribution_info),
            ("sticker_user_info", &self.sticker_user_info),
            ("columns", &self.columns),
        ];
        for (field, info) in infos {
            for (key, text) in info.texts() {
                if text.contains("://") {
                    links(text).for_each(|link| see(field, link.observable()));
                }
                if key.ends_with("bundle-id") {
                    see(field, Observable::AppId(text));
                }
            }
        }
    }

    fn made_by_owner(&self) -> bool {
        self.is_outgoing
    }
}

/// Columns of `attachment` with a field of their own.
const FIELDS: &[&str] = &[
    "ROWID",
    "guid",
    "filename",
    "transfer_name",
    "mime_type",
    "uti",
    "total_bytes",
    "is_outgoing",
    "hide_attachment",
    "created_date",
    "start_date",
    "user_info",
    "attribution_info",
    "sticker_user_info",
];

/// Emits every row of `attachment`.
pub(super) fn read(
    database: &Database,
    handles: &Handles,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("attachment") else { return Ok(()) };
    let (from, to) = ("attachment_id", "message_id");
    let joins = Joins::read(database, "message_attachment_join", from, to, sink)?;
    let messages = database.table("message").map(Messages::new);
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let mut attachment = own_fields(&table, &others, row, limits, sink);
        attachment.message = joins.first(row.rowid());
        if let Some((messages, id)) = messages.as_ref().zip(attachment.message) {
            messages.fill(&mut attachment, id, handles, sink)?;
        }
        sink.emit(row.locator(), &attachment)
    })
}

/// What the row of the attachment says by itself.
fn own_fields(
    table: &Table<'_>,
    others: &Others,
    row: &Row<'_>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Attachment {
    let column = |name| table.column(name);
    let mut attachment = Attachment {
        guid: cells::text(row, column("guid")).unwrap_or_default(),
        filename: cells::text(row, column("filename")),
        transfer_name: cells::text(row, column("transfer_name")),
        mime_type: cells::text(row, column("mime_type")),
        uti: cells::text(row, column("uti")),
        total_bytes: cells::nonzero(row, column("total_bytes")),
        is_outgoing: cells::flag(row, column("is_outgoing")),
        hide_attachment: cells::flag(row, column("hide_attachment")),
        created_date: cells::mac_time(row, column("created_date"), "created_date", sink),
        start_date: cells::mac_time(row, column("start_date"), "start_date", sink),
        columns: others.of(row),
        ..Attachment::default()
    };
    let mut info = |name: &'static str, into: fn(&mut Attachment) -> &mut Columns| {
        let Some(bytes) = row.blob(column(name)).filter(|bytes| !bytes.is_empty()) else { return };
        match information(bytes, limits) {
            Ok(columns) => *into(&mut attachment) = columns,
            Err(stop) => {
                let length = Scalar::Bytes { bytes: bytes.len() as u64 };
                attachment.columns.push(name, length);
                sink.problem(row.locator(), format!("{name}: {stop}"));
            }
        }
    };
    info("user_info", |attachment| &mut attachment.user_info);
    info("attribution_info", |attachment| &mut attachment.attribution_info);
    info("sticker_user_info", |attachment| &mut attachment.sticker_user_info);
    attachment
}

/// Reads one of the property lists of a row, archived or plain.
fn information(bytes: &[u8], limits: &Limits) -> Result<Columns, Stop> {
    let root = plist::parse(bytes, limits)?;
    let root = if root.find("$archiver").is_some() {
        keyed_archive::unarchive_value(&root, limits)?
    } else {
        root
    };
    // The key that opens the copy on Apple's servers is nobody's business.
    Ok(trees::flatten(&root, 200).without("decryption-key"))
}

/// Where an attachment finds its message.
struct Messages<'a> {
    table: Table<'a>,
    guid: Option<Column>,
    service: Option<Column>,
    handle_id: Option<Column>,
    is_from_me: Option<Column>,
    date: Option<Column>,
}

impl<'a> Messages<'a> {
    fn new(table: Table<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            guid: column("guid"),
            service: column("service"),
            handle_id: column("handle_id"),
            is_from_me: column("is_from_me"),
            date: column("date"),
            table,
        }
    }

    /// Fills in what the message says about its attachment.
    fn fill(
        &self,
        attachment: &mut Attachment,
        id: i64,
        handles: &Handles,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let found = self.table.get(id, |row| {
            attachment.message_guid = cells::text(row, self.guid);
            attachment.service = cells::text(row, self.service);
            let handle = row.integer(self.handle_id).and_then(|id| handles.address(id));
            attachment.handle = handle.map(str::to_owned);
            attachment.is_outgoing |= cells::flag(row, self.is_from_me);
            attachment.message_date = row.integer(self.date).filter(|date| *date != 0)
                .and_then(Time::from_mac_integer);
        })?;
        if found.is_none() {
            let table = "message".into();
            let at = Locator::Row { table, row: id, byte: None, wal: false };
            sink.problem(at, format!("attachment {} names a message that is not there", attachment.guid));
        }
        Ok(())
    }
}
