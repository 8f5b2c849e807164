//! What the telephone does: one thing at a time in each session, step by step.

use std::collections::VecDeque;
use std::net::Ipv4Addr;

use super::file::PcapWriter;
use super::wire::{Home, Segment};
use super::{Answers, dns, http, tls};
use crate::Rng;

/// Bytes of data in a full segment with timestamps.
const FULL: usize = 1448;

const FIN: u8 = 1;
const SYN: u8 = 2;
const PSH: u8 = 8;
const ACK: u8 = 16;

/// Time to live of what the telephone and its gateway send.
const NEAR: u8 = 64;

/// Names that a telephone of the samples looks up, and what stands before them.
const SITES: &[&str] = &[
    "news.example",
    "shop.example",
    "mail.example",
    "maps.example",
    "weather.example",
    "bank.example",
    "music.example",
    "video.example",
    "photos.example",
    "games.example",
    "example.org",
    "example.com",
    "example.net",
    "library.example",
    "school.example",
    "travel.example",
    "recipes.example",
    "forum.example",
    "radio.example",
    "cloud.example",
];
const HOSTS: &[&str] = &["www", "api", "cdn", "img", "static", "m", "push", "sync"];

/// One thing that comes next in a connection.
enum Step {
    Open,
    /// These bytes, from the telephone (0) or the server (1).
    Say(usize, Vec<u8>),
    /// So many bytes of records, or of text, from the server, which began at this position.
    Stream {
        kind: Stream,
        position: u64,
        left: u64,
    },
    /// Nothing for so many microseconds, then [`Step::Alive`].
    Idle(i64),
    /// What keeps an idle connection alive.
    Alive,
    Close,
}

#[derive(Clone, Copy)]
enum Stream {
    Records,
    Text,
}

/// One thing that the telephone does.
pub(super) struct Session {
    lookup: Option<Lookup>,
    connection: Option<Connection>,
    errand: Option<Errand>,
}

/// What takes a question and an answer.
enum Errand {
    Time,
    Gateway,
}

/// A name being looked up.
struct Lookup {
    name: String,
    address: Ipv4Addr,
    port: u16,
    /// Questions and answers still to come.
    steps: VecDeque<(bool, u16, u16)>,
}

struct Connection {
    server: Ipv4Addr,
    ports: (u16, u16),
    /// Time to live of what the server sends, as it arrives.
    ttl: u8,
    /// Microseconds from here to the server and back.
    round: i64,
    next: [u32; 2],
    /// Where the clock of each end's timestamps begins, and its last value.
    clock: [u32; 2],
    stamp: [u32; 2],
    steps: VecDeque<Step>,
    /// Full segments since the telephone acknowledged.
    waiting: u32,
    segment: Vec<u8>,
}

impl Session {
    pub(super) fn begin(rng: &mut Rng, answers: &mut Answers) -> Self {
        let errand = match rng.below(100) {
            0..4 => Some(Errand::Time),
            4..7 => Some(Errand::Gateway),
            _ => None,
        };
        if errand.is_some() {
            return Self { lookup: None, connection: None, errand };
        }
        let name = format!("{}.{}", rng.pick(HOSTS), rng.pick(SITES));
        let address = address_of(&name);
        let port = u16::try_from(rng.range(32_768, 60_999)).unwrap_or(40_000);
        let mut steps = VecDeque::new();
        for kind in [dns::A, dns::AAAA] {
            let [high, low] = rng.bytes();
            let id = u16::from_be_bytes([high, low]);
            steps.extend([(true, kind, id), (false, kind, id)]);
            answers.questions += 1;
        }
        answers.names.insert(name.clone());
        let connection = Connection::plan(rng, &name, address, answers);
        let lookup = Some(Lookup { name, address, port, steps });
        Self { lookup, connection: Some(connection), errand }
    }

    /// Does what comes next; gives how many microseconds later it goes on, `None` when it is done.
    pub(super) fn step(
        &mut self,
        now: i64,
        rng: &mut Rng,
        home: &mut Home,
        answers: &mut Answers,
        file: &mut PcapWriter<'_>,
    ) -> Option<i64> {
        if let Some(errand) = self.errand.take() {
            errand.run(now, rng, home, file);
            return Some(500_000);
        }
        if let Some(lookup) = &mut self.lookup {
            let wait = lookup.step(now, rng, home, file);
            if wait.is_some() {
                return wait;
            }
            self.lookup = None;
        }
        match &mut self.connection {
            Some(connection) => connection.step(now, rng, home, answers, file),
            None => None,
        }
    }
}

/// Each name has one address for ever, out of those kept for documentation.
fn address_of(name: &str) -> Ipv4Addr {
    let hash =
        name.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
    let [_, _, high, low] = hash.to_be_bytes();
    match high % 3 {
        0 => Ipv4Addr::new(192, 0, 2, low),
        1 => Ipv4Addr::new(198, 51, 100, low),
        _ => Ipv4Addr::new(203, 0, 113, low),
    }
}

