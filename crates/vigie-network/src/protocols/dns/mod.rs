//! DNS (RFC 1035 and later) over UDP and TCP, mDNS (RFC 6762) and LLMNR (RFC 4795).
//!
//! Ports 53, 5353 and 5355; on other ports a datagram counts where it is a well-formed question or answer
//! to its last byte. DNS over TLS, HTTPS and QUIC hides its names.

mod message;
mod name;
mod records;
mod resolvers;
mod say;
mod stream;

use std::net::SocketAddr;

use vigie_capture::{Carried, Packet};

use crate::dissect::{Conversation, DatagramDissector, Output, Protocol, Side};

pub(crate) use message::{Message, read_message};
pub(crate) use records::{Arrival, DnsAnswer, DnsQuery};
use resolvers::{Ends, Resolvers};
use say::{Place, say_answer, say_queries};

pub(crate) static ITEM: Protocol = Protocol {
    name: "dns",
    kinds: &[&records::QUERY, &records::ANSWER],
    means: &[records::ASKED, records::ANSWERED],
    stream: Some(&stream::OverTcp),
    datagrams: Some(|| Box::new(Dns::default())),
};

/// Reads DNS in datagrams.
#[derive(Default)]
struct Dns {
    resolvers: Resolvers,
}

impl DatagramDissector for Dns {
    fn ports(&self) -> &'static [u16] {
        &[53, 5353, 5355]
    }

    fn datagram(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool {
        let (sender, receiver) = match from {
            Side::Client => (of.client, of.server),
            Side::Server => (of.server, of.client),
        };
        let transport = transport(sender, receiver);
        if transport.is_none() && !looks_like_dns(bytes) {
            return false;
        }
        // A packet that was captured twice says nothing new, and would look like a second answer.
        if packet.is_repeat {
            return transport.is_some();
        }
        let Some(message) = read_message(bytes) else {
            return transport.is_some();
        };
        if transport.is_none() && (message.damage.is_some() || message.has_rest) {
            return false;
        }
        self.read(of, (sender, receiver), transport.unwrap_or("udp"), &message, packet, out);
        true
    }
}

impl Dns {
    fn read(
        &mut self,
        of: &Conversation,
        (sender, receiver): (SocketAddr, SocketAddr),
        transport: &'static str,
        message: &Message,
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) {
        let at = packet.at;
        if let Some(damage) = message.damage.filter(|_| !packet.is_cut) {
            out.problem(at, format!("DNS: {damage}"));
        }
        if message.opcode != 0 {
            return;
        }
        let (client, server) = match message.is_response {
            true => (receiver, sender),
            false => (sender, receiver),
        };
        let place = Place { connection: of.number, transport, client, server, at };
        let ends = Ends { path: of.path, client, server };
        if !message.is_response {
            if transport == "udp" {
                self.resolvers.ask(ends, message, at);
            }
            say_queries(message, &place, out);
            return;
        }
        let arrival = match &packet.carried {
            Carried::Ip(ip) if transport == "udp" => {
                Some(self.resolvers.answer(ends, message, ip, at))
            }
            _ => None,
        };
        say_answer(message, &place, arrival, out);
    }
}

/// What is spoken at these ports.
fn transport(sender: SocketAddr, receiver: SocketAddr) -> Option<&'static str> {
    let at = |port| sender.port() == port || receiver.port() == port;
    if at(5353) {
        Some("mdns")
    } else if at(5355) {
        Some("llmnr")
    } else {
        at(53).then_some("udp")
    }
}

/// Whether a header asks one question in the usual way, or answers one.
fn looks_like_dns(bytes: &[u8]) -> bool {
    let Some([_, _, high, low, 0, 1, more @ ..]) = bytes.first_chunk::<12>() else { return false };
    let is_response = high & 0x80 != 0;
    let [answers, authorities, additionals] =
        [more.first_chunk(), more.get(2..).and_then(<[u8]>::first_chunk), more.last_chunk()]
            .map(|pair| pair.copied().map_or(u16::MAX, u16::from_be_bytes));
    // Opcode 0, nothing where nothing may stand, and few resources.
    high & 0x78 == 0
        && low & 0x40 == 0
        && (is_response || (answers == 0 && authorities == 0 && low & 0x0f == 0))
        && answers < 64
        && authorities < 64
        && additionals < 64
}

#[cfg(test)]
mod tests;
