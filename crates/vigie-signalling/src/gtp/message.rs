//! One message: its header, then its elements.

use super::defects::Defects;
use super::facts::Facts;
use super::types::{Role, role};
use super::{v1, v2};

/// The header of a message of any version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// 0, 1 or 2.
    pub version: u8,
    /// Message type.
    pub kind: u8,
    /// Number of the receiver's end of the tunnel, where there is one.
    pub teid: Option<u32>,
    /// Sequence number: two octets, three in version 2.
    pub sequence: u32,
    /// Whether this is GTP prime, for charging records.
    pub is_prime: bool,
}

/// A message, decoded to its key fields.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// Its header.
    pub header: Header,
    /// Its key fields.
    pub facts: Facts<'a>,
    /// What of it is not as it should be.
    pub defects: Defects,
    /// What follows it in the datagram: a message that was sent along.
    pub rest: &'a [u8],
}

impl<'a> Message<'a> {
    /// Decodes the first message of a datagram; `None` where its header is cut short or of no version.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let flags = *bytes.first()?;
        match flags >> 5 {
            0 => read_v0(bytes),
            1 => read_v1(bytes),
            2 => read_v2(bytes),
            _ => None,
        }
    }

    /// Where messages of its type belong.
    #[must_use]
    pub fn role(&self) -> Role {
        if self.header.is_prime {
            return Role::Charging;
        }
        role(self.header.version, self.header.kind)
    }
}

/// The body that a header's length announces, and what follows.
fn divide<'a>(rest: &'a [u8], length: usize, defects: &mut Defects) -> (&'a [u8], &'a [u8]) {
    match rest.split_at_checked(length) {
        Some(parts) => parts,
        None => {
            defects.add(Defects::LENGTH);
            (rest, &[])
        }
    }
}

fn read_v0(bytes: &[u8]) -> Option<Message<'_>> {
    let flags = *bytes.first()?;
    let is_prime = flags & 0x10 == 0;
    if is_prime {
        return read_prime(bytes);
    }
    let ([_, kind, l0, l1, s0, s1, _, _, _, _, _, _], rest) = bytes.split_first_chunk::<12>()?;
    let (tunnel, rest) = rest.split_first_chunk::<8>()?;
    let mut defects = Defects::NONE;
    defects.add_if(Defects::FLAGS, flags & 0x0e != 0x0e);
    let length = usize::from(u16::from_be_bytes([*l0, *l1]));
    let (body, behind) = divide(rest, length, &mut defects);
    defects.add_if(Defects::LENGTH, !behind.is_empty());
    let mut facts = Facts::default();
    // Seven octets and a half of the tunnel are the IMSI; all ones where there is none.
    let (imsi, _) = tunnel.split_at(8);
    if tunnel.iter().any(|octet| *octet != 0xff && *octet != 0) && is_session(*kind) {
        facts.imsi = imsi;
    }
    if role(0, *kind) == Role::Unknown {
        defects.add(Defects::TYPE);
    }
    if role(0, *kind) != Role::Data {
        v1::read_elements(0, *kind, body, &mut facts, &mut defects);
    }
    let sequence = u32::from(u16::from_be_bytes([*s0, *s1]));
    let header = Header { version: 0, kind: *kind, teid: None, sequence, is_prime: false };
    Some(Message { header, facts, defects, rest: &[] })
}

const fn is_session(kind: u8) -> bool {
    matches!(kind, 16..=23)
}

/// GTP prime: 6 octets of header, or 20 where the flag says so; its records are not read.
fn read_prime(bytes: &[u8]) -> Option<Message<'_>> {
    let [flags, kind, _, _, s0, s1] = *bytes.first_chunk::<6>()?;
    let header = Header {
        version: flags >> 5,
        kind,
        teid: None,
        sequence: u16::from_be_bytes([s0, s1]).into(),
        is_prime: true,
    };
    Some(Message { header, facts: Facts::default(), defects: Defects::NONE, rest: &[] })
}

