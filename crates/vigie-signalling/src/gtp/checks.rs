//! What one operation of GTP-C shows alone, or beside others of the same sender: the entries GTP-01 to
//! GTP-16 that need no memory of the subscriber's registrations.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;

use super::defects::Defects;
use super::message::Message;
use super::operations::Carrier;
use super::tunnels::Session;
use super::types::Role;
use crate::catalogue::Codes;
use crate::diameter::net_of;
use crate::event::{Address, Direction, Event, Outcome};
use crate::network::{Net, Network, Tie};
use crate::numbers::Digits;

/// Senders that are remembered.
const MOST: usize = 100_000;
/// Targets that are told apart per sender.
const MOST_TARGETS: usize = 64;
/// Counts of a sender begin anew after this.
const WINDOW: i64 = 600_000_000;

/// What is remembered of senders.
#[derive(Debug, Default)]
pub(super) struct Checks {
    senders: HashMap<IpAddr, Sender>,
}

/// One sender, over some minutes.
#[derive(Debug, Default)]
struct Sender {
    since: i64,
    requests: u32,
    /// Nodes that it sent an echo, and how many did not answer.
    echoed: BTreeSet<IpAddr>,
    silent: u32,
    /// Requests for tunnels that do not exist.
    no_context: u32,
    /// Subscribers that do not exist.
    unknown: BTreeSet<Digits>,
    /// Access points that were refused.
    refused: BTreeSet<u64>,
}

impl Checks {
    fn sender(&mut self, address: IpAddr, micros: i64) -> Option<&mut Sender> {
        if self.senders.len() >= MOST && !self.senders.contains_key(&address) {
            self.senders.clear();
        }
        let sender = self.senders.entry(address).or_default();
        if micros.saturating_sub(sender.since) > WINDOW {
            *sender = Sender { since: micros, ..Sender::default() };
        }
        Some(sender)
    }

    /// What holds for every message: GTP-09, 10, 11, 14, 16.
    pub(super) fn any(
        &self,
        event: &mut Event,
        message: &Message<'_>,
        carrier: &Carrier,
        network: &Network,
    ) {
        shape(event, message, carrier);
        let is_across = is_across(event, network);
        if carrier.is_tunnelled {
            event.flag(Codes::gtp(11), "signalling inside a tunnel of user data");
        }
        if message.role() == Role::Data && carrier.dst.1 != 2152 && message.header.version != 0 {
            event.flag(Codes::gtp(11), "user data on the port for signalling");
        }
        if !is_across {
            return;
        }
        if message.header.version == 0 {
            event.flag(Codes::gtp(11), "version 0, which no network needs any more");
        }
        match message.role() {
            Role::Context => {
                event.flag(Codes::gtp(9), "identity and keys are not handed across the border");
            }
            Role::Inside | Role::Charging => {
                event.flag(Codes::gtp(10), "a message that stays inside a network");
            }
            Role::LocationManagement => {
                event.flag(Codes::gtp(16), "routing information is not for other networks");
            }
            _ => {}
        }
    }

    /// What holds for a request: GTP-01, 02, 03, 05, 07, 08.
    pub(super) fn request(
        &mut self,
        event: &mut Event,
        message: &Message<'_>,
        carrier: &Carrier,
        session: Option<&Session>,
        network: &Network,
    ) {
        if let Some(sender) = self.sender(carrier.src.0, carrier.spot.micros) {
            sender.requests = sender.requests.saturating_add(1);
        }
        let version = message.header.version;
        match (version, message.header.kind) {
            (_, 1) => self.echo(event, carrier),
            (0 | 1, 16) | (2, 32) => create(event, message, network),
            (1, 18) | (2, 34) => {
                owner_of_source(event, message, network);
                moved(event, message, carrier, session, network);
            }
            (1, 20) | (2, 36) => deleted(event, carrier, session, network),
            (2, 38) => owner_of_source(event, message, network),
            _ => {}
        }
    }

    /// GTP-05: nodes one after the other.
    fn echo(&mut self, event: &mut Event, carrier: &Carrier) {
        let Some(sender) = self.sender(carrier.src.0, carrier.spot.micros) else { return };
        if sender.echoed.len() < MOST_TARGETS {
            sender.echoed.insert(carrier.dst.0);
        }
        let mostly_echo = sender.requests < 4 * u32::try_from(sender.echoed.len()).unwrap_or(0);
        if sender.echoed.len() >= 16 && sender.silent >= 8 && mostly_echo {
            event.flag(Codes::gtp(5), "echoes to node after node");
        }
    }

    /// What holds for a response: GTP-06, 12, 13.
    pub(super) fn response(
        &mut self,
        event: &mut Event,
        message: &Message<'_>,
        carrier: &Carrier,
        kind: u8,
        apn: u64,
    ) {
        let Outcome::Error(cause) = event.outcome else { return };
        let asker = carrier.dst.0;
        let version = message.header.version;
        let Some(sender) = self.sender(asker, carrier.spot.micros) else { return };
        let is_lost = matches!((version, cause), (2, 64) | (0 | 1, 192));
        let is_nobody = matches!((version, cause), (2, 96) | (0 | 1, 194 | 209));
        let is_no_apn = matches!((version, cause), (2, 78 | 93) | (0 | 1, 219 | 220));
        if is_lost {
            sender.no_context = sender.no_context.saturating_add(1);
            let is_most = sender.no_context.saturating_mul(3) >= sender.requests;
            if sender.no_context >= 10 && is_most {
                event.flag(Codes::gtp(6), "tunnels by trial");
            }
        }
        if is_nobody {
            if sender.unknown.len() < MOST_TARGETS {
                sender.unknown.insert(event.imsi);
            }
            let count = u32::try_from(sender.unknown.len()).unwrap_or(u32::MAX);
            if count >= 10 && count.saturating_mul(3) >= sender.requests {
                event.flag(Codes::gtp(12), "subscribers by trial");
            }
        }
        if is_no_apn && matches!(kind, 16 | 32) {
            if sender.refused.len() < MOST_TARGETS {
                sender.refused.insert(apn);
            }
            if sender.refused.len() >= 8 {
                event.flag(Codes::gtp(13), "access points by trial");
            }
        }
    }

