//! Headers with the right lengths and checksums.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The Internet checksum of `parts` one after another, each of even length but the last.
pub(super) fn checksum(parts: &[&[u8]]) -> u16 {
    let mut sum = 0_u32;
    for part in parts {
        for pair in part.chunks(2) {
            sum += u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |low| u32::from(*low));
            sum = (sum & 0xffff) + (sum >> 16);
        }
    }
    !u16::try_from(sum).unwrap()
}

fn pseudo(src: IpAddr, dst: IpAddr, protocol: u8, len: usize) -> Vec<u8> {
    let mut header = Vec::new();
    for address in [src, dst] {
        match address {
            IpAddr::V4(address) => header.extend(address.octets()),
            IpAddr::V6(address) => header.extend(address.octets()),
        }
    }
    header.extend(u32::try_from(len).unwrap().to_be_bytes());
    header.extend([0, 0, 0, protocol]);
    header
}

/// Writes the checksum of a transport at `at`, or one that is wrong.
pub(super) fn seal(
    src: IpAddr,
    dst: IpAddr,
    protocol: u8,
    packet: &mut [u8],
    at: usize,
    is_bad: bool,
) {
    let header = if protocol == 1 { Vec::new() } else { pseudo(src, dst, protocol, packet.len()) };
    let mut sum = checksum(&[&header, packet]);
    if sum == 0 && protocol == 17 {
        sum = 0xffff;
    }
    let sum = if is_bad { sum ^ 0x5a5a } else { sum };
    packet[at..at + 2].copy_from_slice(&sum.to_be_bytes());
}

/// A datagram of UDP, from its header on.
#[must_use]
pub fn udp(src: (IpAddr, u16), dst: (IpAddr, u16), data: &[u8]) -> Vec<u8> {
    let mut packet = [src.1.to_be_bytes(), dst.1.to_be_bytes()].concat();
    packet.extend(u16::try_from(data.len() + 8).unwrap_or(0).to_be_bytes());
    packet.extend([0, 0]);
    packet.extend(data);
    seal(src.0, dst.0, 17, &mut packet, 6, false);
    packet
}

/// A segment of TCP, from its header on: sequence and acknowledgement number, control bits, window,
/// options (padded here), data.
#[must_use]
pub fn tcp(
    src: (IpAddr, u16),
    dst: (IpAddr, u16),
    numbers: (u32, u32),
    flags: u16,
    window: u16,
    options: &[u8],
    data: &[u8],
) -> Vec<u8> {
    let options_len = options.len().next_multiple_of(4);
    let mut packet = [src.1.to_be_bytes(), dst.1.to_be_bytes()].concat();
    packet.extend(numbers.0.to_be_bytes());
    packet.extend(numbers.1.to_be_bytes());
    let offset = u16::try_from((20 + options_len) / 4).unwrap();
    packet.extend((offset << 12 | flags & 0xfff).to_be_bytes());
    packet.extend(window.to_be_bytes());
    packet.extend([0; 4]);
    packet.extend(options);
    packet.resize(20 + options_len, 0);
    packet.extend(data);
    seal(src.0, dst.0, 6, &mut packet, 16, false);
    packet
}

/// A packet of SCTP with chunks of type, flags and value.
#[must_use]
pub fn sctp(ports: (u16, u16), tag: u32, chunks: &[(u8, u8, Vec<u8>)]) -> Vec<u8> {
    let mut packet = [ports.0.to_be_bytes(), ports.1.to_be_bytes()].concat();
    packet.extend(tag.to_be_bytes());
    packet.extend([0; 4]);
    for (kind, flags, value) in chunks {
        packet.extend([*kind, *flags]);
        packet.extend(u16::try_from(value.len() + 4).unwrap().to_be_bytes());
        packet.extend(value);
        packet.resize(packet.len().next_multiple_of(4), 0);
    }
    let sum = crc32c(&packet);
    packet[8..12].copy_from_slice(&sum.to_le_bytes());
    packet
}

/// CRC32c (Castagnoli), as SCTP uses it.
#[must_use]
pub fn crc32c(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0x82f6_3b78 } else { 0 };
        }
    }
    !crc
}