fn read_v1(bytes: &[u8]) -> Option<Message<'_>> {
    let ([flags, kind, l0, l1, t0, t1, t2, t3], rest) = bytes.split_first_chunk::<8>()?;
    if flags & 0x10 == 0 {
        return read_prime(bytes);
    }
    let mut defects = Defects::NONE;
    defects.add_if(Defects::FLAGS, flags & 0x08 != 0);
    let length = usize::from(u16::from_be_bytes([*l0, *l1]));
    let (mut body, behind) = divide(rest, length, &mut defects);
    defects.add_if(Defects::LENGTH, !behind.is_empty());
    let mut sequence = 0;
    // Four more octets where any of the three flags is set.
    if flags & 0x07 != 0 {
        let ([s0, s1, _, next], behind) = body.split_first_chunk::<4>()?;
        sequence = u16::from_be_bytes([*s0, *s1]).into();
        body = if flags & 0x04 == 0 { behind } else { extensions(*next, behind, &mut defects) };
    }
    let what = role(1, *kind);
    defects.add_if(Defects::TYPE, what == Role::Unknown);
    let mut facts = Facts::default();
    if what != Role::Data {
        v1::read_elements(1, *kind, body, &mut facts, &mut defects);
    }
    let teid = Some(u32::from_be_bytes([*t0, *t1, *t2, *t3]));
    let header = Header { version: 1, kind: *kind, teid, sequence, is_prime: false };
    Some(Message { header, facts, defects, rest: &[] })
}

/// Passes over extension headers: each says its length in words of four octets and ends with the type of
/// the next.
fn extensions<'a>(first: u8, mut rest: &'a [u8], defects: &mut Defects) -> &'a [u8] {
    let mut next = first;
    while next != 0 {
        let words = rest.first().copied().map_or(0, usize::from);
        let Some((header, behind)) = rest.split_at_checked(words.wrapping_mul(4)) else {
            defects.add(Defects::CUT);
            return &[];
        };
        let Some(last) = header.last() else {
            defects.add(Defects::SIZE);
            return &[];
        };
        next = *last;
        rest = behind;
    }
    rest
}

fn read_v2(bytes: &[u8]) -> Option<Message<'_>> {
    let ([flags, kind, l0, l1], rest) = bytes.split_first_chunk::<4>()?;
    let mut defects = Defects::NONE;
    defects.add_if(Defects::FLAGS, flags & 0x03 != 0);
    let length = usize::from(u16::from_be_bytes([*l0, *l1]));
    let (body, behind) = divide(rest, length, &mut defects);
    // Something may only follow where the flag for it is set.
    defects.add_if(Defects::LENGTH, !behind.is_empty() && flags & 0x10 == 0);
    let (teid, body) = match flags & 0x08 {
        0 => (None, body),
        _ => {
            body.split_first_chunk::<4>().map(|(id, rest)| (Some(u32::from_be_bytes(*id)), rest))?
        }
    };
    let ([s0, s1, s2, _], body) = body.split_first_chunk::<4>()?;
    let what = role(2, *kind);
    defects.add_if(Defects::TYPE, what == Role::Unknown);
    defects.add_if(Defects::TEID, teid.is_none() != (what == Role::Path));
    let mut facts = Facts::default();
    v2::read_elements(*kind, body, &mut facts, &mut defects);
    let sequence = u32::from_be_bytes([0, *s0, *s1, *s2]);
    let header = Header { version: 2, kind: *kind, teid, sequence, is_prime: false };
    let rest = if flags & 0x10 == 0 { &[] } else { behind };
    Some(Message { header, facts, defects, rest })
}

#[cfg(test)]
mod tests {
    use super::super::facts::Tunnel;
    use super::*;
    use crate::numbers::Digits;

    fn element(kind: u8, instance: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        [&[kind], &length[..], &[instance], value].concat()
    }

