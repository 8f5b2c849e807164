//! X.509 certificates, as far as it takes to name them: whom they are for, who vouches for them, and
//! how long they hold.
//!
//! Walks the DER encoding (X.690) leniently: certificates that apps are signed with are made by anybody,
//! and only the names and dates matter here. Fields are in the order of RFC 5280 §4.1.

mod details;

use vigie_core::{Reader, Stop, Time};

pub use details::{Details, Key, oid, without_timestamps};

/// What a certificate says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certificate {
    /// Whom it is for.
    pub subject: Name,
    /// Who vouches for it.
    pub issuer: Name,
    /// Its serial number in hexadecimal.
    pub serial: String,
    /// From when it holds.
    pub not_before: Option<Time>,
    /// Until when it holds.
    pub not_after: Option<Time>,
}

/// A distinguished name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// Every part of it: `CN=Example Root, O=Example`.
    pub whole: String,
    /// Its common name.
    pub common_name: Option<String>,
    /// Its organisation.
    pub organisation: Option<String>,
}

const INTEGER: u8 = 0x02;
const OBJECT_ID: u8 = 0x06;
const BMP_STRING: u8 = 0x1e;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const VERSION: u8 = 0xa0;

/// Most parts of a name that are read.
const MOST_PARTS: usize = 100;

/// A value in DER: its tag and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    /// Its tag, of one byte.
    pub tag: u8,
    /// What it holds.
    pub content: &'a [u8],
    /// All of it.
    pub whole: &'a [u8],
}

/// The next value; its length is checked against what is there.
///
/// # Errors
/// When it is cut short, or its length is not definite.
pub fn value<'a>(reader: &mut Reader<'a>) -> Result<Value<'a>, Stop> {
    let at = reader.offset();
    let mut ahead = reader.clone();
    let tag = ahead.u8("tag")?;
    let first = ahead.u8("length")?;
    let length = match first {
        0..=0x7f => u64::from(first),
        0x81..=0x84 => {
            let digits = ahead.take("length", usize::from(first & 0x7f))?;
            digits.iter().fold(0, |length, byte| length << 8 | u64::from(*byte))
        }
        _ => return Err(Stop::malformed("length", at, "one of at most 4 bytes")),
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let header = usize::try_from(ahead.offset().saturating_sub(at)).unwrap_or(0);
    let content = ahead.take("value", length)?;
    let whole = reader.take("value", header.saturating_add(length))?;
    Ok(Value { tag, content, whole })
}

/// The next value, which has tag `tag`.
///
/// # Errors
/// As [`value`], or when it has another tag.
pub fn tagged<'a>(reader: &mut Reader<'a>, tag: u8, what: &'static str) -> Result<Value<'a>, Stop> {
    let at = reader.offset();
    let found = value(reader)?;
    if found.tag != tag {
        return Err(Stop::malformed(what, at, format!("tag 0x{tag:02x}, not 0x{:02x}", found.tag)));
    }
    Ok(found)
}

impl Certificate {
    /// Reads the DER encoding of a certificate.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, Stop> {
        let outer = tagged(&mut Reader::new(bytes), SEQUENCE, "certificate")?;
        let body = tagged(&mut Reader::new(outer.content), SEQUENCE, "body of a certificate")?;
        let mut body = Reader::new(body.content);
        let mut serial = value(&mut body)?;
        if serial.tag == VERSION {
            serial = tagged(&mut body, INTEGER, "serial number")?;
        }
        tagged(&mut body, SEQUENCE, "algorithm")?;
        let issuer = Name::read(tagged(&mut body, SEQUENCE, "issuer")?.content);
        let mut validity = Reader::new(tagged(&mut body, SEQUENCE, "validity")?.content);
        let mut date = || value(&mut validity).ok().and_then(time);
        let (not_before, not_after) = (date(), date());
        let subject = Name::read(tagged(&mut body, SEQUENCE, "subject")?.content);
        Ok(Self { subject, issuer, serial: hexadecimal(serial.content), not_before, not_after })
    }
}

impl Name {
    /// Reads what stands inside the sequence of a name; what is no part of one is passed over.
    #[must_use]
    pub fn read(content: &[u8]) -> Self {
        let mut name = Self::default();
        let mut sets = Reader::new(content);
        for _ in 0..MOST_PARTS {
            let Ok(set) = value(&mut sets) else { break };
            let mut parts = Reader::new(if set.tag == SET { set.content } else { &[] });
            while let Ok(part) = tagged(&mut parts, SEQUENCE, "part of a name") {
                name.add(part.content);
            }
        }
        name
    }