/// The fields of a header of IP.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) protocol: u8,
    pub(super) ttl: u8,
    pub(super) id: u16,
    pub(super) df: bool,
    pub(super) tos: u8,
    /// Offset in bytes, and whether more follow.
    pub(super) fragment: Option<(usize, bool)>,
    pub(super) is_offloaded: bool,
}

pub(super) fn ipv4_with(src: Ipv4Addr, dst: Ipv4Addr, fields: &Fields, payload: &[u8]) -> Vec<u8> {
    let total = if fields.is_offloaded { 0 } else { u16::try_from(payload.len() + 20).unwrap() };
    let mut packet = vec![0x45, fields.tos];
    packet.extend(total.to_be_bytes());
    packet.extend(fields.id.to_be_bytes());
    let (offset, more) = fields.fragment.unwrap_or_default();
    let flags = u16::from(fields.df) << 14 | u16::from(more) << 13;
    packet.extend((flags | u16::try_from(offset / 8).unwrap()).to_be_bytes());
    packet.extend([fields.ttl, fields.protocol, 0, 0]);
    packet.extend(src.octets());
    packet.extend(dst.octets());
    let sum = checksum(&[&packet]);
    packet[10..12].copy_from_slice(&sum.to_be_bytes());
    packet.extend(payload);
    packet
}

pub(super) fn ipv6_with(src: Ipv6Addr, dst: Ipv6Addr, fields: &Fields, payload: &[u8]) -> Vec<u8> {
    let mut extension = Vec::new();
    let mut next = fields.protocol;
    if let Some((offset, more)) = fields.fragment {
        extension = vec![next, 0];
        extension.extend((u16::try_from(offset).unwrap() | u16::from(more)).to_be_bytes());
        extension.extend(u32::from(fields.id).to_be_bytes());
        next = 44;
    }
    let len = payload.len() + extension.len();
    let len = if fields.is_offloaded { 0 } else { u16::try_from(len).unwrap() };
    let mut packet = (6_u32 << 28 | u32::from(fields.tos) << 20).to_be_bytes().to_vec();
    packet.extend(len.to_be_bytes());
    packet.extend([next, fields.ttl]);
    packet.extend(src.octets());
    packet.extend(dst.octets());
    packet.extend(extension);
    packet.extend(payload);
    packet
}

/// A datagram of IPv4 with time to live 64, identification 1 and "don't fragment".
#[must_use]
pub fn ipv4(src: Ipv4Addr, dst: Ipv4Addr, protocol: u8, payload: &[u8]) -> Vec<u8> {
    ipv4_with(src, dst, &PLAIN.of(protocol), payload)
}

/// A datagram of IPv6 with hop limit 64.
#[must_use]
pub fn ipv6(src: Ipv6Addr, dst: Ipv6Addr, protocol: u8, payload: &[u8]) -> Vec<u8> {
    ipv6_with(src, dst, &PLAIN.of(protocol), payload)
}

const PLAIN: Fields =
    Fields { protocol: 0, ttl: 64, id: 1, df: true, tos: 0, fragment: None, is_offloaded: false };

impl Fields {
    const fn of(self, protocol: u8) -> Self {
        Self { protocol, ..self }
    }
}

/// A datagram of either version.
pub(super) fn ip_with(src: IpAddr, dst: IpAddr, fields: &Fields, payload: &[u8]) -> Vec<u8> {
    match (src, dst) {
        (IpAddr::V4(src), IpAddr::V4(dst)) => ipv4_with(src, dst, fields, payload),
        (IpAddr::V6(src), IpAddr::V6(dst)) => ipv6_with(src, dst, fields, payload),
        _ => panic!("{src} and {dst} are of two versions"),
    }
}

/// A datagram of either version, with the fields of [`ipv4`] and [`ipv6`].
pub(super) fn ip(src: IpAddr, dst: IpAddr, protocol: u8, payload: &[u8]) -> Vec<u8> {
    ip_with(src, dst, &PLAIN.of(protocol), payload)
}
