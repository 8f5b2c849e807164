//! Whether a stream speaks TLS, by its first bytes.

use super::ssl2;
use super::stream::MOST_RECORD;

/// Whether `start` begins a TLS record or a hello of SSL 2; `None` where more bytes are needed.
pub(super) fn speaks(start: &[u8]) -> Option<bool> {
    match start {
        [] => None,
        [20..=23] => None,
        [20..=23, 3, rest @ ..] => record(start, rest),
        _ => ssl2::speaks(start),
    }
}

/// A record whose first two bytes fit.
fn record(start: &[u8], rest: &[u8]) -> Option<bool> {
    let [version, high, low, content @ ..] = rest else {
        return if rest.first().is_none_or(|version| *version <= 4) { None } else { Some(false) };
    };
    let length = u16::from_be_bytes([*high, *low]);
    if *version > 4 || length == 0 || length > MOST_RECORD {
        return Some(false);
    }
    match start.first() {
        // A change of cipher or an alert in clear.
        Some(20) => Some(length == 1),
        Some(21) => Some(length == 2 || length >= 18),
        // Hello messages, or the middle of a handshake where the beginning was not captured.
        Some(22) => content.first().map(|kind| match kind {
            1 | 2 => content.get(1).is_none_or(|high| *high <= 2),
            4 | 11 | 12 | 14 | 16 | 20 => true,
            _ => length >= 16,
        }),
        // Encrypted data: at least a tag.
        _ => Some(length >= 16 && *version >= 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_tls() {
        let cases: &[(&[u8], Option<bool>)] = &[
            (b"", None),
            (b"\x16", None),
            (b"\x16\x03\x01\x02", None),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", Some(true)),
            (b"\x16\x03\x09\x02\x00\x01", Some(false)),
            (b"\x16\x03\x01\xff\xff\x01", Some(false)),
            (b"\x15\x03\x01\x00\x02\x02\x28", Some(true)),
            (b"\x17\x03\x03\x00\x20abc", Some(true)),
            (b"GET / HTTP/1.1\r\n", Some(false)),
            (b"SSH-2.0-x\r\n", Some(false)),
        ];
        for (start, expected) in cases {
            assert_eq!(speaks(start), *expected, "{start:?}");
        }
    }
}
