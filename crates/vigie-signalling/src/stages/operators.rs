//! Actors of one operator over several protocols: XP-04.
//!
//! Who leases a global title often leases a realm and addresses of the same operator. What comes by two
//! protocols may be that operator's own traffic; where the same subscribers are meant it is one actor.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::is_wrong;
use crate::catalogue::Codes;
use crate::event::{Act, Address, Direction, Event, Step};
use crate::network::{Net, Network, Tie};
use crate::numbers::Digits;

/// Operators, and subscribers of each, that are remembered.
const MOST: usize = 4096;
/// Steps that a finding lists.
const MOST_STEPS: usize = 20;

/// What operators did, by the kind of their address.
#[derive(Debug, Default)]
pub(super) struct Operators(BTreeMap<Net, Operator>);

#[derive(Debug, Default)]
struct Operator {
    /// By kind: whom it concerned, and what was done.
    kinds: BTreeMap<Kind, Acts>,
}

#[derive(Debug, Default)]
struct Acts {
    subscribers: BTreeSet<Digits>,
    steps: Vec<Step>,
}

/// Kinds of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Title,
    Realm,
    Ip,
}

impl Operators {
    /// Remembers what a stranger did to a subscriber.
    pub(super) fn take(&mut self, event: &Event, network: &Network) {
        let kind = match event.actor.address {
            Address::Title(_) => Kind::Title,
            Address::Host(_) => Kind::Realm,
            Address::Ip(_) => Kind::Ip,
            _ => return,
        };
        let net = event.actor.net;
        let is_stranger = event.direction != Direction::Outbound
            && network.tie(net, event.home_net) == Tie::Other;
        let has_room = self.0.len() < MOST || self.0.contains_key(&net);
        if !matches!(net, Net::Operator(_)) || !is_stranger || !is_wrong(event) || !has_room {
            return;
        }
        let acts = self.0.entry(net).or_default().kinds.entry(kind).or_default();
        if acts.subscribers.len() < MOST {
            acts.subscribers.insert(event.imsi.or(event.msisdn));
        }
        if acts.steps.len() < MOST_STEPS {
            acts.steps.push(event.step());
        }
    }

    /// Operators whose titles, realms and addresses mean the same subscribers.
    pub(super) fn finish(&self, network: &Network, more: &mut Vec<Event>) {
        for (net, operator) in &self.0 {
            let mut lists = operator.kinds.values();
            let Some(first) = lists.next() else { continue };
            let shared = lists.fold(first.subscribers.clone(), |shared, acts| {
                shared.intersection(&acts.subscribers).copied().collect()
            });
            let Some(subscriber) = shared.iter().find(|one| !one.is_empty()) else { continue };
            if operator.kinds.len() < 2 {
                continue;
            }
            let mut steps: Vec<Step> =
                operator.kinds.values().flat_map(|acts| acts.steps.iter().cloned()).collect();
            steps.sort_by_key(|step| step.spot);
            let Some(last) = steps.pop() else { continue };
            let mut event = Event {
                asked: last.spot,
                name: last.name,
                act: Act::LookUp,
                direction: Direction::Inbound,
                imsi: *subscriber,
                home_net: network.of_imsi(subscriber),
                steps,
                ..Event::default()
            };
            event.actor.address = last.actor;
            event.actor.net = *net;
            let note = format!(
                "{} subscribers, over {} protocols, by nodes of one operator",
                shared.len(),
                operator.kinds.len()
            );
            event.flag(Codes::xp(4), &note);
            more.push(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Party, Spot};

    fn event(address: Address, packet: u64, subscriber: &str) -> Event {
        Event {
            asked: Spot { packet, micros: 1 },
            act: Act::Locate,
            actor: Party { address, net: Net::Operator(1) },
            direction: Direction::Inbound,
            home_net: Net::HOME,
            imsi: Digits::of_text(subscriber),
            codes: Codes::ss7(20),
            ..Event::default()
        }
    }

    fn run(events: &[Event]) -> Vec<Event> {
        let text =
            "[home]\nname=\"H\"\nplmn=[\"20899\"]\n[[partner]]\nname=\"A\"\nplmn=[\"26299\"]";
        let network = Network::read(text).unwrap();
        let mut operators = Operators::default();
        events.iter().for_each(|event| operators.take(event, &network));
        let mut more = Vec::new();
        operators.finish(&network, &mut more);
        more
    }

    #[test]
    fn one_operator_by_title_and_realm() {
        let title = Address::Title(Digits::of_text("4915099001"));
        let host = Address::Host("hss.a.example".into());
        let found = run(&[
            event(title.clone(), 1, "208990123456789"),
            event(host.clone(), 2, "208990123456789"),
        ]);
        assert_eq!((found.len(), found[0].codes), (1, Codes::xp(4)));
        assert_eq!((found[0].steps.len(), found[0].asked.packet), (1, 2));
        let apart = [event(title.clone(), 1, "208990123456789"), event(host, 2, "208990000000001")];
        assert!(run(&apart).is_empty(), "other subscribers");
        assert!(run(&[event(title, 1, "208990123456789")]).is_empty(), "one protocol");
    }
}
