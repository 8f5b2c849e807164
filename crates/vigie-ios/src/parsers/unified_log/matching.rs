//! A log file passed through the rules.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use macos_unifiedlogs::unified_log::{LogData, LogType};
use vigie_core::{Input, Locator, Sink, Stop, Time};

use super::boots::{self, Clocks};
use super::chunks::{Chunks, Sort};
use super::entry::LogEntry;
use super::lines::Lines;
use super::links_seen::LinksSeen;
use super::logged::{Logged, Writer};
use super::rules::{LINK, ODD_FOLDER, RULES, Rule};
use super::texts::{Folders, Kept, Texts};
use crate::paths;
use crate::starts::start;

/// Lines of one rule in one file that become records; links are bounded by themselves.
const MOST_OF_A_RULE: u64 = 1000;
/// Longest message of a record, in bytes.
const LONGEST: usize = 4096;

/// Passes the log file `input` through the rules.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let folders = Folders::of(input.path);
    let clocks = boots::all(input, &folders.timesync, sink);
    let texts = Texts::new(input.siblings, folders.texts);
    let kept = Kept::new(&texts);
    let mut lines = Lines::new(&texts, &kept, &clocks);
    let mut matching = Matching::new(&clocks)?;
    let read = each_chunk(input, &mut lines, &mut matching, sink);
    matching.close(sink)?;
    if lines.failed() > 0 {
        let message = format!("{} lines cannot be read", lines.failed());
        sink.problem(Locator::Whole, message);
    }
    match kept.missing() {
        0 => {}
        missing => {
            let message = format!("the texts of {missing} programs are missing: what they logged is not told");
            sink.problem(Locator::Whole, message);
        }
    }
    read
}

fn each_chunk(
    input: &Input<'_>,
    lines: &mut Lines<'_>,
    matching: &mut Matching<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut chunks = Chunks::new(&*input.data);
    while let Some(chunk) = chunks.next() {
        sink.check()?;
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(stop @ Stop::Io(_)) => return Err(stop),
            Err(stop) => {
                sink.problem(stop.locator(), stop.to_string());
                continue;
            }
        };
        let at = chunk.at;
        let mut see = |at, line| matching.see(at, &line, sink);
        let done = match chunk.sort {
            Sort::Header => lines.header(chunk, &mut see),
            Sort::Catalog => {
                lines.catalog(chunk);
                Ok(())
            }
            Sort::Set => lines.set(&chunk, &mut see),
        };
        match done {
            Ok(()) => {}
            Err(stop @ (Stop::Truncated { .. } | Stop::Malformed { .. })) => {
                sink.problem(Locator::Byte(at), stop.to_string());
            }
            Err(stop) => return Err(stop),
        }
    }
    lines.flush(&mut |at, line| matching.see(at, &line, sink))
}

/// What was seen of a file, and what rules ask for.
struct Matching<'a> {
    clocks: &'a Clocks,
    words: AhoCorasick,
    /// The rule of each word, by its number.
    rule_of: Vec<usize>,
    told: HashMap<&'static str, u64>,
    links: LinksSeen,
    logged: Logged,
    undated: u64,
}

impl<'a> Matching<'a> {
    fn new(clocks: &'a Clocks) -> Result<Self, Stop> {
        let words = || RULES.iter().flat_map(|rule| rule.words);
        let rule_of = RULES.iter().enumerate();
        let rule_of = rule_of.flat_map(|(number, rule)| rule.words.iter().map(move |_| number));
        let built = AhoCorasick::builder().ascii_case_insensitive(true).build(words());
        Ok(Self {
            clocks,
            words: built.map_err(|error| Stop::Unsupported(error.to_string()))?,
            rule_of: rule_of.collect(),
            told: HashMap::new(),
            links: LinksSeen::default(),
            logged: Logged::default(),
            undated: 0,
        })
    }

