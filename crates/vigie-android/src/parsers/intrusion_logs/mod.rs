//! Intrusion logs of Android's Advanced Protection: names looked up, connections made, and events of the
//! security log.
//!
//! Written by Android 16 and later for those who switch them on, kept encrypted with the owner's Google
//! account and downloaded as text, one JSON object a line. Each has one field that says what it is:
//!
//! ```text
//! {"dns_event":{"event_time":1780300000123,"hostname":"a.example","ip_addresses":["/192.0.2.1"],"package_name":"p"}}
//! {"connect_event":{"event_time":1780300000123,"ip_address":"/192.0.2.1","port":443,"package_name":"p"}}
//! {"security_event":{"event_time":1780300000123456789,"adb_shell_cmd":{"command":"pm list packages"}}}
//! ```
//!
//! Times are UTC, in milliseconds, those of security events in nanoseconds. Files overlap: an event that
//! came before, here or in an earlier file, is left out.
//!
//! Tags after [`SecurityLog`] and [`SecurityLogTags.logtags`].
//!
//! [`SecurityLog`]: https://developer.android.com/reference/android/app/admin/SecurityLog
//! [`SecurityLogTags.logtags`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/app/admin/SecurityLogTags.logtags

mod network;
mod overlap;
mod security;
mod tags;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Time, Versions};

use self::network::{Connection, Lookup};
use self::overlap::Earlier;
use crate::fields::{self, Fields};
use crate::json_items::{Item, each_item};

pub(crate) use self::security::Event;

pub(crate) static ITEM: IntrusionLogs = IntrusionLogs;

pub(crate) struct IntrusionLogs;

static META: ParserMeta = ParserMeta {
    id: "intrusion_logs",
    title: Text {
        en: "Intrusion logs (Advanced Protection)",
        fr: "Journaux d’intrusion (Protection Avancée)",
    },
    reads: &["/intrusion_logs/**", "/intrusion_log*.txt", "/intrusion_logs.json"],
    found_in: &[EvidenceKind::AndroidIntrusionLogs, EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&network::LOOKUP, &network::CONNECTION, &security::KIND],
    means: tags::MEANS,
    versions: Versions::android(16),
    references: &[
        "https://developer.android.com/reference/android/app/admin/SecurityLog",
        "https://support.google.com/android/answer/16339980",
    ],
};

impl Parser for IntrusionLogs {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut earlier = Earlier::of(input, sink)?;
        each_item(input, sink, |item, sink| {
            if earlier.is_new(item.bytes) { entry(item, sink) } else { Ok(()) }
        })
    }
}

fn entry(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let at = Locator::Line(item.line);
    let mut fields = match Fields::read(item.bytes) {
        Ok(fields) => fields,
        Err(expected) => {
            sink.problem(at, expected);
            return Ok(());
        }
    };
    let mut known = false;
    while let Some((kind, mut event)) = fields.first_object() {
        let time = event_time(&mut event, &at, sink);
        known = true;
        match kind.as_str() {
            "dns_event" => sink.emit(at.clone(), &Lookup::read(event, time))?,
            "connect_event" => sink.emit(at.clone(), &Connection::read(event, time))?,
            "security_event" => sink.emit(at.clone(), &Event::read(event, time))?,
            _ => known = false,
        }
    }
    if !known {
        sink.problem(at, "expected dns_event, connect_event or security_event");
    }
    Ok(())
}

/// The instant of an event. Its magnitude says the unit: in the next one it lies far from today.
fn event_time(fields: &mut Fields, at: &Locator, sink: &mut Sink<'_>) -> Option<Time> {
    let name = "event_time";
    let value = fields.integer(name);
    let per_second = match value.map(i64::unsigned_abs) {
        Some(100_000_000_000_000_000..) => 1_000_000_000,
        Some(100_000_000_000_000..) => 1_000_000,
        Some(100_000_000_000..) => 1_000,
        _ => 1,
    };
    let time = value.and_then(|value| fields::time(value, per_second)).filter(|_| value != Some(0));
    if time.is_none() {
        sink.problem(at.clone(), "event_time: expected a date");
    }
    time
}
