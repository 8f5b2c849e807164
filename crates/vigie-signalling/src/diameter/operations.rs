//! Requests and answers as operations: what leaves is one [`Event`] each, as for every protocol.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::IpAddr;

use super::checks::{Asked, Checks};
use super::correlation::{Answer, Correlation, TransactionKey};
use super::message::Message;
use super::names::{Name, Names};
use crate::event::{Act, Address, Direction, Event, Leaks, Outcome, Party, Protocol, Spot};
use crate::network::Network;
use crate::numbers::Digits;
use crate::plmn::Plmn;

/// An answer is waited for this long.
const PATIENCE: i64 = 30_000_000;
/// Requests that wait at a time.
const MOST_OPEN: usize = 200_000;
/// A copy of a message, by a tap on both sides of an agent or because no answer came, comes within this:
/// for so long an end-to-end identifier must not be used again (RFC 6733 §3).
const REPEAT: i64 = 240_000_000;
/// Messages among which copies are looked for.
const MOST_RECENT: usize = 65_536;

/// What a message came in.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Where in the capture.
    pub spot: Spot,
    /// Who sent the packet.
    pub src: IpAddr,
    /// Who received it.
    pub dst: IpAddr,
    /// A number of the connection, the same for both ways.
    pub link: u64,
    /// Whether the capture cut the message.
    pub is_cut: bool,
    /// Whether the capture is losing packets.
    pub lossy: bool,
}

impl Carrier {
    /// A number of the connection between two ends, the same for both ways.
    #[must_use]
    pub fn link_of(one: (IpAddr, u16), other: (IpAddr, u16)) -> u64 {
        let mut hasher = DefaultHasher::new();
        one.min(other).hash(&mut hasher);
        one.max(other).hash(&mut hasher);
        hasher.finish()
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Messages.
    pub messages: u64,
    /// Requests.
    pub requests: u64,
    /// Answers.
    pub answers: u64,
    /// Copies, by a tap on both sides of an agent or sent again.
    pub repeats: u64,
    /// Answers whose request was not seen.
    pub unasked: u64,
    /// Messages with fewer than 20 octets.
    pub unreadable: u64,
}

/// Takes Diameter apart, and remembers what is open.
#[derive(Debug)]
pub struct Diameter {
    open: Correlation<Option<Box<Event>>>,
    recent: Recent,
    names: Names,
    checks: Checks,
    /// What was counted.
    pub counts: Counts,
}

impl Default for Diameter {
    fn default() -> Self {
        Self {
            open: Correlation::new(PATIENCE, MOST_OPEN),
            recent: Recent::default(),
            names: Names::default(),
            checks: Checks::default(),
            counts: Counts::default(),
        }
    }
}

impl Diameter {
    /// Takes one message, whole.
    pub fn message(
        &mut self,
        bytes: &[u8],
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let Some(message) = Message::read(bytes) else {
            self.counts.unreadable = self.counts.unreadable.saturating_add(1);
            return;
        };
        self.counts.messages = self.counts.messages.saturating_add(1);
        self.open.expire(carrier.spot.micros, &mut |late| out.extend(late.map(|event| *event)));
        let key = TransactionKey {
            link: carrier.link,
            hop_by_hop: message.header.hop_by_hop,
            end_to_end: message.header.end_to_end,
        };
        if message.header.is_request() {
            self.request(&message, key, carrier, network, out);
        } else {
            self.answer(&message, key, carrier, network, out);
        }
    }

    /// The capture is over: what still waits is unanswered.
    pub fn finish(&mut self, out: &mut Vec<Event>) {
        self.open.close(&mut |late| out.extend(late.map(|event| *event)));
    }

    fn request(
        &mut self,
        message: &Message<'_>,
        key: TransactionKey,
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        self.counts.requests = self.counts.requests.saturating_add(1);
        let is_copy = self.recent.is_copy(message, carrier.spot.micros);
        let event = if is_copy {
            self.counts.repeats = self.counts.repeats.saturating_add(1);
            None
        } else {
            let asked = self.asked(message, carrier, network);
            Some(Box::new(self.checks.request(asked, message, carrier, network)))
        };
        // Another request under numbers that are in use: which of them an answer belongs to cannot be told,
        // so it is not waited for.
        if let Err(Some(event)) = self.open.ask(key, carrier.spot.micros, event) {
            out.push(*event);
        }
    }

