//! What one operation of Diameter shows alone, or beside its connection: the entries DIA-01 to DIA-28 that
//! need no memory of the subscriber.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use super::command::application_name;
use super::defects::Defects;
use super::facts::{Facts, Subscription};
use super::message::Message;
use super::names::Name;
use super::operations::{ASKS_PLACE, Carrier};
use crate::catalogue::Codes;
use crate::event::{Direction, Event, Leaks, Outcome};
use crate::network::{Net, Network, Tie};
use crate::plmn::Plmn;

/// Entries of each table that are kept.
const MOST: usize = 100_000;
/// The first part of a capture, in which answers to earlier requests come in.
const START: i64 = 60_000_000;

/// A request, with who is who in it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) event: Event,
    pub(super) realm: Name,
    pub(super) destination: Name,
    pub(super) host: Name,
    pub(super) route: Vec<Name>,
}

/// What is remembered of connections and hosts.
#[derive(Debug, Default)]
pub(super) struct Checks {
    started: Option<i64>,
    peers: HashMap<IpAddr, Peer>,
    /// Requests by connection.
    links: HashMap<u64, u64>,
    /// Hosts that act as HSS, and the realms that have one.
    hss: HashSet<Arc<str>>,
    hss_realms: HashSet<Arc<str>>,
    /// Hosts of which a network knows by their own answers or requests.
    told: HashSet<(Arc<str>, Net)>,
    /// How many agents requests of a realm pass: how often each number, up to 7.
    hops: HashMap<Arc<str>, [u32; 8]>,
}

/// The node at the other end of a connection.
#[derive(Debug, Default)]
struct Peer {
    /// Its own name, from the exchange of capabilities.
    host: Option<Arc<str>>,
    /// Whether it brought requests of other networks than home.
    brings_foreign: bool,
}

/// Applications that stay inside a network unless agreed otherwise: Cx, Sh, Wx, Rx, Gx, S13, SLg, S6b, SLh,
/// S6m, S6n, S6c, S6t, T6a, credit control.
const INSIDE: &[u32] = &[
    4, 16_777_216, 16_777_217, 16_777_219, 16_777_236, 16_777_238, 16_777_252, 16_777_255,
    16_777_272, 16_777_291, 16_777_310, 16_777_311, 16_777_312, 16_777_345, 16_777_346,
];

impl Checks {
    /// Judges a request.
    pub(super) fn request(
        &mut self,
        asked: Asked,
        message: &Message<'_>,
        carrier: &Carrier,
        network: &Network,
    ) -> Event {
        self.started.get_or_insert(carrier.spot.micros);
        let links = &mut self.links;
        if links.len() < MOST || links.contains_key(&carrier.link) {
            let count = links.entry(carrier.link).or_default();
            *count = count.saturating_add(1);
        }
        let mut request = Request { asked, message, carrier, network };
        request.event().is_unusual = false;
        request.shape();
        match message.header.command {
            257 => self.capabilities(&mut request),
            280 | 282 => {}
            _ => {
                request.origin();
                self.external(&mut request);
                request.route();
                self.route_of(&mut request);
                request.agreed();
                request.serving();
                request.home_only();
                self.reset(&mut request);
                request.short_message();
                self.known_host(&mut request);
            }
        }
        self.learn(&request);
        request.asked.event
    }

    /// Notes who brings whose requests, and who knows whom.
    fn learn(&mut self, request: &Request<'_, '_>) {
        let event = &request.asked.event;
        let knows_room = self.peers.len() < MOST || self.peers.contains_key(&request.carrier.src);
        if knows_room {
            let peer = self.peers.entry(request.carrier.src).or_default();
            let is_foreign = event.actor.net != Net::Unknown && !event.actor.net.is_home();
            peer.brings_foreign |= is_foreign;
        }
        // What the home network asks of another tells that one the name of its node.
        if event.actor.net.is_home()
            && let crate::event::Address::Host(host) = &event.actor.address
            && self.told.len() < MOST
        {
            self.told.insert((Arc::clone(host), event.peer.net));
        }
    }

