//! A message turned into records.

use std::net::SocketAddr;

use vigie_capture::Moment;

use super::message::{Data, Message, Resource, code_name, kind_name};
use super::records::{Arrival, DnsAnswer, DnsQuery};
use crate::dissect::Output;
use crate::protocols::exposure::Thing;

/// Where a message stands.
pub(super) struct Place {
    pub(super) connection: u64,
    pub(super) transport: &'static str,
    pub(super) client: SocketAddr,
    pub(super) server: SocketAddr,
    pub(super) at: Moment,
}

/// A record for each question.
pub(super) fn say_queries(message: &Message, place: &Place, out: &mut Output<'_, '_>) {
    let subnet = message.edns.as_ref().and_then(|edns| edns.client_subnet.clone());
    for question in &message.questions {
        if question.name.text.is_empty() {
            continue;
        }
        let query = DnsQuery {
            at: place.at.time(),
            connection: place.connection,
            transport: place.transport.to_owned(),
            client: Some(place.client.ip()),
            server: Some(place.server.ip()),
            id: message.id,
            name: question.name.text.clone(),
            as_sent: question.name.as_sent.clone(),
            kind: kind_text(question.kind),
            edns_size: message.edns.as_ref().map(|edns| edns.size),
            client_subnet: subnet.clone(),
        };
        out.emit(place.at, &query);
        out.exposed(asked_thing(place.transport), protocol(place.transport), place.at);
    }
    if subnet.is_some_and(|subnet| !subnet.ends_with("/0")) {
        out.exposed(Thing::ClientSubnet, protocol(place.transport), place.at);
    }
}

/// A record of an answer.
pub(super) fn say_answer(
    message: &Message,
    place: &Place,
    arrival: Option<Arrival>,
    out: &mut Output<'_, '_>,
) {
    let question = message.questions.first();
    let first = message.resources.first();
    let name = match (question, first) {
        (Some(question), _) => question.name.text.clone(),
        (None, Some(first)) => first.owner.text.clone(),
        (None, None) => String::new(),
    };
    let mut answer = DnsAnswer {
        at: place.at.time(),
        connection: place.connection,
        transport: place.transport.to_owned(),
        client: Some(place.client.ip()),
        server: Some(place.server.ip()),
        id: message.id,
        kind: question.map_or(String::new(), |question| kind_text(question.kind)),
        code: code_name(message.code)
            .map_or_else(|| format!("CODE{}", message.code), ToOwned::to_owned),
        authoritative: message.authoritative,
        truncated: message.truncated,
        seconds_to_keep: message.resources.iter().map(|one| one.ttl).min(),
        name,
        arrival,
        ..DnsAnswer::default()
    };
    message.resources.iter().for_each(|one| answer.add(one, place.transport == "mdns"));
    if place.transport != "udp" && place.transport != "tcp" && !message.resources.is_empty() {
        out.exposed(Thing::DeviceName, protocol(place.transport), place.at);
    }
    out.emit(place.at, &answer);
}

impl DnsAnswer {
    fn add(&mut self, resource: &Resource, is_local: bool) {
        match &resource.data {
            Data::Address(address) => keep(&mut self.addresses, address),
            Data::Alias(name) => keep(&mut self.aliases, name),
            Data::NameServer(name) => keep(&mut self.name_servers, name),
            Data::MailServer(name) => keep(&mut self.mail_servers, name),
            Data::Host(name) => keep(&mut self.hosts, name),
            Data::Pointer(name) => keep(&mut self.pointers, name),
            Data::Service(service) => {
                if !service.target.is_empty() {
                    keep(&mut self.services, &service.target);
                }
                service.hints.iter().for_each(|hint| keep(&mut self.hints, hint));
                service.alpn.iter().for_each(|name| keep(&mut self.alpn, name));
                service.port.iter().for_each(|port| keep(&mut self.ports, port));
                self.ech |= service.ech;
            }
            Data::Text(text) if !is_local => keep(&mut self.text, text),
            Data::Authority(..) | Data::Text(_) | Data::Other(_) => {}
        }
        let owner = &resource.owner.text;
        let is_known = *owner == self.name
            || owner.is_empty()
            || self.aliases.contains(owner)
            || self.name_servers.contains(owner);
        // Zones that are named beside an SOA or a name server are parents of what was asked for.
        let is_parent = || {
            let rest = self.name.strip_suffix(owner.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if !is_known && !is_parent() {
            keep(&mut self.owners, owner);
        }
    }
}

/// Most values of one kind in one record.
const MOST: usize = 64;

/// Adds what is not there yet.
fn keep<T: Clone + PartialEq>(list: &mut Vec<T>, value: &T) {
    if list.len() < MOST && !list.contains(value) {
        list.push(value.clone());
    }
}

fn kind_text(kind: u16) -> String {
    kind_name(kind).map_or_else(|| format!("TYPE{kind}"), ToOwned::to_owned)
}

fn protocol(transport: &str) -> &'static str {
    match transport {
        "mdns" => "mDNS",
        "llmnr" => "LLMNR",
        _ => "DNS",
    }
}

/// What a question shows: on a local network it is asked of all, mostly for a device.
fn asked_thing(transport: &str) -> Thing {
    match transport {
        "llmnr" => Thing::DeviceName,
        _ => Thing::DnsName,
    }
}
