//! What one artefact says happened and its main record lacks, although the main record covers that
//! time: the matter of detectors that compare siblings.

use std::hash::{DefaultHasher, Hash, Hasher};

use vigie_core::{Evidence, Seen, Time};

use super::times::Times;

/// Most traces that are compared: the newest.
const MOST_TRACES: usize = 1_000;
/// Most identifiers of the main record that are kept.
const MOST_IDS: usize = 500_000;

/// How a sibling is compared with the main record.
pub(super) struct Pair {
    /// So many microseconds apart may the two note the same.
    pub(super) near: i64,
    /// The main record covers a time when it has entries this close before and behind, in
    /// microseconds.
    pub(super) around: i64,
}

/// Something that happened, as a sibling tells.
pub(super) struct Trace {
    /// When.
    pub(super) at: Time,
    /// An identifier that the main record has, too.
    pub(super) id: Option<String>,
    /// Which artefact tells it.
    pub(super) kind: &'static str,
    /// The record.
    pub(super) evidence: Evidence,
}

/// A comparison under way.
pub(super) struct Comparison {
    pair: &'static Pair,
    traces: Vec<Trace>,
    times: Times,
    /// Hashes of the identifiers that the main record has.
    ids: Vec<u64>,
}

impl Comparison {
    pub(super) fn new(pair: &'static Pair) -> Self {
        Self { pair, traces: Vec::new(), times: Times::default(), ids: Vec::new() }
    }

    /// Notes what a sibling tells.
    pub(super) fn sibling(&mut self, trace: Trace) {
        if self.traces.len() >= 2 * MOST_TRACES {
            self.keep_newest();
        }
        self.traces.push(trace);
    }

    fn keep_newest(&mut self) {
        self.traces.sort_by_key(|trace| std::cmp::Reverse(trace.at));
        self.traces.truncate(MOST_TRACES);
    }

    /// Notes what the main record has.
    pub(super) fn main(&mut self, at: Time, id: Option<&str>) {
        self.times.push(at);
        if let Some(id) = id
            && self.ids.len() < MOST_IDS
        {
            self.ids.push(digest(id));
        }
    }

    /// Takes over what was noted of another file.
    pub(super) fn join(&mut self, other: Self) {
        other.traces.into_iter().for_each(|trace| self.sibling(trace));
        self.times.join(other.times);
        self.ids.extend(other.ids);
    }

    /// The traces that the main record lacks, in order of time.
    pub(super) fn absent(mut self) -> Vec<Trace> {
        self.keep_newest();
        let Self { pair, times, mut ids, mut traces } = self;
        if traces.is_empty() {
            return traces;
        }
        let Some(times) = times.sorted() else { return Vec::new() };
        ids.sort_unstable();
        traces.retain(|trace| {
            let at = trace.at.unix_micros();
            let (before, behind) = (at.saturating_sub(pair.near), at.saturating_add(pair.near));
            let id = trace.id.as_deref().map(digest);
            let is_known = id.is_some_and(|id| ids.binary_search(&id).is_ok());
            !is_known
                && !times.any(before, behind)
                && times.any(at.saturating_sub(pair.around), before)
                && times.any(behind, at.saturating_add(pair.around))
        });
        traces.sort_by(|one, other| (one.at, &one.evidence).cmp(&(other.at, &other.evidence)));
        traces
    }
}

/// A number for an identifier or a name.
pub(super) fn digest(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// Whether two artefacts tell of the same absent thing.
pub(super) fn is_told_twice(traces: &[Trace], near: i64) -> bool {
    traces.iter().zip(traces.iter().skip(1)).any(|(one, other)| {
        one.kind != other.kind && other.at.unix_micros() - one.at.unix_micros() <= near
    })
}

/// The first instant of a record.
pub(super) fn first_instant(seen: &Seen<'_>) -> Option<Time> {
    let mut first = None;
    seen.record.stamps(&mut |stamp| {
        first.get_or_insert(stamp.at);
    });
    first
}
