//! A handshake, as far as it can be seen from outside, as a record.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::alert::Alert;
use crate::protocols::quic::QuicFacts;

/// How many of a list that a stranger sent are kept.
pub(super) const MOST_LISTED: usize = 16;

pub(crate) static TLS: Kind = Kind {
    id: "network.capture.tls",
    title: Text { en: "TLS handshake", fr: "Négociation TLS" },
    brief: &["server_name", "server", "version", "alpn", "ja4"],
    personal: &["client", "server_name", "ticket"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<Session>,
};

pub(crate) static QUIC: Kind = Kind {
    id: "network.capture.quic",
    title: Text { en: "QUIC handshake", fr: "Négociation QUIC" },
    brief: &["server_name", "server", "version", "alpn", "ja4"],
    personal: &["client", "server_name", "ticket"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<Session>,
};

pub(crate) const HELLO: Text =
    Text { en: "encrypted connection began", fr: "début d’une connexion chiffrée" };

/// What carried a handshake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Protocol {
    /// TLS over TCP.
    #[default]
    Tls,
    /// DTLS over UDP.
    Dtls,
    /// QUIC.
    Quic,
}

/// A TLS, DTLS or QUIC handshake.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Number of the conversation in the capture.
    pub(crate) connection: u64,
    /// Who sent the ClientHello.
    pub(crate) client: SocketAddr,
    /// Who answered it.
    pub(crate) server: SocketAddr,
    /// What carried it.
    pub(crate) protocol: Protocol,
    /// When its first hello was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Name of the server that the client asked for; with an outer encrypted hello, that of the front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_name: Option<String>,
    /// Whether an encrypted hello was sent: `outer` (or a placeholder that looks the same), `inner`, or
    /// `esni` for the draft before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) encrypted_hello: Option<String>,
    /// Versions that the client offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) offered: Vec<String>,
    /// Whether the client sent values that mean nothing, as browsers of the Chromium family and of Apple
    /// do (GREASE, RFC 8701).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) grease: bool,
    /// The version that the server chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// The cipher suite that the server chose, as its number at IANA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cipher: Option<String>,
    /// Groups for which the client sent a key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) key_shares: Vec<String>,
    /// The group that the server chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// Application protocols that the client offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) alpn_offered: Vec<String>,
    /// The application protocol that the server chose, where that is said in clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) alpn: Option<String>,
    /// JA3 of the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ja3: Option<String>,
    /// JA3S of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ja3s: Option<String>,
    /// JA4 of the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ja4: Option<String>,
    /// Extensions of the server's hello, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_extensions: Option<String>,
    /// Whether the server asked for a second ClientHello.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) retried: bool,
    /// The version to which the server says it was made to go down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) downgrade: Option<String>,
    /// Microseconds from the ClientHello to the ServerHello.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_hello_after_us: Option<u64>,
    /// What the client offered to go on with: `session id`, `ticket`, `psk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) resumption_offered: Option<String>,
    /// Start of the SHA-256 of that ticket or identity: equal ones belong to one client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ticket: Option<String>,
    /// Whether the server took it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) resumed: bool,
    /// Whether the server gave a ticket, or said it would.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) ticket_given: bool,
    /// Whether the client sent data with its hello.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) early_data: bool,
    /// SHA-256 of the certificates that the server showed, its own first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<String>,
    /// Whether the client showed a certificate in clear.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) client_certificate: bool,
    /// Alerts in clear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) alerts: Vec<Alert>,
    /// True where the client's first encrypted record after the ServerHello is as long as an alert
    /// (TLS 1.3): it refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) client_refused: bool,
    /// True where the client sent something encrypted after the ServerHello: it went on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) client_went_on: bool,
    /// What could not be seen: `client hello`, `server hello`, `bytes`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) unseen: Vec<String>,
    /// What only QUIC has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quic: Option<QuicFacts>,
}

impl Session {
    /// A handshake of which nothing was seen yet.
    pub(crate) fn new(
        connection: u64,
        client: SocketAddr,
        server: SocketAddr,
        protocol: Protocol,
    ) -> Self {
        Self {
            connection,
            client,
            server,
            protocol,
            at: None,
            server_name: None,
            encrypted_hello: None,
            offered: Vec::new(),
            grease: false,
            version: None,
            cipher: None,
            key_shares: Vec::new(),
            group: None,
            alpn_offered: Vec::new(),
            alpn: None,
            ja3: None,
            ja3s: None,
            ja4: None,
            server_extensions: None,
            retried: false,
            downgrade: None,
            server_hello_after_us: None,
            resumption_offered: None,
            ticket: None,
            resumed: false,
            ticket_given: false,
            early_data: false,
            certificates: Vec::new(),
            client_certificate: false,
            alerts: Vec::new(),
            client_refused: false,
            client_went_on: false,
            unseen: Vec::new(),
            quic: None,
        }
    }
}

impl Record for Session {
    fn kind(&self) -> &'static Kind {
        if self.protocol == Protocol::Quic { &QUIC } else { &TLS }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, HELLO.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(name) = &self.server_name {
            see("server_name", Observable::Host(name));
        }
    }
}
