//! The third stage: what actors do over time.
//!
//! Per address: how many operations, errors, targets; sweeps of numbers and titles; questions that no
//! message follows; vectors that no registration follows. Per network: rates, resets. Over all: actors
//! that look for the same subscribers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::generations::Generations;
use super::subscriber::{DAY, MINUTE};
use super::{Stage, by_protocol};
use crate::catalogue::Codes;
use crate::event::{Act, Address, Direction, Event, Outcome, Protocol, Step};
use crate::network::{Net, Network, Tie};
use crate::numbers::Digits;

/// Actors in one generation.
const MOST: usize = 100_000;
/// Numbers, titles or subscribers that are told apart per actor.
const MOST_TARGETS: usize = 64;
/// Steps that one finding of a campaign lists.
const MOST_STEPS: usize = 20;

/// All actors.
#[derive(Debug)]
pub(super) struct Actors {
    all: Generations<Address, Actor>,
    networks: HashMap<Net, NetworkState>,
    carriers: HashMap<u32, Carrier>,
    /// Who did something wrong to whom.
    wronged: BTreeMap<Digits, BTreeSet<(Net, Address)>>,
    started: i64,
}

impl Default for Actors {
    fn default() -> Self {
        Self {
            all: Generations::new(MOST),
            networks: HashMap::new(),
            carriers: HashMap::new(),
            wronged: BTreeMap::new(),
            started: 0,
        }
    }
}

/// One address.
#[derive(Clone, Debug, Default)]
struct Actor {
    first: i64,
    operations: u64,
    unusual: u64,
    failed: u64,
    unknown_subscriber: u64,
    peers: BTreeSet<Address>,
    /// The last subscriber's number, and how long the run of neighbours is.
    run: (u64, u32),
    subscribers: BTreeSet<u64>,
    harvest: Harvest,
    routing: Routing,
}

/// Vectors without registration.
#[derive(Clone, Debug, Default)]
struct Harvest {
    waiting: BTreeMap<Digits, Step>,
    asked: u64,
    many: u64,
    unknown: u64,
}

/// Routing information without messages.
#[derive(Clone, Debug, Default)]
struct Routing {
    answered: u64,
    delivered: u64,
    absent: u64,
    steps: Vec<Step>,
    last: Option<Box<Event>>,
}

/// One network.
#[derive(Clone, Debug, Default)]
struct NetworkState {
    resets: Vec<i64>,
    /// Sensitive operations in this hour, and the mean of those before.
    hour: i64,
    sensitive: u64,
    mean: f64,
    hours: u32,
    told_exposed: bool,
}

/// One originating point code.
#[derive(Clone, Debug, Default)]
struct Carrier {
    messages: u64,
    networks: BTreeSet<Net>,
}

impl Stage for Actors {
    fn take(&mut self, event: &mut Event, network: &Network, _: &mut Vec<Event>) {
        let micros = event.asked.micros;
        if self.started == 0 {
            self.started = micros;
        }
        self.exposed(event);
        self.carrier(event);
        if event.actor.address != Address::None {
            let actor = self.all.entry(&event.actor.address);
            actor.take(event, network, micros.saturating_sub(self.started));
        }
        self.network(event);
        self.remember_wrong(event, network);
    }

    fn finish(&mut self, network: &Network, more: &mut Vec<Event>) {
        let mut late: Vec<(&Address, Event)> = Vec::new();
        for (address, actor) in self.all.iter() {
            if let Some(event) = actor.routing.judge() {
                late.push((address, event));
            }
        }
        late.sort_by(|one, other| (one.0, one.1.asked).cmp(&(other.0, other.1.asked)));
        more.extend(late.into_iter().map(|(_, event)| event));
        self.clusters(network, more);
    }
}

