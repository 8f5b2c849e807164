//! Datagrams: which belong together, and who reads them.

use std::collections::HashMap;
use std::net::SocketAddr;

use vigie_capture::{Ip, Packet, Path, UdpDatagram};

use super::ends::client_and_server;
use crate::dissect::{Conversation, DatagramDissector, Output, Side};
use crate::protocols::PROTOCOLS;

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
}

/// All conversations in datagrams.
pub(super) struct Datagrams {
    dissectors: Vec<Box<dyn DatagramDissector>>,
    by_port: HashMap<u16, Vec<usize>>,
    young: HashMap<Key, Entry>,
    old: HashMap<Key, Entry>,
}

impl Datagrams {
    pub(super) fn new() -> Self {
        let dissectors: Vec<_> =
            PROTOCOLS.iter().filter_map(|one| one.datagrams).map(|start| start()).collect();
        let mut by_port: HashMap<u16, Vec<usize>> = HashMap::new();
        for (number, dissector) in dissectors.iter().enumerate() {
            for port in dissector.ports() {
                by_port.entry(*port).or_default().push(number);
            }
        }
        Self { dissectors, by_port, young: HashMap::new(), old: HashMap::new() }
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
            let known = self.old.remove(&key).filter(|one| now.saturating_sub(one.last) < SILENCE);
            let entry = known.unwrap_or_else(|| {
                let (client, server) = client_and_server(from, to);
                let number = *numbers;
                *numbers += 1;
                let of =
                    Conversation { number, client, server, path: packet.path, first: packet.at };
                Entry { of, last: now, reader: None, unknown: 0 }
            });
            if self.young.len() >= GENERATION {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(key, entry);
        }
        let Some(entry) = self.young.get_mut(&key) else { return };
        entry.last = now;
        let side = if from == entry.of.client { Side::Client } else { Side::Server };
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
            let Some(dissector) = self.dissectors.get_mut(number) else { continue };
            if dissector.datagram(&entry.of, side, datagram.data, packet, out) {
                entry.reader = Some(number);
                entry.unknown = 0;
                return;
            }
        }
        entry.unknown += 1;
    }

    /// The capture is over.
    pub(super) fn finish(&mut self, out: &mut Output<'_, '_>) {
        for dissector in &mut self.dissectors {
            dissector.close(out);
        }
    }
}
