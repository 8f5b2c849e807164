//! JA3, JA3S and JA4: short names for how a program speaks TLS.
//!
//! JA3 and JA3S are those of <https://github.com/salesforce/ja3> (BSD-3-Clause): MD5 of decimal numbers,
//! GREASE left out. JA4 is that of <https://github.com/FoxIO-LLC/ja4> `technical_details/JA4.md`, the one
//! of its family under BSD-3-Clause; the others are under a licence that forbids commercial use and are
//! not read here.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::hello::{ClientHello, ServerHello, extension, is_grease, numbers, protocols};

/// What carries the handshake, as JA4 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// TLS over TCP.
    Tcp,
    /// QUIC.
    Quic,
    /// DTLS over UDP.
    Dtls,
}

impl Carrier {
    const fn letter(self) -> char {
        match self {
            Self::Tcp => 't',
            Self::Quic => 'q',
            Self::Dtls => 'd',
        }
    }
}

/// JA3 of a client.
pub(crate) fn ja3(hello: &ClientHello<'_>) -> String {
    let mut text = String::with_capacity(256);
    push_number(&mut text, hello.version);
    text.push(',');
    join(&mut text, numbers(hello.ciphers));
    text.push(',');
    join(&mut text, hello.extensions.iter().map(|(number, _)| number));
    text.push(',');
    join(&mut text, numbers(hello.groups));
    text.push(',');
    join(&mut text, hello.point_formats.iter().copied().map(u16::from));
    format!("{:x}", md5::compute(text))
}

/// JA3S of a server.
pub(crate) fn ja3s(hello: &ServerHello<'_>) -> String {
    let mut text = String::with_capacity(64);
    push_number(&mut text, hello.legacy_version);
    text.push(',');
    push_number(&mut text, hello.cipher);
    text.push(',');
    join(&mut text, hello.extensions.iter().map(|(number, _)| number));
    format!("{:x}", md5::compute(text))
}

/// JA4 of a client.
pub(crate) fn ja4(hello: &ClientHello<'_>, carrier: Carrier) -> String {
    let mut ciphers: Vec<u16> = plain(numbers(hello.ciphers)).collect();
    let mut extensions: Vec<u16> = plain(hello.extensions.iter().map(|(one, _)| one)).collect();
    let mut text = String::with_capacity(36);
    text.push(carrier.letter());
    text.push_str(version(hello.highest()));
    text.push(if hello.names_server { 'd' } else { 'i' });
    for count in [ciphers.len(), extensions.len()] {
        let _ = write!(text, "{:02}", count.min(99));
    }
    push_alpn(&mut text, protocols(hello.alpn).next().unwrap_or_default());
    text.push('_');
    ciphers.sort_unstable();
    push_hash(&mut text, &hexadecimal(ciphers.iter().copied()));
    text.push('_');
    extensions.retain(|one| !matches!(*one, extension::SERVER_NAME | extension::ALPN));
    extensions.sort_unstable();
    let mut listed = hexadecimal(extensions.iter().copied());
    let algorithms = hexadecimal(plain(numbers(hello.signature_algorithms)));
    if !algorithms.is_empty() && !listed.is_empty() {
        listed.push('_');
        listed.push_str(&algorithms);
    }
    push_hash(&mut text, &listed);
    text
}

fn plain(values: impl Iterator<Item = u16>) -> impl Iterator<Item = u16> {
    values.filter(|value| !is_grease(*value))
}

/// Decimal numbers without GREASE, joined by `-`.
fn join(text: &mut String, values: impl Iterator<Item = u16>) {
    for (number, value) in plain(values).enumerate() {
        if number > 0 {
            text.push('-');
        }
        push_number(text, value);
    }
}

fn push_number(text: &mut String, value: u16) {
    let _ = write!(text, "{value}");
}

/// Four hexadecimal digits each, joined by `,`.
fn hexadecimal(values: impl Iterator<Item = u16>) -> String {
    let mut text = String::with_capacity(128);
    for value in values {
        if !text.is_empty() {
            text.push(',');
        }
        let [high, low] = value.to_be_bytes();
        text.extend([high >> 4, high & 15, low >> 4, low & 15].map(digit));
    }
    text
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}

