//! A capture being built.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::headers::{Fields, ip_with, seal};
use super::layers::{Around, ether_type};
use super::link::{Ends, frame};
use super::{Form, Stored};

/// A host with a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its address.
    pub address: IpAddr,
    /// Its card.
    pub mac: [u8; 6],
    /// Time to live of what it sends, as it arrives.
    pub ttl: u8,
}

impl Host {
    /// A host whose card's address is made from its address.
    #[must_use]
    pub fn at(address: IpAddr) -> Self {
        let mut mac = [2, 0, 0, 0, 0, 0];
        let last = match address {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets()[12..].to_vec(),
        };
        mac[2..].copy_from_slice(&last);
        Self { address, mac, ttl: 64 }
    }
}

/// How one packet differs from an ordinary one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Time to live.
    pub ttl: Option<u8>,
    /// Identification.
    pub id: Option<u16>,
    /// Whether "don't fragment" is set.
    pub df: Option<bool>,
    /// Differentiated services and congestion bits.
    pub tos: u8,
    /// Whether the checksum of the transport is wrong.
    pub is_checksum_bad: bool,
    /// Most payload bytes of a fragment.
    pub fragments: Option<usize>,
    /// It is one fragment, of this offset in bytes, and maybe more follow.
    pub fragment: Option<(usize, bool)>,
    /// The card it comes from.
    pub mac: Option<[u8; 6]>,
    /// The card it goes to.
    pub to_mac: Option<[u8; 6]>,
    /// Bytes of the frame that the capture keeps.
    pub kept: Option<usize>,
    /// Whether the length of IP is left to the card.
    pub is_offloaded: bool,
    /// Interface of pcapng.
    pub interface: u32,
    /// 1 for in, 2 for out, 0 for unknown.
    pub direction: u32,
}

/// A capture being built: frames one after another.
#[derive(Clone, Debug)]
pub struct Builder {
    /// Form of the file.
    pub form: Form,
    /// Time of the next frame, in nanoseconds since 1970.
    pub now: i64,
    /// How much later the one after it comes.
    pub step: i64,
    /// What lies around packets, the outermost first.
    pub around: Vec<Around>,
    /// The frames so far.
    pub frames: Vec<Stored>,
    ids: BTreeMap<IpAddr, u16>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new(Form::default())
    }
}

impl Builder {
    /// Nothing yet; the first frame comes on 1 May 2024 at 10:00 UTC.
    #[must_use]
    pub fn new(form: Form) -> Self {
        let now = 1_714_557_600_000_000_000;
        let (around, frames, ids) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { form, now, step: 1_000_000, around, frames, ids }
    }

    /// The bytes of the file.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        self.form.file(&self.frames)
    }

    /// A whole frame.
    pub fn frame(&mut self, bytes: Vec<u8>, how: &How) {
        let wire_len = bytes.len();
        let mut bytes = bytes;
        bytes.truncate(how.kept.unwrap_or(usize::MAX));
        let (interface, direction) = (how.interface, how.direction);
        self.frames.push(Stored { nanos: self.now, bytes, wire_len, interface, direction });
        self.now += self.step;
    }

    /// A datagram: `protocol` and what it carries.
    pub fn ip(&mut self, from: &Host, to: &Host, protocol: u8, payload: &[u8], how: &How) {
        // What a host sends is counted, from a number that its address gives.
        let next = self.ids.entry(from.address).or_insert(u16::from(from.mac[5]) << 8 | 1);
        *next = next.wrapping_add(1);
        let fields = Fields {
            protocol,
            ttl: how.ttl.unwrap_or(from.ttl),
            id: how.id.unwrap_or(*next),
            df: how.df.unwrap_or(how.fragments.is_none() && how.fragment.is_none()),
            tos: how.tos,
            fragment: how.fragment,
            is_offloaded: how.is_offloaded,
        };
        let Some(most) = how.fragments else {
            return self.datagram(from, to, &fields, payload, how);
        };
        let most = most / 8 * 8;
        let mut start = 0;
        while start < payload.len() {
            let end = payload.len().min(start + most);
            let fragment = Some((start, end < payload.len()));
            let fields = Fields { fragment, ..fields };
            self.datagram(from, to, &fields, &payload[start..end], how);
            start = end;
        }
    }

    fn datagram(&mut self, from: &Host, to: &Host, fields: &Fields, payload: &[u8], how: &How) {
        let datagram = ip_with(from.address, to.address, fields, payload);
        self.typed(from, to, ether_type(from.address), datagram, how);
    }

    /// What follows an EtherType, inside what lies around.
    pub fn typed(&mut self, from: &Host, to: &Host, kind: u16, bytes: Vec<u8>, how: &How) {
        let mut inner = (kind, bytes);
        for layer in self.around.iter().rev() {
            inner = layer.wrap(&inner);
        }
        let src = how.mac.unwrap_or(from.mac);
        let ends = Ends { src, dst: how.to_mac.unwrap_or(to.mac), is_out: how.direction == 2 };
        let link = self.form.links[usize::try_from(how.interface).unwrap()];
        self.frame(frame(link, ends, &inner), how);
    }

    /// A datagram of UDP.
    pub fn udp(&mut self, from: (&Host, u16), to: (&Host, u16), data: &[u8], how: &How) {
        let (src, dst) = ((from.0.address, from.1), (to.0.address, to.1));
        let mut packet = super::udp(src, dst, data);
        self.reseal(src.0, dst.0, 17, &mut packet, 6, how);
        self.ip(from.0, to.0, 17, &packet, how);
    }

    /// A message of ICMP or ICMPv6, by the version of the addresses.
    pub fn icmp(&mut self, from: &Host, to: &Host, kind: (u8, u8), rest: &[u8], how: &How) {
        let protocol = if from.address.is_ipv4() { 1 } else { 58 };
        let mut packet = [&[kind.0, kind.1, 0, 0], rest].concat();
        seal(from.address, to.address, protocol, &mut packet, 2, how.is_checksum_bad);
        self.ip(from, to, protocol, &packet, how);
    }

    /// A packet of ARP: operation 1 asks for `to`, 2 answers it.
    pub fn arp(&mut self, operation: u16, from: &Host, to: &Host, how: &How) {
        let (IpAddr::V4(sender), IpAddr::V4(target)) = (from.address, to.address) else {
            panic!("ARP is for IPv4");
        };
        let is_question = operation == 1;
        let target_mac = if is_question { [0; 6] } else { to.mac };
        let mut packet = vec![0, 1, 8, 0, 6, 4];
        packet.extend(operation.to_be_bytes());
        packet.extend([&how.mac.unwrap_or(from.mac)[..], &sender.octets()].concat());
        packet.extend([&target_mac[..], &target.octets()].concat());
        let to_mac = how.to_mac.or(is_question.then_some([0xff; 6]));
        self.typed(from, to, 0x0806, packet, &How { to_mac, ..how.clone() });
    }

    /// Makes the checksum wrong, where that is asked for.
    pub(super) fn reseal(
        &self,
        src: IpAddr,
        dst: IpAddr,
        protocol: u8,
        packet: &mut [u8],
        at: usize,
        how: &How,
    ) {
        if how.is_checksum_bad {
            packet[at..at + 2].copy_from_slice(&[0, 0]);
            seal(src, dst, protocol, packet, at, true);
        }
    }
}
