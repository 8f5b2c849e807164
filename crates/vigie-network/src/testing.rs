//! How tests of dissectors run them without a capture.

use std::net::SocketAddr;
use std::sync::atomic::AtomicBool;

use vigie_capture::{Carried, Ip, Moment, Origin, Packet, Path, Transport, UdpDatagram};
use vigie_core::{Consumer, Limits, Locator, Record, Sink, Stop};

use crate::dissect::{
    Conversation, DatagramDissector, Next, Output, Side, StreamDissector, StreamProtocol,
};

/// What dissectors gave: each record's kind and JSON, and problems.
#[derive(Default)]
pub(crate) struct Gave {
    pub(crate) records: Vec<(&'static str, serde_json::Value)>,
    pub(crate) problems: Vec<String>,
}

impl Gave {
    /// The records of the kind whose id ends in `.name`.
    pub(crate) fn of(&self, name: &str) -> Vec<&serde_json::Value> {
        let is = |kind: &str| kind.rsplit('.').next() == Some(name);
        self.records.iter().filter(|(kind, _)| is(kind)).map(|(_, json)| json).collect()
    }

    /// `thing/protocol/count` of all exposures.
    pub(crate) fn exposures(&self) -> Vec<String> {
        let show = |json: &&serde_json::Value| {
            let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
            format!("{}/{}/{}", text("thing"), text("protocol"), json["count"])
        };
        self.of("exposure").iter().map(show).collect()
    }
}

impl Consumer for Gave {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        let json = serde_json::to_value(record).unwrap();
        let back = (record.kind().revive)(json.as_object().unwrap()).unwrap();
        assert_eq!(serde_json::to_value(&*back).unwrap(), json);
        record.stamps(&mut |_| {});
        record.observables(&mut |_, _| {});
        self.records.push((record.kind().id, json));
        Ok(())
    }

    fn problem(&mut self, _: Locator, message: String) {
        self.problems.push(message);
    }
}

/// Runs `with` on an output, and gives what came.
pub(crate) fn collect(with: impl FnOnce(&mut Output<'_, '_>)) -> Gave {
    let mut gave = Gave::default();
    let stop = AtomicBool::new(false);
    let mut sink = Sink::new(&mut gave, Limits::default(), &stop);
    let mut out = Output::new(&mut sink);
    with(&mut out);
    out.emit_exposures();
    gave
}

/// A conversation between two ends.
pub(crate) fn conversation(client: &str, server: &str) -> Conversation {
    Conversation {
        number: 0,
        client: client.parse().unwrap(),
        server: server.parse().unwrap(),
        path: Path(0),
        first: moment(1),
    }
}

/// Packet `number`, a millisecond after the one before.
pub(crate) fn moment(number: u64) -> Moment {
    Moment { packet: number, nanos: Some(i64::try_from(number).unwrap() * 1_000_000) }
}

/// A datagram of a test.
pub(crate) struct Datagram<'a> {
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) ttl: u8,
    pub(crate) millis: u64,
}

/// Shows datagrams to a dissector; the first sender of two ends is the client.
pub(crate) fn datagrams(
    mut dissector: Box<dyn DatagramDissector>,
    all: &[Datagram<'_>],
) -> (Gave, Vec<bool>) {
    let mut known: Vec<bool> = Vec::new();
    let mut ends: Vec<(SocketAddr, SocketAddr)> = Vec::new();
    let gave = collect(|out| {
        for (number, one) in (1..).zip(all) {
            let (from, to) = (one.from.parse().unwrap(), one.to.parse().unwrap());
            let place = ends.iter().position(|pair| *pair == (from, to) || *pair == (to, from));
            let place = place.unwrap_or_else(|| {
                ends.push((from, to));
                ends.len() - 1
            });
            let (client, server) = ends[place];
            let at = Moment {
                packet: number,
                nanos: Some(i64::try_from(one.millis).unwrap() * 1_000_000),
            };
            let of = Conversation {
                number: u64::try_from(place).unwrap(),
                client,
                server,
                path: Path(0),
                first: at,
            };
            let side = if client == from { Side::Client } else { Side::Server };
            let udp = UdpDatagram {
                src_port: from.port(),
                dst_port: to.port(),
                data: one.bytes,
                data_len: u32::try_from(one.bytes.len()).unwrap(),
                checksum: 0,
                origin: Origin::Memory,
            };
            let ip = Ip {
                src: from.ip(),
                dst: to.ip(),
                ttl: one.ttl,
                id: Some(u16::try_from(number).unwrap()),
                df: false,
                tos: 0,
                protocol: 17,
                was_fragmented: false,
                is_cut: false,
                payload: &[],
                origin: Origin::Memory,
                transport: Transport::Udp(udp),
            };
            let packet = Packet {
                at,
                interface: 0,
                macs: None,
                path: Path(0),
                layers: &[],
                is_cut: false,
                direction: None,
                is_repeat: false,
                carried: Carried::Ip(ip),
            };
            known.push(dissector.datagram(&of, side, one.bytes, &packet, out));
        }
        dissector.close(out);
    });
    (gave, known)
}

/// What a stream came to.
#[derive(Debug, PartialEq)]
pub(crate) enum End {
    /// It was read to its end.
    Open,
    /// The dissector wanted no more.
    Done,
    /// It handed over at this byte of what it was just given.
    HandOver(usize),
}

/// Shows a stream to a protocol that speaks it, as the pass over a capture does, `step` bytes at a time.
pub(crate) fn stream(
    protocol: &dyn StreamProtocol,
    of: &Conversation,
    turns: &[(Side, &[u8])],
    step: usize,
) -> (Gave, End) {
    let mut end = End::Open;
    let gave = collect(|out| {
        let mut dissector = protocol.dissector();
        let mut skip = [0_u64; 2];
        let mut held: [Vec<u8>; 2] = Default::default();
        let mut number = 0;
        'all: for (side, bytes) in turns {
            for piece in bytes.chunks(step.max(1)) {
                number += 1;
                let own = usize::from(*side == Side::Server);
                end = give(&mut *dissector, of, *side, piece, number, (&mut skip, &mut held), out);
                if end != End::Open {
                    break 'all;
                }
                let other = side.other();
                let waiting = std::mem::take(&mut held[1 - own]);
                if !waiting.is_empty() {
                    end = give(
                        &mut *dissector,
                        of,
                        other,
                        &waiting,
                        number,
                        (&mut skip, &mut held),
                        out,
                    );
                    if end != End::Open {
                        break 'all;
                    }
                }
            }
        }
        dissector.close(of, moment(number), out);
    });
    (gave, end)
}

fn give(
    dissector: &mut dyn StreamDissector,
    of: &Conversation,
    side: Side,
    piece: &[u8],
    number: u64,
    (skip, held): (&mut [u64; 2], &mut [Vec<u8>; 2]),
    out: &mut Output<'_, '_>,
) -> End {
    let own = usize::from(side == Side::Server);
    if !held[own].is_empty() {
        held[own].extend_from_slice(piece);
        return End::Open;
    }
    let passed = usize::try_from(skip[own]).unwrap().min(piece.len());
    skip[own] -= u64::try_from(passed).unwrap();
    let piece = &piece[passed..];
    if piece.is_empty() {
        return End::Open;
    }
    match dissector.data(of, side, piece, moment(number), out) {
        Next::More => End::Open,
        Next::Skip(count) => {
            skip[own] = count;
            End::Open
        }
        Next::Wait(from) => {
            held[own] = piece[from..].to_vec();
            End::Open
        }
        Next::HandOver(at) => End::HandOver(at),
        Next::Done => End::Done,
    }
}
