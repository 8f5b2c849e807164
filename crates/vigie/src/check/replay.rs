//! Records read back from a case: for detectors that need the order of time, and for a recheck.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;

use vigie_case::Case;
use vigie_core::{
    Consumer as _, DetectorMeta, Finding, Found, Kind, Locator, MOST_QUESTIONS, Order, ParserMeta,
    Problem, Record, RecordQuery, RecordSource as _, Seen, StoredRecord, Watch,
};
use vigie_match::{Indicators, MatchCollector};

use super::STOP;
use super::joined::Joined;
use super::worker::{Worker, detector_failed};
use crate::slices;

/// Shows the records of `case` in order of time to the detectors that need it, those without an
/// instant last.
pub(super) fn in_time(case: &Case) -> io::Result<(Vec<Finding>, Vec<Problem>)> {
    let mut watching: Vec<(&'static DetectorMeta, Box<dyn Watch>)> = slices::detectors()
        .filter(|detector| detector.meta().order == Order::Time)
        .map(|detector| (detector.meta(), detector.watch()))
        .collect();
    let (mut findings, mut problems) = (Vec::new(), Vec::new());
    let kinds: Vec<String> =
        watching.iter().flat_map(|(meta, _)| meta.reads).map(|kind| (*kind).to_owned()).collect();
    if kinds.is_empty() {
        return Ok((findings, problems));
    }
    let revive = Reviver::new();
    let query = RecordQuery { kinds, by_time: true, ..RecordQuery::default() };
    let mut show = |stored: &StoredRecord| {
        let Some(record) = revive.record(stored, &mut problems) else { return };
        let (source, path, at) = (stored.source, stored.path.as_str(), &stored.at);
        let seen = Seen { record: &*record, source, path, at };
        for (meta, watch) in &mut watching {
            if meta.reads.contains(&record.kind().id) {
                guarded(meta, &mut findings, &mut problems, |out| watch.see(&seen, out));
            }
        }
    };
    case.each(&query, &mut |stored, stamp| {
        // A record with several instants is shown once, at the first.
        if stamp == Some(0) {
            show(stored);
        }
        Ok(true)
    })?;
    let undated = RecordQuery { by_time: false, ..query };
    case.each(&undated, &mut |stored, _| {
        if stored.stamps.is_empty() {
            show(stored);
        }
        Ok(true)
    })?;
    for (meta, mut watch) in watching {
        let (found, failed) = answers(case, &revive, meta, &mut *watch)?;
        findings.extend(found);
        problems.extend(failed);
        guarded(meta, &mut findings, &mut problems, |out| watch.end(out));
    }
    Ok((findings, problems))
}

/// Shows `watch` what it asks for.
fn answers(
    case: &Case,
    revive: &Reviver,
    meta: &'static DetectorMeta,
    watch: &mut dyn Watch,
) -> io::Result<(Vec<Finding>, Vec<Problem>)> {
    let (mut findings, mut problems) = (Vec::new(), Vec::new());
    for _ in 0..MOST_QUESTIONS {
        let mut asked = None;
        guarded(meta, &mut findings, &mut problems, |_| asked = watch.asks());
        let Some(query) = asked.filter(|query| !query.kinds.is_empty()) else { break };
        let span = query.span();
        case.each(&query, &mut |stored, stamp| {
            // A record with several instants is shown once, at the first that is wanted.
            let first = || stored.stamps.iter().position(|one| span.holds(one.at));
            if stamp.is_some() && stamp != first() {
                return Ok(true);
            }
            let Some(record) = revive.record(stored, &mut problems) else { return Ok(true) };
            let (source, path, at) = (stored.source, stored.path.as_str(), &stored.at);
            let seen = Seen { record: &*record, source, path, at };
            guarded(meta, &mut findings, &mut problems, |out| watch.see(&seen, out));
            Ok(true)
        })?;
    }
    Ok((findings, problems))
}

/// Runs a detector's step; a panic becomes a problem.
pub(super) fn guarded(
    meta: &'static DetectorMeta,
    findings: &mut Vec<Finding>,
    problems: &mut Vec<Problem>,
    step: impl FnOnce(&mut Vec<Found>),
) {
    let mut found = Vec::new();
    let done = catch_unwind(AssertUnwindSafe(|| step(&mut found)));
    findings.extend(found.into_iter().map(|found| found.by(meta)));
    if done.is_err() {
        problems.push(Problem {
            source: None,
            by: meta.id.to_owned(),
            path: String::new(),
            at: Locator::Whole,
            message: detector_failed(meta),
        });
    }
}

/// What a recheck made of a case.
pub(crate) struct Rechecked {
    pub(crate) findings: Vec<Finding>,
    pub(crate) problems: Vec<Problem>,
    /// True when the user stopped it.
    pub(crate) interrupted: bool,
}

/// Compares every record of `case` with `indicators` and shows it to every detector again.
pub(crate) fn recheck(case: &Case, indicators: &Indicators) -> io::Result<Rechecked> {
    let mut again = Again {
        indicators,
        parsers: emitters(),
        revive: Reviver::new(),
        current: None,
        matches: MatchCollector::new(),
        joined: Joined::default(),
        findings: Vec::new(),
        problems: Vec::new(),
    };
    let mut interrupted = false;
    case.each(&RecordQuery::default(), &mut |stored, _| {
        again.see(stored)?;
        interrupted = STOP.load(Ordering::Relaxed);
        Ok(!interrupted)
    })?;
    again.close()?;
    let (timed, problems) = in_time(case)?;
    let mut findings = again.matches.findings(indicators);
    findings.extend(again.findings);
    findings.extend(timed);
    let (joined, failed) = again.joined.end();
    findings.extend(joined);
    again.problems.extend(failed);
    again.problems.extend(problems);
    Ok(Rechecked { findings, problems: again.problems, interrupted })
}

/// Which parser emits each kind of record.
fn emitters() -> BTreeMap<&'static str, &'static ParserMeta> {
    let metas = slices::parser_metas().into_iter();
    metas.flat_map(|meta| meta.emits.iter().map(move |kind| (kind.id, meta))).collect()
}

/// A recheck under way.
struct Again<'a> {
    indicators: &'a Indicators,
    parsers: BTreeMap<&'static str, &'static ParserMeta>,
    revive: Reviver,
    /// The task whose records are passing, and what takes them.
    current: Option<(u64, Worker<'a>)>,
    matches: MatchCollector,
    joined: Joined,
    findings: Vec<Finding>,
    problems: Vec<Problem>,
}

impl Again<'_> {
    fn see(&mut self, stored: &StoredRecord) -> io::Result<()> {
        let task = stored.id >> 32;
        if self.current.as_ref().is_none_or(|(known, _)| *known != task) {
            self.close()?;
            let Some(meta) = self.parsers.get(stored.kind.as_str()) else { return Ok(()) };
            let (source, path) = (stored.source, stored.path.as_str());
            let worker = Worker::new(source, path, meta.id, meta.emits, self.indicators, None);
            self.current = Some((task, worker));
        }
        let Some(record) = self.revive.record(stored, &mut self.problems) else { return Ok(()) };
        let Some((_, worker)) = &mut self.current else { return Ok(()) };
        worker.record(stored.at.clone(), &*record).map_err(io::Error::other)
    }

    /// Ends the current task.
    fn close(&mut self) -> io::Result<()> {
        let Some((_, worker)) = self.current.take() else { return Ok(()) };
        let made = worker.finish(false).map_err(io::Error::other)?;
        self.matches.merge(made.matches);
        self.joined.add(made.joined);
        self.findings.extend(made.findings);
        self.problems.extend(made.problems);
        Ok(())
    }
}

/// Turns stored records back into typed ones.
struct Reviver {
    kinds: BTreeMap<&'static str, &'static Kind>,
}

impl Reviver {
    fn new() -> Self {
        Self { kinds: slices::kinds() }
    }

    /// The typed record; a problem when this version does not know it any more.
    fn record(
        &self,
        stored: &StoredRecord,
        problems: &mut Vec<Problem>,
    ) -> Option<Box<dyn Record>> {
        let revived = match self.kinds.get(stored.kind.as_str()) {
            None => Err(format!("this version knows no record of kind {}", stored.kind)),
            Some(kind) => (kind.revive)(&stored.fields)
                .map_err(|error| format!("a stored {} cannot be read back: {error}", stored.kind)),
        };
        let keep = |message| {
            problems.push(Problem {
                source: Some(stored.source),
                by: "case".to_owned(),
                path: stored.path.clone(),
                at: stored.at.clone(),
                message,
            });
        };
        revived.map_err(keep).ok()
    }
}
