//! Certificates: names in one notation, and what a DER encoding or a parsed certificate holds.

use sha2::{Digest as _, Sha256};
use vigie_core::{Reader, Time};
use vigie_formats::x509::{self, Certificate};

use serde_json::Value;

use super::json::{at, items, text, text_at, texts};
use crate::observation::Fields;

/// Alternative names that are kept.
const MOST_NAMES: usize = 1000;

/// A distinguished name: its parts, each with its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DistinguishedName(Vec<(String, String)>);

impl DistinguishedName {
    /// Reads any usual notation: `/CN=x/O=y` (OpenSSL), `O=y,CN=x` (RFC 4514), `CN=x, O=y`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let mut name = Self::default();
        if let Some(rest) = text.strip_prefix('/').filter(|rest| is_part(rest)) {
            let mut pieces: Vec<String> = Vec::new();
            for piece in rest.split('/') {
                // A slash that no part follows belongs to the value before it.
                match pieces.last_mut() {
                    Some(last) if !is_part(piece) => *last = format!("{last}/{piece}"),
                    _ => pieces.push(piece.to_owned()),
                }
            }
            pieces.iter().for_each(|piece| name.add_part(piece));
        } else {
            parts_by_commas(text).iter().for_each(|piece| name.add_part(piece));
        }
        name.settled()
    }

    fn add_part(&mut self, piece: &str) {
        if let Some((kind, value)) = piece.split_once('=') {
            self.add(kind.trim(), value.trim());
        }
    }

    fn add(&mut self, kind: &str, value: &str) {
        if self.0.len() < 100 {
            self.0.push((kind_of(kind), value.to_owned()));
        }
    }

    fn settled(mut self) -> Self {
        self.0.sort();
        self
    }

    /// Parts by kind, as Shodan, certstream and ZGrab2 have them: text or lists.
    pub(super) fn of_object(object: Option<&Value>) -> Self {
        let mut name = Self::default();
        for (kind, value) in object.and_then(Value::as_object).into_iter().flatten() {
            for value in texts(Some(value)).iter().filter(|_| kind != "aggregated") {
                name.add(kind, value);
            }
        }
        name.settled()
    }

    /// Parts in order of their kinds: `C=x, CN=y, O=z`.
    #[must_use]
    pub fn canonical(&self) -> String {
        let parts: Vec<String> =
            self.0.iter().map(|(kind, value)| format!("{kind}={value}")).collect();
        parts.join(", ")
    }

    /// The first part of this kind.
    #[must_use]
    pub fn part(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == kind).map(|(_, value)| value.as_str())
    }

    /// True where it has no part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add_to(&self, fields: &mut Fields, whose: &str) {
        if self.0.is_empty() {
            return;
        }
        fields.add(format!("cert.{whose}_dn"), self.canonical());
        for (kind, value) in &self.0 {
            fields.add(format!("cert.{whose}.{kind}"), value.clone());
        }
    }
}

/// Whether a part of a name begins `text`.
fn is_part(text: &str) -> bool {
    let Some((kind, _)) = text.split_once('=') else { return false };
    !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

/// Splits at commas and plus signs that no backslash or quotes keep (RFC 4514 §3).
fn parts_by_commas(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => part.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' | '+' if !quoted => parts.push(std::mem::take(&mut part)),
            other => part.push(other),
        }
    }
    parts.push(part);
    // A comma that no part follows belongs to the value before it: not everybody escapes.
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if !is_part(part.trim_start()) => *last = format!("{last},{part}"),
            _ => joined.push(part),
        }
    }
    joined
}

/// The usual short name of a kind of part.
fn kind_of(kind: &str) -> String {
    let short = match kind.to_ascii_lowercase().as_str() {
        "common_name" | "commonname" | "cn" => "CN",
        "organization" | "organizationname" | "o" => "O",
        "organizational_unit" | "organizationalunitname" | "ou" => "OU",
        "country" | "countryname" | "c" => "C",
        "locality" | "localityname" | "l" => "L",
        "province" | "stateorprovincename" | "st" | "s" => "ST",
        "email_address" | "emailaddress" | "1.2.840.113549.1.9.1" | "e" => "emailAddress",
        "serial_number" | "serialnumber" => "serialNumber",
        "domain_component" | "dc" => "DC",
        _ => kind,
    };
    short.to_owned()
}

