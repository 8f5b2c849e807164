//! Hellos in the form of SSL 2, which old clients send to servers of any version.
//!
//! RFC 5246 appendix E.2: two bytes of length with the top bit set, type 1, version, lengths of cipher
//! specifications, session id and challenge, then these. The server's hello of SSL 2 has type 4.

use vigie_capture::Moment;

use super::hello::version_name;
use super::progress::Progress;
use crate::dissect::{Conversation, Side};

/// Lengths of a client's hello where they add up.
struct Hello {
    version: u16,
    whole: usize,
    session: u16,
}

/// Whether `start` begins a client's hello of SSL 2; `None` where more bytes are needed.
pub(super) fn speaks(start: &[u8]) -> Option<bool> {
    match start {
        [] => None,
        [first, ..] if first & 0x80 == 0 => Some(false),
        [_] | [_, _] | [_, _, 1] | [_, _, 1, 0 | 3] => None,
        [_, _, 1, 0 | 3, ..] if start.len() < 11 => None,
        _ => Some(client(start).is_some()),
    }
}

fn client(start: &[u8]) -> Option<Hello> {
    let [a, b, 1, major, minor, c1, c2, s1, s2, h1, h2] = *start.first_chunk()? else {
        return None;
    };
    let version = u16::from_be_bytes([major, minor]);
    let whole = u16::from_be_bytes([a & 0x7f, b]);
    let [ciphers, session, challenge] =
        [[c1, c2], [s1, s2], [h1, h2]].map(u16::from_be_bytes);
    let sum = u32::from(ciphers) + u32::from(session) + u32::from(challenge) + 9;
    let fits = a & 0x80 != 0
        && matches!(version, 0x0002 | 0x0300..=0x0303)
        && ciphers > 0
        && ciphers % 3 == 0
        && matches!(session, 0 | 16)
        && (16..=32).contains(&challenge)
        && sum == u32::from(whole);
    fits.then(|| Hello { version, whole: usize::from(whole) + 2, session })
}

/// Reads a hello of either side; how many bytes it takes.
pub(super) fn read(
    progress: &mut Progress,
    of: &Conversation,
    from: Side,
    bytes: &[u8],
    at: Moment,
) -> Option<usize> {
    if let Some(hello) = client(bytes) {
        progress.began(of, from, at);
        progress.session.offered.push(version_name(hello.version));
        if hello.session > 0 {
            progress.session.resumption_offered = Some("session id".to_owned());
        }
        return Some(hello.whole);
    }
    // Length, type 4, session hit, kind of certificate, version 2.
    if let [a, _, 4, 0 | 1, 0 | 1, 0, 2, ..] = bytes
        && a & 0x80 != 0
        && progress.has_client_hello()
        && !progress.is_client(from)
    {
        progress.session.version = Some(version_name(2));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_to_add_up() {
        let mut hello = vec![0x80, 0x2e, 1, 3, 1, 0, 0x15, 0, 0, 0, 0x10];
        assert_eq!(speaks(&hello), Some(true));
        assert!(client(&hello).is_some_and(|hello| hello.whole == 0x30));
        assert_eq!(speaks(hello.get(..6).unwrap_or_default()), None);
        if let Some(length) = hello.get_mut(1) {
            *length = 0x2f;
        }
        assert_eq!(speaks(&hello), Some(false));
    }
}
