//! Telling which records a query wants.

use memchr::memmem;
use serde_json::{Map, Value};
use vigie_core::{RecordQuery, Time};
use zeroize::Zeroizing;

use crate::pack::Head;

/// A query made ready to be asked a million times.
pub(crate) struct Wanted<'a> {
    query: &'a RecordQuery,
    text: Option<String>,
    /// The windows of the query, sorted, those that touch made one; microseconds.
    windows: Vec<(i64, i64)>,
    /// Present when the text can be looked for in the packed form.
    finder: Option<memmem::Finder<'static>>,
}

impl<'a> Wanted<'a> {
    pub(crate) fn new(query: &'a RecordQuery) -> Self {
        let text = query.text.as_ref().map(|text| text.to_lowercase());
        // Texts lie in a block as they are; numbers and times do not.
        let plain = |text: &&String| {
            let spelt = |c: char| c.is_ascii_alphabetic() && !matches!(c, 't' | 'z' | 'e');
            text.is_ascii() && text.contains(spelt)
        };
        let finder = text
            .as_ref()
            .filter(plain)
            .map(|text| memmem::Finder::new(text.as_bytes()).into_owned());
        Self { query, text, windows: merged(&query.windows), finder }
    }

    /// False when no record of the block can hold the text.
    pub(crate) fn may_hold(&self, records: &[u8]) -> bool {
        let Some(finder) = &self.finder else { return true };
        let lower = Zeroizing::new(records.to_ascii_lowercase());
        finder.find(&lower).is_some()
    }

    /// A condition on `block` that leaves out what cannot be wanted. Its parameters are whether the
    /// query is dated, both ends of [`span`](Self::span), and [`kinds`](Self::kinds).
    pub(crate) const SQL: &'static str = "(NOT ?1 OR (block.last >= ?2 AND block.first <= ?3))
        AND (?4 = '[]' OR EXISTS (SELECT 1 FROM json_each(?4) AS kind
                                  WHERE instr(' ' || block.kinds, ' ' || kind.value)))";

    /// First and last microsecond that can be wanted.
    pub(crate) fn span(&self) -> (i64, i64) {
        let from = self
            .query
            .from
            .into_iter()
            .chain(self.query.windows.iter().map(|(from, _)| *from).min());
        let to =
            self.query.to.into_iter().chain(self.query.windows.iter().map(|(_, to)| *to).max());
        let from = from.max().map_or(i64::MIN, Time::unix_micros);
        (from, to.min().map_or(i64::MAX, Time::unix_micros))
    }

    /// Whether an instant is wanted.
    pub(crate) fn wants_instant(&self, micros: i64) -> bool {
        let after = self.query.from.is_none_or(|from| micros >= from.unix_micros());
        let before = self.query.to.is_none_or(|to| micros <= to.unix_micros());
        let window = self.windows.partition_point(|(_, to)| *to < micros);
        let inside = || self.windows.get(window).is_some_and(|(from, _)| *from <= micros);
        after && before && (self.windows.is_empty() || inside())
    }

    /// The beginnings of wanted kinds, as a JSON list.
    pub(crate) fn kinds(&self) -> String {
        Value::from(self.query.kinds.clone()).to_string()
    }

    /// Whether kind and time are wanted.
    pub(crate) fn wants_head(&self, head: &Head<'_>) -> bool {
        let dated = || head.stamps.iter().any(|stamp| self.query.wants(stamp.at));
        self.wants_kind(head.kind) && (!self.query.is_dated() || dated())
    }

    /// Whether a kind is wanted.
    pub(crate) fn wants_kind(&self, kind: &str) -> bool {
        let kinds = &self.query.kinds;
        kinds.is_empty() || kinds.iter().any(|wanted| kind.starts_with(wanted.as_str()))
    }

    pub(crate) fn holds(&self, fields: &Map<String, Value>) -> bool {
        let Some(text) = &self.text else { return true };
        fields.values().any(|field| holds(field, text))
    }
}

/// Whether any value inside `value` holds `text`, given in lower case.
fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found.to_lowercase().contains(text),
        Value::Number(number) => number.to_string().contains(text),
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(fields) => fields.values().any(|field| holds(field, text)),
        Value::Null | Value::Bool(_) => false,
    }
}

/// `windows` in order, those that overlap made one.
fn merged(windows: &[(Time, Time)]) -> Vec<(i64, i64)> {
    let micros = |(from, to): &(Time, Time)| (from.unix_micros(), to.unix_micros());
    let mut sorted: Vec<(i64, i64)> = windows.iter().map(micros).collect();
    sorted.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some((_, end)) if *end >= from => *end = to.max(*end),
            _ => merged.push((from, to)),
        }
    }
    merged
}
