//! Conversations, and the capture as a whole, as records.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_capture::tcp::{Beginning, Connection, Ending, Side, Statistics};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::{Facts, Hint};
use crate::dissect::Conversation;

pub(super) static CONNECTION: Kind = Kind {
    id: "network.capture.connection",
    title: Text { en: "Conversation of two ends", fr: "Conversation entre deux machines" },
    brief: &["transport", "server", "server_port", "protocols", "ending"],
    personal: &["host"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<ConnectionRecord>,
};

pub(super) static OVERVIEW: Kind = Kind {
    id: "network.capture.overview",
    title: Text { en: "Capture as a whole", fr: "Capture dans son ensemble" },
    brief: &["packets", "connections"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Overview>,
};

/// A conversation: a TCP connection, or datagrams between two ports.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ConnectionRecord {
    /// Its number in the capture; other records name it.
    pub(crate) connection: u64,
    /// `tcp` or `udp`.
    pub(crate) transport: String,
    /// The end that opened it.
    pub(crate) client: IpAddr,
    /// Its port.
    pub(crate) client_port: u16,
    /// The other end.
    pub(crate) server: IpAddr,
    /// Its port.
    pub(crate) server_port: u16,
    /// When its first packet was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// When its last packet was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// Number of its last packet.
    pub(crate) last_packet: u64,
    /// With what the capture of it begins: `syn`, `syn-ack`, `middle`; `datagram`.
    pub(crate) beginning: String,
    /// How it ended: `closed`, `reset-by-client`, `reset-by-server`, `replaced`, `idle`, `spilled`, `open`.
    pub(crate) ending: String,
    /// Packets of the client, without copies.
    pub(crate) client_packets: u64,
    /// Packets of the server.
    pub(crate) server_packets: u64,
    /// Bytes that the client sent.
    pub(crate) client_bytes: u64,
    /// Bytes that the server sent.
    pub(crate) server_bytes: u64,
    /// Bytes that are not in the capture.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) missing: u64,
    /// Packets that were captured at another point before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) copies: u64,
    /// What it spoke, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) protocols: Vec<String>,
    /// Host of its last clear request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<String>,
    /// Microseconds from SYN to SYN-ACK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) handshake_micros: Option<u64>,
    /// Microseconds from the client's first words to the server's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answer_micros: Option<u64>,
    /// Time to live of what the server sent first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_ttl: Option<u8>,
    /// After what it broke off, with no word of the server: `syn`, `syn-ack`, `client-hello`, `request`,
    /// `data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) broke_off_after: Option<String>,
    /// ICMP told the client that the server cannot be reached.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) refused: bool,
    /// Conflicts between its segments.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) conflicts: u64,
    /// What its ends would not do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) hints: Vec<Hint>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl ConnectionRecord {
    /// The record of a TCP connection that is over.
    pub(crate) fn of(
        conversation: &Conversation,
        tcp: &Connection,
        ending: Ending,
        protocols: &[&str],
        facts: &mut Facts,
    ) -> Self {
        let [client_packets, server_packets] = tcp.segments;
        let [client_bytes, server_bytes] = tcp.bytes;
        let is_reset = matches!(ending, Ending::Reset(Side::Server));
        Self {
            beginning: match tcp.beginning {
                Beginning::Syn => "syn".into(),
                Beginning::SynAck => "syn-ack".into(),
                Beginning::Middle => "middle".into(),
            },
            ending: match ending {
                Ending::Closed => "closed".into(),
                Ending::Reset(Side::Client) => "reset-by-client".into(),
                Ending::Reset(Side::Server) => "reset-by-server".into(),
                Ending::Replaced => "replaced".into(),
                Ending::Idle => "idle".into(),
                Ending::Spilled => "spilled".into(),
                Ending::Open => "open".into(),
            },
            client_packets,
            server_packets,
            client_bytes,
            server_bytes,
            missing: tcp.missing.iter().fold(0, |sum, one| sum.saturating_add(*one)),
            copies: tcp.copies,
            protocols: protocols.iter().map(|name| (*name).to_owned()).collect(),
            host: facts.host(),
            handshake_micros: facts.handshake_micros(),
            answer_micros: facts.answer_micros(),
            server_ttl: facts.server_ttl(),
            broke_off_after: facts.broke_off_after(is_reset).map(str::to_owned),
            conflicts: facts.conflicts,
            hints: facts.hints(),
            last: tcp.last.time(),
            last_packet: tcp.last.packet,
            ..Self::bare(conversation, "tcp")
        }
    }

    /// The record of a conversation of which nothing but the ends is known.
    pub(crate) fn bare(conversation: &Conversation, transport: &str) -> Self {
        Self {
            connection: conversation.number,
            transport: transport.to_owned(),
            client: conversation.client.ip(),
            client_port: conversation.client.port(),
            server: conversation.server.ip(),
            server_port: conversation.server.port(),
            first: conversation.first.time(),
            last: None,
            last_packet: conversation.first.packet,
            beginning: "datagram".into(),
            ending: "open".into(),
            client_packets: 0,
            server_packets: 0,
            client_bytes: 0,
            server_bytes: 0,
            missing: 0,
            copies: 0,
            protocols: Vec::new(),
            host: None,
            handshake_micros: None,
            answer_micros: None,
            server_ttl: None,
            broke_off_after: None,
            refused: false,
            conflicts: 0,
            hints: Vec::new(),
        }
    }

    /// The hint with this code.
    pub(crate) fn hint(&self, code: &str) -> Option<&Hint> {
        self.hints.iter().find(|hint| hint.code == code)
    }
}

impl Record for ConnectionRecord {
    fn kind(&self) -> &'static Kind {
        &CONNECTION
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "conversation began"));
        }
        if let Some(at) = self.last.filter(|last| Some(*last) != self.first) {
            see(Stamp::utc(at, "last packet"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("server", Observable::Ip(self.server));
        see("client", Observable::Ip(self.client));
    }
}

/// The capture as a whole.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Overview {
    /// Packets, without copies.
    pub(crate) packets: u64,
    /// Packets that were captured at another point before.
    pub(crate) copies: u64,
    /// TCP connections.
    pub(crate) connections: u64,
    /// Conversations in datagrams.
    pub(crate) datagram_conversations: u64,
    /// Connections that were forgotten because there were too many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) spilled: u64,
    /// Segments that came again and could not be compared with what they repeat.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) not_compared: u64,
    /// Whether all of the capture can be read again, so that segments can be compared however late they
    /// come; otherwise only those within the last 16 MiB were.
    pub(crate) compares_all: bool,
    /// Whether it was made by an app on the device that plays the network to it: times to live,
    /// identifications and cards then say nothing.
    pub(crate) on_device: bool,
    /// Time of the first packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// Time of the last packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Overview {
    /// Takes over what the table of connections counted.
    pub(crate) fn count(&mut self, statistics: Statistics) {
        self.connections = statistics.connections;
        self.spilled = statistics.spilled;
        self.not_compared = statistics.unverified.saturating_add(statistics.forgotten);
    }
}

impl Record for Overview {
    fn kind(&self) -> &'static Kind {
        &OVERVIEW
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "capture began"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "capture ended"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
