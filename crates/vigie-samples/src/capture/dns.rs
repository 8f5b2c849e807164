//! Questions for names, and their answers (RFC 1035).

use std::net::Ipv4Addr;

/// Type of an IPv4 address, and of an IPv6 address.
pub(super) const A: u16 = 1;
pub(super) const AAAA: u16 = 28;

/// What EDNS adds: room for 1232 bytes.
const OPT: [u8; 11] = [0, 0, 41, 4, 0xd0, 0, 0, 0, 0, 0, 0];

/// A question.
pub(super) fn question(id: u16, name: &str, kind: u16) -> Vec<u8> {
    message(id, 0x0100, name, kind, &[])
}

/// The answer: an address, or for IPv6 that there is none.
pub(super) fn answer(id: u16, name: &str, kind: u16, address: Ipv4Addr, ttl: u32) -> Vec<u8> {
    let mut record = Vec::new();
    if kind == A {
        record.extend([0xc0, 12, 0, 1, 0, 1]);
        record.extend(ttl.to_be_bytes());
        record.extend([0, 4]);
        record.extend(address.octets());
    }
    message(id, 0x8180, name, kind, &record)
}

fn message(id: u16, flags: u16, name: &str, kind: u16, record: &[u8]) -> Vec<u8> {
    let answers = u16::from(!record.is_empty());
    let mut message: Vec<u8> =
        [id, flags, 1, answers, 0, 1].iter().flat_map(|number| number.to_be_bytes()).collect();
    for label in name.split('.') {
        message.push(u8::try_from(label.len()).unwrap_or(0));
        message.extend(label.as_bytes());
    }
    message.push(0);
    message.extend(kind.to_be_bytes());
    message.extend([0, 1]);
    message.extend(record);
    message.extend(OPT);
    message
}
