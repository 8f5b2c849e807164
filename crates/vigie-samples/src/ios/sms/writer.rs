//! Puts messages into the tables, with the people and chats they belong to.

use rusqlite::{Connection, params, params_from_iter, types::Value as Cell};

use super::{Message, body};
use crate::ios::phone::Phone;
use crate::{Moment, Result, Rng};

/// One of so many messages goes to a group.
const GROUPS_PER_MILLE: u64 = 150;

/// The open database with its statements and the rows that messages refer to.
pub(super) struct Writer<'c> {
    pub(super) connection: &'c Connection,
    insert: Insert<'c>,
    join: rusqlite::Statement<'c>,
    ios: u8,
    /// How many people have a handle and a chat of the same number.
    people: u64,
    groups: u64,
    pub(super) messages: u64,
}

impl<'c> Writer<'c> {
    pub(super) fn new(phone: &Phone, connection: &'c Connection) -> Result<Self> {
        let mut handle = connection.prepare(
            "INSERT INTO handle(id, country, service, uncanonicalized_id) VALUES (?1, 'be', ?2, NULL)",
        )?;
        let mut chat = connection.prepare(
            "INSERT INTO chat(guid, style, state, account_id, chat_identifier, service_name, room_name, display_name, group_id)
             VALUES (?1, ?2, 3, 'E1B5C5E4-0001-4A00-A000-5A5A5A5A5A5A', ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut member =
            connection.prepare("INSERT OR IGNORE INTO chat_handle_join VALUES (?1, ?2)")?;
        let mut rng = phone.rng("chats");
        let mut people = 0_i64;
        for (number, person) in phone.people.iter().enumerate() {
            let id = person.handle(number);
            let service = if number % 4 == 3 { "SMS" } else { "iMessage" };
            handle.execute([id, service])?;
            chat.execute(params![
                format!("{service};-;{id}"),
                45,
                id,
                service,
                None::<&str>,
                "",
                rng.uuid()
            ])?;
            people += 1;
            member.execute([people, people])?;
        }
        let groups = people / 4 + 1;
        for number in 0..groups {
            let room = format!("chat{}", 640_000_000 + rng.below(99_999_999));
            chat.execute(params![
                format!("iMessage;+;{room}"),
                43,
                room,
                "iMessage",
                room,
                format!("Group {number}"),
                rng.uuid()
            ])?;
            let chat_id = connection.last_insert_rowid();
            for _ in 0..4 {
                member.execute([chat_id, rng.range(1, people)])?;
            }
        }
        let dated = phone.plan.ios >= 11;
        let join = connection.prepare(if dated {
            "INSERT OR IGNORE INTO chat_message_join VALUES (?1, ?2, ?3)"
        } else {
            "INSERT OR IGNORE INTO chat_message_join SELECT ?1, ?2 WHERE ?3 IS NOT NULL"
        })?;
        let insert = Insert::new(connection, phone.plan.ios)?;
        Ok(Self {
            connection,
            insert,
            join,
            ios: phone.plan.ios,
            people: people.unsigned_abs(),
            groups: groups.unsigned_abs(),
            messages: 0,
        })
    }

    /// Inserts `message` and gives its row.
    pub(super) fn message(
        &mut self,
        message: &Message,
        time: Moment,
        rng: &mut Rng,
    ) -> Result<i64> {
        let person = i64::try_from(rng.below(self.people)).unwrap_or(0) + 1;
        let in_group = message.group || rng.chance(GROUPS_PER_MILLE);
        let group = self.people + rng.below(self.groups) + 1;
        let chat = if in_group { i64::try_from(group).unwrap_or(1) } else { person };
        let handle = match message.sender {
            Some(sender) => self.sender(sender)?,
            None if message.group || (message.from_me && in_group) => 0,
            None => person,
        };
        let row = self.insert.row(message, handle, time, rng)?;
        self.join.execute(params![chat, row, date(time, self.ios)])?;
        self.messages += 1;
        Ok(row)
    }

    /// The row of a handle that is nobody's.
    pub(super) fn sender(&self, id: &str) -> Result<i64> {
        self.connection.execute(
            "INSERT OR IGNORE INTO handle(id, country, service) VALUES (?1, NULL, 'iMessage')",
            [id],
        )?;
        Ok(self
            .connection
            .query_row("SELECT ROWID FROM handle WHERE id = ?1", [id], |row| row.get(0))?)
    }
}

/// The statement that inserts a message.
pub(super) struct Insert<'c> {
    connection: &'c Connection,
    statement: rusqlite::Statement<'c>,
    ios: u8,
}

const COLUMNS: &str = "guid, text, handle_id, subject, attributedBody, version, service, account, account_guid, date, date_read, date_delivered, is_delivered, is_finished, is_from_me, is_read, is_sent, cache_has_attachments, item_type, group_title, group_action_type, balloon_bundle_id, payload_data, message_summary_info, was_data_detected";

impl<'c> Insert<'c> {
    pub(super) fn new(connection: &'c Connection, ios: u8) -> Result<Self> {
        let edited = if ios >= 16 { ", date_edited, part_count" } else { "" };
        let columns = format!("{COLUMNS}{edited}");
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let statement =
            connection.prepare(&format!("INSERT INTO message({columns}) VALUES ({marks})"))?;
        Ok(Self { connection, statement, ios })
    }

