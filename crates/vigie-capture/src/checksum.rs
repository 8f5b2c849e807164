//! Checksums of the Internet Protocol (RFC 1071), looked at only where bytes become evidence.

use std::net::IpAddr;

use crate::{Ip, Transport};

/// What a checksum tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// The bytes are as they were sent.
    Right,
    /// It was to be filled in by the card after the packet was captured, or was left out when a card or
    /// the system joined several packets: it is the sum over addresses alone, or zero.
    Offloaded,
    /// The bytes were changed on the way.
    Wrong,
    /// The sender gave none.
    Absent,
    /// It cannot be told: the capture does not hold all bytes, or the transport has another checksum.
    Unknown,
}

impl Ip<'_> {
    /// What the checksum of the transport tells: of TCP, UDP and ICMP.
    #[must_use]
    pub fn checksum(&self) -> Checksum {
        let whole = match &self.transport {
            Transport::Tcp(segment) => segment.data.len() == segment.data_len as usize,
            Transport::Udp(datagram) => datagram.data.len() == datagram.data_len as usize,
            Transport::Icmp(_) => !self.is_cut,
            _ => return Checksum::Unknown,
        };
        if !whole {
            return Checksum::Unknown;
        }
        // What follows the datagram of UDP does not count.
        let len = match &self.transport {
            Transport::Udp(datagram) => datagram.data.len().saturating_add(8),
            _ => self.payload.len(),
        };
        let payload = self.payload.get(..len).unwrap_or(self.payload);
        of_transport(self.src, self.dst, self.protocol, payload)
    }
}

/// What the checksum in `payload`, the whole of a transport's segment, tells.
pub(crate) fn of_transport(src: IpAddr, dst: IpAddr, protocol: u8, payload: &[u8]) -> Checksum {
    let written = match protocol {
        6 => payload.get(16..18).map(sum_of),
        17 => payload.get(6..8).map(sum_of),
        _ => None,
    };
    if written == Some(0) {
        return if protocol == 17 { Checksum::Absent } else { Checksum::Offloaded };
    }
    // ICMP of IPv4 alone has no pseudo header.
    let addresses = match protocol {
        1 => 0,
        _ => sum_of_address(src) + sum_of_address(dst) + u64::from(protocol),
    };
    let length = if protocol == 1 { 0 } else { payload.len() as u64 };
    if folded(addresses + length + sum_of(payload)) == 0xffff {
        return Checksum::Right;
    }
    // Cards are left the sum of the pseudo header, some without the length.
    let left = [folded(addresses + length), folded(addresses)];
    match written {
        Some(written) if left.contains(&written) => Checksum::Offloaded,
        _ => Checksum::Wrong,
    }
}

fn sum_of_address(address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(address) => sum_of(&address.octets()),
        IpAddr::V6(address) => sum_of(&address.octets()),
    }
}

/// The sum of pairs of bytes. No payload is long enough for 64 bits to overflow.
fn sum_of(bytes: &[u8]) -> u64 {
    let (pairs, last) = bytes.as_chunks::<2>();
    let last = last.first().map_or(0, |byte| u64::from(*byte) << 8);
    pairs.iter().map(|pair| u64::from(u16::from_be_bytes(*pair))).sum::<u64>().wrapping_add(last)
}

/// The same in ones' complement of 16 bits.
fn folded(mut sum: u64) -> u64 {
    while sum > 0xffff {
        sum = (sum & 0xffff).wrapping_add(sum >> 16);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 1071 §3: the sum of these is ddf2.
    #[test]
    fn sums_as_the_rfc_does() {
        let bytes = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7];
        assert_eq!(folded(sum_of(&bytes)), 0xddf2);
        assert_eq!(folded(sum_of(&bytes) + sum_of(&[0x01])), 0xdef2);
    }

    #[test]
    fn a_checksum_left_to_the_card_is_not_wrong() {
        let (src, dst) = (IpAddr::from([10, 0, 0, 3]), IpAddr::from([10, 0, 0, 4]));
        let mut segment =
            vec![0, 80, 0, 81, 0, 0, 0, 1, 0, 0, 0, 2, 0x50, 16, 1, 0, 0, 0, 0, 0, 65];
        assert_eq!(of_transport(src, dst, 6, &segment), Checksum::Offloaded);
        // 0a00 + 0003 + 0a00 + 0004 + 6 + 21
        segment[16..18].copy_from_slice(&0x1422_u16.to_be_bytes());
        assert_eq!(of_transport(src, dst, 6, &segment), Checksum::Offloaded);
        segment[16..18].copy_from_slice(&0x1423_u16.to_be_bytes());
        assert_eq!(of_transport(src, dst, 6, &segment), Checksum::Wrong);
        assert_eq!(of_transport(src, dst, 17, &[0; 8]), Checksum::Absent);
    }
}
