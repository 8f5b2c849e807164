//! Datagrams: which belong together, and who reads them.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};

use vigie_capture::{Ip, Moment, Packet, Path, UdpDatagram};

use super::ends::client_and_server;
use super::quic_path::QuicPath;
use crate::dissect::{Conversation, DatagramDissector, Output, Side};
use crate::protocols::PROTOCOLS;
use crate::protocols::connections::ConnectionRecord;

/// Conversations after which those that are silent longest are forgotten; twice as many are known.
const GENERATION: usize = 20_000;
/// Datagrams of a conversation that are shown to everybody.
const SHOWN: u8 = 12;
/// Nanoseconds of silence after which the same ports begin another conversation.
const SILENCE: i64 = 600 * 1_000_000_000;

type Key = (SocketAddr, SocketAddr, Path);

struct Entry {
    of: Conversation,
    last: i64,
    /// Who knew its last datagram.
    reader: Option<usize>,
    /// How many datagrams nobody knew.
    unknown: u8,
    latest: Moment,
    /// Packets and bytes of client and server.
    packets: [u64; 2],
    bytes: [u64; 2],
    ttl: Option<u8>,
    refused: bool,
    quic: QuicPath,
    /// What it speaks.
    name: Option<&'static str>,
}

impl Entry {
    fn count(&mut self, side: Side, packet: u64, ip: &Ip<'_>, datagram: &UdpDatagram<'_>) {
        let at = usize::from(side == Side::Server);
        if let (Some(packets), Some(bytes)) = (self.packets.get_mut(at), self.bytes.get_mut(at)) {
            *packets += 1;
            *bytes = bytes.saturating_add(u64::from(datagram.data_len));
        }
        if side == Side::Server {
            self.ttl.get_or_insert(ip.ttl);
            self.quic.see(datagram.data, ip.ttl, packet);
        }
    }

    fn record(&self) -> ConnectionRecord {
        let ([client_packets, server_packets], [client_bytes, server_bytes]) =
            (self.packets, self.bytes);
        ConnectionRecord {
            last: self.latest.time(),
            last_packet: self.latest.packet,
            client_packets,
            server_packets,
            client_bytes,
            server_bytes,
            protocols: self.name.iter().map(|name| (*name).to_owned()).collect(),
            server_ttl: self.ttl,
            refused: self.refused,
            hints: match self.name {
                Some("quic") => self.quic.hints(),
                _ => Vec::new(),
            },
            ..ConnectionRecord::bare(&self.of, "udp")
        }
    }
}

/// All conversations in datagrams.
pub(super) struct Datagrams {
    dissectors: Vec<(&'static str, Box<dyn DatagramDissector>)>,
    conversations: u64,
    by_port: HashMap<u16, Vec<usize>>,
    young: HashMap<Key, Entry>,
    old: HashMap<Key, Entry>,
}

impl Datagrams {
    pub(super) fn new() -> Self {
        let dissectors: Vec<_> =
            PROTOCOLS.iter().filter_map(|one| Some((one.name, one.datagrams?()))).collect();
        let mut by_port: HashMap<u16, Vec<usize>> = HashMap::new();
        for (number, (_, dissector)) in dissectors.iter().enumerate() {
            for port in dissector.ports() {
                by_port.entry(*port).or_default().push(number);
            }
        }
        Self { dissectors, conversations: 0, by_port, young: HashMap::new(), old: HashMap::new() }
    }

