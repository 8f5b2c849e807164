//! Which questions are open, and what is usual for each resolver.
//!
//! Kept per capture, and bounded: of questions the oldest goes first, resolvers beyond the limit have no
//! habits. A question stays after its answer, as the point is to see a second one.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, SocketAddr};

use vigie_capture::{Ip, Moment, Path};

use super::message::{Data, Message, Section};
use super::records::Arrival;

/// Most questions that are remembered.
const QUESTIONS: usize = 1 << 16;
/// Most resolvers whose habits are remembered.
const RESOLVERS: usize = 1 << 12;
/// Answers of a resolver before something is called usual.
const HABIT: u32 = 5;
/// A question with the same id and name after this long is another one.
const OTHER: i64 = 60_000_000_000;

/// Open questions and habits of resolvers.
#[derive(Default)]
pub(super) struct Resolvers {
    seed: RandomState,
    asked: HashMap<u64, Asked>,
    order: VecDeque<u64>,
    habits: HashMap<(Path, IpAddr), Habits>,
}

/// Who asks whom, where.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) path: Path,
    pub(super) client: SocketAddr,
    pub(super) server: SocketAddr,
}

/// A question.
struct Asked {
    server: IpAddr,
    at: Moment,
    times: u32,
    answers: u32,
    has_edns: bool,
    first: Option<First>,
}

/// The first answer to a question.
struct First {
    packet: u64,
    says: u64,
    shape: Shape,
}

/// What two answers of one server have in common.
#[derive(Clone, Copy)]
struct Shape {
    hop_limit: u8,
    has_id: bool,
    df: bool,
    has_edns: bool,
    authoritative: bool,
    recursion: bool,
}

/// What a resolver always does.
#[derive(Default)]
struct Habits {
    answers: u32,
    hop_limit: u8,
    other_hop_limits: u32,
    edns_asked: u32,
    edns_given: u32,
    authoritative: u32,
    recursive: u32,
    least: Option<u64>,
}

impl Resolvers {
    /// Notes a question.
    pub(super) fn ask(&mut self, ends: Ends, message: &Message, at: Moment) {
        let key = self.key(ends, message);
        if let Some(asked) = self.asked.get_mut(&key) {
            let passed = at.nanos.zip(asked.at.nanos).map(|(now, then)| now.saturating_sub(then));
            if passed.is_none_or(|passed| passed < OTHER) {
                asked.times = asked.times.saturating_add(1);
                asked.at = at;
                return;
            }
        } else {
            self.order.push_back(key);
        }
        let asked = Asked {
            server: ends.server.ip(),
            at,
            times: 1,
            answers: 0,
            has_edns: message.edns.is_some(),
            first: None,
        };
        self.asked.insert(key, asked);
        if self.order.len() > QUESTIONS
            && let Some(oldest) = self.order.pop_front()
        {
            self.asked.remove(&oldest);
        }
    }

    /// How an answer compares with what was asked and with what is usual.
    pub(super) fn answer(
        &mut self,
        ends: Ends,
        message: &Message,
        ip: &Ip<'_>,
        at: Moment,
    ) -> Arrival {
        let key = self.key(ends, message);
        let says = self.says(message);
        let shape = Shape::of(message, ip);
        let mut arrival = Arrival { hop_limit: ip.ttl, ..Arrival::default() };
        let mut edns_asked = false;
        if let Some(asked) = self.asked.get_mut(&key) {
            asked.compare(ends, says, shape, message, at, &mut arrival);
            edns_asked = asked.has_edns;
        }
        let place = (ends.path, ends.server.ip());
        if arrival.asked_server.is_none()
            && (self.habits.len() < RESOLVERS || self.habits.contains_key(&place))
        {
            let habits = self.habits.entry(place).or_default();
            habits.compare(shape, edns_asked, message, &mut arrival);
        }
        arrival
    }

    /// Of a question and its answers: who asks from where, the id, the name and the type.
    fn key(&self, ends: Ends, message: &Message) -> u64 {
        let question = message.questions.first().map(|one| (one.name.text.as_str(), one.kind));
        self.seed.hash_one((ends.path, ends.client, message.id, question))
    }

