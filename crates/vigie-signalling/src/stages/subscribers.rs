//! The second stage: what subscribers go through.
//!
//! Where they register and how fast they seem to travel, who got vectors, who looks for them and who
//! finds them, which messages and calls go to a network that registered them moments ago. State starts
//! empty: a subscriber of whom nothing is known is nowhere, not elsewhere.

use super::generations::Generations;
use super::sessions::Registered;
use super::subscriber::{DAY, MINUTE, Registration, Search, Subscriber, Suspect};
use super::{Stage, by_protocol};
use crate::catalogue::Codes;
use crate::event::{Act, Direction, Event, Outcome, Protocol, Step};
use crate::network::{Net, Network, Tie};
use crate::numbers::Digits;

/// Subscribers in one generation.
const MOST: usize = 2_000_000;
/// Faster than this is no journey.
const KM_PER_HOUR: f64 = 1000.0;

/// All subscribers.
#[derive(Debug)]
pub(super) struct Subscribers {
    all: Generations<Digits, Subscriber>,
    /// IMSI by number, as learned from operations that have both.
    numbers: Generations<Digits, Digits>,
    registered: Registered,
    started: i64,
    now: i64,
}

impl Default for Subscribers {
    fn default() -> Self {
        Self {
            all: Generations::new(MOST),
            numbers: Generations::new(MOST),
            registered: Registered::default(),
            started: 0,
            now: 0,
        }
    }
}

impl Stage for Subscribers {
    fn take(&mut self, event: &mut Event, network: &Network, more: &mut Vec<Event>) {
        let micros = event.asked.micros;
        if self.started == 0 {
            self.started = micros;
        }
        self.now = self.now.max(micros);
        let Some(key) = self.key(event) else { return };
        let is_early = micros.saturating_sub(self.started) < 5 * MINUTE;
        let subscriber = self.all.entry(&key);
        self.registered.count(event);
        if event.act == Act::Session {
            let since_start = micros.saturating_sub(self.started);
            self.registered.judge(subscriber, event, network, since_start);
        }
        let mut view = View { subscriber, event, network, micros, is_early };
        view.judge(more);
        if event.imsi.is_empty() && key.len() >= 14 {
            event.imsi = key;
        }
    }

    fn finish(&mut self, network: &Network, more: &mut Vec<Event>) {
        let now = crate::event::Spot { packet: 0, micros: self.now.saturating_add(6 * MINUTE) };
        let mut late: Vec<(Digits, Event)> = Vec::new();
        for (key, subscriber) in self.all.iter() {
            if subscriber.told_tracking == 0
                && let Some(event) = tracked_in_the_end(key, subscriber, now, network)
            {
                late.push((*key, event));
            }
        }
        late.sort_by_key(|(key, _)| *key);
        more.extend(late.into_iter().map(|(_, event)| event));
    }
}

impl Subscribers {
    /// What a subscriber is remembered by: the IMSI, or the number until that is known.
    fn key(&mut self, event: &Event) -> Option<Digits> {
        match (event.imsi.is_empty(), event.msisdn.is_empty()) {
            (true, true) => None,
            (false, true) => Some(event.imsi),
            (true, false) => Some(match self.numbers.find(&event.msisdn) {
                Some(imsi) if !imsi.is_empty() => *imsi,
                _ => event.msisdn,
            }),
            (false, false) => {
                *self.numbers.entry(&event.msisdn) = event.imsi;
                Some(event.imsi)
            }
        }
    }
}

/// One event in the light of its subscriber.
struct View<'a> {
    subscriber: &'a mut Subscriber,
    event: &'a mut Event,
    network: &'a Network,
    micros: i64,
    /// Whether the capture began moments ago.
    is_early: bool,
}