/// The first twelve digits of the SHA-256; zeros where there is nothing to hash.
fn push_hash(text: &mut String, of: &str) {
    if of.is_empty() {
        text.push_str("000000000000");
        return;
    }
    for byte in Sha256::digest(of.as_bytes()).iter().take(6) {
        text.extend([byte >> 4, byte & 15].map(digit));
    }
}

/// First and last letter of the protocol, or of its bytes in hexadecimal where either is no letter and no
/// digit of ASCII.
fn push_alpn(text: &mut String, protocol: &[u8]) {
    let (Some(first), Some(last)) = (protocol.first(), protocol.last()) else {
        text.push_str("00");
        return;
    };
    if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() {
        text.extend([char::from(*first), char::from(*last)]);
    } else {
        text.extend([digit(first >> 4), digit(last & 15)]);
    }
}

const fn version(highest: u16) -> &'static str {
    match highest {
        0x0304 => "13",
        0x0303 => "12",
        0x0302 => "11",
        0x0301 => "10",
        0x0300 => "s3",
        0x0002 => "s2",
        0xfeff => "d1",
        0xfefd => "d2",
        0xfefc => "d3",
        _ => "00",
    }
}

#[cfg(test)]
mod tests {
    use super::super::hello::Extensions;
    use super::*;

    fn words(text: &str) -> Vec<u8> {
        let numbers = text.split_whitespace().map(|one| u16::from_str_radix(one, 16).unwrap());
        numbers.flat_map(u16::to_be_bytes).collect()
    }

    fn block(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|one| [&one.to_be_bytes()[..], &[0, 0]].concat()).collect()
    }

    /// The example of FoxIO's technical details.
    #[test]
    fn ja4_is_that_of_its_authors() {
        let ciphers = words(
            "8a8a 1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035",
        );
        let extensions = block(&[
            0x1a1a, 0x001b, 0, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023,
            0x0012, 0x002b, 0xff01, 0x000b, 0x000a, 0x0015,
        ]);
        let versions = words("4a4a 0304 0303");
        let algorithms = words("0403 0804 0401 0503 0805 0501 0806 0601");
        let hello = ClientHello {
            version: 0x0303,
            ciphers: &ciphers,
            extensions: Extensions::of(&extensions),
            names_server: true,
            alpn: b"\x02h2\x08http/1.1",
            versions: &versions,
            signature_algorithms: &algorithms,
            ..ClientHello::default()
        };
        assert_eq!(ja4(&hello, Carrier::Tcp), "t13d1516h2_8daaf6152771_e5627efa2ab1");
        assert!(ja4(&hello, Carrier::Quic).starts_with("q13d1516h2_"));
        let bare = ClientHello { version: 0x0301, ..ClientHello::default() };
        assert_eq!(ja4(&bare, Carrier::Tcp), "t10i000000_000000000000_000000000000");
    }

    /// The examples of the README of JA3.
    #[test]
    fn ja3_is_that_of_its_authors() {
        let numbers = [47_u16, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4];
        let ciphers: Vec<u8> = numbers.iter().flat_map(|one| one.to_be_bytes()).collect();
        let extensions = block(&[0, 10, 11]);
        let groups = words("0017 0018 0019");
        let hello = ClientHello {
            version: 769,
            ciphers: &ciphers,
            extensions: Extensions::of(&extensions),
            groups: &groups,
            point_formats: &[0],
            ..ClientHello::default()
        };
        assert_eq!(ja3(&hello), "ada70206e40642a3e4461f35503241d5");
        let ciphers: Vec<u8> =
            [4_u16, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99].iter().flat_map(|one| one.to_be_bytes()).collect();
        let old = ClientHello { version: 769, ciphers: &ciphers, ..ClientHello::default() };
        assert_eq!(ja3(&old), "de350869b8c85de67a350c8d186f11e6");
    }

    #[test]
    fn an_alpn_of_other_bytes_is_shown_in_hexadecimal() {
        let of = |protocol: &[u8]| {
            let mut text = String::new();
            push_alpn(&mut text, protocol);
            text
        };
        let shown = [&b"h2"[..], b"h", b"", b"\xab", b"\xab\xcd", b"http/1.1", b"h2\xff"].map(of);
        assert_eq!(shown, ["h2", "hh", "00", "ab", "ad", "h1", "6f"]);
    }
}