    /// What a request says, as an event.
    fn asked(&mut self, message: &Message<'_>, carrier: &Carrier, network: &Network) -> Asked {
        let facts = &message.facts;
        let origin = self.names.of(facts.origin_host(), network);
        let realm = self.names.of(facts.origin_realm(), network);
        let host = self.names.of(facts.destination_host, network);
        let destination = self.names.of(facts.destination_realm, network);
        let mut event = event_of(message, carrier);
        event.actor = party(&origin, &realm);
        event.peer = party(&host, &destination);
        event.direction = Direction::between(event.actor.net, event.peer.net);
        event.imsi = imsi(facts.user_name());
        event.msisdn = Digits::of_tbcd(facts.msisdn);
        event.home_net = network.of_imsi(&event.imsi);
        event.vectors = u8::try_from(facts.vectors_asked).unwrap_or(u8::MAX);
        event.message = match facts.short_message {
            [] => None,
            message => crate::sms::summary(message),
        };
        if matches!(event.operation, 316 | 318 | 321 | 323) && event.act != Act::Other {
            event.serving = event.actor.address.clone();
            event.serving_net = facts.visited.map_or(event.actor.net, |plmn| net_of(plmn, network));
        }
        let route = facts.route.iter().map(|host| self.names.of(host, network)).collect();
        Asked { event, realm, destination, host, route }
    }