    pub(super) fn row(
        &mut self,
        message: &Message,
        handle: i64,
        time: Moment,
        rng: &mut Rng,
    ) -> Result<i64> {
        let text = |text: Option<&str>| text.map_or(Cell::Null, |text| Cell::Text(text.to_owned()));
        let blob = |blob: &Option<Vec<u8>>| blob.clone().map_or(Cell::Null, Cell::Blob);
        let flag = |flag: bool| Cell::Integer(i64::from(flag));
        let (received, sent) = (!message.from_me, message.from_me);
        let read = if received { date(time.plus(rng.range(1, 3000)), self.ios) } else { 0 };
        let balloon = message.payload.is_some().then_some("com.apple.messages.URLBalloonProvider");
        let system = message.group && message.plant.is_none();
        let mut cells = vec![
            Cell::Text(rng.uuid()),
            if system { Cell::Null } else { text(message.text.as_deref()) },
            Cell::Integer(handle),
            text(message.subject),
            if system { Cell::Null } else { blob(&message.attributed) },
            Cell::Integer(10),
            text(Some("iMessage")),
            text(Some("e:owner@mail.example.org")),
            text(Some("E1B5C5E4-0001-4A00-A000-5A5A5A5A5A5A")),
            Cell::Integer(date(time, self.ios)),
            Cell::Integer(read),
            Cell::Integer(if sent { date(time.plus(2), self.ios) } else { 0 }),
            flag(sent),
            flag(true),
            flag(sent),
            flag(received),
            flag(sent),
            flag(message.attachment),
            Cell::Integer(if system { 2 } else { 0 }),
            if system { text(Some("Weekend")) } else { Cell::Null },
            Cell::Integer(0),
            text(balloon),
            blob(&message.payload),
            match &message.summary {
                None if rng.chance(100) => Cell::Blob(body::summary()?),
                summary => blob(summary),
            },
            flag(true),
        ];
        if self.ios >= 16 {
            let edited = if message.edited { date(time.plus(40), self.ios) } else { 0 };
            cells.extend([Cell::Integer(edited), Cell::Integer(1)]);
        }
        self.statement.execute(params_from_iter(cells))?;
        Ok(self.connection.last_insert_rowid())
    }
}

/// `message.date`: seconds until iOS 10, nanoseconds since.
pub(super) fn date(time: Moment, ios: u8) -> i64 {
    if ios >= 11 { time.mac_nanos() } else { time.mac_seconds() }
}
