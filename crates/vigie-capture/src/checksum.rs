//! Checksums of the Internet Protocol (RFC 1071), looked at only where bytes become evidence.

use std::net::IpAddr;

use crate::{Ip, Transport};

/// What a checksum tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// The bytes are as they were sent.
    Right,
    /// The bytes were changed, or the checksum was left to the card: ordinary for what the capturing
    /// machine sent itself, and for segments that were joined before they were captured.
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
    if protocol == 17 && payload.get(6..8) == Some(&[0, 0]) {
        return Checksum::Absent;
    }
    let mut sum = Sum::default();
    // ICMP of IPv4 alone has no pseudo header.
    if protocol != 1 {
        let len = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        match (src, dst) {
            (IpAddr::V4(src), IpAddr::V4(dst)) => {
                sum.add(&src.octets());
                sum.add(&dst.octets());
            }
            (IpAddr::V6(src), IpAddr::V6(dst)) => {
                sum.add(&src.octets());
                sum.add(&dst.octets());
            }
            _ => return Checksum::Unknown,
        }
        sum.add(&len.to_be_bytes());
        sum.add(&[0, protocol]);
    }
    sum.add(payload);
    if sum.folded() == 0xffff { Checksum::Right } else { Checksum::Wrong }
}

/// A sum in ones' complement.
#[derive(Default)]
struct Sum(u64);

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (pairs, last) = bytes.as_chunks::<2>();
        // No payload is long enough for 64 bits to overflow.
        let sum: u64 = pairs.iter().map(|pair| u64::from(u16::from_be_bytes(*pair))).sum();
        let last = last.first().map_or(0, |byte| u64::from(*byte) << 8);
        self.0 = self.0.wrapping_add(sum).wrapping_add(last);
    }

    fn folded(&self) -> u64 {
        let mut sum = self.0;
        while sum > 0xffff {
            sum = (sum & 0xffff).wrapping_add(sum >> 16);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 1071 §3: the sum of these is ddf2.
    #[test]
    fn sums_as_the_rfc_does() {
        let mut sum = Sum::default();
        sum.add(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]);
        assert_eq!(sum.folded(), 0xddf2);
        sum.add(&[0x01]);
        assert_eq!(sum.folded(), 0xdef2);
    }
}
