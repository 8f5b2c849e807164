//! QUIC connections while their handshake is read.

use std::collections::{BTreeMap, HashSet};

use vigie_capture::{Carried, Packet};

use super::QuicFacts;
use super::crypto::Crypto;
use super::keys::{Keys, Version};
use super::packet::{Frame, Initial, Long, each_frame, next};
use crate::dissect::{Conversation, DatagramDissector, Output, Side};
use crate::protocols::tls::progress::Progress;
use crate::protocols::tls::session::Protocol;

/// Most handshakes that are read at the same time; the oldest is closed for a new one.
const MOST_OPEN: usize = 4096;

/// Most conversations that are remembered as QUIC when their handshake is over.
const MOST_KNOWN: usize = 200_000;

/// Most packets of one connection that are tried with keys.
const MOST_TRIES: u32 = 64;

/// Code of a close that stands for a TLS alert (RFC 9001 §4.8).
const ALERTS: std::ops::RangeInclusive<u64> = 0x100..=0x1ff;

pub(super) fn start() -> Box<dyn DatagramDissector> {
    Box::new(Connections::default())
}

#[derive(Default)]
struct Connections {
    open: BTreeMap<u64, Connection>,
    known: HashSet<u64>,
}

struct Connection {
    progress: Progress,
    facts: QuicFacts,
    /// Side of the conversation that is the client.
    client: Side,
    client_keys: Keys,
    server_keys: Keys,
    from_client: Crypto,
    from_server: Crypto,
    tries: u32,
}

impl DatagramDissector for Connections {
    fn datagram(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool {
        let is_known = self.known.contains(&of.number);
        if bytes.first().is_none_or(|first| first & 0x80 == 0) {
            // A short header says nothing of its own: encrypted data of a connection, or something else.
            return is_known || self.open.contains_key(&of.number);
        }
        let mut rest = bytes;
        let mut is_quic = false;
        while let Some(long) = next(&mut rest) {
            is_quic = true;
            self.long(of, from, &long, packet, out);
        }
        let is_over = |connection: &Connection| {
            let progress = &connection.progress;
            progress.has_client_hello() && progress.has_server_hello()
        };
        if self.open.get(&of.number).is_some_and(is_over) {
            self.finish(of.number, out);
        }
        is_quic || is_known
    }

    fn close(&mut self, out: &mut Output<'_, '_>) {
        let left: Vec<u64> = self.open.keys().copied().collect();
        left.into_iter().for_each(|number| self.finish(number, out));
    }
}

impl Connections {
    fn finish(&mut self, number: u64, out: &mut Output<'_, '_>) {
        let Some(mut connection) = self.open.remove(&number) else { return };
        if self.known.len() < MOST_KNOWN {
            self.known.insert(number);
        }
        connection.progress.session.quic = Some(connection.facts);
        connection.progress.finish(out);
    }

    fn long(
        &mut self,
        of: &Conversation,
        from: Side,
        long: &Long<'_>,
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) {
        match long {
            Long::Initial(initial) => {
                let opened = self.open.get_mut(&of.number).is_some_and(|connection| {
                    connection.initial(of, from, initial, packet, out)
                });
                // A hello of another connection between the same ports, or after Retry.
                let may_begin = self
                    .open
                    .get(&of.number)
                    .is_none_or(|connection| from == connection.client && connection.tries < MOST_TRIES);
                if !opened && may_begin && initial.to.len() >= 8 {
                    self.begin(of, from, initial, packet, out);
                }
            }
            Long::Retry => {
                if let Some(connection) = self.open.get_mut(&of.number)
                    && from != connection.client
                {
                    connection.facts.retry = true;
                    connection.facts.answered = true;
                }
            }
            Long::Negotiation(list) => {
                if let Some(connection) = self.open.get_mut(&of.number)
                    && from != connection.client
                    && connection.facts.negotiation_packet.is_none()
                {
                    connection.negotiation(list, packet);
                }
            }
            Long::Other => {}
        }
    }

