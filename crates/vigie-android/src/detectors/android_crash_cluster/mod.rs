//! Crashes of programs that take in what strangers send, close together, and crashes with code from odd places.

mod code;
mod exposed;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time, Watch,
    wording,
};

use self::exposed::Road;
use crate::parsers::{Crash, DropBoxEntry, Traced};

pub(crate) static ITEM: AndroidCrashCluster = AndroidCrashCluster;

pub(crate) struct AndroidCrashCluster;

static META: DetectorMeta = DetectorMeta {
    id: "android_crash_cluster",
    version: 1,
    title: Text {
        en: "Crashes that an attack may have left",
        fr: "Plantages qu’une attaque a pu laisser",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.anr.process",
        "android.drop_box.entry",
        "android.tombstones.crash",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://googleprojectzero.blogspot.com/2021/01/introducing-in-wild-series.html",
        "https://source.android.com/docs/core/tests/debug/native-crash",
        "https://unit42.paloaltonetworks.com/landfall-is-new-commercial-grade-android-spyware/",
    ],
};

impl Detector for AndroidCrashCluster {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Crashes::default())
    }
}

/// Most crashes that are remembered.
const MOST: usize = 2_000;
const SECOND: i64 = 1_000_000;
/// Longest time between two records of one crash.
const SAME: i64 = 30 * SECOND;
/// Longest time from the first to the last crash of different programs.
const TOGETHER: i64 = 600 * SECOND;
/// Longest time from the first to the last crash of one program.
const SERIES: i64 = 3600 * SECOND;
/// Fewest crashes of one program that are a series.
const FEWEST: usize = 3;

/// A crash or a hang of an exposed program.
struct Fall {
    at: Time,
    process: String,
    road: Road,
    crashed: bool,
    evidence: Vec<Evidence>,
}

#[derive(Default)]
struct Crashes {
    falls: Vec<Fall>,
    /// How many crashes with odd code were told.
    told: usize,
}

impl Watch for Crashes {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        if let Some(crash) = seen.record.as_a::<Crash>() {
            let process = crash.process.as_deref().unwrap_or("");
            if self.told < MOST
                && let Some(found) = code::found(crash, seen)
            {
                self.told += 1;
                out.push(found);
            }
            if is_fault(crash) {
                self.fell(crash.time.or(crash.file_time), process, true, seen, "process");
            }
        } else if let Some(entry) = seen.record.as_a::<DropBoxEntry>() {
            let native = entry.tag.contains("native_crash") || entry.tag.contains("TOMBSTONE");
            let said = entry.process.as_deref().or_else(|| crashed_in(&entry.excerpt));
            let process = said.or(entry.package.as_deref()).unwrap_or("");
            if native || entry.tag.ends_with("_anr") {
                self.fell(entry.at, process, native, seen, "process");
            }
        } else if let Some(hang) = seen.record.as_a::<Traced>() {
            let process = hang.process.as_deref().unwrap_or("");
            self.fell(hang.time, process, false, seen, "process");
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        self.falls.sort_by_key(|fall| fall.at);
        let falls = std::mem::take(&mut self.falls);
        let mut rest = falls.as_slice();
        while let Some(first) = rest.first() {
            let (found, used) = cluster(rest, first);
            out.extend(found);
            rest = rest.get(used.max(1)..).unwrap_or(&[]);
        }
    }
}

impl Crashes {
    fn fell(&mut self, at: Option<Time>, process: &str, crashed: bool, seen: &Seen<'_>, field: &str) {
        let (Some(at), Some(road)) = (at, exposed::road(process)) else { return };
        let evidence = seen.evidence(field, process);
        let near = |fall: &&mut Fall| {
            let gap = fall.at.unix_micros().abs_diff(at.unix_micros());
            fall.process == process && gap <= SAME.unsigned_abs()
        };
        if let Some(same) = self.falls.iter_mut().find(near) {
            same.crashed |= crashed;
            if same.evidence.len() < 5 {
                same.evidence.push(evidence);
            }
        } else if self.falls.len() < MOST {
            let (process, evidence) = (process.to_owned(), vec![evidence]);
            self.falls.push(Fall { at, process, road, crashed, evidence });
        }
    }
}

/// What is said of the crashes that begin with `first`, and how many of `falls` it took.
fn cluster(falls: &[Fall], first: &Fall) -> (Option<Found>, usize) {
    let within = |length: i64| {
        let near = |fall: &&Fall| {
            fall.at.unix_micros().saturating_sub(first.at.unix_micros()) <= length
        };
        falls.iter().take_while(near).collect::<Vec<_>>()
    };
    let together = within(TOGETHER);
    let crashed: Vec<&&Fall> = together.iter().filter(|fall| fall.crashed).collect();
    let several = crashed.iter().any(|fall| fall.process != first.process);
    if several && first.crashed {
        // A modem that restarts takes the programs that speak with it along.
        let radio = together.iter().all(|fall| fall.road == Road::Radio);
        let severity = if radio { Severity::Low } else { Severity::Medium };
        let found = told("android-crash-cluster-several", severity, &together);
        return (Some(found), together.len());
    }
    let same: Vec<&Fall> =
        within(SERIES).into_iter().filter(|fall| fall.process == first.process).collect();
    let crashes = same.iter().filter(|fall| fall.crashed).count();
    if crashes >= FEWEST {
        let took = within(SERIES).len();
        return (Some(told("android-crash-cluster-series", Severity::Low, &same)), took);
    }
    (None, 1)
}

/// The finding for `falls`.
fn told(key: &str, severity: Severity, falls: &[&Fall]) -> Found {
    let mut names: Vec<&str> = Vec::new();
    let mut roads: Vec<&str> = Vec::new();
    for fall in falls {
        if !names.contains(&fall.process.as_str()) && names.len() < 5 {
            names.push(&fall.process);
        }
        if !roads.contains(&fall.road.name()) {
            roads.push(fall.road.name());
        }
    }
    let times = (falls.first().map(|fall| fall.at), falls.last().map(|fall| fall.at));
    let minutes = match times {
        (Some(from), Some(to)) => {
            to.unix_micros().saturating_sub(from.unix_micros()) / (60 * SECOND) + 1
        }
        _ => 1,
    };
    let count = falls.iter().filter(|fall| fall.crashed).count().to_string();
    let (minutes, names) = (minutes.to_string(), names.join(", "));
    let road = if let [road] = roads.as_slice() { road } else { "several" };
    let args = [("count", &*count), ("minutes", &*minutes), ("processes", &*names), ("road", road)];
    Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, args),
        evidence: falls.iter().flat_map(|fall| fall.evidence.clone()).collect(),
    }
}

/// Whether a crash is one of memory, as attacks leave it, and not one that a program chose.
fn is_fault(crash: &Crash) -> bool {
    let by_others = crash.code.is_some_and(|code| code <= 0) && crash.signal != Some(6);
    match crash.signal {
        Some(4 | 7 | 11) => !by_others,
        Some(6) => {
            let said = crash.abort_message.as_deref().unwrap_or("").to_lowercase();
            let words = ["corrupt", "scudo", "stack", "fortify", "heap", "overflow", "cfi", "mte"];
            !crash.causes.is_empty() || words.iter().any(|word| said.contains(word))
        }
        _ => false,
    }
}

/// The program that the first lines of a tombstone name: `>>> com.example <<<`.
fn crashed_in(excerpt: &str) -> Option<&str> {
    let (_, rest) = excerpt.split_once(">>> ")?;
    rest.split_once(" <<<").map(|(process, _)| process)
}