impl Actors {
    /// An answer to a stranger shows an own subscriber's IMSI and serving node: once per network.
    fn exposed(&mut self, event: &mut Event) {
        let is_route = event.protocol == Protocol::Map && event.operation == 45;
        if is_route
            && event.is_answered()
            && event.direction == Direction::Inbound
            && event.home_net.is_home()
            && event.leaks.has(crate::event::Leaks::IMSI)
        {
            let state = self.networks.entry(event.actor.net).or_default();
            if !std::mem::replace(&mut state.told_exposed, true) {
                event.flag(Codes::ss7(48), "the answer shows the IMSI: no home routing");
            }
        }
    }

    fn carrier(&mut self, event: &mut Event) {
        let Some(point) = event.carrier else { return };
        if self.carriers.len() >= 4096 && !self.carriers.contains_key(&point) {
            return;
        }
        let carrier = self.carriers.entry(point).or_default();
        carrier.messages = carrier.messages.saturating_add(1);
        let is_new = carrier.networks.len() < 4096 && carrier.networks.insert(event.actor.net);
        if is_new && carrier.messages > 100 && is_wrong(event) {
            event.flag(Codes::ss7(69), "a network that never came over this link");
        }
    }

    fn network(&mut self, event: &mut Event) {
        let micros = event.asked.micros;
        let state = self.networks.entry(event.actor.net).or_default();
        let is_reset = match event.protocol {
            Protocol::Map => event.operation == 37,
            Protocol::Diameter => event.operation == 322,
            _ => false,
        };
        if is_reset && event.direction != Direction::Outbound {
            state.resets.retain(|at| micros.saturating_sub(*at) < MINUTE);
            state.resets.push(micros);
            if state.resets.len() >= 5 {
                state.resets.remove(0);
                event.flag(by_protocol(event.protocol, 27, 13), "resets in a burst");
            }
        }
        if is_wrong(event) && event.actor.net != Net::Unknown {
            state.rate(event, micros);
        }
    }

    /// Remembers who wronged whom, for clusters.
    fn remember_wrong(&mut self, event: &Event, network: &Network) {
        let is_search = matches!(event.act, Act::Locate | Act::LookUp)
            && network.tie(event.actor.net, event.home_net) == Tie::Other;
        let key = event.imsi.or(event.msisdn);
        if !is_search || !is_wrong(event) || key.is_empty() {
            return;
        }
        if self.wronged.len() < 100_000 || self.wronged.contains_key(&key) {
            let actors = self.wronged.entry(key).or_default();
            if actors.len() < 16 {
                actors.insert((event.actor.net, event.actor.address.clone()));
            }
        }
    }

    /// Pairs of actors of different networks that look for the same subscribers.
    fn clusters(&self, network: &Network, more: &mut Vec<Event>) {
        type Pair<'a> = (&'a (Net, Address), &'a (Net, Address));
        let mut pairs: BTreeMap<Pair<'_>, Vec<&Digits>> = BTreeMap::new();
        for (subscriber, actors) in &self.wronged {
            for one in actors {
                let others = actors.iter().filter(|other| *other > one && other.0 != one.0);
                for other in others {
                    if pairs.len() < 100_000 {
                        pairs.entry((one, other)).or_default().push(subscriber);
                    }
                }
            }
        }
        for ((one, other), shared) in pairs.into_iter().filter(|(_, shared)| shared.len() >= 2) {
            let mut event = Event { name: "cluster", act: Act::LookUp, ..Event::default() };
            event.actor.net = one.0;
            event.actor.address = one.1.clone();
            event.peer.net = other.0;
            event.peer.address = other.1.clone();
            let spot = self.all.find(&one.1).map_or(0, |actor| actor.first);
            event.asked.micros = spot;
            event.asked.packet = 1;
            let note = format!(
                "{} ({}) and {} ({}) look for the same {} subscribers",
                one.1,
                network.name(one.0),
                other.1,
                network.name(other.0),
                shared.len()
            );
            event.flag(Codes::ss7(88), &note);
            more.push(event);
        }
    }
}