    /// DIA-04: the home network's name on a message from outside, or one realm for both ends.
    fn external(&mut self, request: &mut Request<'_, '_>) {
        let (carrier, network) = (request.carrier, request.network);
        let event = &request.asked.event;
        let is_outside = if network.knows_home_ip() {
            !network.of_ip(carrier.src).is_home() && network.of_ip(carrier.dst).is_home()
        } else {
            self.peers.get(&carrier.src).is_some_and(|peer| peer.brings_foreign)
                || request.asked.route.iter().any(|host| !host.net.is_home())
        };
        let (realm, destination) = (&request.asked.realm, &request.asked.destination);
        let is_own = event.actor.net.is_home() || realm.net.is_home();
        let is_both = !realm.text.is_empty() && realm.text == destination.text;
        if is_outside && is_own && network.has_home() {
            request.event().flag(Codes::dia(4), "an own name comes from outside");
        } else if is_outside && is_both {
            request.event().flag(Codes::dia(4), "one realm at both ends");
        }
    }

    /// DIA-21: what agents write of the way.
    fn route_of(&mut self, request: &mut Request<'_, '_>) {
        let crate::event::Address::Host(origin) = request.asked.event.actor.address.clone() else {
            return;
        };
        let route = &request.asked.route;
        let mut names: Vec<&Arc<str>> = route.iter().map(|host| &host.text).collect();
        names.sort_unstable();
        let has_loop = names.windows(2).any(|pair| matches!(pair, [one, next] if one == next));
        let relay = self.peers.get(&request.carrier.src).and_then(|peer| peer.host.clone());
        let is_hidden = route.is_empty() && relay.is_some_and(|relay| relay != origin);
        let hops = route.len().min(7);
        if has_loop {
            request.event().flag(Codes::dia(21), "an agent stands twice on the way");
        } else if is_hidden {
            request.event().flag(Codes::dia(21), "an agent forwarded it without a trace");
        } else if self.is_shorter(&request.asked.realm.text, hops) {
            request.event().flag(Codes::dia(21), "fewer agents on the way than ever before");
        }
    }

    fn is_shorter(&mut self, realm: &Arc<str>, hops: usize) -> bool {
        if self.hops.len() >= MOST && !self.hops.contains_key(realm) {
            return false;
        }
        let counts = self.hops.entry(Arc::clone(realm)).or_default();
        let total: u32 = counts.iter().fold(0, |sum, count| sum.saturating_add(*count));
        let shorter = counts.iter().take(hops.saturating_add(1));
        let is_shorter = total >= 50 && shorter.copied().all(|count| count == 0);
        if let Some(count) = counts.get_mut(hops) {
            *count = count.saturating_add(1);
        }
        is_shorter
    }

    /// DIA-23: who introduces itself, and as what.
    fn capabilities(&mut self, request: &mut Request<'_, '_>) {
        let (network, src) = (request.network, request.carrier.src);
        let owner = network.of_ip(src);
        let actor = request.asked.event.actor.net;
        let is_home = owner.is_home() || (owner == Net::Unknown && actor.is_home());
        if is_home && !network.knows_home_ip() {
            return;
        }
        if network.knows_home_ip() && !owner.is_home() && actor.is_home() {
            request.event().flag(Codes::dia(23), "introduces itself with an own name from outside");
        } else if network.knows_partner_ip() && owner == Net::Unknown {
            request.event().flag(Codes::dia(23), "its address is not configured");
        } else if network.tie(owner, actor) == Tie::Other {
            request.event().flag(Codes::dia(23), "its address belongs to another network");
        }
        let facts = &request.message.facts;
        let inside = facts.applications.iter().find(|id| INSIDE.contains(id));
        if let Some(id) = inside
            && !owner.is_home()
            && network.has_home()
            && !actor.is_home()
        {
            let note = format!("offers {}", application_name(id).unwrap_or("?"));
            request.event().flag(Codes::dia(23), &note);
        }
        if let crate::event::Address::Host(host) = &request.asked.event.actor.address
            && self.peers.len() < MOST
        {
            self.peers.entry(src).or_default().host = Some(Arc::clone(host));
        }
    }

