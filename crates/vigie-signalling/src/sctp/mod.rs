//! SCTP (RFC 9260): the transport of signalling over IP.
//!
//! Common header of 12 octets (ports, verification tag, checksum), then chunks of type, flags and
//! length, padded to four. DATA (0) carries transmission sequence number, stream, sequence number,
//! payload protocol and data; I-DATA (64, RFC 8260) a message identifier and a fragment number instead.
//! One packet usually carries many DATA chunks.
//!
//! A direction of an association is known by ports and verification tag, which are the same on all
//! paths of a multi-homed association and need no handshake to be in the capture. What comes twice is
//! dropped by its sequence number; what never comes is counted: the estimate of loss tells whether a
//! missing answer means anything.

mod fragments;
mod window;

use std::collections::HashMap;
use std::net::IpAddr;

use fragments::{Fragment, Fragments};
use window::{Arrival, Window};

use crate::bytes::{u16_be, u32_be};

/// A whole message of an association.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Sender.
    pub src: IpAddr,
    /// Receiver.
    pub dst: IpAddr,
    /// Port of the sender.
    pub src_port: u16,
    /// Port of the receiver.
    pub dst_port: u16,
    /// Number of the stream.
    pub stream: u16,
    /// Payload protocol identifier; 0 where the sender did not say.
    pub protocol: u32,
    /// The message.
    pub payload: &'a [u8],
    /// Whether the capture cut it.
    pub is_cut: bool,
}

/// What a message is, by payload protocol or, without it, by port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// M2UA.
    M2ua,
    /// M3UA.
    M3ua,
    /// SUA.
    Sua,
    /// M2PA.
    M2pa,
    /// Diameter in the clear.
    Diameter,
    /// Something else, or encrypted.
    Other,
}

impl Message<'_> {
    /// What it is.
    #[must_use]
    pub fn carried(&self) -> Carried {
        match self.protocol {
            2 => Carried::M2ua,
            3 => Carried::M3ua,
            4 => Carried::Sua,
            5 => Carried::M2pa,
            46 => Carried::Diameter,
            0 => {
                of_port(self.dst_port).or_else(|| of_port(self.src_port)).unwrap_or(Carried::Other)
            }
            _ => Carried::Other,
        }
    }
}

const fn of_port(port: u16) -> Option<Carried> {
    match port {
        2904 => Some(Carried::M2ua),
        2905 => Some(Carried::M3ua),
        3565 => Some(Carried::M2pa),
        14001 => Some(Carried::Sua),
        3868 | 5868 => Some(Carried::Diameter),
        _ => None,
    }
}

/// Directions kept in one generation; two generations are kept.
const MOST_DIRECTIONS: usize = 16_384;

/// All associations of a capture.
#[derive(Debug, Default)]
pub struct Associations {
    young: HashMap<Key, Direction>,
    old: HashMap<Key, Direction>,
    /// Counted over all associations.
    pub counts: Counts,
}

/// What was counted over all associations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// DATA chunks that were seen for the first time.
    pub chunks: u64,
    /// Chunks seen again: retransmissions.
    pub duplicates: u64,
    /// Sequence numbers that were never seen.
    pub missing: u64,
    /// Packets that are damaged.
    pub malformed: u64,
}

impl Counts {
    /// Estimated loss in thousandths.
    #[must_use]
    pub fn loss_permille(&self) -> u64 {
        let all = self.chunks.saturating_add(self.missing);
        self.missing.saturating_mul(1000).checked_div(all).unwrap_or(0)
    }
}

/// Verification tag and ports.
type Key = (u32, u16, u16);

#[derive(Debug, Default)]
struct Direction {
    window: Window,
    fragments: Fragments,
}

/// From whom to whom a packet goes.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// Sender.
    pub src: IpAddr,
    /// Receiver.
    pub dst: IpAddr,
}

const DATA: u8 = 0;
const I_DATA: u8 = 64;