    fn v2(kind: u8, teid: Option<u32>, elements: &[Vec<u8>]) -> Vec<u8> {
        let body = elements.concat();
        let extra = if teid.is_some() { 8 } else { 4 };
        let length = u16::try_from(body.len() + extra).unwrap().to_be_bytes();
        let mut bytes = vec![if teid.is_some() { 0x48 } else { 0x40 }, kind];
        bytes.extend(length);
        bytes.extend(teid.into_iter().flat_map(u32::to_be_bytes));
        bytes.extend([0, 0, 9, 0]);
        bytes.extend(body);
        bytes
    }

    const IMSI: [u8; 8] = [0x02, 0x08, 0x11, 0x32, 0x54, 0x76, 0x98, 0xf0];

    fn create_session() -> Vec<Vec<u8>> {
        let f_teid = |flags: u8, last: u8| vec![flags, 0, 0, 0, last, 192, 0, 2, last];
        vec![
            element(1, 0, &IMSI),
            element(76, 0, &[0x33, 0x96, 0x09, 0x21, 0x43, 0xf5]),
            element(83, 0, &[0x22, 0xf8, 0x01]),
            element(82, 0, &[6]),
            element(86, 0, &[0x18, 0x22, 0xf8, 0x01, 0, 7, 0x22, 0xf8, 0x01, 0, 0, 1, 2]),
            element(87, 0, &f_teid(0x86, 5)),
            element(71, 0, b"\x08internet\x06mnc001\x06mcc208\x04gprs"),
            element(79, 0, &[1, 0, 0, 0, 0]),
            element(93, 0, &[element(73, 0, &[5]), element(87, 2, &f_teid(0x84, 6))].concat()),
        ]
    }

    #[test]
    fn a_session_of_version_2() {
        let bytes = v2(32, Some(0), &create_session());
        let read = Message::read(&bytes).unwrap();
        assert!(read.defects.is_empty(), "{:?}", read.defects);
        assert_eq!((read.header.sequence, read.header.teid), (9, Some(0)));
        assert_eq!(Digits::of_tbcd(read.facts.imsi).as_str(), "208011234567890");
        assert_eq!(read.facts.apn_text(), "internet.mnc001.mcc208.gprs");
        assert_eq!(read.facts.serving.unwrap().to_string(), "228-10");
        let places: Vec<String> = read.facts.places.iter().map(|one| one.to_string()).collect();
        assert_eq!(places, ["TAI 228-10 7", "ECGI 228-10 258"]);
        let control = read.facts.control().unwrap();
        assert_eq!((control.teid, control.interface), (5, 6));
        assert_eq!(control.address, Some([192, 0, 2, 5].into()));
        assert_eq!(read.facts.tunnels.seen(), 2);
        assert!(read.facts.has_address && read.role() == Role::Session);
    }

    #[test]
    fn a_context_of_version_1() {
        let body = [
            &[2][..],
            &IMSI,
            &[3, 0x22, 0xf8, 0x01, 0, 1, 9, 14, 3, 15, 0xfc],
            &[16, 0, 0, 0, 6, 17, 0, 0, 0, 5, 20, 5],
            &[128, 0, 2, 0xf1, 0x21, 131, 0, 4, 3, b'w', b'a', b'p'],
            &[133, 0, 4, 192, 0, 2, 5, 133, 0, 4, 192, 0, 2, 6],
            &[134, 0, 7, 0x91, 0x33, 0x96, 0x09, 0x21, 0x43, 0xf5, 135, 0, 3, 0, 0, 0],
            &[152, 0, 8, 0, 0x22, 0xf8, 0x01, 0, 1, 0, 2],
        ]
        .concat();
        let length = u16::try_from(body.len() + 4).unwrap().to_be_bytes();
        let head = [0x32, 16, length[0], length[1], 0, 0, 0, 0, 0x12, 0x34, 0, 0];
        let bytes = [&head[..], &body].concat();
        let read = Message::read(&bytes).unwrap();
        assert!(read.defects.is_empty(), "{:?}", read.defects);
        assert_eq!((read.header.sequence, read.header.version), (0x1234, 1));
        let tunnels: Vec<Tunnel> = read.facts.tunnels.iter().collect();
        assert_eq!((tunnels[0].teid, tunnels[1].teid), (5, 6));
        assert_eq!(read.facts.serving.unwrap().to_string(), "228-10");
        assert_eq!(read.facts.places.iter().count(), 2);
        assert_eq!(read.facts.apn_text(), "wap");
        // The same with its tail cut, and with an element moved.
        let cut = Message::read(&bytes[..bytes.len() - 3]).unwrap().defects;
        assert_eq!(cut, Defects::LENGTH.or(Defects::CUT));
        let mut moved = bytes.clone();
        moved.extend([14, 3]);
        moved[3] += 2;
        let defects = Message::read(&moved).unwrap().defects;
        assert_eq!(defects, Defects::ORDER.or(Defects::DUPLICATE));
    }

