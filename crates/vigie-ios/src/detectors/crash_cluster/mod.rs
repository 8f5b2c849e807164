//! Several crashes, within a short time, of processes that take in what strangers send.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time,
    Watch,
};

use super::attack_surface::{Road, is_fault, road};
use super::wording::wording;
use crate::parsers::Report;

pub(crate) static ITEM: CrashCluster = CrashCluster;

pub(crate) struct CrashCluster;

static META: DetectorMeta = DetectorMeta {
    id: "crash_cluster",
    version: 1,
    title: Text {
        en: "Repeated crashes of processes that take in what strangers send",
        fr: "Plantages répétés de processus qui reçoivent des contenus d’inconnus",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &["ios.crash_reports.crash"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2021/09/forcedentry-nso-group-imessage-zero-click-exploit-captured-in-the-wild/",
        "https://citizenlab.ca/2023/04/nso-groups-pegasus-spyware-returns-in-2022/",
        "https://iverify.io/blog/iverify-uncovers-evidence-of-zero-click-mobile-exploitation-in-the-us",
    ],
};

impl Detector for CrashCluster {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Clusters::default())
    }
}

/// Longest time between the first and the last crash of a cluster, in microseconds: one hour.
const WINDOW: i64 = 3_600_000_000;
/// Fewest crashes of a cluster.
const FEWEST: usize = 3;
/// Most crashes of one cluster that are kept.
const MOST: usize = 1_000;

/// Crashes that may belong together, by piece of evidence.
#[derive(Default)]
struct Clusters(BTreeMap<u32, VecDeque<Crash>>);

struct Crash {
    at: Time,
    /// Tells copies of one report apart from two crashes.
    incident: String,
    process: String,
    road: Road,
    evidence: Evidence,
}

impl Watch for Clusters {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(crash) = Crash::of(seen) else { return };
        let crashes = self.0.entry(seen.source).or_default();
        // A report lies in several folders of one phone, and in a list of those that were sent.
        if crashes.iter().any(|other| other.is_same(&crash)) {
            return;
        }
        let starts_anew = crashes.front().is_some_and(|first| !within(first.at, crash.at));
        if starts_anew && crashes.len() >= FEWEST {
            out.extend(finding(std::mem::take(crashes)));
        }
        while crashes.front().is_some_and(|first| !within(first.at, crash.at)) {
            crashes.pop_front();
        }
        if crashes.len() < MOST {
            crashes.push_back(crash);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (_, crashes) in std::mem::take(&mut self.0) {
            out.extend(finding(crashes));
        }
    }
}

impl Crash {
    /// The crash that `seen` is, when it is one that a faulty message could cause.
    fn of(seen: &Seen<'_>) -> Option<Self> {
        let report = seen.record.as_a::<Report>()?;
        let process = report.process.as_deref().or(report.name.as_deref())?;
        let road = road(process)?;
        if !is_fault(report) {
            return None;
        }
        let at = report.capture_time.or(report.timestamp)?;
        let quote = report.exception_type.as_deref().unwrap_or(process);
        Some(Self {
            at,
            incident: report.incident.clone().unwrap_or_default(),
            process: process.to_owned(),
            road,
            evidence: seen.evidence("exception_type", quote),
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_copy = !self.incident.is_empty() && self.incident == other.incident;
        is_copy || (self.at == other.at && self.process == other.process)
    }
}

fn within(first: Time, last: Time) -> bool {
    last.unix_micros().saturating_sub(first.unix_micros()) <= WINDOW
}

/// What a cluster says; nothing when it is too small.
fn finding(crashes: VecDeque<Crash>) -> Option<Found> {
    if crashes.len() < FEWEST {
        return None;
    }
    let roads: BTreeSet<Road> = crashes.iter().map(|crash| crash.road).collect();
    let processes: BTreeSet<&str> = crashes.iter().map(|crash| crash.process.as_str()).collect();
    let with_messages = roads.contains(&Road::Messages);
    let (severity, key) = if with_messages && processes.len() > 1 {
        (Severity::Medium, "crash-cluster-chain")
    } else if with_messages {
        (Severity::Low, "crash-cluster-messages")
    } else {
        (Severity::Info, "crash-cluster-other")
    };
    let names = processes.into_iter().take(10).collect::<Vec<_>>().join(", ");
    let count = crashes.len().to_string();
    Some(Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("count", &count), ("processes", &names)]),
        evidence: crashes.into_iter().map(|crash| crash.evidence).collect(),
    })
}
