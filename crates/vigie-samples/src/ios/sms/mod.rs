//! Messages: `HomeDomain:Library/SMS/sms.db`, its attachments and its write-ahead log.

mod body;
mod schema;
mod special;

use rusqlite::{Connection, params, params_from_iter, types::Value as Cell};

use super::layout::{DeviceFile, file};
use super::life::{Slot, link, slots, text};
use super::phone::Phone;
use super::{Hostile, Plant};
use crate::{Moment, Result, Rng};

pub(crate) const FILE: DeviceFile = file("HomeDomain", "Library/SMS/sms.db");
/// Rows that stand only in the write-ahead log.
const LATE: u64 = 3;
/// One of so many messages goes to a group.
const GROUPS_PER_MILLE: u64 = 150;

/// One row of `message`, and where it belongs.
#[derive(Clone, Debug, Default)]
struct Message {
    plant: Option<(Plant, String)>,
    text: Option<String>,
    attributed: Option<Vec<u8>>,
    subject: Option<&'static str>,
    payload: Option<Vec<u8>>,
    summary: Option<Vec<u8>>,
    /// A handle of its own instead of a friend's.
    sender: Option<&'static str>,
    /// In a group and from nobody: `handle_id` 0.
    group: bool,
    from_me: bool,
    attachment: bool,
    edited: bool,
}

impl Message {
    fn planted(plant: Plant, seen: &str) -> Self {
        Self { plant: Some((plant, seen.to_owned())), ..Self::default() }
    }
}

/// Writes everything about messages.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let ios = phone.plan.ios;
    let database = phone.database(FILE, &schema::schema(ios))?;
    let mut rng = phone.rng("sms");
    let mut writer = Writer::new(phone, database.connection())?;
    let mut special = special::messages(phone)?;
    let ordinary = phone.plan.messages;
    let calendar = phone.calendar(ordinary);
    let mut last = calendar.at(0, &mut rng);
    for slot in slots(ordinary, special.len()) {
        let message = match slot {
            Slot::Ordinary(number) => {
                last = calendar.at(number, &mut rng);
                ordinary_message(&mut rng, ios)
            }
            Slot::Special(number) => {
                special.get_mut(number).map(std::mem::take).unwrap_or_default()
            }
        };
        let row = writer.message(&message, last, &mut rng)?;
        if let Some((plant, seen)) = message.plant {
            phone.planted_row(plant, FILE, "message", row, seen);
        }
    }
    attachments(phone, &mut writer, &mut rng)?;
    let mut count = writer.messages;
    drop(writer);
    let connection = database.connection();
    connection.execute_batch(schema::INDEXES)?;
    connection.execute("INSERT INTO deleted_messages(guid) VALUES (?1)", [rng.uuid()])?;
    if phone.odd(Hostile::WrongTypes) || phone.odd(Hostile::Nulls) {
        count += odd_rows(connection)?;
    }
    if phone.plan.wal {
        count += late(phone, database, count, &mut rng)?;
    } else {
        phone.keep(FILE, database)?;
    }
    phone.count("sms", count);
    Ok(())
}

/// Closes the database with the newest messages only in its log; gives their number.
fn late(
    phone: &mut Phone,
    database: crate::sqlite::Database,
    before: u64,
    rng: &mut Rng,
) -> Result<u64> {
    let link = "https://laatste-tram.test/vertrek";
    let planted = phone.has(Plant::SmsWal);
    let time = phone.release.backed_up.plus(-300);
    let ios = phone.plan.ios;
    let mut at = None;
    phone.keep_with_wal(FILE, database, |connection| {
        let mut insert = Insert::new(connection, ios)?;
        for number in 0..LATE {
            let mut message = Message { text: Some(text(rng)), ..Message::default() };
            if planted && number == LATE - 1 {
                message.text = Some(format!("hurry {link}"));
            }
            let number = i64::try_from(number).unwrap_or(0);
            let row = insert.row(&message, 1, time.plus(number), rng)?;
            connection.execute(
                "INSERT INTO chat_message_join(chat_id, message_id) VALUES (1, ?1)",
                [row],
            )?;
            at = Some(row);
        }
        Ok(())
    })?;
    debug_assert!(at.is_some_and(|row| row.unsigned_abs() >= before));
    if let (true, Some(row)) = (planted, at) {
        phone.planted_row(Plant::SmsWal, FILE, "message", row, link);
    }
    Ok(LATE)
}

fn ordinary_message(rng: &mut Rng, ios: u8) -> Message {
    let mut words = text(rng);
    if rng.chance(40) {
        words = format!("{words} {}", link(rng));
    }
    let from_me = rng.chance(450);
    let attributed = body::attributed(&words, from_me);
    // Since iOS 16 the text column of sent and rich messages stays empty.
    let bare = ios >= 16 && from_me && rng.chance(600);
    Message {
        attributed: Some(attributed),
        text: (!bare).then_some(words),
        from_me,
        group: rng.chance(10),
        ..Message::default()
    }
}

/// The open database with its statements and the rows that messages refer to.
struct Writer<'c> {
    connection: &'c Connection,
    insert: Insert<'c>,
    join: rusqlite::Statement<'c>,
    ios: u8,
    /// How many people have a handle and a chat of the same number.
    people: u64,
    groups: u64,
    messages: u64,
}