/// Each server is so many hops away for ever.
fn ttl_of(address: Ipv4Addr) -> u8 {
    let [_, _, third, last] = address.octets();
    48 + (third ^ last) % 12
}

impl Errand {
    fn run(self, now: i64, rng: &mut Rng, home: &mut Home, file: &mut PcapWriter<'_>) {
        match self {
            Self::Gateway => {
                file.frame(now, home.arp(true));
                file.frame(now + rng.range(300, 2_000), home.arp(false))
            }
            Self::Time => {
                let server = Ipv4Addr::new(192, 0, 2, 123);
                let port = u16::try_from(rng.range(32_768, 60_999)).unwrap_or(40_000);
                let mut question = [0; 48];
                question[..1].copy_from_slice(&[0x23]);
                let frame = home.udp((home.phone, server), (port, 123), NEAR, &question);
                file.frame(now, frame);
                let mut answer = rng.bytes::<48>();
                answer[..4].copy_from_slice(&[0x24, 2, 0, 0xe8]);
                let ends = (server, home.phone);
                let frame = home.udp(ends, (123, port), ttl_of(server), &answer);
                file.frame(now + rng.range(9_000, 40_000), frame)
            }
        }
    }
}

impl Lookup {
    fn step(
        &mut self,
        now: i64,
        rng: &mut Rng,
        home: &mut Home,
        file: &mut PcapWriter<'_>,
    ) -> Option<i64> {
        let (is_question, kind, id) = self.steps.pop_front()?;
        let (phone, gateway) = (home.phone, home.gateway);
        if is_question {
            let message = dns::question(id, &self.name, kind);
            file.frame(now, home.udp((phone, gateway), (self.port, 53), NEAR, &message));
            return Some(rng.range(3_000, 45_000));
        }
        let ttl = u32::try_from(rng.range(20, 300)).unwrap_or(60);
        let message = dns::answer(id, &self.name, kind, self.address, ttl);
        file.frame(now, home.udp((gateway, phone), (53, self.port), NEAR, &message));
        Some(rng.range(200, 3_000))
    }
}

impl Connection {
    fn plan(rng: &mut Rng, name: &str, server: Ipv4Addr, answers: &mut Answers) -> Self {
        let is_plain = rng.chance(60);
        let mut steps = VecDeque::from([Step::Open]);
        if is_plain {
            for _ in 0..=rng.below(3) {
                let left = u64::try_from(rng.range(300, 60_000)).unwrap_or(300);
                steps.push_back(Step::Say(0, http::request(rng, name)));
                steps.push_back(Step::Say(1, http::answer_head(rng, left)));
                steps.push_back(Step::Stream { kind: Stream::Text, position: 0, left });
                answers.requests += 1;
            }
        } else {
            let hello = tls::client_hello(rng, name);
            let flight = tls::server_flight(rng, tls::session_of(&hello));
            steps.push_back(Step::Say(0, hello));
            steps.push_back(Step::Say(1, flight));
            steps.push_back(Step::Say(0, tls::client_finished(rng)));
            for _ in 0..=rng.below(4) {
                let asked = usize::try_from(rng.range(60, 900)).unwrap_or(60);
                steps.push_back(Step::Say(0, tls::application_data(rng, asked)));
                let answered = usize::try_from(rng.range(40, 1_300)).unwrap_or(40);
                steps.push_back(Step::Say(1, tls::application_data(rng, answered)));
                // Most answers are short, some are films.
                let count = match rng.below(100) {
                    0..70 => rng.below(6),
                    70..96 => rng.below(60),
                    _ => rng.below(600),
                };
                let left = tls::records(count);
                steps.push_back(Step::Stream { kind: Stream::Records, position: 0, left });
            }
        }
        if rng.chance(80) {
            steps.push_back(Step::Idle(45_000_000));
        }
        steps.push_back(Step::Close);
        answers.connections += 1;
        let port = u16::try_from(rng.range(32_768, 60_999)).unwrap_or(40_000);
        let mut number = || u32::from_be_bytes(rng.bytes());
        Self {
            server,
            ports: (port, if is_plain { 80 } else { 443 }),
            ttl: ttl_of(server),
            round: 12_000 + i64::from(ttl_of(server)) * 500,
            next: [number(), number()],
            clock: [number(), number()],
            stamp: [0, 0],
            steps,
            waiting: 0,
            segment: Vec::new(),
        }
    }

