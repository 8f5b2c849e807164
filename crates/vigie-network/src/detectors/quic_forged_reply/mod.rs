//! Replies of QUIC that anybody can forge, from elsewhere.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, MAX_EVIDENCE, Order, Seen, Severity, Text, Watch, wording,
};

use crate::protocols::connections::ConnectionRecord;

pub(crate) static ITEM: QuicForgedReply = QuicForgedReply;

pub(crate) struct QuicForgedReply;

static META: DetectorMeta = DetectorMeta {
    id: "quic_forged_reply",
    version: 1,
    title: Text {
        en: "Replies of QUIC that seem to come from another machine",
        fr: "Réponses QUIC qui semblent venir d’une autre machine",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.connection"],
    catalogue: &["INJ-32"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc9000#section-10.3", "https://www.rfc-editor.org/rfc/rfc9000#section-6"],
};

impl Detector for QuicForgedReply {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Replies::default())
    }
}

#[derive(Default)]
struct Replies(usize);

impl Watch for Replies {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(connection) = seen.record.as_a::<ConnectionRecord>() else { return };
        let Some(hint) = connection.hint("INJ-32") else { return };
        if self.0 >= MAX_EVIDENCE {
            return;
        }
        self.0 += 1;
        let packets: Vec<String> = hint.packets.iter().map(u64::to_string).collect();
        let quote = format!("{}; packets {}", hint.what, packets.join(", "));
        let server = connection.server.to_string();
        out.push(Found {
            severity: Severity::Low,
            confidence: Confidence::Low,
            evidence: vec![seen.evidence("hints", &quote)],
            claim: Claim::new(
                "quic-forged-reply-found",
                [("server", server.as_str()), ("packets", &packets.join(", ")), ("codes", "INJ-32")],
            ),
        });
    }
}
