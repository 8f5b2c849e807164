//! Two answers to one SYN.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, MAX_EVIDENCE, Order, Seen, Severity, Text,
    Watch, wording,
};

use crate::protocols::connections::ConnectionRecord;

pub(crate) static ITEM: HandshakeRace = HandshakeRace;

pub(crate) struct HandshakeRace;

static META: DetectorMeta = DetectorMeta {
    id: "handshake_race",
    version: 1,
    title: Text {
        en: "Two different answers to one request to connect",
        fr: "Deux réponses différentes à une demande de connexion",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.connection"],
    catalogue: &["INJ-20"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://github.com/david415/HoneyBadger"],
};

impl Detector for HandshakeRace {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Races::default())
    }
}

#[derive(Default)]
struct Races(usize);

impl Watch for Races {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(connection) = seen.record.as_a::<ConnectionRecord>() else { return };
        let (hint, severity) = match (connection.hint("INJ-20+"), connection.hint("INJ-20")) {
            (Some(hint), _) => (hint, Severity::High),
            (None, Some(hint)) => (hint, Severity::Medium),
            (None, None) => return,
        };
        if self.0 >= MAX_EVIDENCE {
            return;
        }
        self.0 += 1;
        let packets: Vec<String> = hint.packets.iter().map(u64::to_string).collect();
        let quote = format!("{}; packets {}", hint.what, packets.join(", "));
        let (server, port) = (connection.server.to_string(), connection.server_port.to_string());
        out.push(Found {
            severity,
            confidence: Confidence::Low,
            evidence: vec![seen.evidence("hints", &quote)],
            claim: Claim::new(
                "handshake-race-found",
                [
                    ("server", server.as_str()),
                    ("port", &port),
                    ("packets", &packets.join(", ")),
                    ("codes", "INJ-20"),
                ],
            ),
        });
    }
}