    #[test]
    fn a_context_of_version_0_names_the_imsi_in_its_tunnel() {
        let head = [0x1e, 20, 0, 0, 0, 1, 0, 0, 0xff, 0xff, 0xff, 0xff];
        let bytes = [&head[..], &[0x02, 0x08, 0x11, 0x32, 0x54, 0x76, 0x98, 0x50]].concat();
        let read = Message::read(&bytes).unwrap();
        assert_eq!((read.header.version, read.header.kind), (0, 20));
        assert_eq!(Digits::of_tbcd(read.facts.imsi).as_str(), "2080112345678905");
    }

    #[test]
    fn messages_that_were_sent_along_are_read_too() {
        let mut first = v2(33, Some(5), &[element(2, 0, &[16, 0])]);
        first[0] |= 0x10;
        let second = v2(95, Some(5), &[element(93, 0, &[])]);
        let both = [first, second.clone()].concat();
        let read = Message::read(&both).unwrap();
        assert_eq!((read.header.kind, read.rest), (33, &second[..]));
        assert!(read.defects.is_empty());
        assert_eq!(Message::read(read.rest).unwrap().header.kind, 95);
    }

    #[test]
    fn what_old_or_hostile_nodes_send_is_noted() {
        let defects_of = |bytes: &[u8]| Message::read(bytes).unwrap().defects;
        let without = |at: usize| {
            let mut elements = create_session();
            elements.remove(at);
            defects_of(&v2(32, Some(0), &elements))
        };
        assert_eq!(without(3), Defects::MISSING);
        let mut elements = create_session();
        elements[0] = element(1, 0, &[0xa2, 8, 1, 2, 3, 4, 5, 6]);
        assert_eq!(defects_of(&v2(32, Some(0), &elements)), Defects::IMSI);
        elements[0] = element(1, 0, &IMSI);
        elements.push(element(1, 0, &IMSI));
        assert_eq!(defects_of(&v2(32, Some(0), &elements)), Defects::DUPLICATE);
        assert_eq!(defects_of(&v2(36, None, &[])), Defects::TEID);
        assert_eq!(defects_of(&v2(99, Some(1), &[element(2, 0, &[1, 0])])), Defects::VALUE);
        assert_eq!(defects_of(&v2(222, Some(1), &[])), Defects::TYPE);
        let mut long = v2(1, None, &[element(3, 0, &[1])]);
        long.push(0);
        assert_eq!(defects_of(&long), Defects::LENGTH);
        assert!(Message::read(&[0x60, 0]).is_none() && Message::read(&[]).is_none());
    }

    #[test]
    fn keys_are_noted() {
        let bytes = v2(131, Some(1), &[element(2, 0, &[16, 0]), element(107, 0, &[9; 60])]);
        let read = Message::read(&bytes).unwrap();
        assert!(read.facts.has_keys && read.role() == Role::Context);
        assert!(!format!("{read:?}").contains("9, 9, 9"));
    }
}
