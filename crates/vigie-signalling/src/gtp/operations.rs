//! Requests and responses as operations: what leaves is one [`Event`] each, as for every protocol.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::IpAddr;

use super::checks::Checks;
use super::message::Message;
use super::tunnels::{Session, Tunnels};
use super::types::{Role, is_request, type_name};
use crate::diameter::net_of;
use crate::event::{Act, Address, Direction, Event, Leaks, Outcome, Party, Protocol, Spot};
use crate::network::{Net, Network};
use crate::numbers::Digits;

/// A response is waited for this long: three sends, three seconds apart, and some.
const PATIENCE: i64 = 30_000_000;
/// Requests that wait at a time.
const MOST_OPEN: usize = 200_000;
/// Ends of tunnels that are remembered.
const MOST_TUNNELS: usize = 1_000_000;
/// Messages of one datagram that are read.
const MOST_PIGGYBACKED: usize = 4;

/// What a message came in.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Where in the capture.
    pub spot: Spot,
    /// Who sent the datagram.
    pub src: (IpAddr, u16),
    /// Who received it.
    pub dst: (IpAddr, u16),
    /// Whether it came inside a tunnel of user data.
    pub is_tunnelled: bool,
    /// Whether the capture cut the message.
    pub is_cut: bool,
    /// Whether the capture is losing packets.
    pub lossy: bool,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Messages.
    pub messages: u64,
    /// Requests that were sent again.
    pub repeats: u64,
    /// Responses whose request was not seen.
    pub unasked: u64,
    /// Datagrams without a header of any version.
    pub unreadable: u64,
}

/// What a request and its response have in common: who asked, who was asked, the sequence number.
type Key = (IpAddr, IpAddr, u32, u8);

/// A request that waits.
#[derive(Debug)]
struct Waiting {
    event: Event,
    ends: Ends,
    kind: u8,
    /// A hash of its access point.
    apn: u64,
}

/// Ends of tunnels in a request.
#[derive(Debug)]
struct Ends {
    /// The end for signalling that it gave.
    control: Option<(IpAddr, u32)>,
    /// The end that it named.
    named: Option<u32>,
}

/// Takes GTP-C apart, and remembers what is open.
#[derive(Debug)]
pub struct Gtp {
    open: HashMap<Key, Option<Box<Waiting>>>,
    order: VecDeque<(i64, Key)>,
    tunnels: Tunnels,
    checks: Checks,
    /// What was counted.
    pub counts: Counts,
}

impl Default for Gtp {
    fn default() -> Self {
        Self {
            open: HashMap::new(),
            order: VecDeque::new(),
            tunnels: Tunnels::new(MOST_TUNNELS),
            checks: Checks::default(),
            counts: Counts::default(),
        }
    }
}

impl Gtp {
    /// Takes one datagram, with all messages in it.
    pub fn datagram(
        &mut self,
        bytes: &[u8],
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let mut rest = bytes;
        for _ in 0..MOST_PIGGYBACKED {
            let Some(message) = Message::read(rest) else {
                self.counts.unreadable = self.counts.unreadable.saturating_add(1);
                return;
            };
            self.message(&message, carrier, network, out);
            rest = message.rest;
            if rest.is_empty() {
                return;
            }
        }
    }

    /// The capture is over: what still waits is unanswered.
    pub fn finish(&mut self, out: &mut Vec<Event>) {
        while let Some((_, key)) = self.order.pop_front() {
            self.give_up(&key, out);
        }
    }