    /// Takes the next datagram.
    pub(super) fn packet(
        &mut self,
        packet: &Packet<'_>,
        ip: &Ip<'_>,
        datagram: &UdpDatagram<'_>,
        numbers: &mut u64,
        out: &mut Output<'_, '_>,
    ) {
        let from = SocketAddr::new(ip.src, datagram.src_port);
        let to = SocketAddr::new(ip.dst, datagram.dst_port);
        let key = (from.min(to), from.max(to), packet.path);
        let now = packet.at.nanos.unwrap_or(0);
        if !self.young.contains_key(&key) {
            let entry = match self.old.remove(&key) {
                Some(known) if now.saturating_sub(known.last) < SILENCE => known,
                over => {
                    if let Some(over) = over {
                        out.emit(over.of.first, &over.record());
                    }
                    self.conversations += 1;
                    begin(from, to, packet, numbers)
                }
            };
            if self.young.len() >= GENERATION {
                let old = std::mem::replace(&mut self.old, std::mem::take(&mut self.young));
                emit(old, out);
            }
            self.young.insert(key, entry);
        }
        let Some(entry) = self.young.get_mut(&key) else { return };
        entry.last = now;
        entry.latest = packet.at;
        let side = if from == entry.of.client { Side::Client } else { Side::Server };
        if !packet.is_repeat {
            entry.count(side, packet.at.packet, ip, datagram);
        }
        if datagram.data.is_empty() || entry.unknown >= SHOWN {
            return;
        }
        let ports = [entry.of.server.port(), entry.of.client.port()];
        let by_port = ports.iter().filter_map(|port| self.by_port.get(port)).flatten().copied();
        let known = entry.reader.into_iter().chain(by_port);
        let all = known.chain(0..self.dissectors.len());
        let mut asked = 0_u64;
        for number in all {
            let bit = 1_u64.checked_shl(u32::try_from(number).unwrap_or(63)).unwrap_or(0);
            if asked & bit != 0 {
                continue;
            }
            asked |= bit;
            let Some((name, dissector)) = self.dissectors.get_mut(number) else { continue };
            if dissector.datagram(&entry.of, side, datagram.data, packet, out) {
                entry.reader = Some(number);
                entry.name = Some(name);
                entry.unknown = 0;
                return;
            }
        }
        entry.unknown += 1;
    }

    /// A router or the receiver says that a datagram could not be delivered (RFC 792, RFC 4443).
    pub(super) fn refused(&mut self, path: Path, protocol: u8, message: &[u8]) {
        let is_refusal = matches!((protocol, message.first()), (1, Some(3)) | (58, Some(1)));
        let Some((src, dst)) = message.get(8..).and_then(quoted).filter(|_| is_refusal) else {
            return;
        };
        let key = (src.min(dst), src.max(dst), path);
        if let Some(entry) = self.young.get_mut(&key).or_else(|| self.old.get_mut(&key)) {
            entry.refused = true;
        }
    }

    /// The capture is over.
    /// Gives how many conversations there were.
    pub(super) fn finish(&mut self, out: &mut Output<'_, '_>) -> u64 {
        emit(std::mem::take(&mut self.old), out);
        emit(std::mem::take(&mut self.young), out);
        for (_, dissector) in &mut self.dissectors {
            dissector.close(out);
        }
        self.conversations
    }
}

fn begin(from: SocketAddr, to: SocketAddr, packet: &Packet<'_>, numbers: &mut u64) -> Entry {
    let (client, server) = client_and_server(from, to);
    let number = *numbers;
    *numbers += 1;
    let of = Conversation { number, client, server, path: packet.path, first: packet.at };
    Entry {
        of,
        last: 0,
        reader: None,
        unknown: 0,
        latest: packet.at,
        packets: [0; 2],
        bytes: [0; 2],
        ttl: None,
        refused: false,
        quic: QuicPath::default(),
        name: None,
    }
}

/// Sender and receiver of the UDP datagram that an ICMP message quotes.
fn quoted(datagram: &[u8]) -> Option<(SocketAddr, SocketAddr)> {
    let v4 = |at: usize| Some(IpAddr::from(<[u8; 4]>::try_from(datagram.get(at..at + 4)?).ok()?));
    let v6 = |at: usize| Some(IpAddr::from(<[u8; 16]>::try_from(datagram.get(at..at + 16)?).ok()?));
    let first = datagram.first()?;
    let (src, dst, protocol, at) = match first >> 4 {
        4 => (v4(12)?, v4(16)?, datagram.get(9)?, usize::from(first & 15) * 4),
        6 => (v6(8)?, v6(24)?, datagram.get(6)?, 40),
        _ => return None,
    };
    let port = |at: usize| Some(u16::from_be_bytes(datagram.get(at..at + 2)?.try_into().ok()?));
    (*protocol == 17).then_some(())?;
    Some((SocketAddr::new(src, port(at)?), SocketAddr::new(dst, port(at + 2)?)))
}

/// Records of conversations, in the order in which they began.
fn emit(entries: HashMap<Key, Entry>, out: &mut Output<'_, '_>) {
    let mut entries: Vec<Entry> = entries.into_values().collect();
    entries.sort_unstable_by_key(|entry| entry.of.number);
    for entry in entries {
        out.emit(entry.of.first, &entry.record());
    }
}
