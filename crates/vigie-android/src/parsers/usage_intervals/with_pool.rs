//! The layout of Android 10: Protocol Buffers with a pool of texts.

use vigie_core::{Locator, Sink, Stop};

use super::Interval;
use super::event::{self, Event};
use super::sum::Sum;
use crate::message::Message;

/// Whether a file has this layout: field 2 is the pool, where the later one has a version.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let file = Message::read(bytes);
    let has_texts = |entry: &[u8]| [1, 3].iter().any(|field| Message::read(entry).text(*field).is_some());
    file.bytes(2).next().is_some() || file.bytes(22).take(8).any(has_texts)
}

pub(super) fn read(bytes: &[u8], interval: &Interval<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let file = Message::of_file(bytes, sink);
    let pool = file.bytes(2).last().map(Message::read).unwrap_or_default();
    let pool: Vec<&[u8]> = pool.bytes(2).collect();
    // Numbers count from 1; a text that stood in no pool is written out.
    let named = |message: &Message<'_>, text: u32, index: u32| {
        let number = message.integer(index).and_then(|number| usize::try_from(number).ok());
        let found = number.and_then(|number| pool.get(number.checked_sub(1)?));
        let found = found.map(|text| String::from_utf8_lossy(text).into_owned());
        message.text(text).or(found).filter(|text| !text.is_empty())
    };
    for (at, entry) in (1_u64..).zip(file.bytes(20)) {
        let at = Locator::Key(format!("packages/{at}"));
        let entry = Message::inside(entry, &at, sink);
        let offset = |number| entry.integer(number).and_then(|offset| interval.time(offset));
        let sum = Sum {
            package: named(&entry, 1, 2),
            token: None,
            user: interval.user,
            interval: interval.name.map(str::to_owned),
            begins: interval.time(0),
            total_ms: entry.integer(4),
            visible_ms: entry.integer(11),
            service_ms: entry.integer(9),
            launches: entry.integer(6),
            used: offset(3),
            seen: offset(10),
            service_used: offset(8),
            part_used: None,
        };
        match sum.package {
            Some(_) => sink.emit(at, &sum)?,
            None => sink.problem(at, "expected the name of a package"),
        }
    }
    for (at, entry) in (1_u64..).zip(file.bytes(22)) {
        let at = Locator::Key(format!("event_log/{at}"));
        let entry = Message::inside(entry, &at, sink);
        let event = Event {
            package: named(&entry, 1, 2),
            token: None,
            event: event::name(entry.integer(7).unwrap_or(0)),
            class: named(&entry, 3, 4),
            user: interval.user,
            interval: interval.name.map(str::to_owned),
            at: entry.integer(5).and_then(|offset| interval.time(offset)),
            task_package: named(&entry, 0, 15),
            detail: entry.text(9).or_else(|| named(&entry, 12, 13)),
        };
        match event.package {
            Some(_) => sink.emit(at, &event)?,
            None => sink.problem(at, "expected the name of a package"),
        }
    }
    Ok(())
}
