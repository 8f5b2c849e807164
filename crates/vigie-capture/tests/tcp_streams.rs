//! Streams come out as they went in, however their segments were cut, repeated, lost or changed.

#![cfg(test)]

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use vigie_capture::tcp::{
    Checksum, Conflict, Connection, Connections, Consumer, Ending, Limits, Order, Seen, Side, Want,
};
use vigie_capture::{
    Carried, Ip, Moment, Origin, Packet, Path, TcpFlags, TcpOptions, TcpSegment, Transport,
};
use vigie_core::Bytes;

const CLIENT: ([u8; 4], u16) = ([192, 168, 1, 2], 40000);
const SERVER: ([u8; 4], u16) = ([198, 51, 100, 7], 80);
const FIN: u16 = 0x11;
const RST: u16 = 0x14;
const SYN: u16 = 0x02;
const ACK: u16 = 0x18;

/// A capture that is written and read at once: the "file" is the headers and data of all segments.
struct Tape {
    connections: Connections<u32>,
    heard: Heard,
    number: u64,
    nanos: i64,
    /// Segments written so far; kept to be read again in a second pass.
    segments: Vec<Segment>,
}

/// Order, bytes compared and differing, whether after a close; checksum, time to live and packet of the first.
type Told = (Order, u32, u32, bool, Checksum, Option<u8>, u64);

#[derive(Default)]
struct Heard {
    next: u32,
    bytes: BTreeMap<(u32, bool), Vec<u8>>,
    gaps: u64,
    conflicts: Vec<Told>,
    endings: Vec<Ending>,
    copies: u64,
    finished: u64,
    want: Option<Want>,
    /// The packet whose clock is a day ahead.
    odd_clock: u64,
}

impl Consumer for Heard {
    type State = u32;

    fn open(&mut self, _: &Connection) -> u32 {
        self.next += 1;
        self.next
    }

    fn segment(&mut self, _: &Connection, _: &mut u32, seen: &Seen<'_>) {
        self.copies += u64::from(seen.is_copy);
    }

    fn data(
        &mut self,
        _: &Connection,
        state: &mut u32,
        from: Side,
        bytes: &[u8],
        _: Moment,
    ) -> Want {
        self.bytes.entry((*state, from == Side::Client)).or_default().extend(bytes);
        self.want.unwrap_or(Want::More)
    }

    fn gap(
        &mut self,
        _: &Connection,
        state: &mut u32,
        from: Side,
        missing: u64,
        _: Moment,
    ) -> Want {
        self.gaps += missing;
        let kept = self.bytes.entry((*state, from == Side::Client)).or_default();
        kept.extend(vec![b'?'; usize::try_from(missing).unwrap()]);
        Want::More
    }

    fn conflict(&mut self, _: &Connection, _: &mut u32, conflict: &Conflict<'_>) {
        let ttl = conflict.first.header.map(|header| header.ttl);
        self.conflicts.push((
            conflict.order,
            conflict.compared,
            conflict.differing,
            conflict.is_after_close,
            conflict.first.checksum,
            ttl,
            conflict.first.packet,
        ));
    }

    fn finish(&mut self, _: &Connection, _: &mut u32) {
        self.finished += 1;
    }

    fn close(&mut self, _: &Connection, _: u32, ending: Ending) {
        self.endings.push(ending);
    }
}

fn checksum(src: [u8; 4], dst: [u8; 4], tcp: &[u8]) -> u16 {
    let length = u16::try_from(tcp.len()).unwrap().to_be_bytes();
    let all = [&src[..], &dst[..], &[0, 6], &length, tcp].concat();
    let mut sum: u32 = all
        .chunks(2)
        .map(|pair| u32::from(u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)])))
        .sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).unwrap()
}