    fn message(
        &mut self,
        message: &Message<'_>,
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        self.counts.messages = self.counts.messages.saturating_add(1);
        self.expire(carrier.spot.micros, out);
        let header = &message.header;
        let is_asking = header.is_prime || is_request(header.version, header.kind);
        let (src, dst) = (carrier.src.0, carrier.dst.0);
        if is_asking {
            let key = (src, dst, header.sequence, header.version);
            if self.open.contains_key(&key) {
                self.counts.repeats = self.counts.repeats.saturating_add(1);
                return;
            }
            let event = self.asked(message, carrier, network);
            let waiting = Waiting {
                event,
                ends: Ends {
                    control: message.facts.control().and_then(|end| Some((end.address?, end.teid))),
                    named: header.teid,
                },
                kind: header.kind,
                apn: hash_of(message.facts.apn),
            };
            self.open.insert(key, Some(Box::new(waiting)));
            self.order.push_back((carrier.spot.micros, key));
            return;
        }
        let key = (dst, src, header.sequence, header.version);
        match self.open.get_mut(&key).filter(|_| message.role() != Role::Data) {
            Some(waiting) => match waiting.take() {
                Some(waiting) => self.answer(*waiting, message, carrier, out),
                None => self.counts.repeats = self.counts.repeats.saturating_add(1),
            },
            None => self.alone(message, carrier, network, out),
        }
    }

    /// A message that is no request and belongs to none: indications, user data, answers to requests that
    /// were not captured.
    fn alone(
        &mut self,
        message: &Message<'_>,
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        self.counts.unasked = self.counts.unasked.saturating_add(1);
        let mut event = event_of(message, carrier, network);
        self.checks.any(&mut event, message, carrier, network);
        if !event.codes.is_empty() {
            out.push(event);
        }
    }

    fn asked(&mut self, message: &Message<'_>, carrier: &Carrier, network: &Network) -> Event {
        let mut event = event_of(message, carrier, network);
        let named = message.header.teid.filter(|teid| *teid != 0);
        let session = named.and_then(|teid| self.tunnels.find(carrier.dst.0, teid)).copied();
        if let Some(session) = session
            && event.imsi.is_empty()
        {
            event.imsi = session.imsi;
            event.home_net = network.of_imsi(&event.imsi);
        }
        self.checks.any(&mut event, message, carrier, network);
        self.checks.request(&mut event, message, carrier, session.as_ref(), network);
        event
    }

    fn answer(
        &mut self,
        waiting: Waiting,
        message: &Message<'_>,
        carrier: &Carrier,
        out: &mut Vec<Event>,
    ) {
        let mut event = waiting.event;
        answered(&mut event, message, carrier);
        self.checks.response(&mut event, message, carrier, waiting.kind, waiting.apn);
        if event.is_answered() {
            self.follow(&event, &waiting.ends, message, carrier);
        }
        out.push(event);
    }

    /// Keeps the ends of tunnels as requests and responses give them.
    fn follow(&mut self, event: &Event, ends: &Ends, message: &Message<'_>, carrier: &Carrier) {
        let Ends { control, named } = *ends;
        let version = message.header.version;
        let kind = event.operation;
        // Who was asked sent this response.
        let (asker, asked) = (carrier.dst.0, carrier.src.0);
        let given = message.facts.control().and_then(|end| Some((end.address?, end.teid)));
        match (version, kind) {
            (1, 16) | (2, 32) => {
                let (Some((near, near_teid)), Some((far, far_teid))) = (control, given) else {
                    return;
                };
                let since_micros = event.asked.micros;
                let imsi = event.imsi;
                let session = |peer, peer_teid| Session { imsi, peer, peer_teid, since_micros };
                self.tunnels.open(far, far_teid, session(near, near_teid));
                self.tunnels.open(near, near_teid, session(far, far_teid));
            }
            (1, 18) | (2, 34) => {
                let Some(teid) = named else { return };
                let (peer, peer_teid) = control.unwrap_or((asker, 0));
                if peer_teid != 0 {
                    self.tunnels.move_peer(asked, teid, peer, peer_teid);
                }
            }
            (1, 20) | (2, 36) => {
                if let Some(teid) = named {
                    self.tunnels.close(asked, teid);
                }
            }
            _ => {}
        }
    }

