//! Traces of apps that did not answer: what every thread did when Android gave up waiting.
//!
//! Written by the system to `/data/anr` when an app does not answer; bug reports carry the newest, and
//! hold further ones in `VM TRACES …`. One block per process:
//!
//! ```text
//! ----- pid 1234 at 2023-04-12 12:32:40.518290770+0200 -----
//! Cmd line: com.example.app
//! …
//! "main" prio=5 tid=1 Native
//!   native: #00 pc 000a1 /system/lib64/libc.so (read+8)
//! ----- end 1234 -----
//! ```
//!
//! Source: [`signal_catcher.cc`] of the Android Open Source Project.
//!
//! [`signal_catcher.cc`]: https://android.googlesource.com/platform/art/+/refs/heads/main/runtime/signal_catcher.cc

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::names::each_process_name;
use crate::written_time::instant;

pub(crate) static ITEM: Anr = Anr;

pub(crate) struct Anr;

static META: ParserMeta = ParserMeta {
    id: "anr",
    title: Text { en: "Traces of apps that did not answer", fr: "Traces d’applications bloquées" },
    reads: &["/data/anr/**", "/dumpstate/VM TRACES*", "/anr_*", "/traces.txt"],
    found_in: &[
        EvidenceKind::AndroidBugReport,
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[Text { en: "threads of a process recorded", fr: "fils d’exécution d’un processus relevés" }],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/art/+/refs/heads/main/runtime/signal_catcher.cc",
    ],
};

static KIND: Kind = Kind {
    id: "android.anr.process",
    title: Text {
        en: "Process whose threads were recorded",
        fr: "Processus dont les fils d’exécution ont été relevés",
    },
    brief: &["process", "subject", "pid"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Traced>,
};

/// Most files that a process lists.
const MOST_FILES: usize = 500;

/// A process whose threads were recorded.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Traced {
    /// Its command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// Process id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// Whose clock wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
    /// Why: `Input dispatching timed out (…)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// How many threads it had.
    pub(crate) threads: u64,
    /// Files that their calls stood in, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<String>,
}

impl Parser for Anr {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut traces = Traces { input, subject: None, open: None };
        each_line_of(input, |line| traces.read(&line, sink))?;
        traces.close(sink)
    }
}

/// The traces that are being read.
struct Traces<'a> {
    input: &'a Input<'a>,
    subject: Option<String>,
    open: Option<(u64, Traced)>,
}

impl Traces<'_> {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text;
        if let Some(rest) = text.strip_prefix("----- pid ") {
            self.close(sink)?;
            self.begin(line.number, rest, sink);
            return Ok(());
        }
        if text.starts_with("----- end ") {
            return self.close(sink);
        }
        let Some((_, process)) = &mut self.open else {
            if let Some(subject) = text.strip_prefix("Subject: ") {
                self.subject = Some(subject.trim().to_owned());
            }
            return Ok(());
        };
        if let Some(command) = text.strip_prefix("Cmd line: ").or(text.strip_prefix("Cmdline: ")) {
            process.process = Some(command.trim().to_owned());
        } else if text.starts_with('"') {
            process.threads = process.threads.saturating_add(1);
        } else if let Some(file) = file(text)
            && process.files.len() < MOST_FILES
            && !process.files.iter().any(|known| known == file)
        {
            process.files.push(file.to_owned());
        }
        Ok(())
    }

    fn begin(&mut self, line: u64, rest: &str, sink: &mut Sink<'_>) {
        let mut process = Traced { subject: self.subject.take(), ..Traced::default() };
        let (pid, written) = rest.split_once(" at ").unwrap_or((rest, ""));
        process.pid = pid.trim().parse().ok();
        let (time, clock) = instant(self.input, written.trim_end_matches('-').trim());
        if time.is_none() {
            sink.problem(Locator::Line(line), "expected a process id and a date");
        }
        process.clock = time.map(|_| clock);
        process.time = time;
        self.open = Some((line, process));
    }

    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match self.open.take() {
            Some((line, process)) => sink.emit(Locator::Line(line), &process),
            None => Ok(()),
        }
    }
}

/// The file of a native call: `  native: #00 pc 000a1  /lib/x.so (read+8)`, also without the word.
fn file(text: &str) -> Option<&str> {
    let (number, rest) = text.trim_start().trim_start_matches("native: ").strip_prefix('#')?.split_once(" pc ")?;
    number.parse::<u32>().ok()?;
    let path = rest.get(rest.find('/')?..)?;
    Some(path.split(" (").next().unwrap_or(path).trim())
}

impl Record for Traced {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let (Some(at), Some(clock)) = (self.time, self.clock) {
            see(Stamp { at, means: "threads of a process recorded", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(process) = &self.process {
            each_process_name(process, |value| see("process", value));
        }
        self.files.iter().for_each(|file| see("files", Observable::Path(file)));
    }
}
