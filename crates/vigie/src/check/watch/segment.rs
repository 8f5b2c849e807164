//! The cases of a stream, one after another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use serde_json::json;
use vigie_case::{BlockBuffer, Case, CaseWriter, NewFile, NewSource};
use vigie_core::{
    Consumer, Coverage, EvidenceKind, Finding, Locator, Outcome, ParserMeta, Problem, Record, Stop,
};
use vigie_match::{Indicators, MatchCollector};
use vigie_report::CaseFacts;

use super::{PATH, print};
use crate::check::joined::Joined;
use crate::check::outcome::{self, Conclusion};
use crate::check::run::{case_facts, create};
use crate::check::worker::{Made, Store, Worker};
use crate::check::{cover, replay};
use crate::cli::{self, ResultFormat};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Id of the stream among the files of a case.
const FILE: i64 = 1;

/// A parser at work on the stream, and what takes its records.
pub(super) struct Live<'a> {
    meta: &'static ParserMeta,
    number: u32,
    worker: Mutex<Worker<'a>>,
    /// Records of the case at hand.
    records: AtomicU64,
    terminal: &'a Terminal,
}

impl<'a> Live<'a> {
    /// Parser number `number`, whose records go into the first case of `segments`.
    pub(super) fn new(
        meta: &'static ParserMeta,
        number: u32,
        indicators: &'a Indicators,
        segments: &Segments<'a>,
    ) -> Self {
        let store = segments.store(number);
        let worker = Worker::new(0, PATH, meta.id, meta.emits, indicators, Some(store)).telling();
        let (worker, records) = (Mutex::new(worker), AtomicU64::new(0));
        Self { meta, number, worker, records, terminal: segments.terminal }
    }

    fn worker(&self) -> MutexGuard<'_, Worker<'a>> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Consumer for &Live<'_> {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        self.records.fetch_add(1, Ordering::Relaxed);
        let mut worker = self.worker();
        worker.record(at, record)?;
        for finding in worker.fresh() {
            tell(self.terminal, &finding)?;
        }
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        self.worker().problem(at, message);
    }
}

fn tell(terminal: &Terminal, finding: &Finding) -> Result<(), Stop> {
    let told = print(terminal, &json!({ "finding": finding }));
    told.map_err(|error| Stop::Io(std::io::Error::other(error.to_string())))
}

/// The case at hand, and those before it.
pub(super) struct Segments<'a> {
    folder: PathBuf,
    number: u64,
    case: Arc<CaseWriter>,
    facts: CaseFacts,
    options: Options,
    indicators: &'a Indicators,
    terminal: &'a Terminal,
    highest: Exit,
}

/// When a case ends, and how many are kept.
#[derive(Clone, Copy)]
struct Options {
    every: Duration,
    records: u64,
    keep: Option<u64>,
}

impl<'a> Segments<'a> {
    /// Begins the first case below `folder`.
    pub(super) fn begin(
        folder: PathBuf,
        arguments: &cli::Watch,
        indicators: &'a Indicators,
        terminal: &'a Terminal,
    ) -> anyhow::Result<Self> {
        vigie_case::private_folder(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        let options = Options {
            every: Duration::from_secs(arguments.every.saturating_mul(60)),
            records: arguments.records,
            keep: arguments.keep,
        };
        let number = 1;
        let (case, facts) = new_case(&folder, number)?;
        let highest = Exit::Nothing;
        Ok(Self { folder, number, case, facts, options, indicators, terminal, highest })
    }

    fn store(&self, parser: u32) -> Store<'a> {
        let buffer = BlockBuffer::new(parser, FILE);
        Store { case: Arc::clone(&self.case), seal: None, buffer }
    }