    fn expire(&mut self, micros: i64, out: &mut Vec<Event>) {
        while let Some((asked, key)) = self.order.front().copied() {
            let is_late = micros.saturating_sub(asked) > PATIENCE;
            if !is_late && self.order.len() <= MOST_OPEN {
                return;
            }
            self.order.pop_front();
            self.give_up(&key, out);
        }
    }

    fn give_up(&mut self, key: &Key, out: &mut Vec<Event>) {
        if let Some(Some(waiting)) = self.open.remove(key) {
            let mut event = waiting.event;
            self.checks.silent(&mut event);
            out.push(event);
        }
    }
}

fn hash_of(octets: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    octets.hash(&mut hasher);
    hasher.finish()
}

fn event_of(message: &Message<'_>, carrier: &Carrier, network: &Network) -> Event {
    let (header, facts) = (&message.header, &message.facts);
    let party =
        |address: IpAddr| Party { address: Address::Ip(address), net: network.of_ip(address) };
    let (actor, peer) = (party(carrier.src.0), party(carrier.dst.0));
    let mut imsi = Digits::of_tbcd(facts.imsi);
    if header.version == 0 && imsi.len() > 15 {
        // The last digit of a tunnel of version 0 is the number of the context.
        imsi = imsi.without_last();
    }
    // Of version 1 an octet on the nature of the number stands in front.
    let msisdn = match header.version {
        2 => Digits::of_tbcd(facts.msisdn),
        _ => Digits::of_address_string(facts.msisdn),
    };
    let direction = if network.knows_home_ip() {
        match (actor.net.is_home(), peer.net.is_home()) {
            (true, true) => Direction::Internal,
            (true, false) => Direction::Outbound,
            (false, true) => Direction::Inbound,
            (false, false) => Direction::Transit,
        }
    } else {
        Direction::between(actor.net, peer.net)
    };
    Event {
        asked: carrier.spot,
        protocol: Protocol::Gtp,
        operation: header.kind.into(),
        application: header.version.into(),
        name: type_name(header.version, header.kind),
        act: act(message),
        direction,
        home_net: network.of_imsi(&imsi),
        imsi,
        msisdn,
        serving: actor.address.clone(),
        serving_net: facts.serving.map_or(Net::Unknown, |plmn| net_of(plmn, network)),
        actor,
        peer,
        lossy: carrier.lossy,
        ..Event::default()
    }
}

fn act(message: &Message<'_>) -> Act {
    match (message.header.version, message.role()) {
        (_, Role::Session) => Act::Session,
        (_, Role::LocationManagement) => Act::LookUp,
        (_, Role::Context) => Act::Vectors,
        _ => Act::Other,
    }
}

fn answered(event: &mut Event, message: &Message<'_>, carrier: &Carrier) {
    let facts = &message.facts;
    event.answered = Some(carrier.spot);
    event.outcome = match (message.header.version, facts.cause) {
        (_, None) => Outcome::Answered,
        (2, Some(16..=63)) | (0 | 1, Some(128..=191)) => Outcome::Answered,
        (_, Some(cause)) => Outcome::Error(cause.into()),
    };
    if event.outcome != Outcome::Answered {
        return;
    }
    let told = [
        (Leaks::KEYS, facts.has_keys),
        (Leaks::LOCATION, !facts.places.is_empty()),
        (Leaks::IMSI, event.imsi.is_empty() && !facts.imsi.is_empty()),
        (Leaks::MSISDN, event.msisdn.is_empty() && !facts.msisdn.is_empty()),
        (Leaks::IMEI, !facts.imei.is_empty()),
        (Leaks::NODE, event.act == Act::LookUp && !facts.tunnels.is_empty()),
    ];
    told.iter().filter(|(_, holds)| *holds).for_each(|(leak, _)| event.leaks |= *leak);
    event.imsi = event.imsi.or(Digits::of_tbcd(facts.imsi));
}
