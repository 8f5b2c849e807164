//! The layout since Android 11: numbers that stand for texts in the file `mappings`.

use std::collections::HashMap;

use vigie_core::{Input, Locator, Sink, Stop, read_all};

use super::Interval;
use super::event::{self, Event};
use super::sum::Sum;
use crate::message::Message;

pub(super) fn read(
    bytes: &[u8],
    interval: &Interval<'_>,
    input: &Input<'_>,
    folder: &str,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let file = Message::of_file(bytes, sink);
    if bytes.is_empty() || file.is_empty() {
        return Err(Stop::malformed("file", 0, "usage statistics in XML or Protocol Buffers"));
    }
    let path = format!("{folder}mappings");
    let mappings = match input.siblings.open(&path)? {
        Some(data) => read_all(&*data, input.limits.whole_file)?,
        None => Vec::new(),
    };
    let texts = Texts::read(&mappings);
    for (at, entry) in (1_u64..).zip(file.bytes(20)) {
        let at = Locator::Key(format!("packages/{at}"));
        let entry = Message::inside(entry, &at, sink);
        sink.emit(at, &sum(&entry, interval, &texts))?;
    }
    for (at, entry) in (1_u64..).zip(file.bytes(22)) {
        let at = Locator::Key(format!("event_log/{at}"));
        let entry = Message::inside(entry, &at, sink);
        sink.emit(at, &event(&entry, interval, &texts))?;
    }
    if mappings.is_empty() && sink.records() > 0 {
        let message = format!("expected {path}, which says which app each number is");
        sink.problem(Locator::Whole, message);
    }
    Ok(())
}

fn sum(entry: &Message<'_>, interval: &Interval<'_>, texts: &Texts<'_>) -> Sum {
    let offset = |number| entry.integer(number).and_then(|offset| interval.time(offset));
    let package = texts.of(entry.integer(1), Some(1));
    Sum {
        token: entry.integer(1).filter(|_| package.is_none()),
        package,
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
        part_used: offset(12),
    }
}

fn event(entry: &Message<'_>, interval: &Interval<'_>, texts: &Texts<'_>) -> Event {
    let package = texts.of(entry.integer(1), Some(1));
    Event {
        token: entry.integer(1).filter(|_| package.is_none()),
        package,
        event: event::name(entry.integer(5).unwrap_or(0)),
        class: texts.of(entry.integer(1), entry.integer(2)),
        user: interval.user,
        interval: interval.name.map(str::to_owned),
        at: entry.integer(3).and_then(|offset| interval.time(offset)),
        task_package: texts.of(entry.integer(11), Some(1)),
        detail: texts
            .of(entry.integer(1), entry.integer(7))
            .or_else(|| texts.of(entry.integer(1), entry.integer(9))),
    }
}

/// The texts of each app, of which the first is its package.
#[derive(Default)]
struct Texts<'a>(HashMap<i64, Vec<&'a [u8]>>);

impl<'a> Texts<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let apps = Message::read(bytes).bytes(2).map(Message::read).collect::<Vec<_>>();
        let texts = |app: &Message<'a>| Some((app.integer(1)?, app.bytes(2).collect()));
        Self(apps.iter().filter_map(texts).collect())
    }

    /// The text with number `token` of app `package`; both count from 1.
    fn of(&self, package: Option<i64>, token: Option<i64>) -> Option<String> {
        let token = usize::try_from(token?).ok()?.checked_sub(1)?;
        let text = self.0.get(&package?)?.get(token).filter(|text| !text.is_empty())?;
        Some(String::from_utf8_lossy(text).into_owned())
    }
}