/// Ethernet, IPv4 and TCP of a segment.
fn frame(from_client: bool, seq: u32, ack: u32, flags: u16, data: &[u8]) -> Vec<u8> {
    let ((src, src_port), (dst, dst_port)) =
        if from_client { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
    let mut tcp = [&src_port.to_be_bytes()[..], &dst_port.to_be_bytes()].concat();
    tcp.extend(seq.to_be_bytes());
    tcp.extend(ack.to_be_bytes());
    tcp.extend((0x5000 | flags).to_be_bytes());
    tcp.extend([0xff, 0xff, 0, 0, 0, 0]);
    tcp.extend(data);
    let sum = checksum(src, dst, &tcp);
    tcp[16..18].copy_from_slice(&sum.to_be_bytes());
    let length = u16::try_from(20 + tcp.len()).unwrap();
    let mut out = vec![2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0];
    out.extend(length.to_be_bytes());
    out.extend([0, 0, 0x40, 0, 57, 6, 0, 0]);
    out.extend(src);
    out.extend(dst);
    out.extend(tcp);
    out
}

/// Headers in front of the data.
const HEADERS: usize = 14 + 20 + 20;

impl Tape {
    /// Plays `segments`; `as_file` says whether their bytes can be read again from a file.
    fn play(segments: &[Segment], as_file: bool, limits: Limits) -> Heard {
        Self::play_to(Heard::default(), segments, as_file, limits)
    }

    /// The same, told to `heard`.
    fn play_to(heard: Heard, segments: &[Segment], as_file: bool, limits: Limits) -> Heard {
        let mut file = Vec::new();
        let mut places = Vec::new();
        for (from_client, seq, ack, flags, data) in segments {
            places.push(file.len());
            file.extend(frame(*from_client, *seq, *ack, *flags, data));
        }
        let shared = as_file.then(|| Arc::new(Bytes(file.clone())) as vigie_core::SharedBytes);
        let mut tape = Self {
            connections: Connections::new(shared, limits),
            heard,
            number: 0,
            nanos: 0,
            segments: segments.to_vec(),
        };
        for (at, place) in places.into_iter().enumerate() {
            tape.segment(at, place, &file, as_file);
        }
        let Self { mut connections, mut heard, .. } = tape;
        connections.finish(&mut heard);
        heard
    }

    fn segment(&mut self, at: usize, place: usize, file: &[u8], as_file: bool) {
        let (from_client, seq, ack, flags, data) = self.segments[at].clone();
        self.number += 1;
        self.nanos += 1_000_000;
        let odd = if self.number == self.heard.odd_clock { 86_400_000_000_000 } else { 0 };
        let ((src, src_port), (dst, dst_port)) =
            if from_client { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
        let payload = &file[place + 34..place + HEADERS + data.len()];
        let origin = |at: usize| if as_file { Origin::File(at as u64) } else { Origin::Memory };
        let segment = TcpSegment {
            src_port,
            dst_port,
            seq,
            ack,
            flags: TcpFlags(flags),
            window: 0xffff,
            checksum: u16::from_be_bytes([payload[16], payload[17]]),
            options: TcpOptions::default(),
            option_bytes: &[],
            urgent: 0,
            data: &payload[20..],
            data_len: u32::try_from(data.len()).unwrap(),
            origin: origin(place + HEADERS),
        };
        let ip = Ip {
            src: IpAddr::from(src),
            dst: IpAddr::from(dst),
            ttl: 57,
            id: Some(0),
            df: true,
            tos: 0,
            protocol: 6,
            was_fragmented: false,
            is_cut: false,
            payload,
            origin: origin(place + 34),
            transport: Transport::Tcp(segment),
        };
        let packet = Packet {
            at: Moment { packet: self.number, nanos: Some(self.nanos + odd) },
            interface: 0,
            macs: Some(([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2])),
            path: Path(0),
            layers: &[],
            is_cut: false,
            direction: None,
            is_repeat: false,
            carried: Carried::Ip(ip),
        };
        self.connections.packet(&packet, &ip, &segment, &mut self.heard);
    }
}

/// Numbers without pattern, the same each time.
struct Noise(u64);

impl Noise {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }
}

type Segment = (bool, u32, u32, u16, Vec<u8>);

fn handshake(isn: u32) -> Vec<Segment> {
    vec![
        (true, isn, 0, SYN, vec![]),
        (false, 9000, isn.wrapping_add(1), SYN | 0x10, vec![]),
        (true, isn.wrapping_add(1), 9001, 0x10, vec![]),
    ]
}

/// Segments of `stream` in disorder: each at most `far` places from its own, some twice, some cut
/// elsewhere the second time.
fn disorder(noise: &mut Noise, stream: &[u8], isn: u32, far: usize) -> Vec<Segment> {
    let mut at = 0;
    let mut keyed = Vec::new();
    let mut place = 0;
    let seq = |at: usize| isn.wrapping_add(1).wrapping_add(u32::try_from(at).unwrap());
    while at < stream.len() {
        let len = (1 + noise.below(90)).min(stream.len() - at);
        let moved = place + noise.below(far);
        keyed.push((moved, (true, seq(at), 9001, ACK, stream[at..at + len].to_vec())));
        if noise.below(4) == 0 {
            let from = at.saturating_sub(noise.below(60));
            let to = (at + noise.below(200)).min(stream.len()).max(from + 2);
            let again = stream.get(from..to.min(stream.len())).unwrap().to_vec();
            keyed.push((moved + noise.below(far), (true, seq(from), 9001, ACK, again)));
        }
        at += len;
        place += 1;
    }
    keyed.sort_by_key(|(place, _)| *place);
    keyed.into_iter().map(|(_, segment)| segment).collect()
}

#[test]
fn whatever_the_order_the_stream_comes_out_as_it_went_in() {
    let mut noise = Noise(7);
    for round in 0..400_u32 {
        let length = 200 + noise.below(6000);
        let stream: Vec<u8> =
            (0..length).map(|_| u8::try_from(1 + noise.below(255)).unwrap()).collect();
        let isn = u32::MAX.wrapping_sub(round.wrapping_mul(37));
        let mut segments = handshake(isn);
        let far = 1 + noise.below(100);
        segments.extend(disorder(&mut noise, &stream, isn, far));
        for as_file in [true, false] {
            let heard = Tape::play(&segments, as_file, Limits::default());
            assert!(heard.bytes[&(1, true)] == stream, "round {round}");
            assert_eq!(heard.gaps, 0, "round {round}");
            assert!(heard.conflicts.is_empty(), "round {round}: {:?}", heard.conflicts);
        }
    }
}

#[test]
fn what_is_lost_is_a_gap_of_its_length() {
    let mut noise = Noise(11);
    for round in 0..200 {
        let length = 3000 + noise.below(6000);
        let stream: Vec<u8> = (0..length).map(|at| b'a' + u8::try_from(at % 26).unwrap()).collect();
        let mut segments = handshake(5);
        let sent = disorder(&mut noise, &stream, 5, 1);
        // Each byte counts as there only if a segment that was not lost holds it.
        let mut there = vec![false; length];
        for segment in sent {
            if noise.below(10) > 0 {
                let from = usize::try_from(segment.1 - 6).unwrap();
                there[from..from + segment.4.len()].fill(true);
                segments.push(segment);
            }
        }
        let end = there.iter().rposition(|is| *is).map_or(0, |at| at + 1);
        let start = there.iter().position(|is| *is).unwrap();
        let heard = Tape::play(&segments, true, Limits::default());
        let got = &heard.bytes[&(1, true)];
        assert_eq!(got.len(), end, "round {round}");
        let right = got.iter().zip(&stream).zip(&there);
        assert!(right.clone().all(|((got, sent), is)| (*is && got == sent) || *got == b'?'));
        // With holes passed over late, what comes behind them is delivered whole.
        assert!(start == 0 || heard.gaps > 0);
        assert!(heard.conflicts.is_empty());
    }
}

#[test]
fn every_changed_byte_is_seen_wherever_it_comes_again() {
    let mut noise = Noise(13);
    for round in 0..200 {
        let stream: Vec<u8> = (0..20_000).map(|at| b'a' + u8::try_from(at % 26).unwrap()).collect();
        let mut segments = handshake(u32::MAX - 5000);
        segments.extend(disorder(&mut noise, &stream, u32::MAX - 5000, 1));
        let from = noise.below(19_000);
        let mut changed = stream[from..from + 2 + noise.below(600)].to_vec();
        let at = noise.below(changed.len());
        changed[at] = b'!';
        let seq = (u32::MAX - 5000).wrapping_add(1).wrapping_add(u32::try_from(from).unwrap());
        segments.push((true, seq, 9001, ACK, changed.clone()));
        for as_file in [true, false] {
            let heard = Tape::play(&segments, as_file, Limits::default());
            let [(order, compared, differing, after, checksum, ttl, _)] = heard.conflicts[..]
            else {
                panic!("round {round}: {:?}", heard.conflicts);
            };
            assert_eq!((order, differing, after), (Order::Behind, 1, false));
            assert_eq!(usize::try_from(compared).unwrap(), changed.len(), "round {round}");
            assert_eq!((checksum, ttl), (Checksum::Right, Some(57)), "{as_file}");
            assert!(heard.bytes[&(1, true)] == stream);
        }
    }
}

#[test]
fn a_change_ahead_of_the_stream_and_one_after_the_close_are_told() {
    let mut ahead = handshake(100);
    ahead.push((true, 111, 9001, ACK, b"klmnopqrst".to_vec()));
    ahead.push((true, 101, 9001, ACK, b"abcdefghijKLMNOPQRST".to_vec()));
    let heard = Tape::play(&ahead, true, Limits::default());
    assert_eq!(heard.bytes[&(1, true)], b"abcdefghijKLMNOPQRST");
    assert!(
        matches!(heard.conflicts[..], [(Order::Ahead, 10, 10, false, ..)]),
        "{:?}",
        heard.conflicts
    );
    let mut after = handshake(100);
    after.push((false, 9001, 101, FIN, b"the first answer".to_vec()));
    after.push((true, 101, 9018, FIN, vec![]));
    after.push((false, 9001, 101, ACK, b"THE OTHER ANSWER".to_vec()));
    let heard = Tape::play(&after, true, Limits::default());
    assert!(
        matches!(heard.conflicts[..], [(Order::Behind, 16, 14, true, ..)]),
        "{:?}",
        heard.conflicts
    );
    assert_eq!((heard.finished, heard.endings.as_slice()), (1, &[Ending::Closed][..]));
}

#[test]
fn new_incarnations_begin_anew() {
    let mut segments = handshake(100);
    segments.push((true, 101, 9001, ACK, b"first".to_vec()));
    segments.push((false, 9001, 106, RST, vec![]));
    segments.extend(handshake(7_000_000));
    segments.push((true, 7_000_001, 9001, ACK, b"second".to_vec()));
    // The same SYN again is none.
    segments.push((true, 7_000_000, 0, SYN, vec![]));
    let heard = Tape::play(&segments, true, Limits::default());
    assert_eq!(heard.bytes[&(1, true)], b"first");
    assert_eq!(heard.bytes[&(2, true)], b"second");
    assert_eq!(heard.endings, [Ending::Reset(Side::Server), Ending::Open]);
}

#[test]
fn one_side_alone_and_a_start_in_the_middle_are_read() {
    let segments = [
        (false, 500, 77, ACK, b"one ".to_vec()),
        (false, 508, 77, ACK, b"three".to_vec()),
        (false, 504, 77, ACK, b"two ".to_vec()),
    ];
    let heard = Tape::play(&segments, true, Limits::default());
    assert_eq!(heard.bytes[&(1, false)], b"one two three");
}

#[test]
fn a_change_is_told_though_nobody_wants_the_bytes() {
    let mut segments = handshake(100);
    for at in 0..50_u32 {
        segments.push((true, 101 + at * 10, 9001, ACK, b"0123456789".to_vec()));
    }
    segments.push((true, 301, 9001, ACK, b"01x3456789".to_vec()));
    let deaf = Heard { want: Some(Want::Nothing), ..Heard::default() };
    let heard = Tape::play_to(deaf, &segments, true, Limits::default());
    assert_eq!(heard.bytes[&(1, true)].len(), 10);
    assert_eq!(heard.conflicts.len(), 1);
}

#[test]
fn what_is_kept_of_many_connections_is_bounded() {
    let limits = Limits { connections: 10, segments: 100, ..Limits::default() };
    let mut segments = Vec::new();
    for round in 0..50_u32 {
        segments.extend(handshake(round * 1_000_000));
        for at in 0..20 {
            segments.push((true, round * 1_000_000 + 1 + at * 4, 9001, ACK, b"data".to_vec()));
        }
    }
    let heard = Tape::play(&segments, true, limits);
    assert_eq!(heard.endings.len(), 50);
    assert!(heard.bytes.values().all(|bytes| bytes.len() == 80));
}

#[test]
fn one_wrong_clock_ends_no_connection() {
    let mut segments = handshake(100);
    for at in 0..10_u32 {
        segments.push((true, 101 + at * 4, 9001, ACK, b"data".to_vec()));
    }
    for odd_clock in 1..=segments.len() as u64 {
        let heard = Heard { odd_clock, ..Heard::default() };
        let heard = Tape::play_to(heard, &segments, true, Limits::default());
        assert_eq!(heard.bytes[&(1, true)].len(), 40, "{odd_clock}");
        assert_eq!(heard.endings, [Ending::Open], "{odd_clock}");
    }
}
