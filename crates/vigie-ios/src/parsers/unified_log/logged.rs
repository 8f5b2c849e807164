//! The processes that logged.

use std::collections::HashMap;

use vigie_core::{Locator, Sink, Stop, Time};

use crate::paths;
use crate::seen_process::{List, SeenProcess};

/// Processes of one file that are told apart.
const MOST: usize = 10_000;

/// The processes that logged into one file.
#[derive(Default)]
pub(super) struct Logged {
    processes: HashMap<String, Process>,
    left_out: u64,
}

/// A process that logged.
struct Process {
    uuid: String,
    /// Where its first line stands.
    at: u64,
    first: Option<Time>,
    last: Option<Time>,
    lines: u64,
    /// Its number, while it was always the same.
    pid: Option<u64>,
    is_odd: bool,
}

/// What a line tells of the process that wrote it.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) path: &'a str,
    pub(super) uuid: &'a str,
    pub(super) pid: u64,
}

impl Logged {
    /// Counts a line; gives whether its process lies in a folder that no program runs from.
    pub(super) fn add(&mut self, writer: Writer<'_>, at: u64, time: Option<Time>) -> bool {
        let key = if writer.path.is_empty() { writer.uuid } else { writer.path };
        if key.is_empty() {
            return false;
        }
        if !self.processes.contains_key(key) {
            if self.processes.len() >= MOST {
                self.left_out = self.left_out.saturating_add(1);
                return is_odd(writer.path);
            }
            self.processes.insert(key.to_owned(), Process::new(writer, at));
        }
        let Some(process) = self.processes.get_mut(key) else { return false };
        process.lines = process.lines.saturating_add(1);
        if process.pid != Some(writer.pid) {
            process.pid = None;
        }
        if let Some(time) = time {
            process.first = Some(process.first.map_or(time, |first| first.min(time)));
            process.last = Some(process.last.map_or(time, |last| last.max(time)));
        }
        process.is_odd
    }

    /// Emits a record of each, in order of path.
    pub(super) fn emit(self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if self.left_out > 0 {
            let message = format!("{} lines of processes beyond {MOST}", self.left_out);
            sink.problem(Locator::Whole, message);
        }
        let mut processes: Vec<_> = self.processes.into_iter().collect();
        processes.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        for (key, process) in processes {
            let path = Some(key).filter(|key| *key != process.uuid);
            let record = SeenProcess {
                list: List::UnifiedLog,
                path,
                pid: process.pid.and_then(|pid| u32::try_from(pid).ok()),
                uuid: Some(process.uuid).filter(|uuid| !uuid.is_empty()),
                seen: process.first,
                last_seen: process.last.filter(|last| Some(*last) != process.first),
                times: Some(process.lines),
                ..SeenProcess::default()
            };
            sink.emit(Locator::Byte(process.at), &record)?;
        }
        Ok(())
    }
}

impl Process {
    fn new(writer: Writer<'_>, at: u64) -> Self {
        Self {
            uuid: writer.uuid.to_owned(),
            at,
            first: None,
            last: None,
            lines: 0,
            pid: Some(writer.pid),
            is_odd: is_odd(writer.path),
        }
    }
}

/// Whether an absolute path lies where neither iOS nor apps keep programs.
fn is_odd(path: &str) -> bool {
    paths::absolute(path).is_some_and(|path| {
        path.starts_with("/private/") && !paths::is_of_programs(&path)
    })
}