/// Adds what a certificate parsed by ZCrypto (ZGrab2, Censys) holds.
pub(super) fn add_parsed(fields: &mut Fields, parsed: &Value) {
    for (whose, key) in [("subject", "subject_dn"), ("issuer", "issuer_dn")] {
        let written = text_at(parsed, key).map(|text| DistinguishedName::read(&text));
        let name = written.unwrap_or_else(|| DistinguishedName::of_object(parsed.get(whose)));
        name.add_to(fields, whose);
    }
    let hex = text_at(parsed, "serial_number_hex");
    let serial = hex.or_else(|| text_at(parsed, "serial_number").and_then(|text| to_hex(&text)));
    fields.add_some("cert.serial", serial.map(|serial| settled_serial(&serial)));
    for (field, paths) in [
        ("cert.not_before", ["validity.start", "validity_period.not_before"]),
        ("cert.not_after", ["validity.end", "validity_period.not_after"]),
        ("cert.sha256", ["fingerprint_sha256", "fingerprint"]),
        ("cert.sha1", ["fingerprint_sha1", "fingerprint_sha_1"]),
        ("cert.spki_sha256", ["subject_key_info.fingerprint_sha256", "spki_fingerprint_sha256"]),
    ] {
        fields.add_some(field, paths.iter().find_map(|path| text_at(parsed, path)));
    }
    for name in texts(parsed.get("names")).into_iter().take(MOST_NAMES) {
        fields.add("cert.names", name);
    }
    fields.add_some("cert.self_signed", text_at(parsed, "signature.self_signed"));
    let usage = at(parsed, "extensions.extended_key_usage").and_then(Value::as_object);
    for (name, value) in usage.into_iter().flatten() {
        if *value == Value::Bool(true) {
            fields.add("cert.eku", name.clone());
        }
        for item in items(Some(value)).iter().filter(|_| name == "value" || name == "unknown") {
            fields.add_some("cert.eku", text(Some(item)));
        }
    }
}

/// Adds what the DER encoding of a certificate holds; false where it is none.
pub(super) fn add_der(fields: &mut Fields, der: &[u8]) -> bool {
    let Ok(certificate) = Certificate::read(der) else { return false };
    fields.add("cert.sha256", hexadecimal(&Sha256::digest(der)));
    let subject = DistinguishedName::read(&certificate.subject.whole);
    let issuer = DistinguishedName::read(&certificate.issuer.whole);
    subject.add_to(fields, "subject");
    issuer.add_to(fields, "issuer");
    fields.add("cert.serial", settled_serial(&certificate.serial));
    fields.add_some("cert.not_before", certificate.not_before.map(|time| time.to_string()));
    fields.add_some("cert.not_after", certificate.not_after.map(|time| time.to_string()));
    fields.add("cert.self_signed", (subject == issuer).to_string());
    fields.add_some("cert.names", certificate.subject.common_name);
    let _ = add_rest(fields, der);
    true
}

/// Adds the hash of the key and what extensions say; RFC 5280 §4.1.
fn add_rest(fields: &mut Fields, der: &[u8]) -> Option<()> {
    let outer = x509::value(&mut Reader::new(der)).ok()?;
    let body = x509::value(&mut Reader::new(outer.content)).ok()?;
    let mut body = Reader::new(body.content);
    if x509::value(&mut body).ok()?.tag == 0xa0 {
        x509::value(&mut body).ok()?;
    }
    // Algorithm, issuer, validity, subject.
    for _ in 0..4 {
        x509::value(&mut body).ok()?;
    }
    let key = x509::value(&mut body).ok()?;
    fields.add("cert.spki_sha256", hexadecimal(&Sha256::digest(key.whole)));
    while let Ok(value) = x509::value(&mut body) {
        if value.tag == 0xa3 {
            let list = x509::value(&mut Reader::new(value.content)).ok()?;
            let mut list = Reader::new(list.content);
            while let Ok(extension) = x509::value(&mut list) {
                let _ = add_extension(fields, extension.content);
            }
        }
    }
    Some(())
}