impl Associations {
    /// Takes a packet from its common header on, and shows each message that it completes.
    pub fn take(&mut self, packet: &[u8], ends: Ends, see: &mut dyn FnMut(&Message<'_>)) {
        let (Some(src_port), Some(dst_port)) = (u16_be(packet, 0), u16_be(packet, 2)) else {
            self.counts.malformed = self.counts.malformed.saturating_add(1);
            return;
        };
        let key = (u32_be(packet, 4).unwrap_or_default(), src_port, dst_port);
        let mut rest = packet.get(12..).unwrap_or_default();
        while let [kind, flags, ..] = *rest {
            let Some(length) = u16_be(rest, 2).map(usize::from).filter(|length| *length >= 4)
            else {
                self.counts.malformed = self.counts.malformed.saturating_add(1);
                return;
            };
            let body = rest.get(4..length.min(rest.len())).unwrap_or_default();
            let is_cut = length > rest.len();
            if kind == DATA || kind == I_DATA {
                self.data(key, &Chunk { kind, flags, body, is_cut }, ends, see);
            }
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
    }

    fn data(&mut self, key: Key, chunk: &Chunk<'_>, ends: Ends, see: &mut dyn FnMut(&Message<'_>)) {
        let Some(mut fragment) = chunk.fragment() else {
            self.counts.malformed = self.counts.malformed.saturating_add(1);
            return;
        };
        let counts = self.counts;
        let direction = self.direction(key);
        let before = direction.window.missing();
        let arrival = direction.window.take(fragment.tsn);
        let missing = (before, direction.window.missing());
        let mut message = Message {
            src: ends.src,
            dst: ends.dst,
            src_port: key.1,
            dst_port: key.2,
            stream: fragment.stream,
            protocol: fragment.protocol,
            payload: fragment.data,
            is_cut: chunk.is_cut,
        };
        let sequence = match arrival {
            Arrival::New(sequence) => sequence,
            Arrival::Again => {
                self.counts.duplicates = counts.duplicates.saturating_add(1);
                return;
            }
        };
        fragment.sequence = sequence;
        if fragment.is_first && fragment.is_last {
            see(&message);
        } else if let Some((whole, protocol)) = direction.fragments.take(&fragment) {
            message.payload = &whole;
            message.protocol = protocol;
            see(&message);
        }
        self.counts.chunks = counts.chunks.saturating_add(1);
        self.counts.missing = counts.missing.saturating_sub(missing.0).saturating_add(missing.1);
    }

    /// The state of a direction. Those that were quiet for two generations are forgotten.
    fn direction(&mut self, key: Key) -> &mut Direction {
        if !self.young.contains_key(&key) {
            if self.young.len() >= MOST_DIRECTIONS {
                self.old = std::mem::take(&mut self.young);
            }
            let known = self.old.remove(&key).unwrap_or_default();
            self.young.insert(key, known);
        }
        self.young.entry(key).or_default()
    }
}

/// A DATA or I-DATA chunk.
struct Chunk<'a> {
    kind: u8,
    flags: u8,
    body: &'a [u8],
    is_cut: bool,
}