impl NetworkState {
    /// Sensitive operations by the hour, against the mean of hours before.
    fn rate(&mut self, event: &mut Event, micros: i64) {
        let hour = micros.div_euclid(60 * MINUTE);
        if hour != self.hour {
            if self.hour != 0 {
                let count = f64::from(u32::try_from(self.sensitive).unwrap_or(u32::MAX));
                self.mean = if self.hours == 0 { count } else { self.mean * 0.8 + count * 0.2 };
                self.hours = self.hours.saturating_add(1);
            }
            (self.hour, self.sensitive) = (hour, 0);
        }
        self.sensitive = self.sensitive.saturating_add(1);
        let count = f64::from(u32::try_from(self.sensitive).unwrap_or(u32::MAX));
        if self.hours >= 3 && count > self.mean * 10.0 + 20.0 {
            event.flag(Codes::ss7(83), "far more than in the hours before");
        }
    }
}

/// Whether something was found already that is more than how its address or service centre looks.
pub(super) fn is_wrong(event: &Event) -> bool {
    let weak = Codes::ss7(48)
        | Codes::ss7(49)
        | Codes::ss7(43)
        | Codes::ss7(28)
        | Codes::ss7(70)
        | Codes::ss7(32)
        | Codes::ss7(91);
    !(event.codes & !weak).is_empty()
}

impl Actor {
    fn take(&mut self, event: &mut Event, network: &Network, since_start: i64) {
        let is_first = self.operations == 0;
        if is_first {
            self.first = event.asked.micros;
        }
        self.operations = self.operations.saturating_add(1);
        self.habit(event);
        if is_first && event.protocol.is_ss7() && since_start > 10 * MINUTE && is_wrong(event) {
            event.flag(Codes::ss7(89), "the first that was ever heard of this address");
        }
        let is_foreign = event.direction != Direction::Outbound
            && event.direction != Direction::Internal
            && network.tie(event.actor.net, event.home_net) == Tie::Other;
        self.count(event);
        if !is_foreign {
            return;
        }
        self.sweep_of_titles(event);
        self.sweep_of_subscribers(event);
        self.harvest.take(event);
        self.routing.take(event);
        if self.operations >= 20 && self.failed * 10 >= self.operations * 6 && is_failed(event) {
            event.flag(by_protocol(event.protocol, 90, 0), "most of what it asks fails");
        }
    }

    /// Lengths and trailing octets that a stack writes by habit are no evasion.
    fn habit(&mut self, event: &mut Event) {
        if !event.is_unusual {
            return;
        }
        self.unusual = self.unusual.saturating_add(1);
        let is_rare = self.operations >= 20 && self.unusual * 20 <= self.operations;
        if is_rare || is_wrong(event) {
            event.flag(Codes::ss7(68), "unusual lengths or trailing octets");
        }
    }

    fn count(&mut self, event: &Event) {
        if is_failed(event) {
            self.failed = self.failed.saturating_add(1);
        }
        if is_unknown(event) {
            self.unknown_subscriber = self.unknown_subscriber.saturating_add(1);
        }
    }

    fn sweep_of_titles(&mut self, event: &mut Event) {
        if event.direction != Direction::Inbound || self.peers.len() >= MOST_TARGETS {
            return;
        }
        self.peers.insert(event.peer.address.clone());
        let failing = self.failed.saturating_mul(2) >= self.operations
            || event.outcome == Outcome::Unanswered;
        if self.peers.len() > 20 && failing && !event.is_answered() {
            event.flag(by_protocol(event.protocol, 80, 16), "many nodes, few answers");
        }
    }

