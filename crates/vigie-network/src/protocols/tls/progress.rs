//! A handshake while it is read: messages and alerts of both sides make a [`Session`].
//!
//! The same for TLS, DTLS and QUIC, which differ in how messages arrive.

use std::fmt::Write as _;
use std::net::SocketAddr;

use sha2::{Digest as _, Sha256};
use vigie_capture::Moment;

use super::alert::Alert;
use super::fingerprint::{Carrier, ja3, ja3s, ja4};
use super::hello::{
    ClientHello, ServerHello, hides_certificates, is_grease, numbers, protocols, share_groups,
    version_name,
};
use super::messages::kind;
use super::session::{MOST_LISTED, Protocol, Session};
use crate::certificates::Chain;
use crate::dissect::{Conversation, Output, Side};
use crate::protocols::exposure::Thing;

/// Most alerts of one handshake that are kept.
const MOST_ALERTS: usize = 8;

/// A handshake that is being read.
#[derive(Debug)]
pub(crate) struct Progress {
    /// What is known of it.
    pub(crate) session: Session,
    /// Side of the conversation that sent the ClientHello, where one was seen.
    client: Option<Side>,
    /// Where the ClientHello stands.
    hello: Option<Moment>,
    /// Where the ServerHello stands.
    answer: Option<Moment>,
    /// Session that the client wants to go on with.
    session_id: Vec<u8>,
    /// The version that the server chose.
    version: Option<u16>,
    /// What the server showed of itself.
    chain: Chain,
}

impl Progress {
    /// Nothing was read yet of the handshake in `of`.
    pub(crate) fn new(of: &Conversation, protocol: Protocol) -> Self {
        Self {
            session: Session::new(of.number, of.client, of.server, protocol),
            client: None,
            hello: None,
            answer: None,
            session_id: Vec::new(),
            version: None,
            chain: Chain::default(),
        }
    }

    /// Whether `side` is the client, by what was said or else by who opened the conversation.
    pub(crate) fn is_client(&self, side: Side) -> bool {
        side == self.client.unwrap_or(Side::Client)
    }

    /// Whether a ClientHello was read.
    pub(crate) const fn has_client_hello(&self) -> bool {
        self.hello.is_some()
    }

    /// Whether the ServerHello was read that begins the session.
    pub(crate) const fn has_server_hello(&self) -> bool {
        self.answer.is_some()
    }

    /// Whether everything after the ServerHello is encrypted; `None` before it.
    pub(crate) fn hides_certificates(&self) -> Option<bool> {
        self.version.map(hides_certificates)
    }

    /// Takes a message of the handshake.
    pub(crate) fn message(
        &mut self,
        of: &Conversation,
        from: Side,
        kind: u8,
        body: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        match kind {
            kind::CLIENT_HELLO => self.client_hello(of, from, body, at, out),
            kind::SERVER_HELLO => self.server_hello(of, from, body, at, out),
            kind::CERTIFICATE if self.is_client(from) => self.client_certificate(body, at, out),
            kind::CERTIFICATE if self.hides_certificates() != Some(true) => {
                self.chain.certificates(body, at);
            }
            kind::CERTIFICATE_STATUS => self.chain.status(body),
            kind::SERVER_KEY_EXCHANGE => self.server_key(body),
            kind::NEW_SESSION_TICKET => self.session.ticket_given = true,
            _ => {}
        }
    }

    fn client_certificate(&mut self, body: &[u8], at: Moment, out: &mut Output<'_, '_>) {
        // An empty list (three bytes) says that the client has none.
        if body.len() > 3 && !self.session.client_certificate {
            self.session.client_certificate = true;
            out.exposed(Thing::ClientCertificate, self.name(), at);
        }
    }

    /// Takes an alert in clear.
    pub(crate) fn alert(&mut self, from: Side, level: u8, number: u8, at: Moment) {
        let by = if self.is_client(from) { Side::Client } else { Side::Server };
        if self.session.alerts.len() < MOST_ALERTS && matches!(level, 1 | 2) {
            self.session.alerts.push(Alert::new(by, level, number, at.packet));
        }
    }

    /// Notes that something could not be seen.
    pub(crate) fn unseen(&mut self, what: &str) {
        if !self.session.unseen.iter().any(|one| one == what) {
            self.session.unseen.push(what.to_owned());
        }
    }

    /// Emits what was read, if that is anything.
    pub(crate) fn finish(mut self, out: &mut Output<'_, '_>) {
        let Some(at) = self.hello.or(self.answer).or(self.chain.at()) else { return };
        self.session.at = at.time();
        if self.hello.is_none() {
            self.unseen("client hello");
        }
        if self.answer.is_none() {
            self.unseen("server hello");
        }
        if self.chain.is_empty() && !self.session_id.is_empty() {
            let echoed = self.hides_certificates() == Some(false);
            self.session.resumed |= echoed && self.session.resumption_offered.is_some();
        }
        self.session.certificates = self.chain.hashes();
        out.emit(at, &self.session);
        std::mem::take(&mut self.chain).finish(&self.session, out);
    }

