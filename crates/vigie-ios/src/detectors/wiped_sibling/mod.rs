//! Network use of a process whose name is gone, and the sibling database that still names it.

mod stores;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen, Severity,
    Text, Time, Watch,
};

use self::stores::{Store, Stores};
use super::wording::wording;
use crate::parsers::OrphanUsage;

pub(crate) static ITEM: WipedSibling = WipedSibling;

pub(crate) struct WipedSibling;

static META: DetectorMeta = DetectorMeta {
    id: "wiped_sibling",
    version: 1,
    title: Text {
        en: "Process wiped from one record of network use and kept in another",
        fr: "Processus effacé d’un relevé du réseau et resté dans un autre",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &["ios.datausage.orphan_usage", "ios.netusage.orphan_usage"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for WipedSibling {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Wiped::default())
    }
}

/// Most rows without a process that are kept.
const MOST_ORPHANS: usize = 1_000;
/// Up to so many processes may be the one that is gone; with more, nothing is told.
const MOST_CANDIDATES: usize = 10;
/// With so many, it is worth more than a look.
const FEW_CANDIDATES: usize = 3;

/// Rows whose process is gone, then what each database names.
#[derive(Default)]
struct Wiped {
    orphans: Vec<Orphan>,
    asked: bool,
    stores: Stores,
}

/// Bytes that were counted for a process that is not listed.
struct Orphan {
    store: Store,
    at: Time,
    evidence: Evidence,
}

impl Orphan {
    fn of(seen: &Seen<'_>) -> Option<Self> {
        let usage = OrphanUsage::of(seen.record)?;
        // A row that names no process at all is not one whose process was removed.
        let process = usage.proc_id.filter(|id| *id != 0)?;
        Some(Self {
            store: Store::of(seen.record.kind().id)?,
            at: usage.live_time?,
            evidence: seen.evidence("proc_id", &process.to_string()),
        })
    }
}

impl Watch for Wiped {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if self.asked {
            self.stores.add(seen, |store, from, to| {
                let between = |orphan: &&Orphan| from <= orphan.at && orphan.at <= to;
                self.orphans.iter().filter(between).any(|orphan| orphan.store != store)
            });
        } else if self.orphans.len() < MOST_ORPHANS {
            self.orphans.extend(Orphan::of(seen));
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        if self.orphans.is_empty() || std::mem::replace(&mut self.asked, true) {
            return None;
        }
        let kinds = stores::KINDS.iter().map(|kind| (*kind).to_owned()).collect();
        Some(RecordQuery { kinds, ..RecordQuery::default() })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let orphans = std::mem::take(&mut self.orphans);
        for store in [Store::DataUsage, Store::NetUsage] {
            let here: Vec<&Orphan> = orphans.iter().filter(|one| one.store == store).collect();
            let candidates = self.stores.missing_from(store, |from, to| {
                here.iter().any(|orphan| from <= orphan.at && orphan.at <= to)
            });
            if here.is_empty() || candidates.is_empty() || candidates.len() > MOST_CANDIDATES {
                continue;
            }
            let few = candidates.len() <= FEW_CANDIDATES;
            let severity = if few { Severity::Medium } else { Severity::Low };
            let names: Vec<&str> = candidates.iter().map(|(name, _)| *name).collect();
            let key = if few { "wiped-sibling-process" } else { "wiped-sibling-processes" };
            let mut evidence: Vec<Evidence> =
                here.iter().map(|orphan| orphan.evidence.clone()).collect();
            evidence.extend(candidates.iter().map(|(_, evidence)| (*evidence).clone()));
            out.push(Found {
                severity,
                confidence: Confidence::Low,
                claim: Claim::new(
                    key,
                    [("store", store.file()), ("processes", &names.join(", "))],
                ),
                evidence,
            });
        }
    }
}
