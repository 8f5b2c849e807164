//! The hot path: every record is matched, shown to detectors and stored as it is read.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use vigie_case::{BlockBuffer, CaseWriter, SealKey};
use vigie_core::{
    Consumer, Detector, DetectorMeta, Finding, Found, Kind, Locator, Order, Problem, Record, Seen,
    Stamp, Stop, Time, Watch,
};
use vigie_match::{Indicators, MatchCollector};

use super::joined::Noted;
use crate::slices;

/// What one parser made of one file.
#[derive(Default)]
pub(super) struct Made {
    /// Matches with indicators.
    pub(super) matches: MatchCollector,
    /// What detectors found.
    pub(super) findings: Vec<Finding>,
    /// What detectors noted that compare files.
    pub(super) joined: Vec<Noted>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
    /// Records by kind.
    pub(super) kinds: BTreeMap<&'static str, u64>,
    /// Earliest and latest instant.
    pub(super) span: Option<(Time, Time)>,
    /// True when the parser stopped before the end of the file.
    pub(super) stopped: bool,
}

impl Made {
    /// Records of every kind.
    pub(super) fn records(&self) -> u64 {
        self.kinds.values().sum()
    }
}

/// Takes the records of one parser on one file.
pub(super) struct Worker<'a> {
    source: u32,
    path: Arc<str>,
    by: &'static str,
    indicators: &'a Indicators,
    store: Option<Store<'a>>,
    watching: Vec<Watching>,
    counts: Vec<(&'static Kind, u64)>,
    /// Stamps of the record at hand.
    stamps: Vec<Stamp>,
    found: Vec<Found>,
    made: Made,
    /// What was found since somebody looked, where somebody does.
    fresh: Option<Vec<Finding>>,
}

/// Where records are kept.
pub(super) struct Store<'a> {
    pub(super) case: Arc<CaseWriter>,
    pub(super) seal: Option<&'a SealKey>,
    pub(super) buffer: BlockBuffer,
}

/// A detector at work on one file.
struct Watching {
    meta: &'static DetectorMeta,
    /// Those of the kinds it reads that the parser emits.
    reads: Vec<&'static Kind>,
    watch: Box<dyn Watch>,
}

impl<'a> Worker<'a> {
    /// For records that parser `by` reads from the file at `path`; without `store` they are not
    /// kept, because a case has them already.
    pub(super) fn new(
        source: u32,
        path: &str,
        by: &'static str,
        emits: &[&'static Kind],
        indicators: &'a Indicators,
        store: Option<Store<'a>>,
    ) -> Self {
        let watching = |detector: &'static dyn Detector| {
            let meta = detector.meta();
            let read = |kind: &&'static Kind| meta.reads.contains(&kind.id);
            let reads: Vec<_> = emits.iter().copied().filter(read).collect();
            let wanted = meta.order != Order::Time && !reads.is_empty();
            wanted.then(|| Watching { meta, reads, watch: detector.watch() })
        };
        let watching = slices::detectors().filter_map(watching).collect();
        Self {
            source,
            path: path.into(),
            by,
            indicators,
            store,
            watching,
            counts: Vec::new(),
            stamps: Vec::new(),
            found: Vec::new(),
            made: Made::default(),
            fresh: None,
        }
    }

    /// Keeps what is found, for [`Worker::fresh`].
    pub(super) fn telling(mut self) -> Self {
        self.fresh = Some(Vec::new());
        self
    }

    /// What was found since the last time.
    pub(super) fn fresh(&mut self) -> std::vec::Drain<'_, Finding> {
        self.fresh.get_or_insert_default().drain(..)
    }

    /// Goes on in another case: what was made for the one before is given, detectors keep watching.
    pub(super) fn turn(&mut self, store: Store<'a>) -> Result<Made, Stop> {
        self.flush()?;
        self.store = Some(store);
        self.made.kinds = self.counts.drain(..).map(|(kind, count)| (kind.id, count)).collect();
        Ok(std::mem::take(&mut self.made))
    }

    /// Writes the last block.
    fn flush(&mut self) -> Result<(), Stop> {
        let Some(store) = &mut self.store else { return Ok(()) };
        let flushed = store.case.flush(&mut store.buffer, store.seal);
        flushed.map_err(|error| Stop::Io(error.into()))
    }

    /// Ends the file: the last block is written, detectors say their last word.
    pub(super) fn finish(mut self, stopped: bool) -> Result<Made, Stop> {
        self.flush()?;
        for watching in std::mem::take(&mut self.watching) {
            self.end(watching);
        }
        self.made.kinds = self.counts.iter().map(|(kind, count)| (kind.id, *count)).collect();
        self.made.stopped = stopped;
        Ok(self.made)
    }

    fn end(&mut self, mut watching: Watching) {
        if watching.meta.order == Order::Joined {
            self.made.joined.push((watching.meta, watching.watch));
            return;
        }
        let mut found = Vec::new();
        let ended = catch_unwind(AssertUnwindSafe(|| watching.watch.end(&mut found)));
        self.made.findings.extend(found.into_iter().map(|found| found.by(watching.meta)));
        if ended.is_err() {
            self.problem(Locator::Whole, detector_failed(watching.meta));
        }
    }

    /// Adds a problem.
    pub(super) fn note(&mut self, at: Locator, message: String) {
        self.problem(at, message);
    }

    fn count(&mut self, kind: &'static Kind) {
        match self.counts.iter_mut().find(|(known, _)| std::ptr::eq(*known, kind)) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.counts.push((kind, 1)),
        }
    }

    fn span(&mut self) {
        for Stamp { at, .. } in &self.stamps {
            let wider = |(first, last): (Time, Time)| (first.min(*at), last.max(*at));
            self.made.span = Some(self.made.span.map_or((*at, *at), wider));
        }
    }

    fn watch(&mut self, seen: &Seen<'_>) {
        let kind = seen.record.kind();
        for watching in &mut self.watching {
            if watching.reads.iter().any(|read| std::ptr::eq(*read, kind)) {
                watching.watch.see(seen, &mut self.found);
                for found in self.found.drain(..) {
                    let finding = found.by(watching.meta);
                    if let Some(fresh) = &mut self.fresh {
                        fresh.push(finding.clone());
                    }
                    self.made.findings.push(finding);
                }
            }
        }
    }
}

impl Consumer for Worker<'_> {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        self.count(record.kind());
        self.stamps.clear();
        record.stamps(&mut |stamp| self.stamps.push(stamp));
        self.span();
        let path = Arc::clone(&self.path);
        let seen = Seen { record, source: self.source, path: &path, at: &at };
        let matched = self.made.matches.see(self.indicators, &seen);
        if let Some(fresh) = self.fresh.as_mut().filter(|_| matched) {
            let mut alone = MatchCollector::new();
            alone.see(self.indicators, &seen);
            fresh.extend(alone.findings(self.indicators));
        }
        self.watch(&seen);
        let Some(store) = &mut self.store else { return Ok(()) };
        if let Err(error) = store.buffer.push(&at, record, &self.stamps) {
            self.problem(at, format!("a record cannot be kept: {error}"));
            return Ok(());
        }
        if store.buffer.is_full() { self.flush() } else { Ok(()) }
    }

    fn problem(&mut self, at: Locator, message: String) {
        let (source, by) = (Some(self.source), self.by.to_owned());
        self.made.problems.push(Problem { source, by, path: (*self.path).to_owned(), at, message });
    }
}

/// The problem of a detector that panicked.
pub(super) fn detector_failed(meta: &DetectorMeta) -> String {
    format!("detector {} failed on these records: please report it", meta.id)
}
