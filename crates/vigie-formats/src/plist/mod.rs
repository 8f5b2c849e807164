//! Property lists, binary and XML: how Apple's systems keep settings and small databases.
//!
//! Written by CoreFoundation on every device since iPhone OS 1, and inside rows of databases, in
//! backups' indexes and behind keyed archives. Both encodings hold the same tree: a [`Value`].
//! Layout: [`binary`] and the module `xml`.
//!
//! A hostile list can contain itself, name one object a million times, nest without end or point
//! outside of its file. Each is met with an error, and what is built stays below a multiple of the
//! list's size plus [`Limits::value`].

pub mod base64;
pub mod binary;
mod json;
mod tree;
mod value;
mod xml;

use std::borrow::Cow;

use vigie_core::{Limits, Stop};

pub use value::{Dictionary, Value};

/// Reads a property list, binary (`bplist00`) or XML, in UTF-8 or UTF-16. White space and a byte
/// order mark before it are skipped.
///
/// # Errors
/// When it is neither, or damaged anywhere, or asks for more than `limits`. Offsets of an XML list
/// in UTF-16 are exact as far as the text before them is ASCII.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, Stop> {
    match read(bytes, limits, false) {
        (_, Some(stop)) => Err(stop),
        (Some(value), None) => Ok(value),
        (None, None) => Err(Stop::malformed("property list", 0, "a value")),
    }
}

/// Reads what can be read of a property list, and gives the first damage that was met.
///
/// Of an XML list, everything before the damage is kept. In a binary list, a damaged object
/// becomes [`Value::Null`]; one whose trailer is damaged cannot be read.
#[must_use]
pub fn parse_lenient(bytes: &[u8], limits: &Limits) -> (Option<Value>, Option<Stop>) {
    read(bytes, limits, true)
}

/// Whether `bytes` begin like a property list of either kind.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let (_, bytes) = skip_blank(bytes);
    [&b"bplist"[..], b"<?xml", b"<!DOCTYPE plist", b"<plist"]
        .iter()
        .any(|start| bytes.starts_with(start))
        || utf16(bytes).is_some()
}

fn read(bytes: &[u8], limits: &Limits, lenient: bool) -> (Option<Value>, Option<Stop>) {
    if bytes.len() as u64 > limits.whole_file {
        let what = "bytes of a property list";
        return (None, Some(Stop::Limit { what, most: limits.whole_file }));
    }
    let (skipped, list) = skip_blank(bytes);
    if list.starts_with(b"bplist") {
        return match binary::Objects::open(list) {
            Ok(objects) => tree::build(objects, list.len(), limits, lenient),
            Err(stop) => (None, Some(stop)),
        };
    }
    if let Some(text) = utf16(list) {
        return xml::read(&text, skipped, 2, limits);
    }
    if list.starts_with(b"<") {
        return xml::read(&text_of(list), skipped, 1, limits);
    }
    let expected = "\"bplist00\" or an XML element";
    (None, Some(Stop::malformed("property list", skipped, expected)))
}

/// `bytes` after a byte order mark of UTF-8 and white space, and how many bytes these took.
fn skip_blank(bytes: &[u8]) -> (u64, &[u8]) {
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    ((bytes.len() - rest.len()) as u64, rest)
}

/// XML in UTF-8, or, where it is not that and says so, in ISO 8859-1.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.get(..100).unwrap_or(bytes).to_ascii_lowercase();
    let latin = memchr::memmem::find(&head, b"encoding=\"iso-8859-1\"").is_some();
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if latin => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// XML in UTF-16, recognised by its byte order mark or its first `<`.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (unit, bytes): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0, b'<', ..] => (u16::from_be_bytes, bytes),
        [b'<', 0, ..] => (u16::from_le_bytes, bytes),
        _ => return None,
    };
    let units = bytes.as_chunks().0.iter().map(|pair| unit(*pair));
    let text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.trim_start().to_owned())
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, depth: 32, ..Limits::default() };
    let strict = format!("{:?}", parse(bytes, &limits));
    assert_eq!(strict, format!("{:?}", parse(bytes, &limits)));
    let (value, damage) = parse_lenient(bytes, &limits);
    match parse(bytes, &limits) {
        Ok(strict) => {
            assert!(damage.is_none());
            assert_eq!(format!("{value:?}"), format!("{:?}", Some(strict)));
        }
        Err(_) => assert!(damage.is_some()),
    }
    if let Some(value) = value {
        assert!(serde_json::to_string(&value).is_ok());
    }
}
