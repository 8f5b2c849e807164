//! Conversations and the members of groups.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    links, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use super::lid::Lids;
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::jids;
use crate::joins::Joins;
use crate::places::Places;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp.chat",
    title: Text { en: "WhatsApp conversation", fr: "Conversation WhatsApp" },
    brief: &["jid", "name", "session_type", "messages"],
    personal: &[
        "jid",
        "name",
        "contact_identifier",
        "number",
        "last_message_text",
        "creator",
        "owner",
        "subject_owner",
        "members",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Chat>,
};

/// A conversation.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Chat {
    /// Identifier of the other party, or of the group.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) jid: String,
    /// Name of the other party, or subject of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Another identifier of the other party: a number behind an `@lid`, or the reverse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contact_identifier: Option<String>,
    /// Number behind the identifier, as the app knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<String>,
    /// `one person`, `group`, …; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) session_type: Option<String>,
    /// True where the owner put it away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) archived: bool,
    /// True where the list of conversations does not show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hidden: bool,
    /// True where the owner deleted it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) removed: bool,
    /// Messages that the app counted, also deleted ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_counter: Option<i64>,
    /// Messages that are still there.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) messages: u64,
    /// Date of the first message that is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_message: Option<Time>,
    /// Date of the last message that is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_message: Option<Time>,
    /// Date of the last message, as the conversation has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_message_date: Option<Time>,
    /// Text of the last message, as the conversation has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_message_text: Option<String>,
    /// When the group was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// Who made the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creator: Option<String>,
    /// Who owns the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// Who gave the group its subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject_owner: Option<String>,
    /// When the group got its subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject_date: Option<Time>,
    /// Members of the group, past ones too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<Member>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// A member of a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Member {
    /// Identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) jid: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// True for one who may change the group.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) admin: bool,
    /// False for one who left.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) active: bool,
}

impl Record for Chat {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let own = [
            (self.created, "group made"),
            (self.subject_date, "group given its subject"),
            (self.first_message, "first message of the conversation"),
            (self.last_message, "last message of the conversation"),
        ];
        let noted = self.last_message_date.filter(|_| self.last_message_date != self.last_message);
        let noted = (noted, "last message noted by the conversation");
        for (at, means) in own.into_iter().chain([noted]) {
            if let Some(at) = at {
                see(Stamp { at, means, clock: Clock::Remote });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        jids::see("jid", Some(&self.jid), see);
        if let Some(number) = &self.number {
            see("number", Observable::Phone(number));
        }
        jids::see("contact_identifier", self.contact_identifier.as_deref(), see);
        jids::see("creator", self.creator.as_deref(), see);
        if self.owner != self.creator {
            jids::see("owner", self.owner.as_deref(), see);
        }
        jids::see("subject_owner", self.subject_owner.as_deref(), see);
        for member in &self.members {
            jids::see("members", member.jid.as_deref(), see);
        }
        for (field, text) in [("name", &self.name), ("last_message_text", &self.last_message_text)]
        {
            links(text.as_deref().unwrap_or(""))
                .for_each(|link| see(field, link.observable()));
        }
        for (_, text) in self.columns.texts() {
            if text.contains("://") {
                links(text).for_each(|link| see("columns", link.observable()));
            }
        }
    }
}

/// Columns of `ZWACHATSESSION` with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZCONTACTJID",
    "ZPARTNERNAME",
    "ZCONTACTIDENTIFIER",
    "ZSESSIONTYPE",
    "ZARCHIVED",
    "ZHIDDEN",
    "ZREMOVED",
    "ZMESSAGECOUNTER",
    "ZLASTMESSAGE",
    "ZLASTMESSAGEDATE",
    "ZLASTMESSAGETEXT",
    "ZGROUPINFO",
];

/// Every conversation.
pub(super) struct Chats {
    rows: Vec<(Locator, Chat)>,
    places: Places,
}

