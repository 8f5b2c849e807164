//! `*_sms_backup`: text messages in a backup made by `adb backup`.
//!
//! Written by the telephony provider's backup agent, a thousand messages a file: a zlib stream of a JSON
//! array. Every value is a text. Dates are milliseconds since 1970; `type` says which way a message went.
//!
//! ```text
//! [{"self_phone":"+33…","address":"+33…","body":"…","date":"1645543781956","date_sent":"0",
//!   "status":"-1","type":"1","recipients":["+33…"],"read":"1"}]
//! ```
//!
//! Source: [`TelephonyBackupAgent.java`] of the Android Open Source Project.
//!
//! [`TelephonyBackupAgent.java`]: https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/TelephonyBackupAgent.java

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::fields::Fields;
use crate::json_items::Item;
use crate::packed_list::each_packed_item;
use crate::text_message::{Address, BACKED_UP_SMS, Direction, Service, TextMessage, means};

pub(crate) static ITEM: SmsBackup = SmsBackup;

pub(crate) struct SmsBackup;

static META: ParserMeta = ParserMeta {
    id: "sms_backup",
    title: Text { en: "Text messages (backup)", fr: "Messages texte (sauvegarde)" },
    reads: &["/backup/apps/com.android.providers.telephony/d_f/*_sms_backup", "/*_sms_backup"],
    found_in: &[EvidenceKind::AndroidBackup, EvidenceKind::Files],
    emits: &[&BACKED_UP_SMS],
    means: means::ALL,
    versions: Versions::android(6),
    references: &[
        "https://android.googlesource.com/platform/packages/providers/TelephonyProvider/+/refs/heads/main/src/com/android/providers/telephony/TelephonyBackupAgent.java",
        "https://developer.android.com/reference/android/provider/Telephony.TextBasedSmsColumns",
    ],
};

impl Parser for SmsBackup {
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
    let kind = fields.integer("type");
    let direction = kind.and_then(Direction::of);
    if direction.is_none() {
        sink.problem(at.clone(), "type: expected a number from 1 to 6");
    }
    let mut texts = fields.text("address").into_iter().collect::<Vec<_>>();
    for other in fields.texts("recipients") {
        if !texts.contains(&other) {
            texts.push(other);
        }
    }
    let address = |address| Address { address, role: None };
    let message = TextMessage {
        service: Service::Sms,
        stored: false,
        direction,
        date: fields.time("date", 1_000, &at, sink),
        date_sent: fields.time("date_sent", 1_000, &at, sink),
        addresses: texts.into_iter().map(address).collect(),
        subject: fields.text("subject"),
        text: fields.text("body"),
        own_number: fields.text("self_phone"),
        read: fields.truth("read"),
        more: fields.more(),
    };
    sink.emit(at, &message)
}
