//! Resets that another machine than the sender made.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, MAX_EVIDENCE, Order, Seen, Severity, Text,
    Watch, wording,
};

use crate::protocols::connections::{ConnectionRecord, Hint};

pub(crate) static ITEM: ForgedReset = ForgedReset;

pub(crate) struct ForgedReset;

static META: DetectorMeta = DetectorMeta {
    id: "forged_reset",
    version: 1,
    title: Text {
        en: "Connections cut by a reset that their end did not send",
        fr: "Connexions coupées par une réinitialisation que leur extrémité n’a pas envoyée",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.connection"],
    catalogue: &["INJ-17", "INJ-18", "INJ-19"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.ndss-symposium.org/ndss2009/detecting-forged-tcp-reset-packets/",
    ],
};

impl Detector for ForgedReset {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Resets::default())
    }
}

#[derive(Default)]
struct Resets(usize);

impl Watch for Resets {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(connection) = seen.record.as_a::<ConnectionRecord>() else { return };
        let hints: Vec<&Hint> =
            META.catalogue.iter().filter_map(|code| connection.hint(code)).collect();
        if hints.is_empty() || self.0 >= MAX_EVIDENCE {
            return;
        }
        self.0 += 1;
        let other_ttl = connection.hint("reset-ttl");
        let codes: Vec<&str> = hints.iter().map(|hint| hint.code.as_str()).collect();
        let told = hints.iter().copied().chain(other_ttl);
        let evidence = told.map(|hint| {
            let packets: Vec<String> = hint.packets.iter().map(u64::to_string).collect();
            seen.evidence("hints", &format!("{}; packets {}", hint.what, packets.join(", ")))
        });
        let confidence = match hints.len() + usize::from(other_ttl.is_some()) {
            1 => Confidence::Low,
            _ => Confidence::Medium,
        };
        let (server, port) = (connection.server.to_string(), connection.server_port.to_string());
        let host = connection.host.as_deref().unwrap_or(&server);
        out.push(Found {
            severity: Severity::Medium,
            confidence,
            evidence: evidence.collect(),
            claim: Claim::new(
                "forged-reset-found",
                [
                    ("server", &server),
                    ("port", &port),
                    ("host", host),
                    ("codes", &codes.join(", ")),
                ],
            ),
        });
    }
}