    fn answer(
        &mut self,
        message: &Message<'_>,
        key: TransactionKey,
        carrier: &Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        self.counts.answers = self.counts.answers.saturating_add(1);
        let host = self.names.of(message.facts.origin_host(), network);
        let realm = self.names.of(message.facts.origin_realm(), network);
        match self.open.answer(&key) {
            Answer::To(Some(mut event)) => {
                answered(&mut event, message, carrier);
                self.checks.answer(&mut event, message, &host, &realm, network);
                out.push(*event);
            }
            Answer::To(None) | Answer::Again => {
                self.counts.repeats = self.counts.repeats.saturating_add(1);
            }
            Answer::Unasked => {
                self.counts.unasked = self.counts.unasked.saturating_add(1);
                let mut event = event_of(message, carrier);
                event.actor = party(&host, &realm);
                out.extend(self.checks.unasked(event, message, carrier, network));
            }
        }
    }
}

/// The host where there is one, else its realm; the network by either.
fn party(host: &Name, realm: &Name) -> Party {
    let address = match host.address() {
        Address::None => realm.address(),
        address => address,
    };
    let net = match host.net {
        crate::network::Net::Unknown => realm.net,
        net => net,
    };
    Party { address, net }
}

fn event_of(message: &Message<'_>, carrier: &Carrier) -> Event {
    let header = &message.header;
    let name = match header.command() {
        Some(command) if header.is_request() => command.request,
        Some(command) => command.answer,
        None => "unknown command",
    };
    Event {
        asked: carrier.spot,
        protocol: Protocol::Diameter,
        operation: header.command,
        application: header.application,
        name,
        act: act(message),
        lossy: carrier.lossy,
        ..Event::default()
    }
}

/// IDR-Flags that ask for the state of the subscriber, or where they are.
pub(super) const ASKS_STATE: u32 = 1 << 2;
pub(super) const ASKS_PLACE: u32 = 1 << 3 | 1 << 4;

/// What a request does to a subscriber.
fn act(message: &Message<'_>) -> Act {
    const SH: u32 = 16_777_217;
    let header = &message.header;
    match header.command {
        316 => Act::Register,
        317 => Act::Deregister,
        318 => Act::Vectors,
        319 if message.facts.idr_flags.unwrap_or(0) & (ASKS_STATE | ASKS_PLACE) != 0 => Act::Locate,
        319 | 320 => Act::Profile,
        321 => Act::Purge,
        323 => Act::Service,
        302 | 8_388_622 | 8_388_647 => Act::LookUp,
        // Sh: location information and user state are data references 14 and 15.
        306 if matches!(message.facts.data_reference, Some(14 | 15)) => Act::Locate,
        306 => Act::LookUp,
        307 if header.application == SH => Act::Profile,
        8_388_620 => Act::Locate,
        8_388_645 => Act::Submit,
        8_388_646 => Act::Deliver,
        _ => Act::Other,
    }
}

/// Adds what the answer says.
fn answered(event: &mut Event, message: &Message<'_>, carrier: &Carrier) {
    let facts = &message.facts;
    event.answered = Some(carrier.spot);
    let code =
        if facts.experimental_result == 0 { facts.result } else { facts.experimental_result };
    event.outcome = match code {
        2000..=2999 => Outcome::Answered,
        code => Outcome::Error(code),
    };
    if event.outcome != Outcome::Answered {
        return;
    }
    let node = [facts.mme_name, facts.sgsn_number, facts.msc_number, facts.mme_number];
    let told = [
        (Leaks::LOCATION, !facts.places.is_empty()),
        (Leaks::STATE, facts.user_state.is_some()),
        (Leaks::KEYS, facts.vectors_given > 0),
        (Leaks::PROFILE, facts.subscription.0 != 0),
        (Leaks::NODE, node.iter().any(|node| !node.is_empty())),
        (Leaks::IMSI, event.imsi.is_empty() && !facts.user_names.is_empty()),
        (Leaks::MSISDN, event.msisdn.is_empty() && !facts.msisdn.is_empty()),
        (Leaks::IMEI, !facts.imei.is_empty()),
        (Leaks::CONTENT, matches!(event.act, Act::Deliver)),
    ];
    told.iter().filter(|(_, holds)| *holds).for_each(|(leak, _)| event.leaks |= *leak);
    event.imsi = event.imsi.or(imsi(facts.user_name()));
    event.msisdn = event.msisdn.or(Digits::of_tbcd(facts.msisdn));
}

/// The IMSI in a User-Name: digits, or digits before a realm, of which EAP's have one more in front.
pub(super) fn imsi(name: &[u8]) -> Digits {
    let end = name.iter().position(|byte| *byte == b'@').unwrap_or(name.len());
    let digits = name.get(..end).unwrap_or(name);
    let digits = match digits {
        [b'0' | b'6' | b'1', rest @ ..] if end < name.len() && digits.len() == 16 => rest,
        _ => digits,
    };
    let mut imsi = Digits::NONE;
    if digits.len() <= 16 && digits.iter().all(u8::is_ascii_digit) {
        digits.iter().for_each(|digit| imsi.push(*digit));
    }
    imsi
}

/// The network that a country's and a network's code belong to.
pub(crate) fn net_of(plmn: Plmn, network: &Network) -> crate::network::Net {
    let mut digits = Digits::NONE;
    let places: &[u16] = if plmn.is_long { &[100, 10, 1] } else { &[10, 1] };
    let mcc = [100, 10, 1].iter().map(|place| (plmn.mcc, *place));
    for (number, place) in mcc.chain(places.iter().map(|place| (plmn.mnc, *place))) {
        let digit = number.checked_div(place).map_or(0, |shifted| shifted % 10);
        digits.push(b'0'.saturating_add(u8::try_from(digit).unwrap_or(0)));
    }
    network.of_imsi(&digits)
}

/// Messages of the last seconds.
#[derive(Debug, Default)]
struct Recent {
    seen: HashMap<u64, i64>,
    order: VecDeque<u64>,
}

impl Recent {
    /// Whether the same request was seen within seconds: equal end-to-end identifier, origin and session.
    fn is_copy(&mut self, message: &Message<'_>, micros: i64) -> bool {
        let mut hasher = DefaultHasher::new();
        let header = &message.header;
        (header.end_to_end, header.command, header.application).hash(&mut hasher);
        (message.facts.origin_host(), message.facts.session_id).hash(&mut hasher);
        (message.facts.user_name(), message.facts.destination_host).hash(&mut hasher);
        let key = hasher.finish();
        let known = self.seen.get(&key).copied();
        if let Some(before) = known
            && micros.saturating_sub(before).saturating_abs() < REPEAT
        {
            return true;
        }
        if known.is_none() {
            self.order.push_back(key);
        }
        self.seen.insert(key, micros);
        if self.order.len() > MOST_RECENT
            && let Some(oldest) = self.order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_users_hold_the_imsi() {
        assert_eq!(imsi(b"208011234567890").as_str(), "208011234567890");
        assert_eq!(
            imsi(b"0208011234567890@nai.epc.mnc001.mcc208.3gppnetwork.org").as_str(),
            "208011234567890"
        );
        assert_eq!(
            imsi(b"208011234567890@ims.mnc001.mcc208.3gppnetwork.org").as_str(),
            "208011234567890"
        );
        assert!(imsi(b"alice@example.org").is_empty());
        assert!(imsi(&[b'1'; 40]).is_empty());
    }

    #[test]
    fn networks_of_codes() {
        let network = Network::of_countries();
        let of = |text: &str| network.name(net_of(text.parse().unwrap(), &network)).to_owned();
        assert_eq!((of("208-01"), of("310-410")), ("FR".into(), "US".into()));
    }
}
