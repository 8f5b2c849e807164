//! Protocol Buffers without their schema: what Biome and many apps keep inside of other files.
//!
//! A message is a row of fields: a varint whose low three bits say how the value is written, and
//! whose other bits are the field's number; then the value. 0 is a varint, 1 eight bytes, 2 a
//! length and bytes (a text, another message, anything), 5 four bytes. 3 and 4 bracket groups,
//! which nobody writes any more. Source: <https://protobuf.dev/programming-guides/encoding/>.
//!
//! Without a schema nothing tells a text from a message: [`walk`] takes for a text what reads as
//! one, and for a message what reads as one to its last byte.

use vigie_core::{Reader, Stop};

/// A field of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field<'a> {
    /// Its number.
    pub number: u32,
    /// Its value.
    pub value: Value<'a>,
}

/// The value of a field, as far as its encoding tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A whole number, true or false, or one of a list of names.
    Varint(u64),
    /// Eight bytes, often a number with a fraction.
    Fixed64(u64),
    /// Four bytes.
    Fixed32(u32),
    /// A text, a message, or bytes.
    Bytes(&'a [u8]),
}

/// The fields of the message in `bytes`, in order. After an error there are no more.
pub fn fields(bytes: &[u8]) -> impl Iterator<Item = Result<Field<'_>, Stop>> {
    let mut reader = Reader::new(bytes);
    let mut failed = false;
    std::iter::from_fn(move || {
        if failed || reader.is_empty() {
            return None;
        }
        let field = field(&mut reader);
        failed = field.is_err();
        Some(field)
    })
}

/// Whether `bytes` read as a message of at least one field to their last byte.
#[must_use]
pub fn is_message(bytes: &[u8]) -> bool {
    !bytes.is_empty() && fields(bytes).all(|field| field.is_ok())
}

fn field<'a>(reader: &mut Reader<'a>) -> Result<Field<'a>, Stop> {
    let at = reader.offset();
    let tag = varint(reader)?;
    let number = u32::try_from(tag >> 3).ok().filter(|number| (1..1 << 29).contains(number));
    let number =
        number.ok_or_else(|| Stop::malformed("field number", at, "a number from 1 to 2^29"))?;
    let value = match tag & 7 {
        0 => Value::Varint(varint(reader)?),
        1 => Value::Fixed64(u64::from_le_bytes(reader.array("field of 8 bytes")?)),
        2 => {
            let len = usize::try_from(varint(reader)?).unwrap_or(usize::MAX);
            Value::Bytes(reader.take("field of bytes", len)?)
        }
        5 => Value::Fixed32(u32::from_le_bytes(reader.array("field of 4 bytes")?)),
        _ => return Err(Stop::malformed("wire type", at, "0, 1, 2 or 5")),
    };
    Ok(Field { number, value })
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
fn varint(reader: &mut Reader<'_>) -> Result<u64, Stop> {
    let at = reader.offset();
    let mut value = 0_u64;
    for shift in (0..70).step_by(7) {
        let byte = reader.u8("varint")?;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            break;
        }
        value |= bits << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Stop::malformed("varint", at, "at most 64 bits"))
}

