//! A record in one line.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use vigie_core::{Kind, Untrusted};

/// Most bytes of one line.
const LINE: usize = 500;

/// The kinds of record, by id.
pub(crate) struct Kinds(BTreeMap<&'static str, &'static Kind>);

impl Kinds {
    pub(crate) fn new(kinds: &[&'static Kind]) -> Self {
        Self(kinds.iter().map(|kind| (kind.id, *kind)).collect())
    }

    pub(crate) fn of(&self, id: &str) -> Option<&'static Kind> {
        self.0.get(id).copied()
    }

    /// True where `field` of kind `id` may hold personal data: also when the kind is not known.
    pub(crate) fn is_personal(&self, id: &str, field: &str) -> bool {
        let inside = |personal: &&str| {
            field
                .strip_prefix(*personal)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '/']))
        };
        self.of(id).is_none_or(|kind| kind.personal.iter().any(inside))
    }

    /// Writes the line of a record of kind `id` to `out`: the fields that its kind names, safe for
    /// a terminal. Words stand alone, numbers and switches behind the name of their field.
    pub(crate) fn brief(&self, id: &str, fields: &Map<String, Value>, out: &mut String) {
        out.clear();
        match self.of(id) {
            Some(kind) => kind.brief.iter().for_each(|name| {
                if let Some(value) = field(fields, name) {
                    add(name, value, out);
                }
            }),
            None => fields.iter().for_each(|(name, value)| add(name, value, out)),
        }
    }
}

/// The value of a field; `a.b` names field `b` inside field `a`.
pub(crate) fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = fields.get(name) {
        return Some(value);
    }
    let (outer, inner) = name.split_once('.')?;
    field(fields.get(outer)?.as_object()?, inner)
}

/// Adds one field, unless it says nothing or the line is full.
pub(crate) fn add(name: &str, value: &Value, out: &mut String) {
    let silent = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(values) => values.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if silent || out.len() >= LINE {
        return;
    }
    if !out.is_empty() {
        out.push_str(" · ");
    }
    if !value.is_string() {
        out.push_str(name);
        out.push(' ');
    }
    add_value(value, out);
}

fn add_value(value: &Value, out: &mut String) {
    use std::fmt::Write as _;
    match value {
        Value::String(text) => {
            let room = LINE.saturating_sub(out.len());
            let kept = cut(text, room);
            // Writing to a String cannot fail.
            let _ = write!(out, "{}", Untrusted(kept));
            if kept.len() < text.len() {
                out.push('…');
            }
        }
        Value::Array(values) => {
            for (place, one) in values.iter().enumerate() {
                if out.len() >= LINE {
                    return;
                }
                if place > 0 {
                    out.push_str(", ");
                }
                add_value(one, out);
            }
        }
        Value::Object(values) => {
            for (place, (name, one)) in values.iter().enumerate() {
                if out.len() >= LINE {
                    return;
                }
                let _ = write!(out, "{}{name} ", if place > 0 { ", " } else { "" });
                add_value(one, out);
            }
        }
        Value::Null => out.push('-'),
        Value::Bool(_) | Value::Number(_) => {
            let _ = write!(out, "{value}");
        }
    }
}

/// At most `most` bytes of `text`, cut between characters.
fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_alone_and_numbers_with_their_name() {
        let fields = json!({
            "text": "a\nb", "files": 12, "on": true, "none": null, "empty": "", "list": ["x", 1],
            "deep": { "host": "bad.example" },
        });
        let mut line = String::from("old");
        Kinds::new(&[]).brief("?", fields.as_object().unwrap(), &mut line);
        assert_eq!(line, "deep host bad.example · files 12 · list x, 1 · on true · a\\u{a}b");
        assert_eq!(field(fields.as_object().unwrap(), "deep.host"), Some(&json!("bad.example")));
    }

    #[test]
    fn a_line_stays_short() {
        let fields = json!({ "text": "\u{202e}é".repeat(1_000_000), "more": "x" });
        let mut line = String::new();
        Kinds::new(&[]).brief("?", fields.as_object().unwrap(), &mut line);
        assert!(line.len() < 10 * LINE && line.ends_with('…'), "{}", line.len());
    }
}
