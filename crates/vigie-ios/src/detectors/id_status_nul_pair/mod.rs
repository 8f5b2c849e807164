//! Accounts with NUL bytes in their identifiers.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Lookup;

pub(crate) static ITEM: IdStatusNulPair = IdStatusNulPair;

pub(crate) struct IdStatusNulPair;

static META: DetectorMeta = DetectorMeta {
    id: "id_status_nul_pair",
    version: 1,
    title: Text {
        en: "Accounts with NUL bytes in their identifiers",
        fr: "Comptes dont l’identifiant contient des octets nuls",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["ios.id_status_cache.lookup"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://docs.mvt.re/en/latest/ios/records/#id_status_cache"],
};

impl Detector for IdStatusNulPair {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Accounts::default())
    }
}

/// Lookups of accounts with two NUL bytes or more.
#[derive(Default)]
struct Accounts(Vec<Evidence>);

impl Watch for Accounts {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(lookup) = seen.record.as_a::<Lookup>() else { return };
        let nuls = lookup.user.bytes().filter(|byte| *byte == 0).take(2).count();
        if nuls == 2 && self.0.len() < MAX_EVIDENCE {
            self.0.push(seen.evidence("user", &lookup.user));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let evidence = std::mem::take(&mut self.0);
        if evidence.is_empty() {
            return;
        }
        let count = evidence.len().to_string();
        out.push(Found {
            severity: Severity::High,
            confidence: Confidence::Medium,
            claim: Claim::new("id-status-nul-pair-found", [("count", &count)]),
            evidence,
        });
    }
}