impl View<'_> {
    fn judge(&mut self, more: &mut Vec<Event>) {
        match self.event.act {
            Act::Vectors => self.vectors(),
            Act::Register => self.register(more),
            Act::Deregister => self.deregister(),
            Act::Purge => {
                self.not_serving(38, 12);
            }
            Act::Service => self.service(),
            Act::Divert if self.event.protocol == Protocol::Map => self.forwarding(),
            Act::Submit => self.submit(),
            Act::Deliver => self.deliver(more),
            Act::Call => self.call(),
            _ => {}
        }
        self.retried();
        self.search();
    }

    fn is_same(&self, one: Net, other: Net) -> bool {
        one == other || self.network.tie(one, other) == Tie::Same
    }

    fn is_failed(&self) -> bool {
        matches!(self.event.outcome, Outcome::Error(_) | Outcome::Aborted)
    }

    /// Whether the actor is of another network than the subscriber's.
    fn is_foreign(&self) -> bool {
        let event = &self.event;
        event.direction != Direction::Outbound
            && self.network.tie(event.actor.net, event.home_net) == Tie::Other
    }

    /// Whether two networks lie so that a subscriber can change between them within minutes.
    fn are_near(&self, one: Net, other: Net) -> bool {
        match (self.network.country(one), self.network.country(other)) {
            (Some(one), Some(other)) => {
                one.is_next_to(other) || one.iso == "ZZ" || other.iso == "ZZ"
            }
            _ => true,
        }
    }

    fn vectors(&mut self) {
        if !self.is_failed() {
            Subscriber::note(&mut self.subscriber.vectors, self.event.actor.net, self.micros);
        }
    }

    /// The network that a registration is for.
    fn registering(&self) -> Net {
        match self.event.serving_net {
            Net::Unknown => self.event.actor.net,
            net => net,
        }
    }

    fn register(&mut self, more: &mut Vec<Event>) {
        let net = self.registering();
        // While packets are lost, a refusal may be among them: steering of roaming would look like a move.
        let is_doubtful = self.event.outcome == Outcome::Unanswered && self.event.lossy;
        if self.is_failed() || is_doubtful || net == Net::Unknown {
            return;
        }
        let is_diameter = self.event.protocol == Protocol::Diameter;
        let current = self.subscriber.current;
        if let Some(current) = current {
            if self.is_same(current.net, net) {
                self.seen_again(is_diameter);
                return;
            }
            self.moved(current, net);
        }
        self.both_at_once(net, is_diameter);
        self.forced(is_diameter);
        self.came_back(net, more);
        let registration = Registration { net, since: self.micros, last: self.micros, is_diameter };
        self.event.is_registration = true;
        self.subscriber.previous = current;
        self.subscriber.current = Some(registration);
        if let Some(slot) = self.subscriber.by_protocol.get_mut(usize::from(is_diameter)) {
            *slot = Some(registration);
        }
        let is_far = current.is_some_and(|current| !self.are_near(current.net, net));
        let is_flagged =
            self.event.codes.has(Codes::ss7(31) | Codes::ss7(33) | Codes::dia(6) | Codes::dia(28));
        if is_far || is_flagged {
            self.subscriber.suspect = Some(Box::new(Suspect {
                event: self.event.clone(),
                got: Vec::new(),
                got_code: false,
            }));
        }
    }

    fn seen_again(&mut self, is_diameter: bool) {
        let micros = self.micros;
        let own = self.subscriber.by_protocol.get_mut(usize::from(is_diameter));
        for registration in own.into_iter().flatten().chain(&mut self.subscriber.current) {
            registration.last = registration.last.max(micros);
        }
    }

    /// Another network than before: how fast would that be, who gave it vectors, and is the subscriber
    /// active elsewhere?
    fn moved(&mut self, current: Registration, net: Net) {
        let protocol = self.event.protocol;
        if let (Some(from), Some(to)) =
            (self.network.country(current.net), self.network.country(net))
            && !self.are_near(current.net, net)
        {
            let minutes = (self.micros.saturating_sub(current.last) / MINUTE).max(30);
            let hours = f64::from(i32::try_from(minutes).unwrap_or(i32::MAX)) / 60.0;
            if from.least_km_to(to) / hours > KM_PER_HOUR {
                let note = format!("from {} to {} in {minutes} min", from.iso, to.iso);
                self.event.flag(by_protocol(protocol, 30, 5), &note);
            }
        }
        let had_vectors =
            self.subscriber.vectors.iter().any(|(known, at)| {
                self.is_same(*known, net) && self.micros.saturating_sub(*at) < DAY
            });
        if !had_vectors && !self.event.lossy {
            self.event.flag(by_protocol(protocol, 32, 11), "no vectors were asked for there");
        }
        if let Some((active, at)) = self.subscriber.active
            && self.micros.saturating_sub(at) < 5 * MINUTE
            && self.network.tie(active, net) == Tie::Other
            && !self.are_near(active, net)
            && protocol.is_ss7()
        {
            self.event.flag(Codes::ss7(41), "the subscriber is active elsewhere");
        }
    }

    /// Registered through SS7 in one country and through Diameter in another.
    fn both_at_once(&mut self, net: Net, is_diameter: bool) {
        let other = self.subscriber.by_protocol.get(usize::from(!is_diameter)).copied().flatten();
        if let Some(other) = other
            && self.micros.saturating_sub(other.last) < 30 * MINUTE
            && !self.is_same(other.net, net)
            && !self.are_near(other.net, net)
        {
            self.event.flag(Codes::xp(2), "registered in two countries, by SS7 and Diameter");
        }
    }

    /// Taken out by a stranger on one protocol, registered on the other.
    fn forced(&mut self, is_diameter: bool) {
        if let Some((was_diameter, at)) = self.subscriber.cancelled.take()
            && was_diameter != is_diameter
            && self.micros.saturating_sub(at) < 5 * MINUTE
        {
            self.event.flag(Codes::xp(3), "forced from one protocol to the other");
        }
    }

    /// Back where it was before: what did the network in between get?
    fn came_back(&mut self, net: Net, more: &mut Vec<Event>) {
        let (Some(current), Some(previous)) = (self.subscriber.current, self.subscriber.previous)
        else {
            return;
        };
        let is_short = self.micros.saturating_sub(current.since) < 30 * MINUTE;
        if !is_short || !self.is_same(previous.net, net) || self.are_near(previous.net, current.net)
        {
            return;
        }
        let Some(suspect) = self.subscriber.suspect.take() else { return };
        if suspect.got.is_empty() {
            return;
        }
        let mut event = suspect.event;
        event.steps.extend(suspect.got);
        event.steps.push(self.event.step());
        event.leaks |= crate::event::Leaks::CONTENT;
        event.flag(Codes::ss7(40), "registered for a short while, and got messages or calls");
        if suspect.got_code {
            event.codes |= Codes::xp(5);
        }
        more.push(event);
    }

    fn deregister(&mut self) {
        if self.is_foreign() && !self.is_failed() {
            self.subscriber.cancelled =
                Some((self.event.protocol == Protocol::Diameter, self.micros));
        }
    }

    /// Flags an operation that only the serving network may ask.
    fn not_serving(&mut self, ss7: u32, diameter: u32) -> bool {
        let event = &self.event;
        if event.direction == Direction::Outbound || event.direction == Direction::Internal {
            return false;
        }
        let (actor, network) = (event.actor.net, self.network);
        let is_at = self.subscriber.is_at(self.micros, |net| network.tie(net, actor) != Tie::Other);
        let is_elsewhere = is_at == Some(false) && actor != event.home_net;
        if is_elsewhere {
            let code = by_protocol(event.protocol, ss7, diameter);
            self.event.flag(code, "the subscriber is registered in another network");
        }
        is_elsewhere
    }

    fn service(&mut self) {
        let code = match (self.event.protocol, self.event.operation) {
            (Protocol::Map, 10..=14 | 17) => 34,
            (Protocol::Map, 19 | 59) => 35,
            _ => 39,
        };
        if matches!((self.event.protocol, self.event.operation), (Protocol::Map, 18 | 60 | 61)) {
            return;
        }
        self.not_serving(code, 12);
        self.active();
    }

    fn forwarding(&mut self) {
        if self.event.operation == 10 && self.not_serving(34, 12) {
            let to = self.network.country(self.network.of_msisdn(&self.event.led_to));
            let home = self.network.country(self.event.home_net);
            if let (Some(to), Some(home)) = (to, home)
                && to.iso != home.iso
            {
                self.event.flag(Codes::NONE, "calls are led abroad");
            }
        }
    }

    fn submit(&mut self) {
        self.not_serving(36, 15);
        self.active();
    }

    fn call(&mut self) {
        if self.event.protocol != Protocol::Cap {
            self.led(None);
            return;
        }
        self.not_serving(52, 0);
        let (count, since) = self.subscriber.calls;
        self.subscriber.calls = if self.micros.saturating_sub(since) < MINUTE {
            (count.saturating_add(1), since)
        } else {
            (1, self.micros)
        };
        if self.subscriber.calls.0 >= 20 {
            self.event.flag(Codes::ss7(54), "calls in a burst");
        }
        self.active();
    }

    fn active(&mut self) {
        if !self.is_failed() && self.event.actor.net != Net::Unknown {
            self.subscriber.active = Some((self.event.actor.net, self.micros));
        }
    }

    fn deliver(&mut self, more: &mut Vec<Event>) {
        let Some(message) = self.event.message else { return };
        let (actor, network) = (self.event.actor.net, self.network);
        self.subscriber
            .message_came(actor, |one, other| one == other || network.tie(one, other) == Tie::Same);
        if message.is_empty && self.is_foreign() {
            self.subscriber.empty_messages = self.subscriber.empty_messages.saturating_add(1);
            if self.subscriber.empty_messages >= 3 {
                self.event.flag(Codes::ss7(46), "empty messages, again and again");
            }
        }
        self.unrouted();
        if self.led(Some(message.is_from_service)) && message.is_from_service {
            self.code_taken(more);
        }
    }

    /// A message from abroad without the question where to.
    fn unrouted(&mut self) {
        let event = &self.event;
        if event.direction != Direction::Inbound
            || !event.home_net.is_home()
            || !event.protocol.is_ss7()
            || self.is_early
            || event.lossy
        {
            return;
        }
        let asked =
            self.subscriber.routed.iter().any(|(net, _)| self.is_same(*net, event.actor.net));
        if !asked {
            self.event.flag(Codes::ss7(44), "no routing information was asked for");
        }
    }

    /// A message or call that goes to the network of a suspect registration.
    fn led(&mut self, from_service: Option<bool>) -> bool {
        let event = &self.event;
        let Some(suspect) = &mut self.subscriber.suspect else { return false };
        let taker = match suspect.event.serving_net {
            Net::Unknown => suspect.event.actor.net,
            net => net,
        };
        let is_led = (event.peer.net == taker
            || self.network.tie(event.peer.net, taker) == Tie::Same)
            && event.peer.net != event.home_net
            && self.micros.saturating_sub(suspect.event.asked.micros) < 30 * MINUTE;
        if is_led && suspect.got.len() < 20 {
            suspect.got.push(event.step());
            suspect.got_code |= from_service == Some(true);
        }
        is_led
    }

    /// A one-time code, or what looks like one, went there.
    fn code_taken(&mut self, more: &mut Vec<Event>) {
        let Some(suspect) = &self.subscriber.suspect else { return };
        let mut event = suspect.event.clone();
        event.steps.extend(suspect.got.iter().cloned());
        event.leaks |= crate::event::Leaks::CONTENT;
        event.flag(
            Codes::ss7(47) | Codes::xp(5),
            "a service's message went to a network that just appeared",
        );
        more.push(event);
    }

    /// The same operation again in another form after it was refused.
    fn retried(&mut self) {
        let event = &mut *self.event;
        if event.codes.is_empty() || !event.protocol.is_ss7() {
            return;
        }
        let is_refused = matches!(event.outcome, Outcome::Error(_) | Outcome::Aborted);
        let again =
            self.subscriber.refused.take().filter(|(operation, ..)| *operation == event.operation);
        let count = match again {
            Some((_, application, count)) if application != event.application => {
                count.saturating_add(1)
            }
            Some((_, _, count)) => count,
            None => 0,
        };
        if count >= 2 {
            event.flag(Codes::ss7(87), "asked again in other versions after refusals");
        }
        if is_refused {
            self.subscriber.refused = Some((event.operation, event.application, count));
        }
    }

    /// Acts of strangers that look for the subscriber: chains and tracking.
    fn search(&mut self) {
        let is_route = self.event.protocol == Protocol::Map && self.event.operation == 45;
        if is_route && !self.is_failed() {
            Subscriber::note(&mut self.subscriber.routed, self.event.actor.net, self.micros);
        }
        let is_silent = self.event.codes.has(Codes::ss7(46));
        let is_search = matches!(self.event.act, Act::Locate | Act::LookUp) || is_silent;
        if !self.is_foreign() {
            return;
        }
        self.chain();
        if !is_search {
            return;
        }
        let unroutes = self.event.act == Act::LookUp
            && (is_route || (self.event.codes & !Codes::ss7(91)).is_empty());
        // The message to a subscriber abroad does not come past here, and lost ones do not either.
        let is_elsewhere = !matches!(self.event.serving_net, Net::Unknown)
            && self.event.serving_net != self.event.home_net;
        self.subscriber.search(Search {
            step: self.event.step(),
            net: self.event.actor.net,
            protocol: self.event.protocol,
            waits_for_message: unroutes,
            is_blind: unroutes && (is_elsewhere || self.event.lossy),
            is_lookup: self.event.act == Act::LookUp && !self.is_failed(),
        });
        self.tracked();
    }

    /// Identity or node learned, then used.
    fn chain(&mut self) {
        let is_use = matches!(
            self.event.act,
            Act::Locate
                | Act::Profile
                | Act::Divert
                | Act::Register
                | Act::Deregister
                | Act::Deliver
        );
        let is_wrong =
            !(self.event.codes & !(Codes::ss7(91) | Codes::ss7(43) | Codes::ss7(49))).is_empty();
        if !is_use || !is_wrong {
            return;
        }
        let earlier: Vec<Step> = self
            .subscriber
            .searches
            .iter()
            .filter(|one| {
                one.is_lookup && self.micros.saturating_sub(one.step.spot.micros) < 10 * MINUTE
            })
            .map(|one| one.step.clone())
            .collect();
        if !earlier.is_empty() {
            self.event.flag(by_protocol(self.event.protocol, 85, 14), "looked up before");
            self.event.steps.extend(earlier);
        }
    }

    fn tracked(&mut self) {
        let searches: Vec<&Search> = self.subscriber.unexplained(self.event.asked).collect();
        let codes = tracking_codes(&searches, self.event.protocol);
        if codes.is_empty() {
            return;
        }
        let steps: Vec<Step> = searches.iter().map(|one| one.step.clone()).collect();
        let known = &self.event.steps;
        let fresh: Vec<Step> = steps
            .into_iter()
            .filter(|step| !known.contains(step) && step.spot != self.event.asked)
            .collect();
        self.event.steps.extend(fresh);
        self.event.flag(codes, "looked for again and again");
        self.subscriber.told_tracking = self.micros;
    }
}

