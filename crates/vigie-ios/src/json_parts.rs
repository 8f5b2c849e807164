//! Parts of a JSON text, found without building a tree of it, also where the text is cut short.
//!
//! Diagnostic reports hold megabytes of stack frames around the few values that matter, and often
//! end in the middle. Here a value is a slice until somebody wants it.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

/// A value inside a JSON text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part<'a> {
    /// Its text, from its first character to its last.
    pub(crate) raw: &'a str,
    /// Where it stands in the text it was taken from, in bytes.
    pub(crate) at: usize,
    /// False where the text ends inside of it.
    pub(crate) whole: bool,
}

impl<'a> Part<'a> {
    /// `text` as a part of itself.
    pub(crate) const fn of(text: &'a str) -> Self {
        Self { raw: text, at: 0, whole: true }
    }

    /// Names and values of an object, in order; nothing where this is none.
    pub(crate) fn members(self) -> impl Iterator<Item = (Cow<'a, str>, Part<'a>)> {
        let mut walk = Walk::into(self, b'{');
        std::iter::from_fn(move || walk.member())
    }

    /// Values of an array, in order; nothing where this is none.
    pub(crate) fn items(self) -> impl Iterator<Item = Part<'a>> {
        let mut walk = Walk::into(self, b'[');
        std::iter::from_fn(move || walk.value())
    }

    /// The value named `name`.
    pub(crate) fn find(self, name: &str) -> Option<Part<'a>> {
        self.members().find_map(|(key, part)| (key == name).then_some(part))
    }

    /// This value as a `T`, where it is one.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Option<T> {
        self.whole.then(|| serde_json::from_str(self.raw).ok())?
    }

    /// The text of a string, or a number or truth as written; `None` where it is empty or null.
    pub(crate) fn text(self) -> Option<String> {
        let text = match self.raw.as_bytes().first()? {
            b'"' => self.read::<String>()?,
            b'{' | b'[' | b'n' => return None,
            _ => self.raw.to_owned(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// A whole number, also where it stands in quotes.
    pub(crate) fn whole_number(self) -> Option<i64> {
        self.raw.trim_matches('"').parse().ok()
    }
}

/// A walk along one level of a JSON text.
struct Walk<'a> {
    text: &'a str,
    base: usize,
    at: usize,
}

impl<'a> Walk<'a> {
    /// Starts inside `part`, when it opens with `open`.
    fn into(part: Part<'a>, open: u8) -> Self {
        let start = skip_blank(part.raw.as_bytes(), 0);
        let is_one = part.raw.as_bytes().get(start) == Some(&open);
        let at = if is_one { start + 1 } else { part.raw.len() };
        Self { text: part.raw, base: part.at, at }
    }

    fn member(&mut self) -> Option<(Cow<'a, str>, Part<'a>)> {
        let name = self.value().filter(|name| name.whole && name.raw.starts_with('"'))?;
        let bytes = self.text.as_bytes();
        self.at = skip_blank(bytes, self.at);
        if bytes.get(self.at) != Some(&b':') {
            return None;
        }
        self.at += 1;
        let inner = name.raw.get(1..name.raw.len().saturating_sub(1))?;
        let name = match inner.contains('\\') {
            true => Cow::Owned(name.read::<String>()?),
            false => Cow::Borrowed(inner),
        };
        self.value().map(|value| (name, value))
    }

    fn value(&mut self) -> Option<Part<'a>> {
        let bytes = self.text.as_bytes();
        let mut at = skip_blank(bytes, self.at);
        if bytes.get(at) == Some(&b',') {
            at = skip_blank(bytes, at + 1);
        }
        let (end, whole) = match bytes.get(at)? {
            b'}' | b']' | b':' | b',' => return None,
            b'"' => end_of_string(bytes, at),
            b'{' | b'[' => end_of_nest(bytes, at),
            _ => end_of_word(bytes, at),
        };
        self.at = end;
        let raw = self.text.get(at..end)?;
        Some(Part { raw, at: self.base + at, whole })
    }
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where the string that opens at `at` ends, and whether it does.
fn end_of_string(bytes: &[u8], at: usize) -> (usize, bool) {
    let mut at = at + 1;
    while let Some(step) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += step;
        if bytes.get(at) == Some(&b'"') {
            return (at + 1, true);
        }
        at = at.saturating_add(2);
    }
    (bytes.len(), false)
}

/// Where the object or array that opens at `at` ends, and whether it does.
fn end_of_nest(bytes: &[u8], at: usize) -> (usize, bool) {
    let (mut at, mut depth) = (at, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = end_of_string(bytes, at).0;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (at + 1, true);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false)
}

/// Where the number, truth or null at `at` ends, and whether something follows it.
fn end_of_word(bytes: &[u8], at: usize) -> (usize, bool) {
    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b':') || byte.is_ascii_whitespace();
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().position(ends) {
        Some(len) => (at + len.max(1), true),
        None => (bytes.len(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        r#" {"a": 1, "b\u0041": "x\"]", "c":[{"d":[1,2]}, null ,"é"], "e" : {"f":true}, "g": "cut"#;

    #[test]
    fn parts_are_found_also_before_a_cut() {
        let names: Vec<_> = Part::of(TEXT).members().map(|(name, _)| name.into_owned()).collect();
        assert_eq!(names, ["a", "bA", "c", "e", "g"]);
        let find = |name| Part::of(TEXT).find(name).unwrap();
        assert_eq!(find("a").whole_number(), Some(1));
        assert_eq!(find("bA").text().unwrap(), "x\"]");
        assert_eq!(find("e").find("f").unwrap().read(), Some(true));
        let items: Vec<_> = find("c").items().map(|item| item.raw).collect();
        assert_eq!(items, [r#"{"d":[1,2]}"#, "null", "\"é\""]);
        let second = find("c").items().nth(1).unwrap();
        assert_eq!(TEXT.get(second.at..second.at + 4), Some("null"));
        assert!(!find("g").whole && find("g").text().is_none());
    }

    #[test]
    fn what_is_no_json_has_no_parts() {
        for text in ["", "{", "[1", "{1:2}", "{\"a\"}", "{\"a\" 1}", "}{", "\\", "{\"", "{,,}"] {
            assert_eq!(Part::of(text).members().count(), 0, "{text}");
        }
        assert_eq!(Part::of("[1 2").items().count(), 2);
        assert_eq!(Part::of("{\"a\":1}").items().count(), 0);
    }
}