    /// A request that nobody answered.
    pub(super) fn silent(&mut self, event: &mut Event) {
        let Address::Ip(address) = event.actor.address else { return };
        if event.operation == 1
            && let Some(sender) = self.senders.get_mut(&address)
        {
            sender.silent = sender.silent.saturating_add(1);
            if sender.echoed.len() >= 16 && sender.silent >= 8 {
                event.flag(Codes::gtp(5), "echoes to node after node");
            }
        }
    }
}

/// Whether it comes from another network than it goes to.
fn is_across(event: &Event, network: &Network) -> bool {
    match event.direction {
        Direction::Inbound => network.tie(event.actor.net, event.peer.net) != Tie::Same,
        Direction::Transit => network.tie(event.actor.net, event.peer.net) == Tie::Other,
        _ => false,
    }
}

/// GTP-14: what of the message is not as it should be. Old stacks write elements in any order.
fn shape(event: &mut Event, message: &Message<'_>, carrier: &Carrier) {
    let broken = Defects::LENGTH
        .or(Defects::FLAGS)
        .or(Defects::CUT)
        .or(Defects::SIZE)
        .or(Defects::MISSING)
        .or(Defects::DUPLICATE)
        .or(Defects::UNKNOWN)
        .or(Defects::IMSI)
        .or(Defects::TYPE)
        .or(Defects::TEID)
        .or(Defects::VALUE)
        .or(Defects::DEEP);
    if !carrier.is_cut && message.defects.has(broken) {
        let note = message.defects.names().collect::<Vec<_>>().join(", ");
        event.flag(Codes::gtp(14), &note);
    }
}

/// GTP-01 and GTP-03, and whether the source is what it says: who opens a session, for whom.
fn create(event: &mut Event, message: &Message<'_>, network: &Network) {
    owner_of_source(event, message, network);
    if event.direction != Direction::Inbound {
        return;
    }
    let is_nobody = event.actor.net == Net::Unknown && network.knows_partner_ip();
    let no_roaming = network.has_roaming(event.actor.net) == Some(false);
    if event.home_net.is_home() && (is_nobody || no_roaming) {
        event.flag(Codes::gtp(1), "from an address of no roaming partner");
    }
    let is_stranger = network.tie(event.home_net, Net::HOME) == Tie::Other;
    if network.knows_home_imsis() && is_stranger {
        event.flag(Codes::gtp(3), "a subscriber of another network at an own gateway");
    }
    let apn = message.facts.apn_text();
    // Behind the name of the access point may stand that of the operator: mncNNN.mccNNN.gprs.
    let name = apn.split_once(".mnc").map_or(apn.as_str(), |(name, _)| name);
    if event.home_net.is_home() && !name.is_empty() && network.is_own_apn(name) == Some(false) {
        event.flag(Codes::gtp(3), "an access point that the home network does not have");
    }
}

/// GTP-02: the network that a message names is not the one that its address belongs to.
fn owner_of_source(event: &mut Event, message: &Message<'_>, network: &Network) {
    if event.direction == Direction::Outbound || event.direction == Direction::Internal {
        return;
    }
    let place = message.facts.places.plmn().map_or(Net::Unknown, |plmn| net_of(plmn, network));
    let is_other = |net: Net| network.tie(net, event.actor.net) == Tie::Other;
    if is_other(event.serving_net) || is_other(place) {
        event.flag(Codes::gtp(2), "the serving network is not that of the address");
    }
}

/// Whether an address is of another operator than that of a session's peer.
fn is_other(address: IpAddr, peer: IpAddr, network: &Network) -> bool {
    let (net, known) = (network.of_ip(address), network.of_ip(peer));
    let is_nobody = net == Net::Unknown && known != Net::Unknown && network.knows_partner_ip();
    address != peer && (is_nobody || network.tie(net, known) == Tie::Other)
}

/// GTP-08: a session is led to another operator.
fn moved(
    event: &mut Event,
    message: &Message<'_>,
    carrier: &Carrier,
    session: Option<&Session>,
    network: &Network,
) {
    let Some(session) = session else { return };
    let source = carrier.src.0;
    let ends = message.facts.tunnels.iter().filter_map(|tunnel| tunnel.address);
    let is_moved = ends.chain([source]).any(|end| is_other(end, session.peer, network));
    if is_moved {
        let note = format!("the session was {}'s", session.peer);
        event.flag(Codes::gtp(8), &note);
    }
}

/// GTP-07: a session is ended by who has no part in it.
fn deleted(event: &mut Event, carrier: &Carrier, session: Option<&Session>, network: &Network) {
    let Some(session) = session else { return };
    if is_other(carrier.src.0, session.peer, network) {
        let note = format!("the session is {}'s", session.peer);
        event.flag(Codes::gtp(7), &note);
    }
}
