//! What follows decoding: memory of subscribers and of actors.
//!
//! Three stages keep state, each by its own key: dialogues by transaction (in [`crate::ss7`] and the
//! code of Diameter and GTP), subscribers by IMSI, actors by address and network. Between them goes
//! nothing but [`Event`]s: each stage takes one, adds what it knows, and hands it on, so that a later
//! release can put a queue between them and give each several workers, by the hash of its key.
//!
//! [`Stages`] runs the last two in one thread. Memory is bounded by active subscribers and actors: those
//! that were quiet for two generations are forgotten.

mod actors;
mod generations;
mod operators;
mod sessions;
mod subscriber;
mod subscribers;

use actors::Actors;
use operators::Operators;
use subscribers::Subscribers;

use crate::catalogue::Codes;
use crate::event::{Event, Protocol};
use crate::network::Network;

/// One stage: takes an event, adds what it knows, and may make further ones.
pub trait Stage {
    /// Takes an event; what is pushed to `more` are findings of their own.
    fn take(&mut self, event: &mut Event, network: &Network, more: &mut Vec<Event>);

    /// Called once after the last event.
    fn finish(&mut self, network: &Network, more: &mut Vec<Event>);
}

/// Subscribers, then actors.
#[derive(Debug, Default)]
pub struct Stages {
    subscribers: Subscribers,
    actors: Actors,
    operators: Operators,
}

impl Stages {
    /// Takes an event; it comes back judged, and with it further ones in `more`.
    pub fn take(&mut self, event: &mut Event, network: &Network, more: &mut Vec<Event>) {
        self.subscribers.take(event, network, more);
        self.actors.take(event, network, more);
        self.operators.take(event, network);
        settle(event, network);
        more.iter_mut().for_each(|one| settle(one, network));
    }

    /// What only the whole shows.
    pub fn finish(&mut self, network: &Network, more: &mut Vec<Event>) {
        self.subscribers.finish(network, more);
        self.actors.finish(network, more);
        self.operators.finish(network, more);
        more.iter_mut().for_each(|one| settle(one, network));
    }
}

/// Takes away what is allowed to the actor by agreement, and notes what an answer gave away.
fn settle(event: &mut Event, network: &Network) {
    if event.codes.is_empty() {
        return;
    }
    event.codes = event.codes & !network.allowed(event.actor.net);
    if event.protocol.is_ss7()
        && !event.codes.is_empty()
        && !(event.codes & !Codes::ss7(48)).is_empty()
        && !event.leaks.is_empty()
        && event.is_answered()
    {
        event.codes |= Codes::ss7(91);
    }
}

/// The entry of the catalogue for the protocol of an event; none where that has none.
const fn by_protocol(protocol: Protocol, ss7: u32, diameter: u32) -> Codes {
    match protocol {
        Protocol::Map | Protocol::Cap => Codes::ss7(ss7),
        Protocol::Diameter => Codes::dia(diameter),
        Protocol::Gtp => Codes::NONE,
    }
}
