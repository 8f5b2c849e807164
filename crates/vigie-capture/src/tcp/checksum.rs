//! The checksum of TCP (RFC 9293 §3.1).

use std::net::IpAddr;

/// What a segment's checksum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// It is right.
    Right,
    /// It was to be filled in by the card after the packet was captured, or was left out when a card or
    /// the system joined several packets: it is the sum over addresses alone, or zero.
    Offloaded,
    /// It is wrong: the packet was damaged.
    Wrong,
    /// The segment is cut or was put together from fragments that cannot be read again.
    Unknown,
}

/// Checks `segment`, a whole TCP segment with its header, sent from `src` to `dst`.
#[must_use]
pub fn checksum(src: IpAddr, dst: IpAddr, segment: &[u8]) -> Checksum {
    let length = u64::try_from(segment.len()).unwrap_or(u64::MAX);
    let pseudo = address(src) + address(dst) + 6;
    let written = segment.get(16..18).map_or(0, words);
    match fold(pseudo + length + words(segment)) {
        0xffff => Checksum::Right,
        _ if written == 0 => Checksum::Offloaded,
        _ if written == fold(pseudo + length) || written == fold(pseudo) => Checksum::Offloaded,
        _ => Checksum::Wrong,
    }
}

fn address(address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(address) => words(&address.octets()),
        IpAddr::V6(address) => words(&address.octets()),
    }
}

fn words(bytes: &[u8]) -> u64 {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let last = rest.first().map_or(0, |byte| u64::from(*byte) << 8);
    pairs.iter().map(|pair| u64::from(u16::from_be_bytes(*pair))).sum::<u64>() + last
}

fn fold(mut sum: u64) -> u64 {
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum
}
