//! Networks that force devices from QUIC to TCP.

use std::collections::BTreeMap;
use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::protocols::connections::ConnectionRecord;

pub(crate) static ITEM: QuicRefused = QuicRefused;

pub(crate) struct QuicRefused;

static META: DetectorMeta = DetectorMeta {
    id: "quic_refused",
    version: 1,
    title: Text {
        en: "QUIC is not let through, while TCP to the same servers is",
        fr: "QUIC ne passe pas, alors que TCP vers les mêmes serveurs passe",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.connection"],
    catalogue: &["INJ-31"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://censoredplanet.org/kazakhstan"],
};

impl Detector for QuicRefused {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Servers::default())
    }
}

/// Servers that are remembered.
const MOST: usize = 20_000;
/// Servers that make it a habit of the network.
const MANY: usize = 5;

#[derive(Default)]
struct Servers {
    by_address: BTreeMap<IpAddr, Server>,
    /// A server that answered by QUIC.
    some_answer: bool,
}

#[derive(Default)]
struct Server {
    refused: Vec<Evidence>,
    quic_answers: bool,
    tcp_answers: bool,
}

impl Watch for Servers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(connection) = seen.record.as_a::<ConnectionRecord>() else { return };
        let is_quic = connection.protocols.iter().any(|name| name == "quic");
        let is_tcp = connection.transport == "tcp" && connection.server_port == 443;
        let address = connection.server;
        if !(is_quic || is_tcp)
            || (self.by_address.len() >= MOST && !self.by_address.contains_key(&address))
        {
            return;
        }
        let server = self.by_address.entry(address).or_default();
        if is_tcp {
            server.tcp_answers |= connection.server_bytes > 0;
        } else if connection.server_packets > 0 {
            server.quic_answers = true;
            self.some_answer = true;
        } else if connection.refused || connection.client_packets >= 2 {
            server.refused.push(seen.evidence("server", &address.to_string()));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let servers = std::mem::take(&mut self.by_address).into_values();
        let refused = servers.filter(|one| one.tcp_answers && !one.quic_answers);
        let refused: Vec<_> =
            refused.map(|one| one.refused).filter(|refused| !refused.is_empty()).collect();
        if refused.is_empty() {
            return;
        }
        let is_habit = refused.len() >= MANY && !self.some_answer;
        let count = refused.len().to_string();
        out.push(Found {
            severity: if is_habit { Severity::Low } else { Severity::Info },
            confidence: Confidence::Low,
            claim: Claim::new("quic-refused-found", [("count", count.as_str()), ("codes", "INJ-31")]),
            evidence: refused.into_iter().flatten().collect(),
        });
    }
}
