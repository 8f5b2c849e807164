//! What a capture cannot show, in shares.

use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::protocols::connections::{ConnectionRecord, Overview};
use crate::protocols::dns::DnsQuery;
use crate::protocols::plaintext::Service;
use crate::protocols::tls::Session;

pub(crate) static ITEM: HiddenFromCapture = HiddenFromCapture;

pub(crate) struct HiddenFromCapture;

static META: DetectorMeta = DetectorMeta {
    id: "hidden_from_capture",
    version: 1,
    title: Text {
        en: "What this capture cannot show",
        fr: "Ce que cette capture ne peut pas montrer",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &[
        "network.capture.connection",
        "network.capture.dns_query",
        "network.capture.overview",
        "network.capture.service",
        "network.capture.tls",
    ],
    catalogue: &["IOC-13", "IOC-14", "IOC-21", "EXP-17"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.rfc-editor.org/rfc/rfc8484",
        "https://www.rfc-editor.org/rfc/rfc9849",
        "https://www.rfc-editor.org/rfc/rfc8446",
    ],
};

impl Detector for HiddenFromCapture {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Shares::default())
    }
}

/// Names of resolvers that are asked over HTTPS.
const RESOLVERS: [&str; 12] = [
    "chrome.cloudflare-dns.com",
    "cloudflare-dns.com",
    "dns.adguard-dns.com",
    "dns.google",
    "dns.nextdns.io",
    "dns.quad9.net",
    "doh.cleanbrowsing.org",
    "doh.opendns.com",
    "firefox.dns.nextdns.io",
    "mask.icloud.com",
    "mozilla.cloudflare-dns.com",
    "one.one.one.one",
];
/// Their addresses.
const ADDRESSES: [&str; 8] = [
    "1.0.0.1",
    "1.1.1.1",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "8.8.4.4",
    "8.8.8.8",
    "9.9.9.9",
    "149.112.112.112",
];
/// A capture shorter than this misses what is done once in a while.
const SHORT_MICROS: i64 = 15 * 60 * 1_000_000;

/// How often, with an example or more.
#[derive(Default)]
struct Count {
    count: u64,
    evidence: Vec<Evidence>,
}

impl Count {
    fn add(&mut self, seen: &Seen<'_>, field: &str, quote: &str) {
        self.count = self.count.saturating_add(1);
        if self.evidence.len() < 100 {
            self.evidence.push(seen.evidence(field, quote));
        }
    }

    fn say(self, key: &str, all: u64, codes: &str, out: &mut Vec<Found>) {
        if self.count == 0 {
            return;
        }
        let percent = self.count.saturating_mul(100) / all.max(self.count);
        let (count, all, percent) = (self.count.to_string(), all.to_string(), percent.to_string());
        let args =
            [("count", count.as_str()), ("all", &all), ("percent", &percent), ("codes", codes)];
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new(key, args),
            evidence: self.evidence,
        });
    }
}

/// What was seen.
#[derive(Default)]
struct Shares {
    clear_names: u64,
    encrypted_names: Count,
    sessions: u64,
    hidden_certificates: Count,
    hidden_hellos: Count,
    quic: Count,
    tunnels: Count,
    web: u64,
    encrypted_web: Count,
    tcp: u64,
    one_way: Count,
    short: Count,
}

impl Watch for Shares {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(query) = seen.record.as_a::<DnsQuery>() {
            self.clear_names += u64::from(matches!(query.transport.as_str(), "udp" | "tcp"));
        } else if let Some(session) = seen.record.as_a::<Session>() {
            self.session(session, seen);
        } else if let Some(service) = seen.record.as_a::<Service>() {
            if service.service != "STUN" {
                self.tunnels.add(seen, "service", &service.service);
            }
        } else if let Some(connection) = seen.record.as_a::<ConnectionRecord>() {
            self.connection(connection, seen);
        } else if let Some(overview) = seen.record.as_a::<Overview>() {
            let span = overview.first.zip(overview.last);
            let micros = span.map(|(first, last)| last.unix_micros().saturating_sub(first.unix_micros()));
            if let Some(micros) = micros.filter(|micros| *micros < SHORT_MICROS) {
                self.short.add(seen, "last", &format!("{} s", micros / 1_000_000));
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let all = std::mem::take(self);
        let names = all.clear_names.saturating_add(all.encrypted_names.count);
        all.encrypted_names.say("hidden-from-capture-names", names, "IOC-13", out);
        all.hidden_hellos.say("hidden-from-capture-ech", all.sessions, "IOC-14", out);
        all.hidden_certificates.say("hidden-from-capture-certificates", all.sessions, "EXP-17", out);
        all.quic.say("hidden-from-capture-quic", all.sessions, "EXP-17", out);
        all.encrypted_web.say("hidden-from-capture-web", all.web, "EXP-17", out);
        all.tunnels.say("hidden-from-capture-tunnels", 0, "IOC-21", out);
        all.one_way.say("hidden-from-capture-one-way", all.tcp, "EXP-17", out);
        all.short.say("hidden-from-capture-short", 0, "EXP-17", out);
    }
}

impl Shares {
    fn session(&mut self, session: &Session, seen: &Seen<'_>) {
        self.sessions = self.sessions.saturating_add(1);
        let name = session.server_name.as_deref().unwrap_or("");
        if RESOLVERS.contains(&name) || session.server.port() == 853 {
            self.encrypted_names.add(seen, "server_name", name);
        }
        if session.encrypted_hello.is_some() {
            self.hidden_hellos.add(seen, "server_name", name);
        }
        let is_quic = session.alpn_offered.iter().any(|name| name == "h3");
        if session.version.as_deref().is_some_and(|version| version.contains("1.3")) || is_quic {
            self.hidden_certificates.add(seen, "version", session.version.as_deref().unwrap_or(""));
        }
        if is_quic {
            self.quic.add(seen, "server_name", name);
        }
    }

    fn connection(&mut self, connection: &ConnectionRecord, seen: &Seen<'_>) {
        let speaks = |name: &str| connection.protocols.iter().any(|one| one == name);
        let is_resolver = ADDRESSES
            .iter()
            .any(|address| address.parse::<IpAddr>().is_ok_and(|one| one == connection.server));
        if is_resolver && connection.server_port == 443 && !speaks("tls") && !speaks("quic") {
            self.encrypted_names.add(seen, "server", &connection.server.to_string());
        }
        if speaks("tls") || speaks("quic") {
            self.web = self.web.saturating_add(1);
            self.encrypted_web.add(seen, "server", &connection.server.to_string());
        } else if speaks("http") || speaks("h2c") {
            self.web = self.web.saturating_add(1);
        }
        if connection.transport == "tcp" {
            self.tcp = self.tcp.saturating_add(1);
            let heard = |packets: u64| packets > 1;
            let one = heard(connection.client_packets) && connection.server_packets == 0;
            let other = heard(connection.server_packets) && connection.client_packets == 0;
            if one || other {
                self.one_way.add(seen, "server", &connection.server.to_string());
            }
        }
    }
}