    fn see(&mut self, at: u64, line: &LogData, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let time = self.time(line);
        let writer = Writer { path: &line.process, uuid: &line.process_uuid, pid: line.pid };
        let is_odd = self.logged.add(writer, at, time);
        for link in self.links.new_in(&line.message) {
            let entry = LogEntry { link: Some(link.to_owned()), ..entry(LINK, time, line) };
            sink.emit(Locator::Byte(at), &entry)?;
        }
        let rule = self.rule(line).map(|rule| rule.id);
        let Some(rule) = rule.or_else(|| is_odd.then_some(ODD_FOLDER)) else { return Ok(()) };
        let told = self.told.entry(rule).or_default();
        *told = told.saturating_add(1);
        if *told > MOST_OF_A_RULE {
            return Ok(());
        }
        sink.emit(Locator::Byte(at), &entry(rule, time, line))
    }

    /// When a line was written, where its start of the system is known.
    fn time(&mut self, line: &LogData) -> Option<Time> {
        if !self.clocks.contains_key(&line.boot_uuid) {
            self.undated = self.undated.saturating_add(1);
            return None;
        }
        Time::from_unix_float(line.time / 1e9)
    }

    /// The first rule that a line fits.
    fn rule(&self, line: &LogData) -> Option<&'static Rule> {
        let words = self.words.find_overlapping_iter(&line.message);
        let rules = words.filter_map(|word| self.rule_of.get(word.pattern().as_usize()));
        let fits = |number: &&usize| RULES.get(**number).is_some_and(|rule| fits(rule, line));
        rules.filter(fits).min().and_then(|number| RULES.get(*number))
    }

    fn close(self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut told: Vec<_> = self.told.into_iter().collect();
        told.sort_unstable();
        for (rule, count) in told.into_iter().filter(|(_, count)| *count > MOST_OF_A_RULE) {
            let left_out = count.saturating_sub(MOST_OF_A_RULE);
            let message = format!("rule {rule}: {left_out} more lines are only counted");
            sink.problem(Locator::Whole, message);
        }
        if self.links.left_out() > 0 {
            let message = format!("{} more links of the same hosts", self.links.left_out());
            sink.problem(Locator::Whole, message);
        }
        if self.undated > 0 {
            let message = format!("{} lines of a start without timesync have no time", self.undated);
            sink.problem(Locator::Whole, message);
        }
        self.logged.emit(sink)
    }
}

/// Whether a line whose message has a word of `rule` fits the rest of it.
fn fits(rule: &Rule, line: &LogData) -> bool {
    let process = paths::file_name(&line.process);
    (rule.processes.is_empty() || rule.processes.contains(&process))
        && (rule.subsystems.is_empty()
            || rule.subsystems.iter().any(|begin| line.subsystem.starts_with(begin)))
        && (rule.also.is_empty() || {
            let message = line.message.to_ascii_lowercase();
            rule.also.iter().any(|word| message.contains(&word.to_ascii_lowercase()))
        })
}

fn entry(rule: &str, at: Option<Time>, line: &LogData) -> LogEntry {
    let mut message = start(&line.message, LONGEST).to_owned();
    if message.len() < line.message.len() {
        message.push('…');
    }
    LogEntry {
        rule: rule.to_owned(),
        at,
        process: line.process.clone(),
        pid: line.pid,
        euid: line.euid,
        subsystem: line.subsystem.clone(),
        category: line.category.clone(),
        level: level(line.log_type).to_owned(),
        message,
        link: None,
        uuid: line.process_uuid.clone(),
    }
}

const fn level(kind: LogType) -> &'static str {
    match kind {
        LogType::Debug => "debug",
        LogType::Info => "info",
        LogType::Default => "default",
        LogType::Error => "error",
        LogType::Fault => "fault",
        LogType::Create => "activity",
        LogType::Useraction => "user action",
        LogType::Simpledump => "simple dump",
        LogType::Statedump => "state dump",
        LogType::Loss => "loss",
        _ => "signpost",
    }
}
