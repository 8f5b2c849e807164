//! Packets with a long header (RFC 9000 §17.2), and frames of Initial packets (§19).

use vigie_core::Reader;

use super::keys::Version;

/// A packet with a long header.
pub(super) enum Long<'a> {
    /// Initial of a version that can be opened.
    Initial(Initial<'a>),
    /// Retry.
    Retry,
    /// Version Negotiation, with the versions it lists.
    Negotiation(&'a [u8]),
    /// Handshake or 0-RTT.
    Other,
}

/// An Initial packet.
pub(super) struct Initial<'a> {
    pub(super) version: Version,
    /// Destination Connection ID.
    pub(super) to: &'a [u8],
    /// All of the packet.
    pub(super) bytes: &'a [u8],
    /// Where the packet number begins.
    pub(super) number_at: usize,
}

/// The next packet of a datagram; `None` at the end, and where none with a long header follows.
pub(super) fn next<'a>(datagram: &mut &'a [u8]) -> Option<Long<'a>> {
    let all = *datagram;
    let mut reader = Reader::new(all);
    let first = reader.u8("first byte").ok()?;
    let number = reader.u32_be("version").ok()?;
    if first & 0x80 == 0 {
        return None;
    }
    let to = id(&mut reader)?;
    let from = id(&mut reader)?;
    if number == 0 {
        *datagram = &[];
        let list = reader.rest();
        let fits = !list.is_empty() && list.len().is_multiple_of(4) && list.len() <= 256;
        return fits.then_some(Long::Negotiation(list));
    }
    let version = Version::of(number)?;
    // The second bit is no test: ends may clear it (RFC 9287).
    if to.len().saturating_add(from.len()) == 0 {
        return None;
    }
    let kind = match (version, first >> 4 & 3) {
        (Version::Two, kind) => (kind + 3) & 3,
        (_, kind) => kind,
    };
    if kind == 3 {
        *datagram = &[];
        return Some(Long::Retry);
    }
    if kind == 0 {
        let length = usize::try_from(varint(&mut reader)?).ok()?;
        reader.take("token", length).ok()?;
    }
    let length = usize::try_from(varint(&mut reader)?).ok()?;
    let number_at = all.len().saturating_sub(reader.left());
    let end = number_at.checked_add(length)?;
    let bytes = all.get(..end)?;
    *datagram = all.get(end..).unwrap_or_default();
    Some(if kind == 0 {
        Long::Initial(Initial { version, to, bytes, number_at })
    } else {
        Long::Other
    })
}

fn id<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let length = usize::from(reader.u8("length of id").ok()?);
    (length <= 20).then(|| reader.take("id", length).ok())?
}

/// Variable-length integer (RFC 9000 §16).
fn varint(reader: &mut Reader<'_>) -> Option<u64> {
    let first = reader.u8("integer").ok()?;
    let more = (1_usize << (first >> 6)).saturating_sub(1);
    let start = u64::from(first & 0x3f);
    let rest = reader.take("integer", more).ok()?;
    Some(rest.iter().fold(start, |value, byte| value << 8 | u64::from(*byte)))
}

/// What a frame of an Initial packet says.
pub(super) enum Frame<'a> {
    /// Part of the handshake, at an offset.
    Crypto(u64, &'a [u8]),
    /// The connection is closed with this code.
    Close(u64),
    /// Nothing that matters.
    Other,
}

/// Shows each frame of an opened packet, until one that is not allowed there.
pub(super) fn each_frame<'a>(payload: &'a [u8], see: &mut dyn FnMut(Frame<'a>)) {
    let mut reader = Reader::new(payload);
    while !reader.is_empty() {
        let Some(frame) = frame(&mut reader) else { return };
        see(frame);
    }
}

fn frame<'a>(reader: &mut Reader<'a>) -> Option<Frame<'a>> {
    match varint(reader)? {
        0 | 1 => {}
        kind @ (2 | 3) => {
            varint(reader)?;
            varint(reader)?;
            let ranges = varint(reader)?;
            varint(reader)?;
            for _ in 0..ranges {
                varint(reader)?;
                varint(reader)?;
            }
            for _ in 0..if kind == 3 { 3 } else { 0 } {
                varint(reader)?;
            }
        }
        6 => {
            let offset = varint(reader)?;
            let length = usize::try_from(varint(reader)?).ok()?;
            return Some(Frame::Crypto(offset, reader.take("crypto", length).ok()?));
        }
        0x1c => {
            let code = varint(reader)?;
            varint(reader)?;
            let length = usize::try_from(varint(reader)?).ok()?;
            reader.take("reason", length).ok()?;
            return Some(Frame::Close(code));
        }
        _ => return None,
    }
    Some(Frame::Other)
}
