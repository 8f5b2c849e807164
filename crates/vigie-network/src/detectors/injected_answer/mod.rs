//! Answers that another machine than the server gave.

mod weigh;

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::protocols::connections::{ConflictRecord, ConnectionRecord, Overview};
use weigh::{Conflicts, Weight, base_rate, weigh};

pub(crate) static ITEM: InjectedAnswer = InjectedAnswer;

pub(crate) struct InjectedAnswer;

/// Connections that wait for their end, or for that of the capture.
const MOST: usize = 10_000;

static META: DetectorMeta = DetectorMeta {
    id: "injected_answer",
    version: 1,
    title: Text {
        en: "Answers that seem to come from another machine than the server",
        fr: "Réponses qui semblent venir d’une autre machine que le serveur",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.connection", "network.capture.conflict", "network.capture.overview"],
    catalogue: &[
        "INJ-01", "INJ-02", "INJ-03", "INJ-04", "INJ-05", "INJ-06", "INJ-07", "INJ-08", "INJ-09",
        "INJ-10", "INJ-11", "INJ-12", "INJ-13", "INJ-14", "INJ-15", "INJ-16", "INJ-28",
    ],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2018/03/bad-traffic-sandvines-packetlogic-devices-deploy-government-spyware-turkey-syria/",
        "https://blog.fox-it.com/2015/04/20/deep-dive-into-quantum-insert/",
        "https://www.rfc-editor.org/rfc/rfc7323#section-3.2",
    ],
};

impl Detector for InjectedAnswer {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Answers::default())
    }
}

#[derive(Default)]
struct Answers {
    /// Conflicts of connections whose record has not come yet.
    conflicts: BTreeMap<u64, (Conflicts, Vec<Evidence>)>,
    /// Connections with anything to weigh.
    suspects: Vec<Suspect>,
    on_device: bool,
}

/// A connection with something to weigh.
struct Suspect {
    args: [(&'static str, String); 3],
    hints: Vec<(String, Vec<u64>)>,
    conflicts: Conflicts,
    evidence: Vec<Evidence>,
}

impl Watch for Answers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(conflict) = seen.record.as_a::<ConflictRecord>() {
            self.conflict(seen, conflict);
        } else if let Some(connection) = seen.record.as_a::<ConnectionRecord>() {
            self.connection(seen, connection);
        } else if let Some(overview) = seen.record.as_a::<Overview>() {
            self.on_device |= overview.on_device;
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for suspect in std::mem::take(&mut self.suspects) {
            if let Some(weight) = weigh(&suspect.hints, &suspect.conflicts, self.on_device) {
                out.push(suspect.found(weight));
            }
        }
    }
}

impl Answers {
    fn conflict(&mut self, seen: &Seen<'_>, conflict: &ConflictRecord) {
        if self.conflicts.len() >= MOST && !self.conflicts.contains_key(&conflict.connection) {
            return;
        }
        let (conflicts, evidence) = self.conflicts.entry(conflict.connection).or_default();
        conflicts.add(conflict);
        let (first, second) = (&conflict.first, &conflict.second);
        let quote = format!(
            "packets {} and {} differ in {} of {} bytes",
            first.packet, second.packet, conflict.differing, conflict.compared
        );
        evidence.push(seen.evidence("differing", &quote));
    }

    fn connection(&mut self, seen: &Seen<'_>, connection: &ConnectionRecord) {
        let (conflicts, mut evidence) =
            self.conflicts.remove(&connection.connection).unwrap_or_default();
        if (connection.hints.is_empty() && conflicts.is_empty()) || self.suspects.len() >= MOST {
            return;
        }
        for hint in &connection.hints {
            let packets: Vec<String> = hint.packets.iter().map(u64::to_string).collect();
            let rate = base_rate(&hint.code).map_or(String::new(), |rate| format!("; {rate}"));
            let quote = format!("{}: {}; packets {}{rate}", hint.code, hint.what, packets.join(", "));
            evidence.push(seen.evidence("hints", &quote));
        }
        let end = match connection.server {
            std::net::IpAddr::V4(address) => format!("{address}:{}", connection.server_port),
            std::net::IpAddr::V6(address) => format!("[{address}]:{}", connection.server_port),
        };
        self.suspects.push(Suspect {
            args: [
                ("server", end),
                ("host", connection.host.clone().unwrap_or_else(|| connection.server.to_string())),
                ("connection", connection.connection.to_string()),
            ],
            hints: connection
                .hints
                .iter()
                .map(|hint| (hint.code.clone(), hint.packets.clone()))
                .collect(),
            conflicts,
            evidence,
        });
    }
}

impl Suspect {
    fn found(self, weight: Weight) -> Found {
        let mut claim = Claim::new(weight.key, [("codes", &weight.codes.join(", "))]);
        claim.args.extend(self.args.map(|(name, value)| (name.to_owned(), value)));
        let hinted = self.hints.iter().flat_map(|(_, packets)| packets);
        let packets: BTreeSet<u64> = hinted.chain(self.conflicts.packets()).copied().collect();
        let packets: Vec<String> = packets.iter().take(8).map(u64::to_string).collect();
        claim.args.insert("packets".to_owned(), packets.join(", "));
        Found {
            severity: weight.severity,
            confidence: weight.confidence,
            claim,
            evidence: self.evidence,
        }
    }
}