fn add_extension(fields: &mut Fields, content: &[u8]) -> Option<()> {
    let mut reader = Reader::new(content);
    let id = x509::value(&mut reader).ok()?;
    let mut value = x509::value(&mut reader).ok()?;
    if value.tag == 0x01 {
        value = x509::value(&mut reader).ok()?;
    }
    let list = x509::value(&mut Reader::new(value.content)).ok()?;
    let mut list = Reader::new(list.content);
    let mut count = 0_usize;
    while let Ok(item) = x509::value(&mut list) {
        count = count.saturating_add(1);
        if count > MOST_NAMES {
            break;
        }
        match (id.content, item.tag) {
            ([0x55, 0x1d, 0x11], 0x82) => {
                fields.add("cert.names", String::from_utf8_lossy(item.content).into_owned());
            }
            ([0x55, 0x1d, 0x25], 0x06) => fields.add("cert.eku", usage(item.content)),
            _ => {}
        }
    }
    Some(())
}

/// Names that ZCrypto gives to key purposes (RFC 5280 §4.2.1.12).
fn usage(id: &[u8]) -> String {
    match id {
        [0x2b, 6, 1, 5, 5, 7, 3, 1] => "server_auth".into(),
        [0x2b, 6, 1, 5, 5, 7, 3, 2] => "client_auth".into(),
        other => hexadecimal(other),
    }
}

/// Lower case, without leading zeros and colons.
pub(super) fn settled_serial(serial: &str) -> String {
    let digits: String = serial.chars().filter(|c| *c != ':').collect();
    let digits = digits.strip_prefix("0x").unwrap_or(&digits).to_ascii_lowercase();
    let short = digits.trim_start_matches('0');
    if short.is_empty() { "0".into() } else { short.to_owned() }
}

/// A decimal number of any length in hexadecimal.
pub(super) fn to_hex(decimal: &str) -> Option<String> {
    if decimal.is_empty() || decimal.len() > 100 {
        return None;
    }
    let mut bytes: Vec<u8> = Vec::new();
    for digit in decimal.chars() {
        let mut carry = digit.to_digit(10)?;
        for byte in bytes.iter_mut().rev() {
            let value = u32::from(*byte).wrapping_mul(10).wrapping_add(carry);
            let [.., low] = value.to_be_bytes();
            (*byte, carry) = (low, value >> 8);
        }
        if carry > 0 {
            bytes.insert(0, u8::try_from(carry).ok()?);
        }
    }
    Some(hexadecimal(&bytes))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `20250101000000Z` as RFC 3339; anything else as it is.
pub(super) fn asn1_time(text: &str) -> String {
    let digits = text.trim_end_matches('Z');
    if digits.len() != 14 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return text.to_owned();
    }
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let (date, clock) = (
        [part(0, 4), part(4, 6), part(6, 8)].join("-"),
        [part(8, 10), part(10, 12), part(12, 14)].join(":"),
    );
    format!("{date}T{clock}Z")
}

/// Seconds since 1970 with a fraction as RFC 3339; anything else as it is.
pub(super) fn unix_time(text: &str) -> String {
    let seconds = text.parse().ok().and_then(Time::from_unix_float);
    seconds.map_or_else(|| text.to_owned(), |time| time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_of_a_name_becomes_one() {
        for text in ["/CN=x, y/O=a/b", "O=a/b,CN=x\\, y", "CN=x\\, y, O=a/b", "CN=\"x, y\",O=a/b"] {
            assert_eq!(DistinguishedName::read(text).canonical(), "CN=x, y, O=a/b", "{text}");
        }
        let unescaped = DistinguishedName::read("CN=x, O=Vendor, Inc., C=AA");
        assert_eq!(unescaped.canonical(), "C=AA, CN=x, O=Vendor, Inc.");
        assert_eq!(DistinguishedName::read("").canonical(), "");
    }

    #[test]
    fn serial_numbers_of_any_length() {
        assert_eq!(to_hex("1").as_deref(), Some("01"));
        assert_eq!(
            to_hex("340282366920938463463374607431768211456").as_deref(),
            Some("0100000000000000000000000000000000")
        );
        assert_eq!(settled_serial("00:0A:ff"), "aff");
        assert_eq!(to_hex("x"), None);
    }
}