    /// DIA-13: a reset by a host that is not the HSS of its realm.
    fn reset(&mut self, request: &mut Request<'_, '_>) {
        let event = &request.asked.event;
        let crate::event::Address::Host(host) = &event.actor.address else { return };
        let realm = &request.asked.realm.text;
        if event.operation == 322 {
            let is_stranger = self.hss_realms.contains(realm) && !self.hss.contains(host);
            if is_stranger && event.direction != Direction::Outbound {
                request.event().flag(Codes::dia(13), "not the host that acts as HSS of its realm");
            }
        } else if matches!(event.operation, 317 | 319 | 320)
            && request.network.tie(event.actor.net, event.home_net) != Tie::Other
            && self.hss.len() < MOST
        {
            self.hss.insert(Arc::clone(host));
            self.hss_realms.insert(Arc::clone(realm));
        }
    }

    /// DIA-19: a node of the home network that the outside was never told of.
    fn known_host(&self, request: &mut Request<'_, '_>) {
        let host = &request.asked.host;
        let event = &request.asked.event;
        if event.direction != Direction::Inbound || !host.net.is_home() || host.text.is_empty() {
            return;
        }
        let is_told = self.told.contains(&(Arc::clone(&host.text), event.actor.net));
        let is_listed = request.network.is_own_host(&host.text);
        if !is_told && is_listed == Some(false) {
            request.event().flag(Codes::dia(19), "asks for a node that it was never told of");
        }
    }

    /// Judges an answer.
    pub(super) fn answer(
        &mut self,
        event: &mut Event,
        message: &Message<'_>,
        host: &Name,
        realm: &Name,
        network: &Network,
    ) {
        let from = if host.net == Net::Unknown { realm.net } else { host.net };
        let is_base = message.header.application == 0;
        // Agents answer for others where a request cannot be delivered.
        let is_of_agent = matches!(event.outcome, Outcome::Error(3000..=3999));
        if !is_base && !is_of_agent && network.tie(from, event.peer.net) == Tie::Other {
            event.flag(Codes::dia(22), "another network answers than the one that was asked");
        }
        if event.outcome == Outcome::Error(3006) && network.tie(from, event.actor.net) == Tie::Other
        {
            event.flag(Codes::dia(27), "another network leads requests elsewhere");
        }
        let is_located = event.leaks.has(Leaks::LOCATION);
        let asks_place = event.operation == 319 && event.act == crate::event::Act::Locate;
        if asks_place && is_located && network.tie(event.actor.net, event.home_net) == Tie::Other {
            event.flag(Codes::dia(24), "asked where the subscriber is, and told");
        }
        if !is_base && event.is_answered() && self.told.len() < MOST && !host.text.is_empty() {
            self.told.insert((Arc::clone(&host.text), event.actor.net));
            if matches!(event.operation, 316 | 318) && self.hss.len() < MOST {
                self.hss.insert(Arc::clone(&host.text));
                self.hss_realms.insert(Arc::clone(&realm.text));
            }
        }
        if event.home_net == Net::Unknown {
            event.home_net = network.of_imsi(&event.imsi);
        }
    }

    /// DIA-22: an answer that nobody asked for, where both ways of the connection are captured.
    pub(super) fn unasked(
        &mut self,
        mut event: Event,
        message: &Message<'_>,
        carrier: &Carrier,
        network: &Network,
    ) -> Option<Event> {
        let started = *self.started.get_or_insert(carrier.spot.micros);
        let is_early = carrier.spot.micros.saturating_sub(started) < START;
        let is_seen = self.links.get(&carrier.link).is_some_and(|count| *count >= 3);
        if is_early || carrier.lossy || !is_seen || message.header.application == 0 {
            return None;
        }
        event.direction = Direction::between(event.actor.net, Net::Unknown);
        event.imsi = super::operations::imsi(message.facts.user_name());
        event.home_net = network.of_imsi(&event.imsi);
        event.flag(Codes::dia(22), "an answer without a request");
        Some(event)
    }
}

/// A request under judgement.
struct Request<'a, 'm> {
    asked: Asked,
    message: &'a Message<'m>,
    carrier: &'a Carrier,
    network: &'a Network,
}

impl Request<'_, '_> {
    fn event(&mut self) -> &mut Event {
        &mut self.asked.event
    }