    /// Whether the case at hand, which is as old as that, should end.
    pub(super) fn is_due(&self, age: Duration, live: &[Live<'_>]) -> bool {
        let records: u64 = live.iter().map(|one| one.records.load(Ordering::Relaxed)).sum();
        records > 0 && (age >= self.options.every || records >= self.options.records)
    }

    /// Ends the case at hand and begins the next.
    pub(super) fn turn(&mut self, live: &[Live<'a>]) -> anyhow::Result<()> {
        let number = self.number.saturating_add(1);
        let next = new_case(&self.folder, number)?;
        let (case, facts) = (std::mem::replace(&mut self.case, next.0), &mut self.facts);
        let facts = std::mem::replace(facts, next.1);
        let mut made = Vec::new();
        for one in live {
            let of_case = one.worker().turn(self.store(one.number));
            made.push((one.meta, of_case.context("cannot write the case")?));
            one.records.store(0, Ordering::Relaxed);
        }
        self.conclude(&case, &facts, made)?;
        self.number = number;
        self.forget()
    }

    /// Ends the last case.
    pub(super) fn end(&mut self, live: Vec<Live<'a>>) -> anyhow::Result<()> {
        let mut made = Vec::new();
        for one in live {
            let worker = one.worker.into_inner().unwrap_or_else(PoisonError::into_inner);
            made.push((one.meta, worker.finish(false).context("cannot write the case")?));
        }
        let (case, facts) = (Arc::clone(&self.case), self.facts.clone());
        self.conclude(&case, &facts, made)
    }

    /// The highest of what the cases came to.
    pub(super) const fn exit(&self) -> anyhow::Result<Exit> {
        Ok(self.highest)
    }

    /// Concludes a case, writes its report, and tells what was found only now.
    fn conclude(
        &mut self,
        case: &CaseWriter,
        facts: &CaseFacts,
        made: Vec<(&'static ParserMeta, Made)>,
    ) -> anyhow::Result<()> {
        let coverage = self.coverage(&made);
        let (mut matches, mut joined) = (MatchCollector::new(), Joined::default());
        let (mut findings, mut problems): (Vec<Finding>, Vec<Problem>) = Default::default();
        let mut told = 0;
        for (_, made) in made {
            matches.merge(made.matches);
            joined.add(made.joined);
            findings.extend(made.findings);
            problems.extend(made.problems);
        }
        findings.extend(matches.findings(self.indicators));
        told += findings.len();
        let (found, failed) = joined.end();
        findings.extend(found);
        problems.extend(failed);
        case.conclude(&Outcome::conclude(Vec::new(), Vec::new(), coverage.clone()))?;
        let written = Case::open(case.folder())?;
        let (timed, failed) = replay::in_time(&written)?;
        findings.extend(timed);
        problems.extend(failed);
        for finding in findings.iter().skip(told) {
            print(self.terminal, &json!({ "finding": finding }))?;
        }
        let coverage = Coverage { problems: problems.len() as u64, ..coverage };
        let outcome = Outcome::conclude(findings, problems, coverage);
        case.conclude(&outcome)?;
        self.report(case.folder(), facts, &outcome)
    }

    fn report(
        &mut self,
        folder: &Path,
        facts: &CaseFacts,
        outcome: &Outcome,
    ) -> anyhow::Result<()> {
        let (format, include_personal) = (ResultFormat::Json, false);
        let conclusion = Conclusion { outcome, facts, format, include_personal };
        let case = Case::open(folder)?;
        let exit = outcome::written(&conclusion, &case, self.terminal, &|_| Ok(()))?;
        if exit.code() > self.highest.code() {
            self.highest = exit;
        }
        let document = json!({ "case": {
            "folder": folder.display().to_string(),
            "verdict": outcome.verdict(),
            "records": outcome.coverage().records(),
            "findings": outcome.findings().len(),
            "problems": outcome.problems().len(),
        } });
        print(self.terminal, &document)
    }

    fn coverage(&self, made: &[(&'static ParserMeta, Made)]) -> Coverage {
        let of = |kind: EvidenceKind| {
            made.iter()
                .any(|(meta, made)| meta.found_in.first() == Some(&kind) && made.records() > 0)
        };
        let kind = if of(EvidenceKind::SignallingCapture) {
            EvidenceKind::SignallingCapture
        } else {
            EvidenceKind::PacketCapture
        };
        let artefacts = made.iter().map(|(meta, made)| cover::of_stream(meta, made)).collect();
        let source = vigie_core::Source {
            number: 0,
            path: "-".to_owned(),
            kind,
            facts: BTreeMap::new(),
            sha256: String::new(),
            files: 1,
            files_read: 1,
            artefacts,
        };
        Coverage {
            sources: vec![source],
            indicators: self.indicators.sets().to_vec(),
            problems: 0,
            interrupted: false,
        }
    }

    /// Removes the case that is one too many.
    fn forget(&self) -> anyhow::Result<()> {
        let Some(oldest) = self.options.keep.and_then(|keep| self.number.checked_sub(keep)) else {
            return Ok(());
        };
        let folder = self.folder.join(name(oldest));
        if oldest == 0 || !folder.join("case.sqlite").is_file() {
            return Ok(());
        }
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))
    }
}

fn name(number: u64) -> String {
    format!("{number:04}")
}

/// Case number `number` below `folder`.
fn new_case(folder: &Path, number: u64) -> anyhow::Result<(Arc<CaseWriter>, CaseFacts)> {
    let folder = folder.join(name(number));
    let case = create(&folder)?;
    let facts = case_facts(&folder, BTreeMap::new())?;
    outcome::note(&case, &facts)?;
    case.add_source(&NewSource { number: 0, path: "-", inner: "", seal: None })?;
    case.add_file(&NewFile { id: FILE, source: 0, path: PATH, stored: "-" })?;
    Ok((Arc::new(case), facts))
}
