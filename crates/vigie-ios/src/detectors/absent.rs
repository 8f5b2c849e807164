//! What one artefact says happened and its main record lacks, although the main record covers that
//! time: the matter of detectors that compare siblings.

use vigie_core::{Evidence, RecordQuery, Seen, Time};

/// Most traces that are compared: the newest.
const MOST_TRACES: usize = 1_000;
/// Most times of the main record that are kept.
const MOST_TIMES: usize = 500_000;

/// How a sibling is compared with the main record.
pub(super) struct Pair {
    /// Kinds of the main record.
    pub(super) main: &'static [&'static str],
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
    asked: bool,
    times: Vec<i64>,
    ids: Vec<String>,
}

impl Comparison {
    pub(super) const fn new(pair: &'static Pair) -> Self {
        Self { pair, traces: Vec::new(), asked: false, times: Vec::new(), ids: Vec::new() }
    }

    /// Whether records of the main record are shown now.
    pub(super) const fn is_asked(&self) -> bool {
        self.asked
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
        if self.times.len() < MOST_TIMES {
            self.times.push(at.unix_micros());
        }
        if let Some(id) = id
            && self.traces.iter().any(|trace| trace.id.as_deref() == Some(id))
        {
            self.ids.push(id.to_owned());
        }
    }

    /// The entries of the main record around the traces, once.
    pub(super) fn asks(&mut self) -> Option<RecordQuery> {
        if self.traces.is_empty() || std::mem::replace(&mut self.asked, true) {
            return None;
        }
        self.keep_newest();
        let windows = self.traces.iter().map(|trace| window(trace.at, self.pair.around));
        Some(RecordQuery {
            kinds: self.pair.main.iter().map(|kind| (*kind).to_owned()).collect(),
            windows: windows.collect(),
            by_time: true,
            ..RecordQuery::default()
        })
    }

    /// The traces that the main record lacks, in order of time.
    pub(super) fn absent(mut self) -> Vec<Trace> {
        self.times.sort_unstable();
        let Self { pair, times, ids, mut traces, .. } = self;
        let is_in = |from: i64, to: i64| {
            let first = times.partition_point(|time| *time < from);
            times.get(first).is_some_and(|time| *time <= to)
        };
        traces.retain(|trace| {
            let at = trace.at.unix_micros();
            let (before, behind) = (at.saturating_sub(pair.near), at.saturating_add(pair.near));
            let is_known = trace.id.as_ref().is_some_and(|id| ids.contains(id));
            !is_known
                && !is_in(before, behind)
                && is_in(at.saturating_sub(pair.around), before)
                && is_in(behind, at.saturating_add(pair.around))
        });
        traces.sort_by(|one, other| (one.at, &one.evidence).cmp(&(other.at, &other.evidence)));
        traces
    }
}

/// Whether two artefacts tell of the same absent thing.
pub(super) fn is_told_twice(traces: &[Trace], near: i64) -> bool {
    traces.iter().zip(traces.iter().skip(1)).any(|(one, other)| {
        one.kind != other.kind && other.at.unix_micros() - one.at.unix_micros() <= near
    })
}

/// The time from `by` microseconds before `at` to as many behind.
pub(super) fn window(at: Time, by: i64) -> (Time, Time) {
    let shifted =
        |by: i64| at.unix_micros().checked_add(by).and_then(Time::from_unix_micros).unwrap_or(at);
    (shifted(by.saturating_neg()), shifted(by))
}

/// The first instant of a record.
pub(super) fn first_instant(seen: &Seen<'_>) -> Option<Time> {
    let mut first = None;
    seen.record.stamps(&mut |stamp| {
        first.get_or_insert(stamp.at);
    });
    first
}
