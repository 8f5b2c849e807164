//! Messages: `HomeDomain:Library/SMS/sms.db`, its attachments and its write-ahead log.

mod attachments;
mod body;
mod schema;
mod special;
mod writer;

use rusqlite::Connection;

use self::attachments::attachments;
use self::writer::{Insert, Writer, date};
use super::layout::{DeviceFile, file};
use super::life::{Slot, link, slots, text};
use super::phone::Phone;
use super::{Hostile, Plant, chains};
use crate::{Result, Rng};

pub(crate) const FILE: DeviceFile = file("HomeDomain", "Library/SMS/sms.db");
/// Rows that stand only in the write-ahead log.
const LATE: u64 = 3;

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
    if phone.has(Plant::ChainLink) && phone.plan.contacts > 0 {
        let text = Some(format!("You are invited: {}", chains::LINK));
        let message = Message { text, ..Message::default() };
        let row = writer.message(&message, chains::received(phone.release), &mut rng)?;
        phone.planted_row(Plant::ChainLink, FILE, "message", row, chains::LINK);
    }
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
