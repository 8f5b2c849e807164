//! What is remembered of one subscriber.

use crate::event::{Event, Protocol, Spot, Step};
use crate::network::Net;

/// A day.
pub(super) const DAY: i64 = 86_400_000_000;
/// A minute.
pub(super) const MINUTE: i64 = 60_000_000;
/// Acts that are remembered.
const MOST_ACTS: usize = 16;

/// Where a subscriber registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Registration {
    pub(super) net: Net,
    /// When first.
    pub(super) since: i64,
    /// When last.
    pub(super) last: i64,
    pub(super) is_diameter: bool,
}

/// An act of a foreign actor that looks for the subscriber.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) step: Step,
    pub(super) net: Net,
    pub(super) protocol: Protocol,
    /// Whether it is innocent if a message follows: routing information for a short message.
    pub(super) waits_for_message: bool,
    /// Whether no message could be seen even if one followed.
    pub(super) is_blind: bool,
    /// Whether it gives identity or node, so that another act can use it.
    pub(super) is_lookup: bool,
}

/// A subscriber.
#[derive(Clone, Debug, Default)]
pub(super) struct Subscriber {
    pub(super) current: Option<Registration>,
    pub(super) previous: Option<Registration>,
    /// The latest registration by each of SS7 and Diameter.
    pub(super) by_protocol: [Option<Registration>; 2],
    /// The registration that may be an interception, and what it got.
    pub(super) suspect: Option<Box<Suspect>>,
    /// Networks that got vectors, and when last.
    pub(super) vectors: Vec<(Net, i64)>,
    /// The latest acts of foreign actors.
    pub(super) searches: Vec<Search>,
    /// Networks that asked for routing information, and when last.
    pub(super) routed: Vec<(Net, i64)>,
    /// The last act of the subscriber, and where.
    pub(super) active: Option<(Net, i64)>,
    /// The last deregistration by a foreign actor, and over which protocol.
    pub(super) cancelled: Option<(bool, i64)>,
    /// Empty messages of the day.
    pub(super) empty_messages: u8,
    /// Calls handed to a service within a minute.
    pub(super) calls: (u8, i64),
    /// The last refused operation: which, in which form, how often.
    pub(super) refused: Option<(u32, u32, u8)>,
    /// Whether tracking was told, and when.
    pub(super) told_tracking: i64,
}

/// A registration that may be an interception.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    pub(super) event: Event,
    /// Messages and calls that were led to it.
    pub(super) got: Vec<Step>,
    pub(super) got_code: bool,
}

impl Subscriber {
    /// Remembers an act, and forgets those of yesterday.
    pub(super) fn search(&mut self, search: Search) {
        let now = search.step.spot.micros;
        self.searches.retain(|one| now.saturating_sub(one.step.spot.micros) < DAY);
        if self.searches.len() >= MOST_ACTS {
            self.searches.remove(0);
        }
        self.searches.push(search);
    }

    /// A message came from `net`: its question for routing was innocent.
    pub(super) fn message_came(&mut self, net: Net, is_same: impl Fn(Net, Net) -> bool) {
        self.searches.retain(|one| !(one.waits_for_message && is_same(one.net, net)));
    }

    /// Searches of the last day that no message explains, before `now`.
    pub(super) fn unexplained(&self, now: Spot) -> impl Iterator<Item = &Search> {
        self.searches.iter().filter(move |one| {
            let age = now.micros.saturating_sub(one.step.spot.micros);
            age < DAY && !one.is_blind && (!one.waits_for_message || age > 5 * MINUTE)
        })
    }

    /// Whether the subscriber is or was moments ago registered in a network for which `is_same` holds;
    /// `None` where no registration is known.
    pub(super) fn is_at(&self, now: i64, is_same: impl Fn(Net) -> bool) -> Option<bool> {
        let current = self.current?;
        let before = self
            .previous
            .filter(|previous| now.saturating_sub(previous.last.max(current.since)) < 10 * MINUTE);
        Some(is_same(current.net) || before.is_some_and(|one| is_same(one.net)))
    }

    /// Notes that `net` got something at `now`, in a short list of latest ones.
    pub(super) fn note(list: &mut Vec<(Net, i64)>, net: Net, now: i64) {
        list.retain(|(known, _)| *known != net);
        if list.len() >= 8 {
            list.remove(0);
        }
        list.push((net, now));
    }
}
