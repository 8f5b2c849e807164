//! Correspondents and conversations.


use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::Database;

use crate::joins::Joins;
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::places::Places;
use crate::columns::Columns;

pub(super) static HANDLE: Kind = Kind {
    id: "ios.sms.handle",
    title: Text { en: "Correspondent in Messages", fr: "Correspondant de Messages" },
    brief: &["id", "service", "country"],
    personal: &["id", "uncanonicalized_id", "person_centric_id"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Handle>,
};

pub(super) static CHAT: Kind = Kind {
    id: "ios.sms.chat",
    title: Text { en: "Conversation in Messages", fr: "Conversation de Messages" },
    brief: &["identifier", "display_name", "service"],
    personal: &[
        "guid",
        "identifier",
        "display_name",
        "participants",
        "account_login",
        "last_addressed_handle",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Chat>,
};

pub(super) static DELETED: Kind = Kind {
    id: "ios.sms.deleted_message",
    title: Text {
        en: "Id of a deleted message",
        fr: "Identifiant d’un message supprimé",
    },
    brief: &["guid"],
    personal: &[],
    origin: Origin::Message,
    volume: Volume::Few,
    revive: revive::<Deleted>,
};

/// Someone this phone exchanged messages with; stays when the messages are deleted.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Handle {
    /// Telephone number or e-mail address.
    pub(crate) id: String,
    /// `iMessage`, `SMS`, `RCS`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    /// ISO country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    /// The id as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uncanonicalized_id: Option<String>,
    /// Links several handles of one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) person_centric_id: Option<String>,
}

impl Record for Handle {
    fn kind(&self) -> &'static Kind {
        &HANDLE
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("id", Observable::Account(&self.id));
        if let Some(typed) = self.uncanonicalized_id.as_deref().filter(|typed| *typed != self.id) {
            see("uncanonicalized_id", Observable::Account(typed));
        }
    }
}

/// Every correspondent, by rowid.
pub(super) struct Handles {
    rows: Vec<(Locator, Handle)>,
    by_rowid: Places,
}

impl Handles {
    pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut handles = Self { rows: Vec::new(), by_rowid: Places::default() };
        let Some(table) = database.table("handle") else { return Ok(handles) };
        let [id, service, country, typed, person] =
            ["id", "service", "country", "uncanonicalized_id", "person_centric_id"]
                .map(|name| table.column(name));
        table.scan_into(sink, |row, sink| {
            let Some(id) = cells::name(row, id, LONGEST_ADDRESS) else {
                sink.problem(row.locator(), "handle without id");
                return Ok(());
            };
            let handle = Handle {
                id,
                service: cells::text(row, service),
                country: cells::text(row, country),
                uncanonicalized_id: cells::text(row, typed),
                person_centric_id: cells::text(row, person),
            };
            handles.by_rowid.insert(row.rowid(), handles.rows.len());
            handles.rows.push((row.locator(), handle));
            Ok(())
        })?;
        Ok(handles)
    }

    pub(super) fn emit(&self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.rows.iter().try_for_each(|(at, handle)| sink.emit(at.clone(), handle))
    }

    /// The address of the correspondent with this rowid.
    pub(super) fn address(&self, rowid: i64) -> Option<&str> {
        Some(&self.rows.get(self.by_rowid.get(rowid)?)?.1.id)
    }
}

/// A conversation.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Chat {
    /// Service, `-` or `+` for a group, and identifier: `iMessage;-;+33612345678`.
    pub(crate) guid: String,
    /// Address of the correspondent, or a made-up name for a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Name that a member gave to the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// `iMessage`, `SMS`, `RCS`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    /// Addresses of the others in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) participants: Vec<String>,
    /// The owner's own address in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account_login: Option<String>,
    /// The owner's own address last written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_addressed_handle: Option<String>,
    /// When its last message was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_read: Option<Time>,
    /// What else the row holds.
    #[serde(default, skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most participants of one conversation; Apple allows 32.
const MOST_PARTICIPANTS: usize = 1_000;

/// Columns of `chat` with a field of their own.
const CHAT_FIELDS: &[&str] = &[
    "ROWID",
    "guid",
    "chat_identifier",
    "display_name",
    "service_name",
    "account_login",
    "last_addressed_handle",
    "last_read_message_timestamp",
];

