//! A proxy that answers TCP itself and fetches the site afterwards.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::connections::ConnectionRecord;
use crate::protocols::tls::Session;

pub(crate) static ITEM: LatencySplit = LatencySplit;

pub(crate) struct LatencySplit;

static META: DetectorMeta = DetectorMeta {
    id: "latency_split",
    version: 1,
    title: Text {
        en: "Connections that are answered near by but spoken to from afar",
        fr: "Connexions acceptées tout près mais servies de loin",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.tls", "network.capture.connection"],
    catalogue: &["TLS-14"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc3135"],
};

impl Detector for LatencySplit {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Sites that it takes, and what share of all of them.
const FEWEST_SITES: usize = 5;
/// Least difference, in microseconds.
const LEAST_GAP: u64 = 40_000;
/// Most handshakes that wait for the record of their connection.
const MOST_WAITING: usize = 100_000;

#[derive(Default)]
struct Watching {
    handshakes: BTreeMap<u64, u64>,
    split: Groups<()>,
    sites: BTreeSet<String>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(session) = seen.record.as_a::<Session>() {
            if let Some(after) = session.server_hello_after_us
                && self.handshakes.len() < MOST_WAITING
            {
                self.handshakes.insert(session.connection, after);
            }
        } else if let Some(connection) = seen.record.as_a::<ConnectionRecord>()
            && let Some(hello) = self.handshakes.remove(&connection.connection)
            && let Some(handshake) = connection.handshake_micros
        {
            let server = connection.server.to_string();
            if self.sites.len() < MOST_WAITING {
                self.sites.insert(server.clone());
            }
            if handshake < hello / 5 && hello.saturating_sub(handshake) > LEAST_GAP {
                let quote = handshake.to_string();
                self.split.add((), seen, "handshake_micros", &quote, &server);
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((), group) in self.split.take() {
            let split = group.names.len();
            // Most of them: a proxy takes all that goes through it.
            let all = self.sites.len().min(200);
            if split >= FEWEST_SITES && split.saturating_mul(4) >= all.saturating_mul(3) {
                let key = "latency-split-many";
                out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-14", &[]));
            }
        }
    }
}