    fn step(
        &mut self,
        now: i64,
        rng: &mut Rng,
        home: &mut Home,
        answers: &mut Answers,
        file: &mut PcapWriter<'_>,
    ) -> Option<i64> {
        let step = self.steps.pop_front()?;
        let near = rng.range(50, 600);
        match step {
            Step::Open => {
                self.send(now, 0, SYN, &[], home, file);
                self.send(now + self.round, 1, SYN | ACK, &[], home, file);
                self.send(now + self.round + near, 0, ACK, &[], home, file);
                Some(self.round + near * 2)
            }
            Step::Say(side, bytes) => {
                let mut at = now;
                for part in bytes.chunks(FULL) {
                    self.send(at, side, PSH | ACK, part, home, file);
                    at += 30;
                }
                // Who waits for an answer gets it after a way and back, and some thought.
                let away = if side == 0 { self.round } else { near };
                Some(at - now + away + rng.range(100, 9_000))
            }
            Step::Stream { kind, position, left } => {
                self.stream(now, kind, position, left, rng, home, answers, file)
            }
            Step::Idle(micros) => {
                self.steps.push_front(Step::Alive);
                Some(micros)
            }
            Step::Alive => {
                // The last byte before what is next is asked for, without any.
                let [next, _] = &mut self.next;
                *next = next.wrapping_sub(1);
                self.send(now, 0, ACK, &[], home, file);
                let [next, _] = &mut self.next;
                *next = next.wrapping_add(1);
                self.send(now + self.round, 1, ACK, &[], home, file);
                Some(self.round + 1_000)
            }
            Step::Close => {
                self.send(now, 0, FIN | ACK, &[], home, file);
                self.send(now + self.round, 1, FIN | ACK, &[], home, file);
                self.send(now + self.round + near, 0, ACK, &[], home, file);
                Some(self.round + near * 2)
            }
        }
    }

    /// One segment of a stream, acknowledged every other time.
    #[expect(
        clippy::too_many_arguments,
        reason = "the fields of a step, and what every step needs"
    )]
    fn stream(
        &mut self,
        now: i64,
        kind: Stream,
        position: u64,
        left: u64,
        rng: &mut Rng,
        home: &mut Home,
        answers: &mut Answers,
        file: &mut PcapWriter<'_>,
    ) -> Option<i64> {
        let len = usize::try_from(left).unwrap_or(FULL).min(FULL);
        let mut data = std::mem::take(&mut self.segment);
        data.clear();
        match kind {
            Stream::Records => tls::fill_records(position, &home.noise, &mut data, len),
            Stream::Text => http::fill_text(position, &mut data, len),
        }
        if len > 0 {
            self.send(now, 1, if left > FULL as u64 { ACK } else { PSH | ACK }, &data, home, file);
        }
        let mut wait = rng.range(80, 400);
        // An acknowledgement that was lost: the server sends the same again, and is told.
        if len > 0 && rng.below(3_000) == 0 {
            let sent = u32::try_from(len).unwrap_or(0);
            let [_, next] = &mut self.next;
            *next = next.wrapping_sub(sent);
            self.send(now + 210_000, 1, ACK, &data, home, file);
            self.send(now + 210_300, 0, ACK, &[], home, file);
            answers.sent_again += 1;
            wait += 211_000;
        }
        self.segment = data;
        let left = left - len as u64;
        self.waiting += 1;
        if self.waiting >= 2 || left == 0 {
            self.waiting = 0;
            self.send(now + wait, 0, ACK, &[], home, file);
        }
        if left > 0 {
            let position = position + len as u64;
            self.steps.push_front(Step::Stream { kind, position, left });
        }
        Some(wait + 20)
    }

    fn send(
        &mut self,
        now: i64,
        side: usize,
        flags: u8,
        data: &[u8],
        home: &mut Home,
        file: &mut PcapWriter<'_>,
    ) {
        let (phone, server) = (home.phone, self.server);
        let is_phone = side == 0;
        let [mine, theirs] = if is_phone { [0, 1] } else { [1, 0] };
        let of = |pair: &[u32; 2], at: usize| pair.get(at).copied().unwrap_or_default();
        let millis = u32::try_from(now / 1000 % (1 << 31)).unwrap_or(0);
        let value = of(&self.clock, mine).wrapping_add(millis);
        if let Some(stamp) = self.stamp.get_mut(mine) {
            *stamp = value;
        }
        let mut options = Vec::with_capacity(20);
        if flags & SYN != 0 {
            options.extend([2, 4, 5, 0xb4, 4, 2, 8, 10]);
        } else {
            options.extend([1, 1, 8, 10]);
        }
        options.extend(value.to_be_bytes());
        options.extend(of(&self.stamp, theirs).to_be_bytes());
        if flags & SYN != 0 {
            options.extend([1, 3, 3, 7]);
        }
        let (client, serving) = self.ports;
        let segment = Segment {
            ports: if is_phone { (client, serving) } else { (serving, client) },
            seq: of(&self.next, mine),
            ack: if flags & ACK == 0 { 0 } else { of(&self.next, theirs) },
            flags,
            window: if flags & SYN == 0 { 502 } else { 64_240 },
            options: &options,
            data,
        };
        let (ends, ttl) =
            if is_phone { ((phone, server), NEAR) } else { ((server, phone), self.ttl) };
        file.frame(now, home.tcp(ends, ttl, &segment));
        let counted = u32::from(flags & (SYN | FIN) != 0);
        let moved = u32::try_from(data.len()).unwrap_or(0).wrapping_add(counted);
        if let Some(next) = self.next.get_mut(mine) {
            *next = next.wrapping_add(moved);
        }
    }
}
