//! Pieces of evidence, given together, that are not of the same phone.

mod identity;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
};

use self::identity::Identity;
use super::wording::wording;

pub(crate) static ITEM: DifferentPhones = DifferentPhones;

pub(crate) struct DifferentPhones;

static META: DetectorMeta = DetectorMeta {
    id: "different_phones",
    version: 1,
    title: Text {
        en: "Pieces of evidence of different phones",
        fr: "Pièces de téléphones différents",
    },
    severity: Severity::Info,
    order: Order::Time,
    reads: &[
        "ios.backup_info.device",
        "ios.device_identity.device",
        "ios.sysdiagnose_info.device",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://theapplewiki.com/wiki/UDID"],
};

impl Detector for DifferentPhones {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Phones::default())
    }
}

/// Most pieces of evidence that are compared.
const MOST_SOURCES: usize = 1_000;
/// Most records of one piece of evidence that are cited.
const MOST_RECORDS: usize = 10;

/// What each piece of evidence says of its phone.
#[derive(Default)]
struct Phones(BTreeMap<u32, Described>);

#[derive(Default)]
struct Described {
    identity: Identity,
    evidence: Vec<Evidence>,
}

impl Watch for Phones {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(identity) = Identity::of(seen.record) else { return };
        if self.0.len() >= MOST_SOURCES && !self.0.contains_key(&seen.source) {
            return;
        }
        let described = self.0.entry(seen.source).or_default();
        // Numbers are personal: what is cited is the model, or the version.
        let (field, quote) = identity.open();
        let says = !quote.is_empty() || described.evidence.is_empty();
        if says && described.evidence.len() < MOST_RECORDS {
            described.evidence.push(seen.evidence(field, quote));
        }
        described.identity.merge(identity);
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let all: Vec<Described> = std::mem::take(&mut self.0).into_values().collect();
        let mut differ: Vec<&'static str> = Vec::new();
        // One piece of evidence for each phone that was met.
        let mut phones: Vec<&Described> = Vec::new();
        for described in &all {
            let others = phones.iter().map(|known| known.identity.difference(&described.identity));
            let differences: Vec<Option<&'static str>> = others.collect();
            if differences.iter().all(Option::is_some) {
                differ.extend(differences.into_iter().flatten());
                phones.push(described);
            }
        }
        if phones.len() < 2 {
            return;
        }
        differ.sort_unstable();
        differ.dedup();
        let count = phones.len().to_string();
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new(
                "different-phones-numbers",
                [("count", &count), ("differ", &differ.join(", "))],
            ),
            evidence: all.iter().flat_map(|described| described.evidence.clone()).collect(),
        });
    }
}
