//! The binary form: a token byte for each event, whose low half says which event and whose high half
//! how its value is written.
//!
//! Names, and values that come again and again, stand once: `0xffff`, a length and the text; from then
//! on by their number. Numbers are big-endian, texts in Java's modified UTF-8 behind two bytes of
//! length.

use std::sync::Arc;

use vigie_core::{Reader, Stop};

use super::tree::Builder;
use crate::plist::base64;

const END_DOCUMENT: u8 = 1;
const START_TAG: u8 = 2;
const END_TAG: u8 = 3;
const TEXT: u8 = 4;
const CDATA: u8 = 5;
const ENTITY: u8 = 6;
const ATTRIBUTE: u8 = 15;

/// Stands for a text that is not in the pool yet.
const NEW: u16 = 0xffff;

/// Reads the events in `body`, which stands at `base` in its file.
pub(super) fn read(body: &[u8], base: u64, builder: &mut Builder) -> Result<(), Stop> {
    let mut events = Events { reader: Reader::with_base(body, base), pool: Vec::new() };
    while !events.reader.is_empty() {
        if !events.next(builder)? {
            break;
        }
    }
    Ok(())
}

struct Events<'a> {
    reader: Reader<'a>,
    pool: Vec<Arc<str>>,
}

impl Events<'_> {
    /// Reads one event; false at the end of the document.
    fn next(&mut self, builder: &mut Builder) -> Result<bool, Stop> {
        let at = self.reader.offset();
        let token = self.reader.u8("token")?;
        match token & 0x0f {
            END_DOCUMENT => return Ok(false),
            START_TAG => {
                let name = self.interned(builder)?;
                builder.start(name, at)?;
            }
            END_TAG => {
                self.interned(builder)?;
                builder.end();
            }
            ATTRIBUTE => {
                let name = self.interned(builder)?;
                if let Some(value) = self.value(token, at, builder)? {
                    builder.attribute(name, value)?;
                }
            }
            event => {
                // Comments and the like have their text where a text has it.
                let value = self.value(token, at, builder)?;
                if let (TEXT | CDATA | ENTITY, Some(text)) = (event, value) {
                    builder.text(&text)?;
                }
            }
        }
        Ok(true)
    }

    fn interned(&mut self, builder: &mut Builder) -> Result<Arc<str>, Stop> {
        let at = self.reader.offset();
        let number = self.reader.u16_be("number of a text")?;
        if number != NEW {
            let found = self.pool.get(usize::from(number)).cloned();
            let expected = || format!("a number below {}", self.pool.len());
            return found.ok_or_else(|| Stop::malformed("number of a text", at, expected()));
        }
        let text = self.text(builder)?;
        if self.pool.len() < usize::from(NEW) {
            self.pool.push(Arc::clone(&text));
        }
        Ok(text)
    }

    fn text(&mut self, builder: &mut Builder) -> Result<Arc<str>, Stop> {
        let text = modified_utf8(self.bytes()?);
        builder.spend(text.len())?;
        Ok(text.into())
    }

    fn bytes(&mut self) -> Result<&[u8], Stop> {
        let length = self.reader.u16_be("length")?;
        self.reader.take("text", usize::from(length))
    }

    /// A value in the type that the high half of `token` names; nothing for null.
    fn value(
        &mut self,
        token: u8,
        at: u64,
        builder: &mut Builder,
    ) -> Result<Option<Arc<str>>, Stop> {
        let reader = &mut self.reader;
        let text = match token >> 4 {
            1 => return Ok(None),
            2 => return self.text(builder).map(Some),
            3 => return self.interned(builder).map(Some),
            4 => hexadecimal(self.bytes()?),
            5 => base64::encode(self.bytes()?),
            6 => i32::from_be_bytes(reader.array("integer")?).to_string(),
            7 => signed_hexadecimal(i64::from(i32::from_be_bytes(reader.array("integer")?))),
            8 => i64::from_be_bytes(reader.array("long integer")?).to_string(),
            9 => signed_hexadecimal(i64::from_be_bytes(reader.array("long integer")?)),
            10 => f32::from_be_bytes(reader.array("number")?).to_string(),
            11 => f64::from_be_bytes(reader.array("number")?).to_string(),
            12 => "true".to_owned(),
            13 => "false".to_owned(),
            _ => return Err(Stop::malformed("token", at, "a type from 1 to 13")),
        };
        builder.spend(text.len())?;
        Ok(Some(text.into()))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// As Java writes it: a minus sign before the digits.
fn signed_hexadecimal(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{:x}", value.unsigned_abs())
}

/// Java writes characters beyond U+FFFF as two surrogates of three bytes each, and NUL as two bytes.
/// Bytes that are nothing of the kind are replaced.
fn modified_utf8(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut units = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (unit, left) = match (*first, after) {
            (0..=0x7f, _) => (u16::from(*first), after),
            (0xc0..=0xdf, [second, left @ ..]) => (bits(first & 0x1f, &[*second]), left),
            (0xe0..=0xef, [second, third, left @ ..]) => {
                (bits(first & 0x0f, &[*second, *third]), left)
            }
            _ => (0xfffd, after),
        };
        units.push(unit);
        rest = left;
    }
    String::from_utf16_lossy(&units)
}

/// The bits of a first byte and those after it, six from each.
fn bits(first: u8, more: &[u8]) -> u16 {
    more.iter().fold(u16::from(first), |unit, byte| (unit << 6) | u16::from(byte & 0x3f))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn javas_text_is_read() {
        assert_eq!(modified_utf8("é".as_bytes()), "é");
        assert_eq!(modified_utf8(b"a\xc0\x80b"), "a\0b");
        assert_eq!(modified_utf8(b"\xed\xa0\xbd\xed\xb8\x80"), "\u{1f600}");
        assert_eq!(modified_utf8(b"\xff\xe2"), "\u{fffd}\u{fffd}");
        assert_eq!(signed_hexadecimal(-255), "-ff");
    }
}
