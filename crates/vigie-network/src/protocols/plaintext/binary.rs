//! MQTT, LDAP, PostgreSQL, RDP and SMB.

use super::talk::{Dialect, Notes, Speech, Want};
use crate::dissect::{Conversation, Side};
use crate::protocols::exposure::{Thing, scan};

pub(super) const MQTT: Dialect =
    Dialect { name: "MQTT", speaks: is_mqtt, start: || Box::new(Mqtt) };
pub(super) const LDAP: Dialect =
    Dialect { name: "LDAP", speaks: is_ldap, start: || Box::new(Ldap) };
pub(super) const POSTGRESQL: Dialect =
    Dialect { name: "PostgreSQL", speaks: is_postgresql, start: || Box::new(Postgresql::default()) };
pub(super) const RDP: Dialect = Dialect { name: "RDP", speaks: is_rdp, start: || Box::new(Rdp) };
pub(super) const SMB: Dialect = Dialect { name: "SMB", speaks: is_smb, start: || Box::new(Smb) };

/// CONNECT: type 1, length, `MQTT` or `MQIsdp` with its length (OASIS MQTT 3.1.1 §3.1).
fn is_mqtt(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    if from == Side::Server || *start.first()? != 0x10 {
        return Some(false);
    }
    let (_, at) = mqtt_length(start)?;
    let name = start.get(at..at + 6)?;
    Some(name == b"\x00\x04MQTT" || name == b"\x00\x06MQIs")
}

/// The remaining length of an MQTT packet, and where what it counts begins.
fn mqtt_length(packet: &[u8]) -> Option<(u64, usize)> {
    let mut length = 0;
    for (place, byte) in packet.iter().enumerate().skip(1).take(4) {
        let shift = u32::try_from(place - 1).ok()? * 7;
        length |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((length, place + 1));
        }
    }
    None
}

struct Mqtt;

impl Speech for Mqtt {
    fn hear(&mut self, _: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((length, at)) = mqtt_length(held) else {
            return (0, if held.len() > 5 { Want::Nothing } else { Want::More });
        };
        let kind = held.first().copied().unwrap_or(0) >> 4;
        let body = held.get(at..).unwrap_or_default();
        let enough = usize::try_from(length).unwrap_or(usize::MAX).min(1024);
        if body.len() < enough {
            return (0, Want::More);
        }
        match kind {
            1 => {
                let name = body.get(1).copied().unwrap_or(0);
                let flags = body.get(usize::from(name) + 3).copied().unwrap_or(0);
                notes.saw(Thing::DeviceControl);
                if flags & 0x80 != 0 {
                    notes.saw(Thing::UserName);
                }
                if flags & 0x40 != 0 {
                    notes.saw(Thing::Password);
                }
            }
            3 => {
                notes.saw(Thing::DeviceControl);
                scan(body.get(..enough).unwrap_or(body), &mut |thing| notes.saw(thing));
            }
            0 => return (0, Want::Nothing),
            _ => {}
        }
        (at, Want::Skip(length))
    }
}

/// Tag, length and start of a BER element.
fn ber(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let tag = *bytes.first()?;
    let first = *bytes.get(1)?;
    if first < 0x80 {
        return Some((tag, usize::from(first), 2));
    }
    let count = usize::from(first & 0x7f);
    if !(1..=4).contains(&count) {
        return None;
    }
    let length = bytes.get(2..2 + count)?.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    Some((tag, length, 2 + count))
}

/// The operation of an LDAP message: its tag and content, so far as they are there.
fn ldap_operation(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (0x30, _, at) = ber(bytes)? else { return None };
    let rest = bytes.get(at..)?;
    let (0x02, length, at) = ber(rest)? else { return None };
    let rest = rest.get(at + length..)?;
    let (tag, length, at) = ber(rest)?;
    Some((tag, rest.get(at..at.saturating_add(length).min(rest.len()))?))
}

fn is_ldap(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    if *start.first()? != 0x30 {
        return Some(false);
    }
    if start.len() < 14 {
        return None;
    }
    let Some((tag, _)) = ldap_operation(start) else { return Some(false) };
    Some(match from {
        Side::Client => matches!(tag, 0x60 | 0x63 | 0x77),
        Side::Server => matches!(tag, 0x61 | 0x64 | 0x65 | 0x78),
    })
}

/// What StartTLS is called (RFC 4511 §4.14).
const START_TLS: &[u8] = b"1.3.6.1.4.1.1466.20037";

struct Ldap;

impl Speech for Ldap {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((tag, length, at)) = ber(held) else {
            return (0, if held.len() > 6 { Want::Nothing } else { Want::More });
        };
        if tag != 0x30 {
            return (0, Want::Nothing);
        }
        if held.len() < (at + length).min(4096) {
            return (0, Want::More);
        }
        if let Some((tag, content)) = ldap_operation(held) {
            match (from, tag) {
                (Side::Client, 0x60) if binds_by_password(content) => notes.saw(Thing::Password),
                (Side::Client, 0x63) => notes.saw(Thing::UserName),
                (Side::Client, 0x77) if memchr::memmem::find(content, START_TLS).is_some() => {
                    notes.tls.asked = true;
                }
                (Side::Server, 0x78) if notes.tls.is_waiting() => {
                    let granted = content.starts_with(&[0x0a, 0x01, 0x00]);
                    notes.tls.answer(granted);
                    if granted {
                        return (at + length, Want::Tls);
                    }
                }
                _ => {}
            }
        }
        (at, Want::Skip(length as u64))
    }
}

