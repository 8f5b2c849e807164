//! One run of `vigie check`, step by step.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail};
use serde_json::json;
use vigie_case::{Case, CaseWriter, NewFile, NewSource};
use vigie_core::{Bytes, Coverage, Finding, Outcome, Problem, SharedBytes, Time};
use vigie_evidence::Piece;
use vigie_match::{Indicators, MatchCollector};
use vigie_report::CaseFacts;
use vigie_signalling::network::{NETWORK_FILE, Network};

use super::joined::Joined;
use super::log::Log;
use super::plan::{Plan, plan};
use super::sources::{Source, find, reveal, scratch};
use super::worker::Made;
use super::{Conclusion, STOP, conclude, cover, interrupt, outcome, pool, replay};
use crate::cli;
use crate::exit::Exit;
use crate::indicators;
use crate::secret::Keys;
use crate::terminal::Terminal;

/// Looks at the paths, keeps a case, reports.
pub(crate) fn check(
    arguments: &cli::Check,
    common: &cli::Common,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    interrupt::listen();
    let network = network_file(arguments.network.as_deref(), &arguments.paths);
    let network = network.as_deref().map(network_in).transpose()?;
    let pieces = find(&arguments.paths)?;
    if pieces.is_empty() {
        terminal.warn("nothing here is recognised as evidence");
        terminal.hint("`vigie list formats` names what Vigie reads");
        return Ok(Exit::NotEvidence);
    }
    let mut keys = Keys::new(&arguments.secret, terminal, &STOP);
    let pieces = reveal(pieces, &mut keys, terminal)?;
    announce(&pieces, terminal);
    // Indicators load while the key is derived: both take seconds and need nothing of each other.
    let (loaded, unlocked) = std::thread::scope(|scope| {
        let loaded = scope.spawn(|| indicators::load(&arguments.sets));
        let unlocked = unlock(pieces, &mut keys, !arguments.unsealed, terminal);
        (loaded.join(), unlocked)
    });
    let sources = unlocked?;
    let loaded = loaded.map_err(|_| anyhow::anyhow!("reading the indicators failed"))??;
    let folder = case_folder(arguments.case.as_deref())?;
    let case = Arc::new(create(&folder)?);
    let mut options = BTreeMap::new();
    options.insert("include_personal".to_owned(), arguments.include_personal.to_string());
    options.insert("unsealed".to_owned(), arguments.unsealed.to_string());
    let facts = case_facts(&folder, options)?;
    outcome::note(&case, &facts)?;
    let threads = threads(common);
    let run = Run { case, sources, network, indicators: loaded.0, problems: loaded.1, threads };
    let outcome = run.finish(terminal)?;
    let mut case = Case::open(&folder)?;
    unseal(&mut case, &outcome.1)?;
    let conclusion = Conclusion {
        outcome: &outcome.0,
        facts: &facts,
        format: arguments.format,
        include_personal: arguments.include_personal,
    };
    let exit = conclude(&conclusion, &case, terminal)?;
    if exit == Exit::Interrupted {
        let folder = folder.display();
        terminal.warn(format_args!("interrupted: what was read until then is kept in {folder}"));
        terminal.hint("run the same command again to read everything");
    }
    Ok(exit)
}

/// The file that says what is known of a mobile network: the one named, else `network.toml` in a folder of
/// evidence or beside a file of it.
fn network_file(named: Option<&Path>, evidence: &[PathBuf]) -> Option<PathBuf> {
    let beside = |path: &PathBuf| {
        let folder = if path.is_dir() { path } else { path.parent()? };
        Some(folder.join("network.toml")).filter(|file| file.is_file())
    };
    named.map(Path::to_owned).or_else(|| evidence.iter().find_map(beside))
}

/// What it holds, once it is sure that it can be read.
pub(super) fn network_in(path: &Path) -> anyhow::Result<SharedBytes> {
    let what = || format!("cannot read {}", path.display());
    let text = std::fs::read_to_string(path).with_context(what)?;
    Network::read(&text).map_err(anyhow::Error::msg).with_context(what)?;
    Ok(Arc::new(Bytes(text.into_bytes())))
}