impl Chats {
    pub(super) fn read(
        database: &Database,
        lids: &Lids,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let mut chats = Self { rows: Vec::new(), places: Places::default() };
        let Some(table) = database.table("ZWACHATSESSION") else { return Ok(chats) };
        let groups = database.table("ZWAGROUPINFO");
        let of_chat = Joins::read(database, "ZWAGROUPINFO", "ZCHATSESSION", "Z_PK", sink)?;
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let mut chat = own_fields(&table, &others, row, sink);
            chat.number = lids.number(&chat.jid).map(str::to_owned);
            let named = cells::nonzero(row, table.column("ZGROUPINFO"));
            let group = of_chat.first(row.rowid()).or(named);
            if let Some((groups, group)) = groups.zip(group) {
                groups.get(group, |row| group_fields(&groups, row, &mut chat, sink))?;
            }
            chats.places.insert(row.rowid(), chats.rows.len());
            chats.rows.push((row.locator(), chat));
            Ok(())
        })?;
        chats.read_members(database, sink)?;
        Ok(chats)
    }

    fn read_members(&mut self, database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(table) = database.table("ZWAGROUPMEMBER") else { return Ok(()) };
        let mut left = MOST_MEMBERS;
        table.scan_into(sink, |row, _| {
            let chat = row.integer(table.column("ZCHATSESSION"));
            let place = chat.and_then(|chat| self.places.get(chat));
            let Some((_, chat)) = place.and_then(|at| self.rows.get_mut(at)) else {
                return Ok(());
            };
            if left > 0 {
                left -= 1;
                chat.members.push(member(&table, row));
            }
            Ok(())
        })
    }

    /// Counts a message of conversation `chat`, and gives the conversation's identifier.
    pub(super) fn note(&mut self, chat: i64, date: Option<Time>) -> Option<&str> {
        let (_, chat) = self.rows.get_mut(self.places.get(chat)?)?;
        chat.messages += 1;
        if let Some(date) = date {
            chat.first_message = Some(chat.first_message.map_or(date, |first| first.min(date)));
            chat.last_message = chat.last_message.max(Some(date));
        }
        Some(&chat.jid)
    }

    pub(super) fn emit(&self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.rows.iter().try_for_each(|(at, chat)| sink.emit(at.clone(), chat))
    }
}

fn own_fields(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Chat {
    let column = |name| table.column(name);
    Chat {
        jid: cells::name(row, column("ZCONTACTJID"), LONGEST_ADDRESS).unwrap_or_default(),
        name: cells::text(row, column("ZPARTNERNAME")),
        contact_identifier: cells::text(row, column("ZCONTACTIDENTIFIER")),
        session_type: row.integer(column("ZSESSIONTYPE")).map(session_type),
        archived: cells::flag(row, column("ZARCHIVED")),
        hidden: cells::flag(row, column("ZHIDDEN")),
        removed: cells::flag(row, column("ZREMOVED")),
        message_counter: cells::nonzero(row, column("ZMESSAGECOUNTER")),
        last_message_date: cells::mac_time(
            row,
            column("ZLASTMESSAGEDATE"),
            "ZLASTMESSAGEDATE",
            sink,
        ),
        last_message_text: cells::text(row, column("ZLASTMESSAGETEXT")),
        columns: others.of(row),
        ..Chat::default()
    }
}

fn group_fields(table: &Table<'_>, row: &Row<'_>, chat: &mut Chat, sink: &mut Sink<'_>) {
    let column = |name| table.column(name);
    let name = |name| cells::name(row, column(name), LONGEST_ADDRESS);
    chat.created = cells::mac_time(row, column("ZCREATIONDATE"), "ZCREATIONDATE", sink);
    chat.creator = name("ZCREATORJID");
    chat.owner = name("ZOWNERJID");
    chat.subject_owner = name("ZSUBJECTOWNERJID");
    chat.subject_date =
        cells::mac_time(row, column("ZSUBJECTTIMESTAMP"), "ZSUBJECTTIMESTAMP", sink);
}

fn session_type(value: i64) -> String {
    match value {
        0 => "one person",
        1 => "group",
        2 => "broadcast",
        3 => "status",
        4 => "community",
        other => return other.to_string(),
    }
    .to_owned()
}

/// Most members of groups that are kept.
const MOST_MEMBERS: usize = 1_000_000;

fn member(table: &Table<'_>, row: &Row<'_>) -> Member {
    let column = |name| table.column(name);
    let name = |column| cells::name(row, column, LONGEST_ADDRESS);
    Member {
        jid: name(column("ZMEMBERJID")),
        name: name(column("ZCONTACTNAME")).or_else(|| name(column("ZFIRSTNAME"))),
        admin: cells::flag(row, column("ZISADMIN")),
        active: cells::flag(row, column("ZISACTIVE")),
    }
}

/// Members of groups by rowid, for the messages that name them.
#[derive(Default)]
pub(super) struct Members {
    rows: Vec<Member>,
    places: Places,
}

impl Members {
    pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut members = Self::default();
        let Some(table) = database.table("ZWAGROUPMEMBER") else { return Ok(members) };
        table.scan_into(sink, |row, _| {
            if members.rows.len() < MOST_MEMBERS {
                members.places.insert(row.rowid(), members.rows.len());
                members.rows.push(member(&table, row));
            }
            Ok(())
        })?;
        Ok(members)
    }

    pub(super) fn find(&self, rowid: i64) -> Option<&Member> {
        self.rows.get(self.places.get(rowid)?)
    }
}