/// A value that holds no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leaf<'a> {
    /// A whole number.
    Varint(u64),
    /// Eight bytes.
    Fixed64(u64),
    /// Four bytes.
    Fixed32(u32),
    /// A text.
    Text(&'a str),
    /// Bytes that are neither a text nor a message.
    Bytes(&'a [u8]),
}

/// Levels of messages that are followed, whatever the limits say.
const DEEPEST: usize = 32;

/// Shows every value of the message in `bytes` to `see`, with the numbers of the fields that lead
/// to it, until `see` says false. Messages inside of others are followed for `depth` levels; where
/// `is_opaque` says so, bytes stay bytes, whatever they look like.
///
/// # Errors
/// When the outermost message is damaged; what stands before the damage was shown.
pub fn walk<'a>(
    bytes: &'a [u8],
    depth: u32,
    is_opaque: &dyn Fn(&[u32]) -> bool,
    see: &mut dyn FnMut(&[u32], Leaf<'a>) -> bool,
) -> Result<(), Stop> {
    let depth = usize::try_from(depth).unwrap_or(DEEPEST).min(DEEPEST);
    let mut path = Vec::with_capacity(depth);
    level(bytes, depth, is_opaque, &mut path, see).map(|_| ())
}

/// Shows one message. False once `see` wants no more.
fn level<'a>(
    bytes: &'a [u8],
    depth: usize,
    is_opaque: &dyn Fn(&[u32]) -> bool,
    path: &mut Vec<u32>,
    see: &mut dyn FnMut(&[u32], Leaf<'a>) -> bool,
) -> Result<bool, Stop> {
    for field in fields(bytes) {
        let Field { number, value } = field?;
        path.push(number);
        let leaf = match value {
            Value::Varint(value) => Some(Leaf::Varint(value)),
            Value::Fixed64(value) => Some(Leaf::Fixed64(value)),
            Value::Fixed32(value) => Some(Leaf::Fixed32(value)),
            Value::Bytes(bytes) if is_opaque(path) => Some(Leaf::Bytes(bytes)),
            Value::Bytes(bytes) => bytes_leaf(bytes, path.len() < depth),
        };
        let goes_on = match (leaf, value) {
            (Some(leaf), _) => see(path, leaf),
            (None, Value::Bytes(inner)) => level(inner, depth, is_opaque, path, see)?,
            (None, _) => true,
        };
        path.pop();
        if !goes_on {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What bytes are; `None` for a message.
fn bytes_leaf(bytes: &[u8], may_nest: bool) -> Option<Leaf<'_>> {
    let text = std::str::from_utf8(bytes).ok();
    if let Some(text) = text
        && !text.chars().any(char::is_control)
    {
        return Some(Leaf::Text(text));
    }
    if may_nest && is_message(bytes) {
        return None;
    }
    let is_lines = |text: &&str| text.chars().all(|c| !c.is_control() || "\n\r\t".contains(c));
    Some(text.filter(is_lines).map_or(Leaf::Bytes(bytes), Leaf::Text))
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let run = || {
        let mut seen = Vec::new();
        let end = walk(bytes, 16, &|_| false, &mut |path, leaf| {
            seen.push(format!("{path:?} {leaf:?}"));
            seen.len() < 10_000
        });
        (seen, end.map_err(|stop| stop.to_string()))
    };
    assert_eq!(run(), run());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> (Vec<String>, Result<(), String>) {
        let mut seen = Vec::new();
        let end = walk(bytes, 8, &|path| path == [9], &mut |path, leaf| {
            seen.push(format!("{path:?} {leaf:?}"));
            true
        });
        (seen, end.map_err(|stop| stop.to_string()))
    }

    #[test]
    fn the_examples_of_the_specification_are_read() {
        assert_eq!(shown(&[0x08, 0x96, 0x01]).0, ["[1] Varint(150)"]);
        assert_eq!(shown(b"\x12\x07testing").0, ["[2] Text(\"testing\")"]);
        assert_eq!(shown(&[0x1a, 0x03, 0x08, 0x96, 0x01]).0, ["[3, 1] Varint(150)"]);
        let all = [0x09, 1, 0, 0, 0, 0, 0, 0, 0, 0x15, 2, 0, 0, 0, 0x1a, 2, 0xff, 0xfe];
        assert_eq!(shown(&all).0, ["[1] Fixed64(1)", "[2] Fixed32(2)", "[3] Bytes([255, 254])"]);
    }

    #[test]
    fn text_is_text_although_it_would_read_as_a_message() {
        assert!(is_message(b"a12345678"));
        assert_eq!(shown(b"\x0a\x09a12345678").0, ["[1] Text(\"a12345678\")"]);
        // Two line breaks are also a tag and a length.
        assert_eq!(shown(b"\x0a\x0c\n\nhelloworld").0, ["[1, 1] Text(\"helloworld\")"]);
        assert_eq!(shown(b"\x0a\x05he\nlo").0, ["[1] Text(\"he\\nlo\")"]);
        assert_eq!(shown(b"\x4a\x02hi").0, ["[9] Bytes([104, 105])"]);
    }

    #[test]
    fn damage_is_told_and_what_stands_before_it_kept() {
        let (seen, end) = shown(&[0x08, 0x01, 0x12, 0x7f, 0x61]);
        assert_eq!(seen, ["[1] Varint(1)"]);
        let expected = "field of bytes at byte 4 is cut short: needs 127 bytes, 1 left";
        assert_eq!(end.unwrap_err(), expected);
        assert!(shown(&[0x80; 20]).1.unwrap_err().contains("at most 64 bits"));
        assert!(shown(&[0x00, 0x00]).1.is_err() && shown(&[0x0b]).1.is_err());
        let largest = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(shown(&largest).0, [format!("[1] Varint({})", u64::MAX)]);
    }

    #[test]
    fn nesting_ends() {
        let mut bytes = vec![0x08, 0x01];
        for _ in 0..100 {
            let len = bytes.len();
            let mut outer = vec![0x0a];
            if len < 128 {
                outer.push(u8::try_from(len).unwrap());
            } else {
                outer.extend([
                    u8::try_from(len & 0x7f | 0x80).unwrap(),
                    u8::try_from(len >> 7).unwrap(),
                ]);
            }
            outer.extend(&bytes);
            bytes = outer;
        }
        let (seen, end) = shown(&bytes);
        assert!(
            end.is_ok() && seen.len() == 1 && seen.first().unwrap().contains("Bytes"),
            "{seen:?}"
        );
    }
}