/// A run under way.
struct Run {
    case: Arc<CaseWriter>,
    sources: Vec<Source>,
    /// What is known of the owner's mobile network.
    network: Option<SharedBytes>,
    indicators: Indicators,
    problems: Vec<Problem>,
    threads: usize,
}

impl Run {
    /// Reads everything and concludes the case; gives the sources back for their keys.
    fn finish(mut self, terminal: &Terminal) -> anyhow::Result<(Outcome, Vec<Source>)> {
        let scratch = scratch(self.case.folder())?;
        let mut log = Log::create(self.case.folder())?;
        log.event("start", &json!({ "vigie": env!("CARGO_PKG_VERSION"), "threads": self.threads }));
        self.open(scratch.path(), terminal)?;
        if let Some(network) = &self.network {
            self.sources.iter_mut().for_each(|source| source.put_beside(NETWORK_FILE, network));
        }
        let plan = plan(&self.sources);
        self.note_sources(&plan)?;
        log.event("plan", &json!({ "tasks": plan.tasks.len(), "files": plan.files.len() }));
        let names: Vec<String> = self.sources.iter().map(Source::name).collect();
        let mut bars = terminal.bars(&names);
        let shared = pool::Shared {
            sources: &self.sources,
            plan: &plan,
            indicators: &self.indicators,
            case: &self.case,
            threads: self.threads,
        };
        let made = pool::run(&shared, &mut bars).context("cannot write the case")?;
        drop(bars);
        log_tasks(&mut log, &plan, &made);
        let coverage = Coverage {
            sources: cover::sources(&self.sources, &plan, &made),
            indicators: self.indicators.sets().to_vec(),
            problems: 0,
            interrupted: STOP.load(Ordering::Relaxed),
        };
        let outcome = self.conclude(made, coverage)?;
        log.event(
            "end",
            &json!({ "verdict": outcome.verdict(), "findings": outcome.findings().len() }),
        );
        Ok((outcome, self.sources))
    }

    /// Opens every piece; with several, one that cannot be opened does not stop the others.
    fn open(&mut self, scratch: &Path, terminal: &Terminal) -> anyhow::Result<()> {
        let alone = self.sources.len() == 1;
        let unlocked = |source: &&mut Source| source.problems.is_empty();
        for source in self.sources.iter_mut().filter(unlocked) {
            let what = source.piece.path.display().to_string();
            match source.open(scratch) {
                Ok(()) => terminal.detail(format_args!("opened {what}")),
                Err(error) if alone => {
                    return Err(error).with_context(|| format!("cannot open {what}"));
                }
                Err(error) => {
                    terminal.warn(format_args!("cannot open {what}: {error}"));
                    source.failed(&error);
                }
            }
        }
        if self.sources.iter().all(|source| source.opened.is_none()) {
            bail!("no piece of evidence could be opened");
        }
        Ok(())
    }

    fn note_sources(&self, plan: &Plan) -> anyhow::Result<()> {
        for source in &self.sources {
            self.case.add_source(&NewSource {
                number: source.number,
                path: &source.piece.path.display().to_string(),
                inner: &source.piece.inner,
                seal: source.seal.as_ref(),
            })?;
        }
        for (source, file, id) in &plan.files {
            let Some(source) = self.sources.get(*source) else { continue };
            let file = source.opened.as_ref().and_then(|opened| opened.files().get(*file));
            let Some(file) = file else { continue };
            let (path, stored) = (file.path.as_str(), file.stored.as_str());
            self.case.add_file(&NewFile { id: *id, source: source.number, path, stored })?;
        }
        Ok(())
    }

    /// Merges what the tasks made, lets the last detectors look, writes the conclusion.
    fn conclude(
        &mut self,
        made: Vec<Option<Made>>,
        mut coverage: Coverage,
    ) -> anyhow::Result<Outcome> {
        let mut matches = MatchCollector::new();
        let mut findings: Vec<Finding> = Vec::new();
        let mut problems = std::mem::take(&mut self.problems);
        for source in &mut self.sources {
            source.note_late_problems();
            problems.append(&mut source.problems);
        }
        let mut joined = Joined::default();
        for made in made.into_iter().flatten() {
            matches.merge(made.matches);
            joined.add(made.joined);
            findings.extend(made.findings);
            problems.extend(made.problems);
        }
        findings.extend(matches.findings(&self.indicators));
        let (found, failed) = joined.end();
        findings.extend(found);
        problems.extend(failed);
        // The records must be on disk before they can be read back in order of time.
        self.case.conclude(&Outcome::conclude(Vec::new(), Vec::new(), coverage.clone()))?;
        let mut written = Case::open(self.case.folder())?;
        unseal(&mut written, &self.sources)?;
        let (timed, failed) = replay::in_time(&written)?;
        cover::describe_phones(&written, &mut coverage.sources)?;
        drop(written);
        findings.extend(timed);
        problems.extend(failed);
        coverage.problems = problems.len() as u64;
        let outcome = Outcome::conclude(findings, problems, coverage);
        self.case.conclude(&outcome)?;
        Ok(outcome)
    }
}

