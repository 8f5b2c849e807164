//! Frames of a home network: Ethernet, ARP, IPv4, UDP and TCP.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::Rng;

/// Address of a card.
pub(super) type Mac = [u8; 6];

/// The telephone, and the gateway that also answers its questions for names.
pub(super) struct Home {
    pub(super) phone: Ipv4Addr,
    pub(super) gateway: Ipv4Addr,
    phone_mac: Mac,
    gateway_mac: Mac,
    /// Identification of what was sent last from one host to another.
    ids: BTreeMap<(Ipv4Addr, Ipv4Addr), u16>,
    /// Bytes that stand for whatever is encrypted.
    pub(super) noise: Vec<u8>,
    frame: Vec<u8>,
}

/// The fields of one segment.
pub(super) struct Segment<'a> {
    pub(super) ports: (u16, u16),
    pub(super) seq: u32,
    pub(super) ack: u32,
    pub(super) flags: u8,
    pub(super) window: u16,
    pub(super) options: &'a [u8],
    pub(super) data: &'a [u8],
}

impl Home {
    pub(super) fn new(seed: u64) -> Self {
        let mut rng = Rng::part(seed, "home");
        let mut noise = vec![0; 1 << 16];
        rng.fill(&mut noise);
        let [a, b, c, d, e, f] = rng.bytes();
        Self {
            phone: Ipv4Addr::new(192, 168, 1, 23),
            gateway: Ipv4Addr::new(192, 168, 1, 1),
            phone_mac: [0x02, a, b, c, 0x10, 0x23],
            gateway_mac: [0x02, d, e, f, 0x10, 0x01],
            ids: BTreeMap::new(),
            noise,
            frame: Vec::new(),
        }
    }

    fn ethernet(&mut self, from_phone: bool, kind: u16) {
        let (src, dst) = match from_phone {
            true => (self.phone_mac, self.gateway_mac),
            false => (self.gateway_mac, self.phone_mac),
        };
        self.frame.clear();
        self.frame.extend(dst);
        self.frame.extend(src);
        self.frame.extend(kind.to_be_bytes());
    }

    /// The telephone asks for the gateway's card, or the gateway answers.
    pub(super) fn arp(&mut self, is_question: bool) -> &[u8] {
        self.ethernet(is_question, 0x0806);
        let ends = ((self.phone_mac, self.phone), (self.gateway_mac, self.gateway));
        let (operation, from, to) =
            if is_question { (1, ends.0, ([0; 6], ends.1.1)) } else { (2, ends.1, ends.0) };
        self.frame.extend([0, 1, 8, 0, 6, 4, 0, operation]);
        self.frame.extend(from.0);
        self.frame.extend(from.1.octets());
        self.frame.extend(to.0);
        self.frame.extend(to.1.octets());
        &self.frame
    }

    fn ipv4(&mut self, src: Ipv4Addr, dst: Ipv4Addr, ttl: u8, protocol: u8, len: usize) {
        self.ethernet(src == self.phone, 0x0800);
        let [_, _, third, last] = (u32::from(src) ^ u32::from(dst).rotate_left(8)).to_be_bytes();
        let first = u16::from_be_bytes([last, third]);
        let id = self.ids.entry((src, dst)).or_insert(first);
        *id = id.wrapping_add(1);
        let id = *id;
        let start = self.frame.len();
        self.frame.extend([0x45, 0]);
        self.frame.extend(u16::try_from(len + 20).unwrap_or(0).to_be_bytes());
        self.frame.extend(id.to_be_bytes());
        self.frame.extend([0x40, 0, ttl, protocol, 0, 0]);
        self.frame.extend(src.octets());
        self.frame.extend(dst.octets());
        let sum = folded(sum_of(self.frame.get(start..).unwrap_or_default()));
        self.put(start + 10, !sum);
    }

    fn put(&mut self, at: usize, value: u16) {
        if let Some(room) = self.frame.get_mut(at..at + 2) {
            room.copy_from_slice(&value.to_be_bytes());
        }
    }

    /// Writes the checksum of the transport that begins at `start` to `at` behind that.
    fn seal(&mut self, start: usize, at: usize, protocol: u8) {
        let segment = self.frame.get(start..).unwrap_or_default();
        let addresses = self.frame.get(start - 8..start).unwrap_or_default();
        let sum = sum_of(addresses) + u64::from(protocol) + segment.len() as u64 + sum_of(segment);
        let sum = !folded(sum);
        self.put(start + at, if sum == 0 && protocol == 17 { 0xffff } else { sum });
    }

    pub(super) fn udp(
        &mut self,
        ends: (Ipv4Addr, Ipv4Addr),
        ports: (u16, u16),
        ttl: u8,
        data: &[u8],
    ) -> &[u8] {
        self.ipv4(ends.0, ends.1, ttl, 17, data.len() + 8);
        let start = self.frame.len();
        self.frame.extend(ports.0.to_be_bytes());
        self.frame.extend(ports.1.to_be_bytes());
        self.frame.extend(u16::try_from(data.len() + 8).unwrap_or(0).to_be_bytes());
        self.frame.extend([0, 0]);
        self.frame.extend(data);
        self.seal(start, 6, 17);
        &self.frame
    }

    pub(super) fn tcp(
        &mut self,
        ends: (Ipv4Addr, Ipv4Addr),
        ttl: u8,
        segment: &Segment<'_>,
    ) -> &[u8] {
        let header = 20 + segment.options.len();
        self.ipv4(ends.0, ends.1, ttl, 6, header + segment.data.len());
        let start = self.frame.len();
        self.frame.extend(segment.ports.0.to_be_bytes());
        self.frame.extend(segment.ports.1.to_be_bytes());
        self.frame.extend(segment.seq.to_be_bytes());
        self.frame.extend(segment.ack.to_be_bytes());
        self.frame.extend([u8::try_from(header / 4).unwrap_or(5) << 4, segment.flags]);
        self.frame.extend(segment.window.to_be_bytes());
        self.frame.extend([0; 4]);
        self.frame.extend(segment.options);
        self.frame.extend(segment.data);
        self.seal(start, 16, 6);
        &self.frame
    }
}

fn sum_of(bytes: &[u8]) -> u64 {
    let (pairs, last) = bytes.as_chunks::<2>();
    let last = last.first().map_or(0, |byte| u64::from(*byte) << 8);
    pairs.iter().map(|pair| u64::from(u16::from_be_bytes(*pair))).sum::<u64>() + last
}

fn folded(mut sum: u64) -> u16 {
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    u16::try_from(sum).unwrap_or(u16::MAX)
}