    fn sweep_of_subscribers(&mut self, event: &mut Event) {
        let by_number =
            event.imsi.is_empty() || (event.protocol == Protocol::Map && event.operation == 45);
        let number = if by_number && !event.msisdn.is_empty() { event.msisdn } else { event.imsi };
        let Some(value) = number.value() else { return };
        let (last, length) = self.run;
        let is_neighbour = value != last && value.abs_diff(last) <= 10;
        let is_repeat = value == last;
        let length = match (is_neighbour, is_repeat) {
            (true, _) => length.saturating_add(1),
            (false, true) => length,
            (false, false) => 0,
        };
        self.run = (value, length);
        if self.subscribers.len() < MOST_TARGETS {
            self.subscribers.insert(value);
        }
        if by_number && event.act == Act::LookUp {
            let delivered =
                self.routing.delivered.saturating_mul(5) >= self.routing.answered.max(1);
            if length >= 10 && !delivered {
                event.flag(Codes::ss7(82), "numbers one after the other");
            }
            return;
        }
        let mostly_unknown =
            self.unknown_subscriber.saturating_mul(10) >= self.operations.saturating_mul(3);
        let many = self.subscribers.len() >= 20;
        let walks = length >= 10 && self.unknown_subscriber > 0;
        if (many && mostly_unknown && is_unknown(event)) || walks {
            event.flag(by_protocol(event.protocol, 81, 17), "subscribers by trial");
        }
    }
}

fn is_failed(event: &Event) -> bool {
    matches!(event.outcome, Outcome::Error(_) | Outcome::Aborted)
}

/// Unknown or unidentified subscriber.
fn is_unknown(event: &Event) -> bool {
    match event.protocol {
        Protocol::Diameter => event.outcome == Outcome::Error(5001),
        Protocol::Gtp => event.outcome == Outcome::Error(96),
        _ => matches!(event.outcome, Outcome::Error(1 | 5)),
    }
}

impl Harvest {
    fn take(&mut self, event: &mut Event) {
        match event.act {
            Act::Register if !is_failed(event) => {
                self.waiting.remove(&event.imsi);
            }
            Act::Vectors => self.asked(event),
            _ => {}
        }
    }

    fn asked(&mut self, event: &mut Event) {
        self.asked = self.asked.saturating_add(1);
        self.many = self.many.saturating_add(u64::from(event.vectors >= 5));
        self.unknown = self.unknown.saturating_add(u64::from(is_unknown(event)));
        let now = event.asked.micros;
        if self.waiting.len() >= MOST_TARGETS {
            self.waiting.retain(|_, step| now.saturating_sub(step.spot.micros) < DAY);
        }
        let old = self
            .waiting
            .values()
            .filter(|step| now.saturating_sub(step.spot.micros) < 120 * MINUTE)
            .count();
        let greedy = self.many.saturating_mul(2) >= self.asked;
        let guessing = self.unknown.saturating_mul(5) >= self.asked;
        if old >= 10 && (greedy || guessing) {
            let steps: Vec<Step> = self.waiting.values().take(MOST_STEPS).cloned().collect();
            event.steps.extend(steps);
            event.flag(
                by_protocol(event.protocol, 37, 10),
                "vectors of many subscribers, none registers",
            );
        }
        if self.waiting.len() < MOST_TARGETS {
            self.waiting.insert(event.imsi, event.step());
        }
    }
}

impl Routing {
    fn take(&mut self, event: &Event) {
        let is_route = (event.protocol == Protocol::Map && event.operation == 45)
            || (event.protocol == Protocol::Diameter && event.operation == 8_388_647);
        let is_abroad = event.serving_net != Net::Unknown && event.serving_net != event.home_net;
        if is_route {
            match event.outcome {
                // The message to a subscriber abroad does not come past here.
                Outcome::Answered if is_abroad => {}
                Outcome::Answered => {
                    self.answered = self.answered.saturating_add(1);
                    if self.steps.len() < MOST_STEPS {
                        self.steps.push(event.step());
                    }
                    self.last = Some(Box::new(event.clone()));
                }
                // The subscriber is off: no message can follow.
                Outcome::Error(6 | 27) => self.absent = self.absent.saturating_add(1),
                _ => {}
            }
        }
        if event.act == Act::Deliver {
            self.delivered = self.delivered.saturating_add(1);
        }
    }

