//! The lines of the history and their times.

use vigie_core::{Input, Locator, Sink, Stop, Time};
use vigie_formats::lines::Line;

use super::event::{Event, What};
use crate::dump_date;
use crate::names::is_package;
use crate::section::{component, duration_ms, indent, uid};
use crate::zone::{Wall, Zone};

/// Where the history is read, and from when its times count.
pub(super) struct History {
    zone: Zone,
    inside: bool,
    /// The last anchor: milliseconds since the start, and the instant.
    anchor: Option<(i64, Time)>,
    /// What a date without a year is not behind.
    newest: Option<Wall>,
    /// The record of each event in turn.
    event: Event,
}

impl History {
    /// Of the section that is `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        let zone = Zone::of(input);
        let event = Event::of(zone.clock());
        Self { zone, inside: false, anchor: None, newest: dump_date::of(input), event }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if line.text.starts_with("Battery History") {
            self.inside = true;
            return Ok(());
        }
        let (_, text) = indent(line.text);
        if text.is_empty() {
            self.inside = false;
        }
        if !self.inside {
            return Ok(());
        }
        let Some((elapsed, at, rest)) = self.time(text) else { return Ok(()) };
        if let Some(anchor) = anchor(rest) {
            self.anchor(elapsed, anchor);
            return Ok(());
        }
        self.event.elapsed_ms = elapsed;
        self.event.at = at;
        self.events(line.number, rest, sink)
    }

    /// The time that a line starts with, and what follows it.
    fn time<'a>(&self, text: &'a str) -> Option<(Option<i64>, Option<Time>, &'a str)> {
        let (word, rest) = text.split_once(' ')?;
        if let Some(elapsed) = duration_ms(word) {
            let since = |(from, at): (i64, Time)| {
                let micros = elapsed.checked_sub(from)?.checked_mul(1000)?;
                Time::from_unix_micros(at.unix_micros().checked_add(micros)?)
            };
            return Some((Some(elapsed), self.anchor.and_then(since), rest));
        }
        let is_date = word.len() == 5 && word.as_bytes().get(2) == Some(&b'-');
        let (_, rest) = rest.split_once(' ').filter(|_| is_date)?;
        let wall = self.newest.and_then(|newest| Wall::before(text, newest));
        Some((None, wall.and_then(|wall| self.zone.instant(wall)), rest))
    }

    fn anchor(&mut self, elapsed: Option<i64>, text: &str) {
        let Some(wall) = Wall::read(text) else { return };
        if let Some((elapsed, at)) = elapsed.zip(self.zone.instant(wall)) {
            self.anchor = Some((elapsed, at));
        }
        // Without the date of the dump, the year of an anchor is the best there is.
        if self.newest.is_none_or(|newest| newest < wall) {
            self.newest = Some(wall);
        }
    }

    /// Emits every event of a line: `+job=u0a94:"com.example/.Job"`.
    fn events(&mut self, line: u64, text: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(":\"") {
            let Some((name, next)) = after.split_once('"') else { return Ok(()) };
            let word = before.rsplit(' ').next().unwrap_or(before);
            if let Some((what, number)) = word.split_once('=')
                && let Some(what) = What::read(what)
            {
                self.event.what = what;
                self.event.uid = uid(number);
                name.clone_into(&mut self.event.name);
                self.event.package.clear();
                self.event.package.push_str(package(name).unwrap_or(""));
                sink.emit(Locator::Line(line), &self.event)?;
            }
            rest = next;
        }
        Ok(())
    }
}

/// The date of `(19) RESET:TIME: 2026-11-22-17-30-01` and `(2) TIME: 2026-…`.
fn anchor(text: &str) -> Option<&str> {
    text.split_once("TIME: ").map(|(_, date)| date)
}

/// The package that a name speaks of: `com.example/.Job`, `@androidx.work@com.example/…`, `*walarm*:com.example/.Wake`,
/// `com.example:remote`.
fn package(name: &str) -> Option<&str> {
    let name = match name.strip_prefix('@') {
        Some(rest) => rest.split_once('@').map_or(rest, |(_, rest)| rest),
        None => name,
    };
    let name = match name.strip_prefix('*').and_then(|rest| rest.split_once('*')) {
        Some((_, rest)) => rest.trim_start_matches([':', '/', '*']),
        None => name,
    };
    // `*job*/@scheduler@com.example/…`
    let name = match name.strip_prefix('@').and_then(|rest| rest.split_once('@')) {
        Some((_, rest)) => rest,
        None => name,
    };
    if let Some((package, _)) = component(name) {
        return Some(package);
    }
    let word = name.split([':', '/']).next().unwrap_or(name);
    is_package(word).then_some(word)
}
