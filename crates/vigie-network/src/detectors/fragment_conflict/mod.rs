//! Fragments that contradict each other.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, MAX_EVIDENCE, Order, Seen, Severity, Text, Watch, wording,
};

use crate::protocols::neighbours::FragmentRecord;

pub(crate) static ITEM: FragmentConflict = FragmentConflict;

pub(crate) struct FragmentConflict;

static META: DetectorMeta = DetectorMeta {
    id: "fragment_conflict",
    version: 1,
    title: Text {
        en: "Fragments of one datagram that contradict each other",
        fr: "Fragments d’un datagramme qui se contredisent",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.fragment_conflict"],
    catalogue: &["INJ-33"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://insecure.org/stf/secnet_ids/secnet_ids.html"],
};

impl Detector for FragmentConflict {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Fragments::default())
    }
}

#[derive(Default)]
struct Fragments(usize);

impl Watch for Fragments {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(conflict) = seen.record.as_a::<FragmentRecord>() else { return };
        // The number of a datagram comes round, and what was joined already is another one.
        if conflict.is_late || self.0 >= MAX_EVIDENCE {
            return;
        }
        self.0 += 1;
        let quote = format!(
            "packets {} and {} differ in {} of {} bytes",
            conflict.kept_packet, conflict.other_packet, conflict.differing, conflict.compared
        );
        let (src, dst) = (conflict.src.to_string(), conflict.dst.to_string());
        out.push(Found {
            severity: if conflict.one_is_damaged { Severity::Low } else { Severity::Medium },
            confidence: Confidence::Low,
            evidence: vec![seen.evidence("differing", &quote)],
            claim: Claim::new(
                "fragment-conflict-found",
                [("src", src.as_str()), ("dst", &dst), ("codes", "INJ-33")],
            ),
        });
    }
}
