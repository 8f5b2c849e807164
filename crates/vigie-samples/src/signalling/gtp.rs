//! Messages of GTP-C, written from 3GPP TS 29.060 and TS 29.274.

use super::ber::digits;
use super::diameter::plmn;

/// An element of version 2.
#[must_use]
pub fn element(kind: u8, instance: u8, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(value.len()).unwrap_or(0).to_be_bytes();
    [&[kind], &length[..], &[instance], value].concat()
}

/// A message of version 2.
#[must_use]
pub fn v2(kind: u8, teid: Option<u32>, sequence: u32, elements: &[Vec<u8>]) -> Vec<u8> {
    let body = elements.concat();
    let extra = if teid.is_some() { 8 } else { 4 };
    let length = u16::try_from(body.len() + extra).unwrap_or(0).to_be_bytes();
    let mut bytes = vec![if teid.is_some() { 0x48 } else { 0x40 }, kind];
    bytes.extend(length);
    bytes.extend(teid.into_iter().flat_map(u32::to_be_bytes));
    bytes.extend(sequence.to_be_bytes().iter().skip(1));
    bytes.push(0);
    bytes.extend(body);
    bytes
}

/// A message of version 1.
#[must_use]
pub fn v1(kind: u8, teid: u32, sequence: u16, elements: &[u8]) -> Vec<u8> {
    let length = u16::try_from(elements.len() + 4).unwrap_or(0).to_be_bytes();
    let mut bytes = vec![0x32, kind];
    bytes.extend(length);
    bytes.extend(teid.to_be_bytes());
    bytes.extend(sequence.to_be_bytes());
    bytes.extend([0, 0]);
    bytes.extend(elements);
    bytes
}

/// One end of a tunnel: interface type, number, address.
#[must_use]
pub fn end(interface: u8, teid: u32, address: [u8; 4]) -> Vec<u8> {
    let mut value = vec![0x80 | interface];
    value.extend(teid.to_be_bytes());
    value.extend(address);
    element(87, 0, &value)
}

/// Create Session Request: whose, from which network, to which access point, from which end.
#[must_use]
pub fn create(imsi: &str, network: &str, apn: &str, sgw: (u32, [u8; 4]), sequence: u32) -> Vec<u8> {
    let mut name = vec![u8::try_from(apn.len()).unwrap_or(0)];
    name.extend(apn.as_bytes());
    let code = plmn(network);
    let place = [&[0x18][..], &code, &[0, 7], &code, &[0, 0, 1, 2]].concat();
    let elements = [
        element(1, 0, &digits(imsi)),
        element(86, 0, &place),
        element(83, 0, &code),
        element(82, 0, &[6]),
        end(6, sgw.0, sgw.1),
        element(71, 0, &name),
        element(128, 0, &[0]),
        element(99, 0, &[1]),
        element(79, 0, &[1, 0, 0, 0, 0]),
        element(93, 0, &[element(73, 0, &[5]), end(4, sgw.0 + 1, sgw.1)].concat()),
    ];
    v2(32, Some(0), sequence, &elements)
}

/// A response with this cause, and the sender's end.
#[must_use]
pub fn created(cause: u8, to: u32, pgw: (u32, [u8; 4]), sequence: u32) -> Vec<u8> {
    let elements = [
        element(2, 0, &[cause, 0]),
        end(7, pgw.0, pgw.1),
        element(79, 0, &[1, 100, 64, 0, 9]),
        element(93, 0, &[element(73, 0, &[5]), element(2, 0, &[cause, 0])].concat()),
    ];
    v2(33, Some(to), sequence, &elements)
}

/// A response with a cause alone.
#[must_use]
pub fn done(kind: u8, cause: u8, to: u32, sequence: u32) -> Vec<u8> {
    v2(kind, Some(to), sequence, &[element(2, 0, &[cause, 0])])
}

/// Echo.
#[must_use]
pub fn echo(is_request: bool, sequence: u32) -> Vec<u8> {
    v2(if is_request { 1 } else { 2 }, None, sequence, &[element(3, 0, &[1])])
}
