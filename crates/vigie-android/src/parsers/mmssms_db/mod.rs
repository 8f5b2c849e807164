//! `mmssms.db`: text and multimedia messages in a copy of the phone's storage.
//!
//! Written by the telephony provider. Table `sms` keeps its dates in milliseconds, `pdu` (MMS) in seconds;
//! the addresses of an MMS stand in `addr`, its texts and attachments in `part`.
//!
//! Source: [`MmsSmsDatabaseHelper.java`] of the Android Open Source Project.
//!
//! [`MmsSmsDatabaseHelper.java`]: https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/MmsSmsDatabaseHelper.java

use std::collections::HashMap;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::db_rows::{self, each_row_of};
use crate::fields::Fields;
use crate::text_message::{
    Address, Direction, OWN_ADDRESS, STORED_MMS, STORED_SMS, Service, TextMessage, means, role,
};

pub(crate) static ITEM: MmssmsDb = MmssmsDb;

pub(crate) struct MmssmsDb;

static META: ParserMeta = ParserMeta {
    id: "mmssms_db",
    title: Text { en: "Text and multimedia messages", fr: "Messages texte et multimédias" },
    reads: &[
        "/data/data/com.android.providers.telephony/databases/mmssms.db",
        "/data/user/*/com.android.providers.telephony/databases/mmssms.db",
        "/data/user_de/*/com.android.providers.telephony/databases/mmssms.db",
        "/mmssms.db",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&STORED_SMS, &STORED_MMS],
    means: means::ALL,
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/MmsSmsDatabaseHelper.java",
    ],
};

impl Parser for MmssmsDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["sms", "pdu"], sink)?;
        each_row_of(&database, "sms", sink, sms)?;
        let addresses = addresses(&database, sink)?;
        let texts = texts(&database, sink)?;
        each_row_of(&database, "pdu", sink, |fields, at, sink| {
            mms(fields, at, &addresses, &texts, sink)
        })
    }
}

fn sms(mut fields: Fields, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    fields.any("_id");
    let direction = fields.integer("type").and_then(Direction::of);
    let address = |address| Address { address, role: None };
    let message = TextMessage {
        service: Service::Sms,
        stored: true,
        direction,
        date: fields.time("date", 1_000, &at, sink),
        date_sent: fields.time("date_sent", 1_000, &at, sink),
        addresses: fields.text("address").map(address).into_iter().collect(),
        subject: fields.text("subject"),
        text: fields.text("body"),
        own_number: None,
        read: fields.truth("read"),
        more: fields.more(),
    };
    sink.emit(at, &message)
}

/// Most messages whose addresses and texts are kept.
const MOST: usize = 2_000_000;

fn addresses(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Vec<Address>>, Stop> {
    let mut found: HashMap<i64, Vec<Address>> = HashMap::new();
    let mut count = 0_usize;
    each_row_of(database, "addr", sink, |mut fields, _, _| {
        let message = fields.integer("msg_id");
        let address = fields.text("address").filter(|address| address != OWN_ADDRESS);
        if let (Some(message), Some(address), true) = (message, address, count < MOST) {
            count = count.saturating_add(1);
            let role = fields.integer("type").map(role);
            found.entry(message).or_default().push(Address { address, role });
        }
        Ok(())
    })?;
    Ok(found)
}

/// The texts of each message, and the names of what is attached to it.
fn texts(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Vec<String>>, Stop> {
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    let mut count = 0_usize;
    each_row_of(database, "part", sink, |mut fields, _, _| {
        let kind = fields.text("ct").unwrap_or_default();
        let text = fields.text("text").filter(|_| kind != "application/smil");
        if let (Some(message), Some(text), true) = (fields.integer("mid"), text, count < MOST) {
            count = count.saturating_add(1);
            found.entry(message).or_default().push(text);
        }
        Ok(())
    })?;
    Ok(found)
}

fn mms(
    mut fields: Fields,
    at: Locator,
    addresses: &HashMap<i64, Vec<Address>>,
    texts: &HashMap<i64, Vec<String>>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    // The alias of the rowid is NULL in the row itself.
    let id = match &at {
        Locator::Row { row, .. } => fields.integer("_id").or(Some(*row)),
        _ => fields.integer("_id"),
    };
    let copy = |one: &Address| Address { address: one.address.clone(), role: one.role.clone() };
    let found = id.and_then(|id| addresses.get(&id));
    let text = id.and_then(|id| texts.get(&id)).map(|texts| texts.join("\n"));
    let message = TextMessage {
        service: Service::Mms,
        stored: true,
        direction: fields.integer("msg_box").and_then(Direction::of),
        date: fields.time("date", 1, &at, sink),
        date_sent: fields.time("date_sent", 1, &at, sink),
        addresses: found.map(|found| found.iter().map(copy).collect()).unwrap_or_default(),
        subject: fields.text("sub"),
        text,
        own_number: None,
        read: fields.truth("read"),
        more: fields.more(),
    };
    sink.emit(at, &message)
}