impl<'c> Writer<'c> {
    fn new(phone: &Phone, connection: &'c Connection) -> Result<Self> {
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
    fn message(&mut self, message: &Message, time: Moment, rng: &mut Rng) -> Result<i64> {
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
    fn sender(&self, id: &str) -> Result<i64> {
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
struct Insert<'c> {
    connection: &'c Connection,
    statement: rusqlite::Statement<'c>,
    ios: u8,
}

const COLUMNS: &str = "guid, text, handle_id, subject, attributedBody, version, service, account, account_guid, date, date_read, date_delivered, is_delivered, is_finished, is_from_me, is_read, is_sent, cache_has_attachments, item_type, group_title, group_action_type, balloon_bundle_id, payload_data, message_summary_info, was_data_detected";

impl<'c> Insert<'c> {
    fn new(connection: &'c Connection, ios: u8) -> Result<Self> {
        let edited = if ios >= 16 { ", date_edited, part_count" } else { "" };
        let columns = format!("{COLUMNS}{edited}");
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let statement =
            connection.prepare(&format!("INSERT INTO message({columns}) VALUES ({marks})"))?;
        Ok(Self { connection, statement, ios })
    }

    fn row(&mut self, message: &Message, handle: i64, time: Moment, rng: &mut Rng) -> Result<i64> {
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
fn date(time: Moment, ios: u8) -> i64 {
    if ios >= 11 { time.mac_nanos() } else { time.mac_seconds() }
}

const KINDS: &[(&str, &str, &str)] = &[
    ("IMG_", "HEIC", "image/heic"),
    ("IMG_", "jpeg", "image/jpeg"),
    ("Audio Message ", "caf", "audio/x-caf"),
    ("document-", "pdf", "application/pdf"),
];

/// Attachments: rows, and for ordinary ones no file, as most backups keep media in iCloud.
fn attachments(phone: &mut Phone, writer: &mut Writer, rng: &mut Rng) -> Result<()> {
    let mut special: Vec<(Plant, String)> = [
        (
            Plant::AttachmentName,
            "~/Library/SMS/Attachments/4e/14/8C0A3D51-22F1-4B7E-A1C0-77D2E0A4B911/nw_invite.gif",
        ),
        (Plant::AttachmentPath, "~/Library/SMS/Attachments/nw7/01/stage.bin"),
        (Plant::AttachmentStaged, "/var/tmp/6F31-pdf-1"),
    ]
    .into_iter()
    .filter(|(plant, _)| phone.has(*plant))
    .map(|(plant, path)| (plant, path.to_owned()))
    .collect();
    let calendar = phone.calendar(phone.plan.attachments);
    let mut insert = writer.connection.prepare(
        "INSERT INTO attachment(guid, created_date, start_date, filename, uti, mime_type, transfer_state, is_outgoing, transfer_name, total_bytes)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, 5, ?6, ?7, ?8)",
    )?;
    let mut join =
        writer.connection.prepare("INSERT INTO message_attachment_join VALUES (?1, ?2)")?;
    let mut time = phone.release.backed_up.plus(-86_400);
    let mut count = 0;
    for slot in slots(phone.plan.attachments, special.len()) {
        let (prefix, ending, mime) =
            KINDS.get(usize::try_from(rng.below(4)).unwrap_or(0)).copied().unwrap_or(("", "", ""));
        let (plant, path) = match slot {
            Slot::Ordinary(number) => {
                time = calendar.at(number, rng);
                let (one, other, folder) = (rng.hex(2), rng.hex(2), rng.uuid());
                let name = format!("{prefix}{number:04}.{ending}");
                (None, format!("~/Library/SMS/Attachments/{one}/{other}/{folder}/{name}"))
            }
            Slot::Special(number) => {
                let taken =
                    special.get_mut(number).map(|(plant, path)| (*plant, std::mem::take(path)));
                taken.map_or((None, String::new()), |(plant, path)| (Some(plant), path))
            }
        };
        let outgoing = plant.is_none() && rng.chance(400);
        let message = Message {
            from_me: outgoing,
            attachment: true,
            attributed: Some(body::attributed("\u{fffc}", outgoing)),
            ..Message::default()
        };
        let message = writer.message(&message, time, rng)?;
        let name = path.rsplit('/').next().unwrap_or("");
        let since_2001 = date(time, 10);
        insert.execute(params![
            rng.uuid(),
            since_2001,
            path,
            format!("public.{ending}"),
            mime,
            outgoing,
            name,
            rng.below(4_000_000).cast_signed()
        ])?;
        let row = writer.connection.last_insert_rowid();
        join.execute([message, row])?;
        count += 1;
        if let Some(plant) = plant {
            phone.planted_row(plant, FILE, "attachment", row, path);
        }
    }
    phone.count("sms_attachments", count);
    Ok(())
}

/// Rows with values where no iPhone puts them; gives their number.
fn odd_rows(connection: &Connection) -> Result<u64> {
    connection.execute_batch(
        "INSERT INTO message(guid, text, handle_id, date) VALUES ('odd-1', NULL, NULL, NULL);
         INSERT INTO message(guid, text, handle_id, date) VALUES ('odd-2', x'ff00fe', 1, 'yesterday');
         INSERT INTO message(guid, text, handle_id, date) VALUES ('odd-3', 42, 999999, 9223372036854775807);
         INSERT INTO message(guid, text, handle_id, date) VALUES (x'6f6464', 'cut é' || char(0) || 'rest', 1, -1);
         INSERT INTO message(guid, text, handle_id, date, attributedBody) VALUES ('odd-5', NULL, 1, 1e300, 'text where a blob stands');
         INSERT INTO message(guid, text, handle_id, date, payload_data) VALUES ('odd-6', '', '1', 0, 7);
         INSERT INTO message(ROWID, guid, text, handle_id, date) VALUES (-5, 'odd-7', 'negative row', 1, 700000000000000000);",
    )?;
    Ok(7)
}