    /// Tries a packet as the first of a connection.
    fn begin(
        &mut self,
        of: &Conversation,
        from: Side,
        initial: &Initial<'_>,
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) {
        let Some(mut fresh) = Connection::new(of, from, initial.version, initial.to) else { return };
        if !fresh.initial(of, from, initial, packet, out) {
            if let Some(connection) = self.open.get_mut(&of.number) {
                connection.facts.unopened = connection.facts.unopened.saturating_add(1);
            }
            return;
        }
        if let Some(old) = self.open.get_mut(&of.number) {
            if old.facts.retry && !old.progress.has_server_hello() {
                // The same hello again, under the keys that Retry asked for.
                old.client_keys = fresh.client_keys;
                old.server_keys = fresh.server_keys;
                old.from_server = Crypto::default();
                old.facts.initials = old.facts.initials.saturating_add(1);
                return;
            }
            self.finish(of.number, out);
        }
        if self.open.len() >= MOST_OPEN
            && let Some(oldest) = self.open.keys().next().copied()
        {
            self.finish(oldest, out);
        }
        self.open.insert(of.number, fresh);
    }
}

impl Connection {
    fn new(of: &Conversation, from: Side, version: Version, id: &[u8]) -> Option<Self> {
        Some(Self {
            progress: Progress::new(of, Protocol::Quic),
            facts: QuicFacts { version: version.name(), ..QuicFacts::default() },
            client: from,
            client_keys: Keys::new(version, id, Side::Client)?,
            server_keys: Keys::new(version, id, Side::Server)?,
            from_client: Crypto::default(),
            from_server: Crypto::default(),
            tries: 0,
        })
    }

    /// Takes an Initial packet; whether the keys opened it.
    fn initial(
        &mut self,
        of: &Conversation,
        from: Side,
        initial: &Initial<'_>,
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool {
        if self.tries >= MOST_TRIES {
            return true;
        }
        self.tries = self.tries.saturating_add(1);
        let is_client = from == self.client;
        let keys = if is_client { &self.client_keys } else { &self.server_keys };
        let Some(payload) = keys.open(initial.bytes, initial.number_at) else { return false };
        if is_client {
            self.facts.initials = self.facts.initials.saturating_add(1);
        } else if !self.facts.answered || self.facts.server_ttl.is_none() {
            self.facts.answered = true;
            self.facts.server_ttl = ttl(packet);
        }
        self.frames(of, from, &payload, packet, out);
        true
    }

    /// Takes the frames of an opened packet.
    fn frames(
        &mut self,
        of: &Conversation,
        from: Side,
        payload: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) {
        let is_client = from == self.client;
        let crypto = if is_client { &mut self.from_client } else { &mut self.from_server };
        let progress = &mut self.progress;
        each_frame(payload, &mut |frame| match frame {
            Frame::Crypto(offset, bytes) => crypto.take(offset, bytes, &mut |kind, body| {
                progress.message(of, from, kind, body, packet.at, out);
            }),
            Frame::Close(code) if ALERTS.contains(&code) => {
                let [.., number] = code.to_be_bytes();
                progress.alert(from, 2, number, packet.at);
            }
            Frame::Close(_) | Frame::Other => {}
        });
    }

    fn negotiation(&mut self, list: &[u8], packet: &Packet<'_>) {
        let name = |bytes: &[u8]| {
            let four: [u8; 4] = bytes.try_into().unwrap_or_default();
            let number = u32::from_be_bytes(four);
            Version::of(number).map_or_else(|| format!("0x{number:08x}"), Version::name)
        };
        self.facts.negotiated = list.chunks_exact(4).take(16).map(name).collect();
        self.facts.negotiation_ttl = ttl(packet);
        self.facts.negotiation_packet = Some(packet.at.packet);
    }
}

/// Reads `payload` as that of an opened packet of the client and of the server.
pub(crate) fn fuzz_frames(
    of: &Conversation,
    payload: &[u8],
    packet: &Packet<'_>,
    out: &mut Output<'_, '_>,
) {
    let id = [0; 8];
    let Some(mut connection) = Connection::new(of, Side::Client, Version::One, &id) else { return };
    for from in [Side::Client, Side::Server] {
        connection.frames(of, from, payload, packet, out);
    }
    connection.progress.finish(out);
}

fn ttl(packet: &Packet<'_>) -> Option<u8> {
    match packet.carried {
        Carried::Ip(ip) => Some(ip.ttl),
        _ => None,
    }
}