    /// Many questions where to, hardly a message.
    fn judge(&self) -> Option<Event> {
        if self.answered < 5 || self.delivered.saturating_mul(5) >= self.answered {
            return None;
        }
        let mut event = (**self.last.as_ref()?).clone();
        event.codes = Codes::NONE;
        event.steps = self.steps.iter().filter(|step| step.spot != event.asked).cloned().collect();
        let note = format!("{} answers, {} messages", self.answered, self.delivered);
        event.note.clear();
        event.flag(by_protocol(event.protocol, 42, 0), &note);
        (!event.codes.is_empty()).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Party, Spot};

    fn event(act: Act, number: u64, minute: i64) -> Event {
        Event {
            asked: Spot { packet: 1, micros: 1_000_000 + minute * MINUTE },
            act,
            actor: Party {
                address: Address::Title(Digits::of_text("4915099")),
                net: Net::Country(7),
            },
            peer: Party { address: Address::None, net: Net::HOME },
            direction: Direction::Inbound,
            imsi: Digits::of_text(&number.to_string()),
            home_net: Net::HOME,
            outcome: Outcome::Answered,
            ..Event::default()
        }
    }

    fn run(events: impl IntoIterator<Item = Event>) -> Vec<String> {
        let network = Network::read("[home]\ncountry=\"FR\"\ngt=[\"3369900\"]").unwrap();
        let mut stage = Actors::default();
        let mut more = Vec::new();
        let mut codes = Vec::new();
        for mut one in events {
            stage.take(&mut one, &network, &mut more);
            codes.push(one.codes.to_string());
        }
        stage.finish(&network, &mut more);
        codes.extend(more.iter().map(|one| format!("more {}", one.codes)));
        codes
    }

    const FIRST: u64 = 208_990_000_000_000;

    #[test]
    fn harvesting_asks_for_many_and_registers_none() {
        let ask = |number: u64, vectors| Event {
            vectors,
            ..event(Act::Vectors, FIRST + number * 977, 1)
        };
        assert!(run((0..30).map(|number| ask(number, 5))).last().unwrap().contains("SS7-37"));
        assert!(run((0..30).map(|number| ask(number, 1))).iter().all(String::is_empty));
        let registers = (0..30)
            .flat_map(|number| [ask(number, 5), event(Act::Register, FIRST + number * 977, 2)]);
        assert!(run(registers).iter().all(String::is_empty));
    }

    #[test]
    fn walking_through_subscribers() {
        let probe = |number: u64| {
            let mut one = event(Act::Locate, FIRST + number, 1);
            one.outcome =
                if number.is_multiple_of(2) { Outcome::Error(1) } else { Outcome::Answered };
            one
        };
        assert!(run((0..15).map(probe)).last().unwrap().contains("SS7-81"));
        let batch = run((0..15).map(|number| event(Act::Register, FIRST + number, 1)));
        assert!(batch.iter().all(String::is_empty), "{batch:?}");
    }

    #[test]
    fn questions_without_messages() {
        let route =
            |number: u64| Event { operation: 45, ..event(Act::LookUp, FIRST + number * 977, 1) };
        assert!(run((0..10).map(route)).last().unwrap().contains("SS7-42"));
        let sent = (0..10)
            .flat_map(|number| [route(number), event(Act::Deliver, FIRST + number * 977, 1)]);
        assert!(!run(sent).iter().any(|one| one.contains("SS7-42")));
    }

    #[test]
    fn habits_are_no_evasion() {
        let usual =
            |number: u64| Event { is_unusual: true, ..event(Act::Other, FIRST + number * 977, 1) };
        assert!(run((0..50).map(usual)).iter().all(String::is_empty));
        let once = (0..50).map(|number| Event {
            is_unusual: number == 40,
            ..event(Act::Other, FIRST + number * 977, 1)
        });
        assert_eq!(run(once)[40], "SS7-68");
    }
}