/// A bind with a name and a password that is not empty: version, name, `[0]` password.
fn binds_by_password(content: &[u8]) -> bool {
    let value = |rest: &[u8]| ber(rest).map(|(_, length, at)| at + length);
    let found = value(content).and_then(|at| {
        let rest = content.get(at..)?;
        let after = value(rest)?;
        let (tag, length, _) = ber(rest.get(after..)?)?;
        Some(tag == 0x80 && length > 0)
    });
    found.unwrap_or(false)
}

/// A start-up message (version 3.0) or a request for TLS: length, then a code.
fn is_postgresql(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    if from == Side::Server {
        return Some(false);
    }
    let Some([_, _, _, _, code @ ..]) = start.first_chunk::<8>() else {
        return if start.first() == Some(&0) { None } else { Some(false) };
    };
    Some(matches!(code, [4, 0xd2, 0x16, 0x2f] | [0, 3, 0, 0]) && start.first() == Some(&0))
}

#[derive(Default)]
struct Postgresql {
    started: bool,
}

impl Speech for Postgresql {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        if from == Side::Server && notes.tls.is_waiting() {
            let granted = held.first() == Some(&b'S');
            notes.tls.answer(granted);
            return (1, if granted { Want::Tls } else { Want::More });
        }
        let head = usize::from(self.started || from == Side::Server);
        let Some(length) = held.get(head..).and_then(|rest| rest.first_chunk::<4>()) else {
            return (0, Want::More);
        };
        let length = u64::from(u32::from_be_bytes(*length));
        if length < 4 {
            return (0, Want::Nothing);
        }
        if head == 0 {
            let Some(code) = held.get(4..8) else { return (0, Want::More) };
            if code == [4, 0xd2, 0x16, 0x2f] {
                notes.tls.asked = true;
                (notes.tls.granted, notes.tls.refused) = (false, false);
                return (8, Want::More);
            }
            self.started = true;
            notes.saw(Thing::UserName);
        } else if from == Side::Client && held.first() == Some(&b'p') {
            notes.saw(Thing::Password);
        }
        (head, Want::Skip(length))
    }
}

/// TPKT, X.224 connection request (MS-RDPBCGR §2.2.1.1).
fn is_rdp(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    let Some([3, 0, _, _, _, kind]) = start.first_chunk::<6>() else {
        return if [3, 0].starts_with(start.get(..2).unwrap_or(start)) { None } else { Some(false) };
    };
    Some(*kind == if from == Side::Client { 0xe0 } else { 0xd0 })
}

struct Rdp;

impl Speech for Rdp {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some([3, 0, high, low]) = held.first_chunk::<4>() else {
            return (0, if held.len() < 4 { Want::More } else { Want::Nothing });
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(packet) = held.get(..length) else { return (0, Want::More) };
        if from == Side::Client {
            if memchr::memmem::find(packet, b"mstshash=").is_some() {
                notes.saw(Thing::UserName);
            }
            // A negotiation request (type 1) that asks for TLS or more.
            let request = length.checked_sub(8).and_then(|at| packet.get(at..));
            if let Some([1, _, 8, 0, protocols, ..]) = request {
                notes.tls.asked = *protocols != 0;
            }
            return (length, Want::More);
        }
        let response = length.checked_sub(8).and_then(|at| packet.get(at..));
        let granted = matches!(response, Some([2, _, 8, 0, protocol, ..]) if *protocol != 0);
        notes.tls.answer(granted);
        (length, if granted { Want::Tls } else { Want::Nothing })
    }
}

/// A NetBIOS session message, then the signature of SMB 1 or 2 (MS-SMB2 §2.1).
fn is_smb(_: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
    if *start.first()? != 0 {
        return Some(false);
    }
    let signature = start.get(4..8)?;
    Some(signature == b"\xffSMB" || signature == b"\xfeSMB")
}

struct Smb;

impl Speech for Smb {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some([0, length @ ..]) = held.first_chunk::<4>() else {
            return (0, if held.len() < 4 { Want::More } else { Want::Nothing });
        };
        let length = length.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        let body = held.get(4..).unwrap_or_default();
        if body.len() < length.min(2048) {
            return (0, Want::More);
        }
        let body = body.get(..length.min(2048)).unwrap_or(body);
        if from == Side::Client {
            if memchr::memmem::find(body, b"NTLMSSP\x00\x03\x00\x00\x00").is_some() {
                notes.saw(Thing::UserName);
                notes.saw(Thing::DeviceName);
            }
            // Create, which names a file: command 5 of SMB 2, 0xa2 of SMB 1.
            let is_open = match body.first() {
                Some(0xfe) => body.get(12..14) == Some(&[5, 0]),
                _ => body.get(4) == Some(&0xa2),
            };
            if is_open {
                notes.saw(Thing::FileTransfer);
            }
        }
        (4, Want::Skip(length as u64))
    }
}
