//! `taskinfo.txt`: every task of the kernel while a sysdiagnose was made, with how long it had run.
//!
//! Printed by `taskinfo --threads` for `sysdiagnose`. A line with the number of tasks, then a block
//! per task; lines of its threads are indented:
//!
//! ```text
//! num tasks: 412
//! process: "launchd" [1] [unique ID: 1]
//! architecture: arm64
//! run time: 216 s
//! threads:
//!     thread ID: 0x338 / 824
//! ```
//!
//! Names are cut at 15 or 31 characters. The run time gives the start, counted from when the
//! sysdiagnose was begun, see [`Taken`].
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::columns::Scalar;
use vigie_formats::lines::{Line, each_line};
use crate::seen_process::{self, Exactness, List, SeenProcess, Start, means};
use crate::sysdiagnose::{Taken, before, sysdiagnose_paths};

pub(crate) static ITEM: TaskInfo = TaskInfo;

pub(crate) struct TaskInfo;

static META: ParserMeta = ParserMeta {
    id: "task_info",
    title: Text { en: "Running processes (taskinfo)", fr: "Processus en cours (taskinfo)" },
    reads: sysdiagnose_paths!["taskinfo.txt"; "/taskinfo.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&seen_process::IN_TASK_INFO],
    means: &[means::RUNNING, means::STARTED],
    versions: Versions::ios(9),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for TaskInfo {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let taken = Taken::of(input);
        let mut tasks = Tasks { taken, announced: None, found: 0, task: None };
        each_line(&*input.data, |line| tasks.read(&line, sink))?;
        tasks.close(sink)?;
        match tasks.announced {
            Some(announced) if announced > tasks.found => {
                let found = tasks.found;
                let message = format!("expected {announced} tasks, found {found}");
                sink.problem(Locator::Whole, message);
            }
            _ if tasks.found == 0 => sink.problem(Locator::Whole, "expected lines with “process:”"),
            _ => {}
        }
        Ok(())
    }
}

/// The list that is being read.
struct Tasks {
    taken: Option<Taken>,
    /// How many tasks the first line speaks of.
    announced: Option<u64>,
    found: u64,
    task: Option<(u64, SeenProcess)>,
}

/// Keys of a task's lines that are kept besides those with a field.
const KEPT: &[&str] = &[
    "architecture",
    "coalition (type 0) ID",
    "coalition (type 1) ID",
    "ios-appledaemon",
    "ios-application",
    "pid suspended",
];

impl Tasks {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text.trim_end();
        if let Some(value) = text.strip_prefix("process:") {
            self.close(sink)?;
            self.found = self.found.saturating_add(1);
            match self.process(value.trim()) {
                Some(process) => self.task = Some((line.number, process)),
                None => sink.problem(
                    Locator::Line(line.number),
                    "expected a name in quotes and a process id in brackets",
                ),
            }
        } else if let Some(count) = text.strip_prefix("num tasks:") {
            self.announced = count.trim().parse().ok();
        } else if let Some((_, process)) = &mut self.task {
            set(process, text, self.taken.as_ref());
        }
        Ok(())
    }

    /// Reads `"launchd" [1] [unique ID: 1]`.
    fn process(&self, text: &str) -> Option<SeenProcess> {
        let (_, rest) = text.split_once('"')?;
        // A name may hold quotes and brackets; the process id is the first number in brackets after
        // the name's end.
        let (name, rest) = rest.rsplit_once("\" [")?;
        let (pid, rest) = rest.split_once(']')?;
        let mut process = SeenProcess::called(List::Tasks, name);
        process.pid = Some(pid.trim().parse().ok()?);
        process.seen = self.taken.map(|taken| taken.at);
        let unique = rest.split_once("unique ID:").and_then(|(_, id)| id.trim().split(']').next());
        if let Some(unique) = unique.and_then(|id| id.trim().parse().ok()) {
            process.columns.push("unique_id", Scalar::Integer(unique));
        }
        Some(process)
    }

    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some((line, process)) = self.task.take() else { return Ok(()) };
        sink.emit(Locator::Line(line), &process)
    }
}

/// Takes over a line of a task's block.
fn set(process: &mut SeenProcess, text: &str, taken: Option<&Taken>) {
    if text.starts_with(char::is_whitespace) {
        if text.trim_start().starts_with("thread ID:") {
            process.threads = Some(process.threads.unwrap_or(0).saturating_add(1));
        }
        return;
    }
    let Some((key, value)) = text.split_once(':') else { return };
    let (key, value) = (key.trim(), value.trim());
    if key == "run time" {
        let seconds = value.split(' ').next().and_then(|seconds| seconds.parse().ok());
        process.age_seconds = seconds.filter(|seconds: &f64| seconds.is_finite());
        let at = taken.zip(process.age_seconds).and_then(|(taken, age)| before(taken.at, age));
        process.started = at.map(|at| Start { at, to_the: Exactness::Second });
    } else if let Some(key) = KEPT.iter().find(|kept| **kept == key)
        && !matches!(value, "" | "NO")
    {
        process.columns.push(*key, Scalar::Text(value.to_owned()));
    }
}
