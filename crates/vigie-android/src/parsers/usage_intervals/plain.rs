//! What is kept aside, with texts written out and times since 1970.

use vigie_core::{Locator, Sink, Stop};

use super::event::{self, Event};
use super::sum::Sum;
use crate::fields;
use crate::message::Message;

pub(super) fn read(bytes: &[u8], user: Option<u32>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let file = Message::of_file(bytes, sink);
    let time = |millis: i64| fields::time(millis, 1_000).filter(|_| millis > 0);
    for (at, entry) in (1_u64..).zip(file.bytes(23)) {
        let at = Locator::Key(format!("pending_events/{at}"));
        let entry = Message::inside(entry, &at, sink);
        let event = Event {
            package: entry.text(1),
            token: None,
            event: event::name(entry.integer(5).unwrap_or(0)),
            class: entry.text(2),
            user,
            interval: None,
            at: entry.integer(3).and_then(time),
            task_package: entry.text(11),
            detail: entry.text(7).or_else(|| entry.text(9)),
        };
        match event.package {
            Some(_) => sink.emit(at, &event)?,
            None => sink.problem(at, "expected the name of a package"),
        }
    }
    for (at, entry) in (1_u64..).zip(file.bytes(24)) {
        let at = Locator::Key(format!("package_usage/{at}"));
        let entry = Message::inside(entry, &at, sink);
        let package = entry.text(1);
        match package {
            Some(_) => {
                let part_used = entry.integer(2).and_then(time);
                sink.emit(at, &Sum { package, user, part_used, ..Sum::default() })?;
            }
            None => sink.problem(at, "expected the name of a package"),
        }
    }
    Ok(())
}
