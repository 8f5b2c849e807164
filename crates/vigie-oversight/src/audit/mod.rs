//! The audit of a dossier: its records joined, and the checks of the catalogue made on them.
//!
//! A detector is a family of checks. It sees first what is few (register, orders, answers, logs, lists,
//! numbering), then asks for the PDUs, in order of time, so that each is judged when everything it has to
//! be compared with is known; of PDUs nothing is held but sums and what is wrong.

pub(crate) mod case;
pub(crate) mod delivery;
pub(crate) mod elements;
pub(crate) mod figures;
pub(crate) mod persons;
pub(crate) mod register;
pub(crate) mod report;
pub(crate) mod systems;
pub(crate) mod warrant;

use std::collections::BTreeMap;

use vigie_core::{DetectorMeta, Found, RecordQuery, Seen, Watch};

use self::case::Case;
use self::report::Report;
use crate::parsers::{Pdu, X2x3Pdu};

/// The kinds that are few.
pub(crate) const FEW: &[&str] = &[
    "oversight.dossier.policy",
    "oversight.dossier.entry",
    "oversight.hi1_message.object",
    "oversight.x1_message.message",
    "oversight.x1_message.exchange",
    "oversight.operator_log.entry",
    "oversight.register_log.leaf",
    "oversight.register_log.note",
    "oversight.register_log.proof",
    "oversight.handover.stream",
    "oversight.handover.integrity",
    "oversight.handover.undecodable",
    "oversight.handover.flow",
    "oversight.x2x3.undecodable",
];

/// The kinds of PDUs.
const PDUS: [&str; 2] = ["oversight.handover.pdu", "oversight.x2x3.pdu"];

/// The checks of one family.
pub(crate) trait Checks: Default + Send + 'static {
    /// Whether it looks at PDUs.
    const LOOKS_AT_PDUS: bool;

    /// The next PDU handed over.
    fn pdu(&mut self, case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
        let _ = (case, seen, pdu, report);
    }

    /// The next PDU of an element.
    fn x2x3(&mut self, case: &Case, seen: &Seen<'_>, pdu: &X2x3Pdu, report: &mut Report) {
        let _ = (case, seen, pdu, report);
    }

    /// Everything was shown.
    fn end(&mut self, case: &Case, report: &mut Report);
}

/// An audit at work.
pub(crate) struct Audit<C> {
    meta: &'static DetectorMeta,
    dossiers: BTreeMap<u32, (Case, C, Report)>,
    asked: bool,
}

impl<C: Checks> Audit<C> {
    pub(crate) const fn new(meta: &'static DetectorMeta) -> Self {
        Self { meta, dossiers: BTreeMap::new(), asked: false }
    }
}

impl<C: Checks> Watch for Audit<C> {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let (case, checks, report) = self.dossiers.entry(seen.source).or_default();
        if let Some(pdu) = seen.record.as_a::<Pdu>() {
            case.settle();
            checks.pdu(case, seen, pdu, report);
        } else if let Some(pdu) = seen.record.as_a::<X2x3Pdu>() {
            case.settle();
            checks.x2x3(case, seen, pdu, report);
        } else {
            case.take(seen);
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        if std::mem::replace(&mut self.asked, true) || !C::LOOKS_AT_PDUS {
            return None;
        }
        let kinds = PDUS.iter().map(|kind| (*kind).to_owned()).collect();
        Some(RecordQuery { kinds, by_time: true, ..RecordQuery::default() })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (mut case, mut checks, mut report) in std::mem::take(&mut self.dossiers).into_values() {
            case.settle();
            checks.end(&case, &mut report);
            // One sort of record alone is no dossier: there is nothing to be said of what it lacks.
            let whole = case.policy_at.is_some() || case.sorts() > 1;
            let anything = case.policy_at.as_ref().or(case.any.as_ref()).filter(|_| whole);
            report.found(self.meta, anything, out);
        }
    }
}