fn unseal(case: &mut Case, sources: &[Source]) -> anyhow::Result<()> {
    for source in sources {
        if let (Some(key), Some(_)) = (&source.key, &source.seal) {
            case.unseal(source.number, key.as_bytes())?;
        }
    }
    Ok(())
}

fn unlock(
    pieces: Vec<Piece>,
    keys: &mut Keys<'_>,
    sealed: bool,
    terminal: &Terminal,
) -> anyhow::Result<Vec<Source>> {
    let alone = pieces.len() == 1;
    let mut sources = Vec::new();
    for (piece, number) in pieces.into_iter().zip(0u32..) {
        let kept = piece.clone();
        match Source::unlock(number, piece, keys, sealed) {
            Ok(source) => sources.push(source),
            Err(error) if alone => return Err(error),
            Err(error) => {
                terminal.warn(format_args!("{error:#}"));
                sources.push(Source::locked(number, kept, &error));
            }
        }
    }
    Ok(sources)
}

fn announce(pieces: &[Piece], terminal: &Terminal) {
    for piece in pieces {
        let fact = |key: &str| piece.facts.get(key).cloned().unwrap_or_default();
        let (kind, version) = (terminal.words().evidence_kind(piece.kind), fact("product_version"));
        let system = piece.kind.system().unwrap_or_default();
        let version = if version.is_empty() { version } else { format!(" · {system} {version}") };
        let path = piece.path.display();
        terminal.say(format_args!("Reading  {kind}{version} · {path}"));
    }
}

fn threads(common: &cli::Common) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    common.threads.unwrap_or_else(cores).clamp(1, 1024)
}

/// The folder named, or the first `case-DATE`, `case-DATE-2`, … that is free.
fn case_folder(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let (year, month, day) = now()?.date();
    let base = format!("case-{year:04}-{month:02}-{day:02}");
    let names = std::iter::once(base.clone()).chain((2..).map(|n: u32| format!("{base}-{n}")));
    names.map(PathBuf::from).find(|path| !path.exists()).context("no free name for a case")
}

/// The present moment, or `SOURCE_DATE_EPOCH` for whoever wants the same bytes again; reports and
/// findings never look at the clock themselves.
pub(super) fn now() -> anyhow::Result<Time> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(given) => given.parse().context("SOURCE_DATE_EPOCH is no number of seconds")?,
        Err(_) => i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?,
    };
    Time::from_unix_seconds(seconds).context("the clock is wrong")
}

/// A new case in `folder`.
pub(super) fn create(folder: &Path) -> anyhow::Result<CaseWriter> {
    CaseWriter::create(folder)
        .with_context(|| format!("cannot make a case in {}", folder.display()))
}

/// What a case says of the run that made it.
pub(super) fn case_facts(
    folder: &Path,
    options: BTreeMap<String, String>,
) -> anyhow::Result<CaseFacts> {
    let command: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    Ok(CaseFacts {
        vigie_version: env!("CARGO_PKG_VERSION").to_owned(),
        command,
        created: now()?,
        case_folder: folder.display().to_string(),
        options,
    })
}

fn log_tasks(log: &mut Log, plan: &Plan, made: &[Option<Made>]) {
    for (task, made) in plan.tasks.iter().zip(made) {
        let Some(made) = made else { continue };
        let facts = json!({
            "source": task.source,
            "file": task.file_id,
            "parser": task.parser.meta().id,
            "bytes": task.size,
            "records": made.records(),
            "problems": made.problems.len(),
            "stopped": made.stopped,
        });
        log.event("parsed", &facts);
    }
}
