//! `*_mms_backup`: multimedia messages in a backup made by `adb backup`, without pictures.
//!
//! Written by the telephony provider's backup agent: a zlib stream of a JSON array. Dates are **seconds**
//! since 1970; `msg_box` says which way a message went; each address has its role, by the numbers of the
//! MMS encapsulation protocol.
//!
//! ```text
//! [{"self_phone":"+33…","date":"1579531789","date_sent":"1579531786","m_type":"132","v":"16",
//!   "msg_box":"1","recipients":["+33…"],"read":"1","sub":"…","mms_body":"…","mms_charset":106,
//!   "mms_addresses":[{"type":137,"address":"+33…","charset":106}]}]
//! ```
//!
//! Sources: [`TelephonyBackupAgent.java`] and [`PduHeaders.java`] of the Android Open Source Project.
//!
//! [`TelephonyBackupAgent.java`]: https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/TelephonyBackupAgent.java
//! [`PduHeaders.java`]: https://android.googlesource.com/platform/frameworks/opt/mms/+/refs/heads/main/src/java/com/google/android/mms/pdu/PduHeaders.java

use serde_json::Value;
use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::fields::Fields;
use crate::json_items::Item;
use crate::packed_list::each_packed_item;
use crate::text_message::{
    Address, BACKED_UP_MMS, Direction, OWN_ADDRESS, Service, TextMessage, means, role,
};

pub(crate) static ITEM: MmsBackup = MmsBackup;

pub(crate) struct MmsBackup;

static META: ParserMeta = ParserMeta {
    id: "mms_backup",
    title: Text { en: "Multimedia messages (backup)", fr: "Messages multimédias (sauvegarde)" },
    reads: &["/backup/apps/com.android.providers.telephony/d_f/*_mms_backup", "/*_mms_backup"],
    found_in: &[EvidenceKind::AndroidBackup, EvidenceKind::Files],
    emits: &[&BACKED_UP_MMS],
    means: means::ALL,
    versions: Versions::android(6),
    references: &[
        "https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/TelephonyBackupAgent.java",
        "https://developer.android.com/reference/android/provider/Telephony.BaseMmsColumns",
    ],
};

impl Parser for MmsBackup {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_packed_item(input, sink, message)
    }
}

fn message(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(mut fields) = Fields::of_item(item, sink) else { return Ok(()) };
    let at = item.at();
    let direction = fields.integer("msg_box").and_then(Direction::of);
    if direction.is_none() {
        sink.problem(at.clone(), "msg_box: expected a number from 1 to 5");
    }
    let message = TextMessage {
        service: Service::Mms,
        stored: false,
        direction,
        date: fields.time("date", 1, &at, sink),
        date_sent: fields.time("date_sent", 1, &at, sink),
        addresses: addresses(&mut fields),
        subject: fields.text("sub"),
        text: fields.text("mms_body"),
        own_number: fields.text("self_phone"),
        read: fields.truth("read"),
        more: fields.more(),
    };
    sink.emit(at, &message)
}

fn addresses(fields: &mut Fields) -> Vec<Address> {
    let mut found = Vec::new();
    if let Some(Value::Array(items)) = fields.any("mms_addresses") {
        for mut item in items.into_iter().filter_map(Fields::of) {
            let Some(address) = item.text("address").filter(|address| address != OWN_ADDRESS) else {
                continue;
            };
            let role = item.integer("type").map(role);
            found.push(Address { address, role });
        }
    }
    for address in fields.texts("recipients") {
        if !found.iter().any(|one| one.address == address) {
            found.push(Address { address, role: None });
        }
    }
    found
}