    fn add(&mut self, part: &[u8]) {
        let mut part = Reader::new(part);
        let Ok(key) = tagged(&mut part, OBJECT_ID, "kind of a part") else { return };
        let Ok(found) = value(&mut part) else { return };
        let text = text(found);
        if !self.whole.is_empty() {
            self.whole.push_str(", ");
        }
        self.whole.push_str(&label(key.content));
        self.whole.push('=');
        self.whole.push_str(&text);
        match key.content {
            [0x55, 4, 3] => self.common_name = Some(text),
            [0x55, 4, 10] => self.organisation = Some(text),
            _ => {}
        }
    }
}

/// The usual short name of a kind of part (RFC 4519, RFC 2985), else its encoding.
fn label(object_id: &[u8]) -> String {
    let short = match object_id {
        [0x55, 4, 3] => "CN",
        [0x55, 4, 4] => "SN",
        [0x55, 4, 5] => "serialNumber",
        [0x55, 4, 6] => "C",
        [0x55, 4, 7] => "L",
        [0x55, 4, 8] => "ST",
        [0x55, 4, 10] => "O",
        [0x55, 4, 11] => "OU",
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1] => "emailAddress",
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1] => "UID",
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25] => "DC",
        other => return hexadecimal(other),
    };
    short.to_owned()
}

/// A text, whichever of ASN.1's kinds of string it is; old writers put Latin-1 where it is no UTF-8.
fn text(value: Value<'_>) -> String {
    if value.tag == BMP_STRING {
        let unit = |pair: &[u8]| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => u16::from(b'?'),
        };
        let units: Vec<u16> = value.content.chunks(2).map(unit).collect();
        return String::from_utf16_lossy(&units);
    }
    match std::str::from_utf8(value.content) {
        Ok(text) => text.to_owned(),
        Err(_) => value.content.iter().copied().map(char::from).collect(),
    }
}

/// `YYMMDDhhmm[ss]Z` or `YYYYMMDDhhmm[ss]Z`.
fn time(value: Value<'_>) -> Option<Time> {
    let text = std::str::from_utf8(value.content).ok()?.trim_end_matches('Z');
    let (year, rest) = match value.tag {
        UTC_TIME => {
            let (year, rest) = text.split_at_checked(2)?;
            // RFC 5280 §4.1.2.5.1: from 50 on it is the last century.
            let century = if year.parse::<u8>().ok()? >= 50 { "19" } else { "20" };
            (format!("{century}{year}"), rest)
        }
        GENERALIZED_TIME => {
            let (year, rest) = text.split_at_checked(4)?;
            (year.to_owned(), rest)
        }
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at.saturating_add(2));
    let seconds = part(8).unwrap_or("00");
    Time::parse(&format!("{year}-{}-{}T{}:{}:{seconds}Z", part(0)?, part(2)?, part(4)?, part(6)?))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82], &length[..], content].concat()
    }

    fn part(key: &[u8], tag: u8, text: &[u8]) -> Vec<u8> {
        der(SET, &der(SEQUENCE, &[der(OBJECT_ID, key), der(tag, text)].concat()))
    }

    fn certificate() -> Vec<u8> {
        let name =
            [part(&[0x55, 4, 10], 0x13, b"Example"), part(&[0x55, 4, 3], 0x1e, b"\0A\0\xe9")];
        let dates = [der(UTC_TIME, b"991231235959Z"), der(GENERALIZED_TIME, b"20500101000000Z")];
        let body = [
            der(VERSION, &der(INTEGER, &[2])),
            der(INTEGER, &[0x01, 0xff]),
            der(SEQUENCE, &[]),
            der(SEQUENCE, &name.concat()),
            der(SEQUENCE, &dates.concat()),
            der(SEQUENCE, &part(&[0x55, 4, 3], 0x0c, b"X\xff")),
        ];
        der(SEQUENCE, &der(SEQUENCE, &body.concat()))
    }

    #[test]
    fn names_and_dates_are_read() {
        let found = Certificate::read(&certificate()).unwrap();
        assert_eq!(found.issuer.whole, "O=Example, CN=Aé");
        assert_eq!(found.issuer.organisation.as_deref(), Some("Example"));
        assert_eq!((found.subject.whole.as_str(), found.serial.as_str()), ("CN=Xÿ", "01ff"));
        let dates = [found.not_before, found.not_after].map(|date| date.unwrap().to_string());
        assert_eq!(dates, ["1999-12-31T23:59:59Z", "2050-01-01T00:00:00Z"]);
    }

    #[test]
    fn what_is_no_certificate_is_an_error() {
        let whole = certificate();
        for end in 0..whole.len() {
            assert!(Certificate::read(whole.get(..end).unwrap()).is_err());
        }
        assert!(Certificate::read(b"\x30\x80\0\0").is_err());
    }
}
