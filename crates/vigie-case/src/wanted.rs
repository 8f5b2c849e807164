//! Telling which records a query wants.

use memchr::memmem;
use serde_json::{Map, Value};
use vigie_core::{RecordQuery, Span, Time};
use zeroize::Zeroizing;

use crate::pack::Head;

/// A query made ready to be asked a million times.
pub(crate) struct Wanted<'a> {
    query: &'a RecordQuery,
    text: Option<String>,
    span: Span,
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
        Self { query, text, span: query.span(), finder }
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
        let (from, to) = self.span.ends();
        (from.map_or(i64::MIN, Time::unix_micros), to.map_or(i64::MAX, Time::unix_micros))
    }

    /// Whether an instant is wanted.
    pub(crate) fn wants_instant(&self, micros: i64) -> bool {
        Time::from_unix_micros(micros).is_some_and(|at| self.span.holds(at))
    }

    /// The beginnings of wanted kinds, as a JSON list.
    pub(crate) fn kinds(&self) -> String {
        Value::from(self.query.kinds.clone()).to_string()
    }

    /// Whether kind and time are wanted.
    pub(crate) fn wants_head(&self, head: &Head<'_>) -> bool {
        let dated = || head.stamps.iter().any(|stamp| self.span.holds(stamp.at));
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