    const fn name(&self) -> &'static str {
        match self.session.protocol {
            Protocol::Tls => "tls",
            Protocol::Dtls => "dtls",
            Protocol::Quic => "quic",
        }
    }

    fn client_hello(
        &mut self,
        of: &Conversation,
        from: Side,
        body: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        if self.hello.is_some() {
            return;
        }
        let is_dtls = self.session.protocol == Protocol::Dtls;
        let hello = match ClientHello::read(body, is_dtls) {
            Ok(hello) => hello,
            Err(stop) => return out.problem(at, format!("ClientHello: {stop}")),
        };
        self.began(of, from, at);
        let carrier = match self.session.protocol {
            Protocol::Tls => Carrier::Tcp,
            Protocol::Dtls => Carrier::Dtls,
            Protocol::Quic => Carrier::Quic,
        };
        if hello.is_cut {
            self.unseen("end of client hello");
        } else {
            self.session.ja3 = Some(ja3(&hello));
            self.session.ja4 = Some(ja4(&hello, carrier));
        }
        self.offers(&hello);
        if self.session.server_name.is_some() {
            out.exposed(Thing::SiteName, self.name(), at);
        }
        if self.session.ticket.is_some() {
            out.exposed(Thing::Linker, self.name(), at);
        }
    }

    /// Notes who is the client.
    pub(super) fn began(&mut self, of: &Conversation, from: Side, at: Moment) {
        self.hello = Some(at);
        self.client = Some(from);
        (self.session.client, self.session.server) = ends(of, from);
    }

    fn offers(&mut self, hello: &ClientHello<'_>) {
        let session = &mut self.session;
        session.server_name = hello.server_name.and_then(host);
        session.encrypted_hello = match hello.ech {
            Some(0) => Some("outer".to_owned()),
            Some(_) => Some("inner".to_owned()),
            None => hello.esni.then(|| "esni".to_owned()),
        };
        let versions = numbers(hello.versions).filter(|version| !is_grease(*version));
        session.offered = versions.take(MOST_LISTED).map(version_name).collect();
        if session.offered.is_empty() {
            session.offered.push(version_name(hello.version));
        }
        let shares = share_groups(hello.key_shares).filter(|group| !is_grease(*group));
        session.key_shares = shares.take(MOST_LISTED).map(hex).collect();
        session.alpn_offered = protocols(hello.alpn).take(MOST_LISTED).map(short).collect();
        session.early_data = hello.early_data;
        session.grease = numbers(hello.ciphers).any(is_grease);
        let known = hello.psk.filter(|id| !id.is_empty()).map(|id| ("psk", id));
        let known = known.or(hello.ticket.map(|ticket| ("ticket", ticket)));
        session.ticket = known.map(|(_, value)| digest(value));
        // With 1.3 on offer a session id is there for the sake of old boxes only.
        let has_13 = numbers(hello.versions).any(hides_certificates);
        let by_id = (!has_13 && !hello.session_id.is_empty()).then_some("session id");
        session.resumption_offered = known.map(|(how, _)| how).or(by_id).map(str::to_owned);
        self.session_id = hello.session_id.to_vec();
    }

    fn server_hello(
        &mut self,
        of: &Conversation,
        from: Side,
        body: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        if self.answer.is_some() {
            return;
        }
        let hello = match ServerHello::read(body) {
            Ok(hello) => hello,
            Err(stop) => return out.problem(at, format!("ServerHello: {stop}")),
        };
        if self.client.is_none() {
            self.client = Some(from.other());
            (self.session.client, self.session.server) = ends(of, from.other());
        }
        self.version = Some(hello.version);
        if hello.is_retry {
            self.session.retried = true;
            self.session.group = hello.group.map(hex);
            return;
        }
        self.answer = Some(at);
        self.chosen(&hello);
        self.session.server_hello_after_us = self.delay(at);
        self.chain.scts(hello.scts);
    }

    fn chosen(&mut self, hello: &ServerHello<'_>) {
        let is_same = !self.session_id.is_empty() && self.session_id == hello.session_id;
        if !is_same {
            self.session_id.clear();
        }
        let session = &mut self.session;
        session.version = Some(version_name(hello.version));
        session.cipher = Some(hex(hello.cipher));
        session.group = hello.group.map(hex).or(session.group.take());
        session.alpn = hello.alpn.map(short);
        session.ja3s = Some(ja3s(hello));
        session.downgrade = hello.downgrade().map(str::to_owned);
        session.ticket_given = hello.gives_ticket;
        session.resumed = hello.took_psk;
        let mut order = String::new();
        for (number, _) in hello.extensions.iter().take(64) {
            let dash = if order.is_empty() { "" } else { "-" };
            let _ = write!(order, "{dash}{number}");
        }
        session.server_extensions = Some(order);
    }

    /// The curve of a ServerKeyExchange up to 1.2 (RFC 8422 §5.4).
    fn server_key(&mut self, body: &[u8]) {
        if let Some([3, high, low]) = body.first_chunk()
            && self.session.group.is_none()
        {
            self.session.group = Some(hex(u16::from_be_bytes([*high, *low])));
        }
    }

    fn delay(&self, answer: Moment) -> Option<u64> {
        let nanos = answer.nanos?.checked_sub(self.hello?.nanos?)?;
        u64::try_from(nanos / 1000).ok()
    }
}

/// Both ends, that of the TLS client first.
fn ends(of: &Conversation, client: Side) -> (SocketAddr, SocketAddr) {
    match client {
        Side::Client => (of.client, of.server),
        Side::Server => (of.server, of.client),
    }
}

fn hex(value: u16) -> String {
    format!("0x{value:04x}")
}

/// A host name as it stands, at most as long as names are.
fn host(name: &[u8]) -> Option<String> {
    let name = name.get(..255).unwrap_or(name);
    (!name.is_empty()).then(|| String::from_utf8_lossy(name).into_owned())
}

/// A short text of a stranger.
fn short(text: &[u8]) -> String {
    String::from_utf8_lossy(text.get(..64).unwrap_or(text)).into_owned()
}

/// The first 16 digits of the SHA-256.
fn digest(value: &[u8]) -> String {
    Sha256::digest(value).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
