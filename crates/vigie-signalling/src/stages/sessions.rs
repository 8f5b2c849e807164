//! Data sessions in the light of registrations: GTP-04 and GTP-15.
//!
//! A roamer registers before using data, by Diameter (S6a) or MAP, and the session comes from the network
//! that registered. Where both taps are in one capture, a session from elsewhere needs an explanation.

use std::collections::HashMap;

use super::subscriber::{MINUTE, Subscriber};
use crate::catalogue::Codes;
use crate::event::{Act, Direction, Event, Outcome};
use crate::network::{Net, Network, Tie};

/// Networks whose registrations are counted.
const MOST: usize = 10_000;
/// Registrations of a network from which on the capture is known to have them.
const ENOUGH: u32 = 5;

/// How many registrations of each network the capture has.
#[derive(Debug, Default)]
pub(super) struct Registered(HashMap<Net, u32>);

impl Registered {
    /// Counts a registration that was not refused.
    pub(super) fn count(&mut self, event: &Event) {
        let is_one = event.act == Act::Register && event.outcome == Outcome::Answered;
        if is_one && (self.0.len() < MOST || self.0.contains_key(&event.actor.net)) {
            let count = self.0.entry(event.actor.net).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Judges a session that is opened from another network. `since_start` is how long the capture runs.
    pub(super) fn judge(
        &self,
        subscriber: &Subscriber,
        event: &mut Event,
        network: &Network,
        since_start: i64,
    ) {
        let creates = matches!((event.application, event.operation), (0 | 1, 16) | (2, 32));
        let from = event.actor.net;
        let is_refused = matches!(event.outcome, Outcome::Error(_) | Outcome::Aborted);
        let is_ours = event.direction == Direction::Inbound && event.home_net.is_home();
        if !creates || !is_ours || is_refused || event.lossy || from == Net::Unknown {
            return;
        }
        let is_same = |at: Net| at == from || network.tie(at, from) == Tie::Same;
        let at = subscriber.current.map(|registration| registration.net);
        if at.is_some_and(|at| network.tie(at, from) == Tie::Other && is_far(at, from, network)) {
            if subscriber.is_at(event.asked.micros, is_same) == Some(false) {
                event.flag(Codes::gtp(4), "registered in another country");
            }
        } else if at.is_none() {
            let known = self.0.get(&from).copied().unwrap_or(0);
            if known >= ENOUGH && since_start > 30 * MINUTE {
                event.flag(Codes::gtp(15), "no registration came from that network");
            }
        }
    }
}

/// Whether nobody changes between two networks within minutes.
fn is_far(one: Net, other: Net, network: &Network) -> bool {
    match (network.country(one), network.country(other)) {
        (Some(one), Some(other)) => !one.is_next_to(other) && one.iso != "ZZ" && other.iso != "ZZ",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::subscriber::Registration;
    use super::*;
    use crate::event::{Party, Protocol, Spot};
    use crate::numbers::Digits;

    fn network() -> Network {
        let partner = |name: &str, iso: &str, plmn: &str| {
            format!("[[partner]]\nname=\"{name}\"\ncountry=\"{iso}\"\nplmn=[\"{plmn}\"]\n")
        };
        let home = "[home]\nname=\"H\"\ncountry=\"FR\"\nplmn=[\"20899\"]\n".to_owned();
        let all = [partner("A", "DE", "26299"), partner("B", "AU", "50599")].concat();
        Network::read(&[home, all].concat()).unwrap()
    }

    fn event(act: Act, net: Net) -> Event {
        Event {
            asked: Spot { packet: 1, micros: 100 * MINUTE },
            protocol: Protocol::Gtp,
            application: 2,
            operation: 32,
            act,
            actor: Party { net, ..Party::default() },
            direction: Direction::Inbound,
            home_net: Net::HOME,
            imsi: Digits::of_text("208990123456789"),
            outcome: Outcome::Answered,
            ..Event::default()
        }
    }

    fn codes(at: Option<u16>, from: u16, registrations: u32) -> String {
        let mut registered = Registered::default();
        let from = Net::Operator(from);
        (0..registrations).for_each(|_| registered.count(&event(Act::Register, from)));
        let current = at.map(|at| Registration {
            net: Net::Operator(at),
            since: 0,
            last: 50 * MINUTE,
            is_diameter: true,
        });
        let subscriber = Subscriber { current, ..Subscriber::default() };
        let mut session = event(Act::Session, from);
        registered.judge(&subscriber, &mut session, &network(), 100 * MINUTE);
        session.codes.to_string()
    }

    #[test]
    fn sessions_come_from_where_the_subscriber_registered() {
        assert_eq!(codes(Some(1), 2, 9), "GTP-04");
        assert_eq!(codes(Some(2), 2, 9), "");
        assert_eq!(codes(None, 2, 9), "GTP-15");
        assert_eq!(codes(None, 2, 1), "", "the capture may lack registrations");
    }
}