impl<'a> Chunk<'a> {
    fn fragment(&self) -> Option<Fragment<'a>> {
        let body = self.body;
        let is_first = self.flags & 2 != 0;
        let is_interleaved = self.kind == I_DATA;
        let (protocol, number, data) = if is_interleaved {
            // The first fragment has the payload protocol where others have their number.
            let last = u32_be(body, 12)?;
            (if is_first { last } else { 0 }, if is_first { 0 } else { last }, body.get(16..)?)
        } else {
            (u32_be(body, 8)?, 0, body.get(12..)?)
        };
        Some(Fragment {
            tsn: u32_be(body, 0)?,
            sequence: 0,
            stream: u16_be(body, 4)?,
            message: if is_interleaved { u32_be(body, 8)? } else { u32::from(u16_be(body, 6)?) },
            number,
            protocol,
            is_first,
            is_last: self.flags & 1 != 0,
            is_unordered: self.flags & 4 != 0,
            is_interleaved,
            data,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(flags: u8, tsn: u32, payload: &[u8]) -> Vec<u8> {
        let length = u16::try_from(16 + payload.len()).unwrap();
        let mut chunk = vec![DATA, flags];
        chunk.extend_from_slice(&length.to_be_bytes());
        chunk.extend_from_slice(&tsn.to_be_bytes());
        chunk.extend_from_slice(&[0, 1, 0, 9, 0, 0, 0, 3]);
        chunk.extend_from_slice(payload);
        chunk.resize(chunk.len().next_multiple_of(4), 0);
        chunk
    }

    fn packet(chunks: &[Vec<u8>]) -> Vec<u8> {
        let mut packet = vec![0x0b, 0x59, 0x0b, 0x59, 0, 0, 0, 7, 0, 0, 0, 0];
        chunks.iter().for_each(|chunk| packet.extend_from_slice(chunk));
        packet
    }

    fn run(associations: &mut Associations, packets: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let ends = Ends { src: [192, 0, 2, 1].into(), dst: [192, 0, 2, 2].into() };
        let mut all = Vec::new();
        for packet in packets {
            associations.take(packet, ends, &mut |message| {
                assert_eq!((message.carried(), message.stream), (Carried::M3ua, 1));
                all.push(message.payload.to_vec());
            });
        }
        all
    }

    #[test]
    fn bundles_duplicates_and_gaps() {
        let mut associations = Associations::default();
        let one = packet(&[data(3, 10, &[1]), data(3, 11, &[2, 2])]);
        let two = packet(&[data(3, 11, &[2, 2]), data(3, 14, &[3])]);
        assert_eq!(run(&mut associations, &[one, two]), [vec![1], vec![2, 2], vec![3]]);
        let counts = associations.counts;
        assert_eq!((counts.chunks, counts.duplicates, counts.missing), (3, 1, 2));
        assert_eq!(counts.loss_permille(), 400);
        let late = packet(&[data(3, 13, &[9])]);
        assert_eq!(run(&mut associations, &[late]), [vec![9]]);
        assert_eq!(associations.counts.missing, 1);
    }

    #[test]
    fn fragments_in_any_order_across_the_wrap() {
        let parts = [data(1, 1, &[4]), data(2, u32::MAX, &[1, 2]), data(0, 0, &[3])];
        let packets: Vec<_> = parts.iter().map(|part| packet(std::slice::from_ref(part))).collect();
        let mut associations = Associations::default();
        assert_eq!(run(&mut associations, &packets), [vec![1, 2, 3, 4]]);
    }

    #[test]
    fn interleaved_messages() {
        let chunk = |flags: u8, tsn: u8, message: u8, last: u8, payload: u8| {
            vec![
                I_DATA, flags, 0, 21, 0, 0, 0, tsn, 0, 1, 0, 0, 0, 0, 0, message, 0, 0, 0, last,
                payload, 0, 0, 0,
            ]
        };
        let chunks = [
            chunk(2, 1, 5, 3, 1),
            chunk(2, 2, 6, 3, 7),
            chunk(1, 3, 5, 1, 2),
            chunk(1, 4, 6, 1, 8),
        ];
        let mut associations = Associations::default();
        assert_eq!(run(&mut associations, &[packet(&chunks)]), [vec![1, 2], vec![7, 8]]);
    }

    #[test]
    fn damage_costs_what_is_damaged() {
        let mut bytes = packet(&[data(3, 1, &[1])]);
        bytes.extend_from_slice(&[0, 3, 0, 1, 9]);
        let mut associations = Associations::default();
        assert_eq!(run(&mut associations, &[bytes, vec![1], vec![]]), [vec![1]]);
        assert_eq!(associations.counts.malformed, 3);
    }
}