impl Record for Chat {
    fn kind(&self) -> &'static Kind {
        &CHAT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_read {
            see(Stamp::utc(at, "last message of the conversation read"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let address = correspondent(&self.guid).or(self.address());
        if let Some(address) = address {
            see("identifier", Observable::Account(address));
        }
        for participant in self.participants.iter().filter(|one| Some(one.as_str()) != address) {
            see("participants", Observable::Account(participant));
        }
        if let Some(name) = &self.display_name {
            vigie_core::links(name).for_each(|link| see("display_name", link.observable()));
        }
    }
}

impl Chat {
    /// The identifier, where it is an address and not the name of a group.
    fn address(&self) -> Option<&str> {
        let identifier = self.identifier.as_deref()?;
        (identifier.contains('@') || identifier.starts_with('+')).then_some(identifier)
    }
}

/// The correspondent that the guid of a conversation of two names.
pub(super) fn correspondent(guid: &str) -> Option<&str> {
    let (_, address) = guid.split_once(";-;")?;
    (!address.is_empty()).then_some(address)
}

/// Every conversation, and which message belongs to which.
pub(super) struct Chats {
    rows: Vec<(Locator, Chat)>,
    by_rowid: Places,
    of_message: Joins,
    recoverable: Joins,
    deleted: Joins,
}

impl Chats {
    pub(super) fn read(
        database: &Database,
        handles: &Handles,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let recoverable = "chat_recoverable_message_join";
        let mut chats = Self {
            rows: Vec::new(),
            by_rowid: Places::default(),
            of_message: Joins::read(database, "chat_message_join", "message_id", "chat_id", sink)?,
            recoverable: Joins::read(database, recoverable, "message_id", "chat_id", sink)?,
            deleted: Joins::read(database, recoverable, "message_id", "delete_date", sink)?,
        };
        let members = Joins::read(database, "chat_handle_join", "chat_id", "handle_id", sink)?;
        chats.read_rows(database, handles, &members, sink)?;
        Ok(chats)
    }

    fn read_rows(
        &mut self,
        database: &Database,
        handles: &Handles,
        members: &Joins,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let Some(table) = database.table("chat") else { return Ok(()) };
        let column = |name| table.column(name);
        let others = Others::new(&table, CHAT_FIELDS);
        table.scan_into(sink, |row, sink| {
            let last_read = column("last_read_message_timestamp");
            let chat = Chat {
                guid: cells::name(row, column("guid"), LONGEST_ADDRESS).unwrap_or_default(),
                identifier: cells::text(row, column("chat_identifier")),
                display_name: cells::text(row, column("display_name")),
                service: cells::text(row, column("service_name")),
                participants: members
                    .all(row.rowid())
                    .take(MOST_PARTICIPANTS)
                    .filter_map(|handle| handles.address(handle))
                    .map(str::to_owned)
                    .collect(),
                account_login: cells::text(row, column("account_login")),
                last_addressed_handle: cells::text(row, column("last_addressed_handle")),
                last_read: cells::mac_time(row, last_read, "last_read_message_timestamp", sink),
                columns: others.of(row),
            };
            self.by_rowid.insert(row.rowid(), self.rows.len());
            self.rows.push((row.locator(), chat));
            Ok(())
        })
    }

    pub(super) fn emit(&self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.rows.iter().try_for_each(|(at, chat)| sink.emit(at.clone(), chat))
    }

    /// Guid of the conversation that message `message` stands in, or stood in before it was
    /// deleted.
    pub(super) fn guid_of(&self, message: i64) -> Option<&str> {
        let chat = self.of_message.first(message).or_else(|| self.recoverable.first(message))?;
        let (_, chat) = self.rows.get(self.by_rowid.get(chat)?)?;
        Some(chat.guid.as_str()).filter(|guid| !guid.is_empty())
    }

    /// When the owner deleted message `message`, if it can still be recovered.
    pub(super) fn deleted(&self, message: i64) -> Option<Time> {
        self.deleted.first(message).filter(|date| *date != 0).and_then(Time::from_mac_integer)
    }
}

/// A message that was deleted: only its id is left, for other devices of the account.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Deleted {
    /// Id of the message.
    pub(crate) guid: String,
}

impl Record for Deleted {
    fn kind(&self) -> &'static Kind {
        &DELETED
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Emits the ids of deleted messages.
pub(super) fn deleted(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    for name in ["deleted_messages", "sync_deleted_messages"] {
        let Some(table) = database.table(name) else { continue };
        let guid = table.column("guid");
        table.scan_into(sink, |row, sink| match cells::text(row, guid) {
            Some(guid) => sink.emit(row.locator(), &Deleted { guid }),
            None => Ok(()),
        })?;
    }
    Ok(())
}