/// Three acts make tracking; over two protocols, even two do where one is of each.
fn tracking_codes(searches: &[&Search], protocol: Protocol) -> Codes {
    let located = searches.iter().filter(|one| !one.waits_for_message).count();
    let ss7 = searches.iter().any(|one| one.protocol.is_ss7());
    let diameter = searches.iter().any(|one| one.protocol == Protocol::Diameter);
    let mut codes = Codes::NONE;
    if searches.len() >= 3 {
        codes |= by_protocol(protocol, 84, 26);
    }
    if ss7 && diameter && located >= 2 {
        codes |= Codes::xp(1);
    }
    codes
}

/// Tracking by questions for routing that no message followed, as only the end of the capture shows.
fn tracked_in_the_end(
    key: &Digits,
    subscriber: &Subscriber,
    now: crate::event::Spot,
    network: &Network,
) -> Option<Event> {
    let searches: Vec<&Search> = subscriber.unexplained(now).collect();
    let last = searches.last()?;
    let codes = tracking_codes(&searches, last.protocol);
    if codes.is_empty() {
        return None;
    }
    let is_imsi = key.len() >= 14;
    let mut event = Event {
        asked: last.step.spot,
        protocol: last.protocol,
        name: last.step.name,
        act: Act::LookUp,
        direction: Direction::Inbound,
        imsi: if is_imsi { *key } else { Digits::NONE },
        msisdn: if is_imsi { Digits::NONE } else { *key },
        home_net: if is_imsi { network.of_imsi(key) } else { network.of_msisdn(key) },
        steps: searches.iter().rev().skip(1).rev().map(|one| one.step.clone()).collect(),
        ..Event::default()
    };
    event.actor.address = last.step.actor.clone();
    event.actor.net = last.net;
    event.flag(codes, "looked for again and again, and no message followed");
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Address, Message, Party, Spot};

    fn network() -> Network {
        Network::read(
            "[home]\nname=\"H\"\ncountry=\"FR\"\nplmn=[\"20899\"]\ngt=[\"3369900\"]\nmsisdn=[\"33699\"]",
        )
        .unwrap()
    }

    fn event(act: Act, title: &str, minute: i64) -> Event {
        let network = network();
        let title = Digits::of_text(title);
        let net = network.of_title(&title);
        Event {
            asked: Spot {
                packet: u64::try_from(minute).unwrap(),
                micros: 1_000_000 + minute * MINUTE,
            },
            act,
            actor: Party { address: Address::Title(title), net },
            peer: Party { address: Address::None, net: Net::HOME },
            direction: Direction::between(net, Net::HOME),
            imsi: Digits::of_text("208990123456789"),
            home_net: Net::HOME,
            outcome: Outcome::Answered,
            name: "operation",
            ..Event::default()
        }
    }

    fn run(events: Vec<Event>) -> Vec<String> {
        let network = network();
        let mut stage = Subscribers::default();
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

    const GERMANY: &str = "4915099";
    const AUSTRALIA: &str = "6140099";

    #[test]
    fn a_journey_takes_its_time() {
        let to = |minute| {
            run(vec![
                event(Act::Register, GERMANY, 0),
                event(Act::Vectors, AUSTRALIA, minute),
                event(Act::Register, AUSTRALIA, minute),
            ])
        };
        assert_eq!(to(60)[2], "SS7-30");
        assert_eq!(to(60 * 24)[2], "");
        let near = run(vec![
            event(Act::Register, GERMANY, 0),
            event(Act::Vectors, "4360", 1),
            event(Act::Register, "4360", 1),
        ]);
        assert_eq!(near[2], "");
    }

    #[test]
    fn refused_registrations_are_steering() {
        let mut refused = event(Act::Register, AUSTRALIA, 1);
        refused.outcome = Outcome::Error(8);
        assert_eq!(
            run(vec![event(Act::Register, GERMANY, 0), refused, event(Act::Register, GERMANY, 2)]),
            ["", "", ""]
        );
    }

    #[test]
    fn an_interception_window() {
        let mut message = event(Act::Deliver, "3369900", 61);
        message.direction = Direction::Outbound;
        message.peer.net = network().of_title(&Digits::of_text(AUSTRALIA));
        message.message = Some(Message { is_from_service: true, ..Message::default() });
        let all = run(vec![
            event(Act::Register, GERMANY, 0),
            event(Act::Register, AUSTRALIA, 60),
            message,
            event(Act::Register, GERMANY, 65),
        ]);
        assert!(
            all.iter().any(|one| one.starts_with("more")
                && one.contains("SS7-47")
                && one.contains("XP-05")),
            "{all:?}"
        );
        assert!(all.iter().any(|one| one.starts_with("more") && one.contains("SS7-40")), "{all:?}");
    }

    #[test]
    fn three_searches_are_tracking_unless_messages_follow() {
        let locate = |minute| {
            let mut one = event(Act::Locate, AUSTRALIA, minute);
            one.codes = Codes::ss7(20);
            one
        };
        let all = run(vec![locate(0), locate(60), locate(120)]);
        assert!(all[2].contains("SS7-84") && !all[1].contains("SS7-84"));
        let route = |minute| Event { operation: 45, ..event(Act::LookUp, GERMANY, minute) };
        let message = |minute| Event {
            message: Some(Message::default()),
            ..event(Act::Deliver, GERMANY, minute)
        };
        let innocent =
            run(vec![route(0), message(0), route(60), message(60), route(120), message(120)]);
        assert!(innocent.iter().all(String::is_empty), "{innocent:?}");
        let searched = run(vec![route(0), route(60), route(120)]);
        assert!(searched.iter().any(|one| one.contains("SS7-84")), "{searched:?}");
    }

    #[test]
    fn looked_up_then_located() {
        let route = Event { operation: 45, ..event(Act::LookUp, GERMANY, 0) };
        let mut locate = event(Act::Locate, AUSTRALIA, 5);
        locate.codes = Codes::ss7(20);
        assert!(run(vec![route.clone(), locate.clone()])[1].contains("SS7-85"));
        locate.asked.micros += DAY;
        assert!(!run(vec![route, locate])[1].contains("SS7-85"));
    }

    #[test]
    fn services_come_from_where_the_subscriber_is() {
        let service = |title, minute| Event { operation: 11, ..event(Act::Service, title, minute) };
        let all = run(vec![
            service(AUSTRALIA, 0),
            event(Act::Register, GERMANY, 1),
            service(GERMANY, 20),
            service(AUSTRALIA, 30),
        ]);
        assert_eq!(all, ["", "", "", "SS7-34"]);
    }
}