    /// What an answer says, whatever the order.
    fn says(&self, message: &Message) -> u64 {
        let mut parts: Vec<u64> = message
            .resources
            .iter()
            .filter(|one| one.section == Section::Answer)
            .filter_map(|one| match &one.data {
                Data::Address(address) => Some(self.seed.hash_one(address)),
                Data::Alias(name) => Some(self.seed.hash_one(name)),
                Data::Service(service) => Some(self.seed.hash_one(&service.target)),
                Data::Pointer(name) | Data::Host(name) | Data::MailServer(name) => {
                    Some(self.seed.hash_one(name))
                }
                _ => None,
            })
            .collect();
        parts.sort_unstable();
        self.seed.hash_one((message.code, parts))
    }
}

impl Asked {
    fn compare(
        &mut self,
        ends: Ends,
        says: u64,
        shape: Shape,
        message: &Message,
        at: Moment,
        arrival: &mut Arrival,
    ) {
        self.answers = self.answers.saturating_add(1);
        arrival.asked_in = Some(self.at.packet);
        arrival.times_asked = self.times;
        arrival.times_answered = self.answers;
        let passed = at.nanos.zip(self.at.nanos).map(|(now, then)| now.saturating_sub(then));
        arrival.after_micros = passed.and_then(|nanos| u64::try_from(nanos / 1000).ok());
        if self.server != ends.server.ip() {
            arrival.asked_server = Some(self.server);
        }
        match &self.first {
            Some(first) if first.says != says && !message.truncated => {
                arrival.differs_from = Some(first.packet);
                arrival.signs = first.shape.differs(shape);
            }
            // One that was cut to fit is asked again over TCP: it is no first version.
            None if !message.truncated => {
                self.first = Some(First { packet: at.packet, says, shape });
            }
            _ => {}
        }
    }
}

impl Shape {
    fn of(message: &Message, ip: &Ip<'_>) -> Self {
        Self {
            hop_limit: ip.ttl,
            has_id: ip.id.is_none_or(|id| id != 0),
            df: ip.df,
            has_edns: message.edns.is_some(),
            authoritative: message.authoritative,
            recursion: message.recursion_available,
        }
    }

    fn differs(self, other: Self) -> Vec<String> {
        let pairs = [
            ("hop limit", self.hop_limit != other.hop_limit),
            ("edns", self.has_edns != other.has_edns),
            ("ip id", (self.has_id, self.df) != (other.has_id, other.df)),
            (
                "flags",
                (self.authoritative, self.recursion) != (other.authoritative, other.recursion),
            ),
        ];
        pairs.into_iter().filter(|(_, is)| *is).map(|(sign, _)| sign.to_owned()).collect()
    }
}

impl Habits {
    fn compare(&mut self, shape: Shape, edns_asked: bool, message: &Message, arrival: &mut Arrival) {
        let is_known = self.answers >= HABIT;
        if self.answers == 0 {
            self.hop_limit = shape.hop_limit;
        }
        if shape.hop_limit != self.hop_limit {
            // A route that changes moves all later ones: then there is no habit any more.
            if is_known && self.other_hop_limits.saturating_mul(20) <= self.answers {
                arrival.usual_hop_limit = Some(self.hop_limit);
            }
            self.other_hop_limits = self.other_hop_limits.saturating_add(1);
        }
        let gives = self.edns_asked >= HABIT && self.edns_given == self.edns_asked;
        let is_plain = message.code == 0 && !message.resources.is_empty();
        arrival.lacks_edns = edns_asked && !shape.has_edns && gives && is_plain;
        let asks_others = self.recursive >= HABIT && self.authoritative == 0;
        arrival.claims_authority = shape.authoritative && asks_others && is_plain;
        arrival.least_micros = self.least.filter(|_| is_known);
        self.learn(shape, edns_asked, arrival);
    }

    fn learn(&mut self, shape: Shape, edns_asked: bool, arrival: &Arrival) {
        // What is odd already does not change what is usual.
        if arrival.differs_from.is_some() || arrival.lacks_edns || arrival.claims_authority {
            return;
        }
        self.answers = self.answers.saturating_add(1);
        if edns_asked {
            self.edns_asked = self.edns_asked.saturating_add(1);
            self.edns_given = self.edns_given.saturating_add(u32::from(shape.has_edns));
        }
        self.authoritative = self.authoritative.saturating_add(u32::from(shape.authoritative));
        self.recursive = self.recursive.saturating_add(u32::from(shape.recursion));
        if let Some(after) = arrival.after_micros {
            self.least = Some(self.least.map_or(after, |least| least.min(after)));
        }
    }
}