    fn facts(&self) -> &Facts<'_> {
        &self.message.facts
    }

    /// DIA-18 and DIA-20: what of the message is not as it should be.
    fn shape(&mut self) {
        let ambiguous = Defects::SESSION_ID_NOT_FIRST
            .or(Defects::DUPLICATE)
            .or(Defects::DUPLICATE_IDENTITY)
            .or(Defects::USER_NAME);
        let broken = Defects::VERSION
            .or(Defects::MESSAGE_LENGTH)
            .or(Defects::UNALIGNED)
            .or(Defects::HEADER_FLAGS)
            .or(Defects::REQUEST_IS_ERROR)
            .or(Defects::AVP_LENGTH)
            .or(Defects::AVP_CUT)
            .or(Defects::AVP_FLAGS)
            .or(Defects::TRAILING)
            .or(Defects::UNKNOWN_MANDATORY)
            .or(Defects::TOO_DEEP)
            .or(Defects::TOO_MANY)
            .or(Defects::WRONG_SIZE)
            .or(Defects::NOT_IN_COMMAND);
        let defects = self.message.defects;
        if self.carrier.is_cut || !(defects.has(ambiguous) || defects.has(broken)) {
            return;
        }
        let note = defects.names().collect::<Vec<_>>().join(", ");
        if defects.has(ambiguous) {
            self.event().flag(Codes::dia(18), &note);
        }
        if defects.has(broken) {
            self.event().flag(Codes::dia(20), &note);
        }
    }

    /// DIA-02: the host is none of its realm.
    fn origin(&mut self) {
        let facts = self.facts();
        let (host, realm) = (facts.origin_host(), facts.origin_realm());
        let is_double = facts.origin_hosts.seen() > 1 || facts.origin_realms.seen() > 1;
        // Short names of old nodes have no dot.
        let is_short = !host.contains(&b'.');
        let is_foreign =
            !host.is_empty() && !realm.is_empty() && !is_short && !is_below(host, realm);
        let is_bad = self.message.defects.has(Defects::IDENTITY);
        if is_double {
            self.event().flag(Codes::dia(2), "two senders in one message");
        } else if is_foreign {
            self.event().flag(Codes::dia(2), "the host is not of its realm");
        } else if is_bad {
            self.event().flag(Codes::dia(2), "a name with characters that names have not");
        }
    }

    /// DIA-03: who brings it is none who would.
    fn route(&mut self) {
        let actor = self.asked.event.actor.net;
        let owner = self.network.of_ip(self.carrier.src);
        if !owner.is_home() && !actor.is_home() && self.network.tie(owner, actor) == Tie::Other {
            self.event().flag(Codes::dia(3), "its realm is not expected from that address");
            return;
        }
        let stranger = self.asked.route.iter().find(|host| {
            !host.net.is_home()
                && !actor.is_home()
                && self.network.tie(host.net, actor) == Tie::Other
        });
        if let Some(stranger) = stranger {
            let note = format!("came by way of {}", stranger.text);
            self.event().flag(Codes::dia(3), &note);
        }
    }

    /// DIA-01 and DIA-28: what networks agreed on.
    fn agreed(&mut self) {
        let event = &self.asked.event;
        if event.direction != Direction::Inbound && event.direction != Direction::Transit {
            return;
        }
        let (id, command) = (event.application, event.operation);
        let name = application_name(id);
        let is_known = super::command::command(id, command).is_some();
        let is_register = matches!(command, 316 | 318);
        let no_roaming = self.network.has_roaming(event.actor.net) == Some(false);
        let to_home = event.direction == Direction::Inbound;
        if INSIDE.contains(&id) && to_home {
            let note = format!("{} is not for other networks", name.unwrap_or("it"));
            self.event().flag(Codes::dia(1), &note);
        } else if !is_known && id != u32::MAX {
            self.event().flag(Codes::dia(1), "its command is none of its application");
        }
        if is_register && no_roaming && to_home {
            self.event().flag(Codes::dia(28), "there is no roaming agreement");
        }
    }

    /// DIA-06 and DIA-25: the network that a registration is for.
    fn serving(&mut self) {
        let event = &self.asked.event;
        if !matches!(event.operation, 316 | 318) {
            return;
        }
        let by_name = Plmn::from_name(self.facts().origin_realm());
        let differs = match (self.facts().visited, by_name) {
            (Some(visited), Some(realm)) => !visited.is_same(realm),
            _ => false,
        };
        let tie = self.network.tie(event.serving_net, event.actor.net);
        let flags = self.facts().ulr_flags.unwrap_or(0);
        // Bits 2 and 5: send no profile, first attach; from bit 9 on nothing is defined.
        let is_odd = flags & 0x24 == 0x24 || flags >> 9 != 0;
        if tie == Tie::Other
            || (differs && tie != Tie::Same && event.serving_net != event.actor.net)
        {
            self.event().flag(Codes::dia(6), "registers for another network than its own");
        } else if differs && tie == Tie::Unsure {
            self.event().flag(Codes::dia(6), "the visited network is not that of its realm");
        }
        if is_odd && self.asked.event.operation == 316 {
            self.event().flag(Codes::dia(25), "flags that no serving node has a use for");
        }
    }

    /// DIA-07, 08, 09: what only the home network of a subscriber may do.
    fn home_only(&mut self) {
        let event = &self.asked.event;
        let code = match event.operation {
            319 => 7,
            317 => 8,
            320 => 9,
            _ => return,
        };
        if event.application != 16_777_251 || event.imsi.is_empty() {
            return;
        }
        // Each name that may be read counts: the worst is judged.
        let is_foreign = self.facts().user_names.iter().any(|name| {
            let imsi = super::operations::imsi(name);
            self.network.tie(event.actor.net, self.network.of_imsi(&imsi)) == Tie::Other
        });
        if !is_foreign {
            return;
        }
        let changes = self.facts().subscription;
        let asks_place = self.facts().idr_flags.unwrap_or(0) & ASKS_PLACE != 0;
        self.event().flag(Codes::dia(code), "not from the subscriber's home network");
        let profile = Subscription(
            Subscription::APN.0
                | Subscription::BARRING.0
                | Subscription::CSG.0
                | Subscription::TRACE.0,
        );
        if code == 7 && changes.has(profile) {
            self.event().flag(Codes::dia(7), "changes the profile");
        }
        if asks_place {
            self.event().flag(Codes::dia(7), "asks for the location");
        }
    }

    /// DIA-15: messages for SIM cards, and service centres of others.
    fn short_message(&mut self) {
        let event = &self.asked.event;
        if !matches!(event.operation, 8_388_645 | 8_388_646)
            || event.direction == Direction::Outbound
        {
            return;
        }
        let centre = crate::numbers::Digits::of_tbcd(self.facts().service_centre);
        let name = |message: &crate::event::Message| {
            let end = message.name.iter().position(|byte| *byte == 0).unwrap_or(message.name.len());
            message
                .name
                .get(..end)
                .and_then(|name| std::str::from_utf8(name).ok())
                .map(str::to_owned)
        };
        let is_listed = self.network.is_ota(centre.as_str())
            || event.message.as_ref().is_some_and(|message| {
                self.network.is_ota(message.from.as_str())
                    || name(message).is_some_and(|name| self.network.is_ota(&name))
            });
        let is_for_sim = event.message.as_ref().is_some_and(|message| message.is_for_sim);
        let is_foreign =
            self.network.tie(self.network.of_title(&centre), event.actor.net) == Tie::Other;
        if is_for_sim && !is_listed {
            self.event().flag(Codes::dia(15), "a message for the SIM card, not by a listed sender");
        } else if is_foreign && !is_listed {
            self.event().flag(Codes::dia(15), "the service centre is of another network");
        }
    }
}

/// Whether a host's name ends in its realm's, or is it.
fn is_below(host: &[u8], realm: &[u8]) -> bool {
    let trim = |name: &'_ [u8]| name.strip_suffix(b".").map_or(name.len(), <[u8]>::len);
    let (host, realm) =
        (host.get(..trim(host)).unwrap_or_default(), realm.get(..trim(realm)).unwrap_or_default());
    let Some(at) = host.len().checked_sub(realm.len()) else { return false };
    let Some((front, end)) = host.split_at_checked(at) else { return false };
    end.eq_ignore_ascii_case(realm) && (front.is_empty() || front.ends_with(b"."))
}
