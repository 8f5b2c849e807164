//! `spindump-nosymbols.txt`: stacks of every process, sampled while a sysdiagnose was made.
//!
//! Written by `spindump` for `sysdiagnose`. A header of keys and values, then a block per process:
//! keys and values, its threads, its libraries; after a last line of dashes, the samples themselves,
//! which are skipped.
//!
//! ```text
//! Date/Time:        2025-11-22 19:36:24.011 -0500
//! OS Version:       iPhone OS 26.1 (Build 23B85)
//!
//! Process:          followupd [543] (suspended)
//! UUID:             6EAD3AFE-1E1F-36F3-B55B-EC1E7E6058E6
//! Path:             /usr/libexec/followupd
//! Parent:           launchd [1]
//! UID:              501
//! Time Since Fork:  392s
//!   Thread 0x42d1    DispatchQueue "com.apple.main-thread"(1)    8 samples (1-8)
//!   8  ??? (dyld + 20008) [0x1804b6e28]
//!   Binary Images:
//!            0x100c9c000 -        0x100ca7fff  followupd (1.0) <6EAD3AFE-…>  /usr/libexec/followupd
//! ```
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose> and `man spindump`.

mod image;
mod process;
mod report;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) use self::image::LoadedImage;
use self::image::Images;
use self::report::Report;
use vigie_formats::lines::{Line, each_line};
use crate::seen_process::{self, SeenProcess, means};
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) static ITEM: Spindump = Spindump;

pub(crate) struct Spindump;

static META: ParserMeta = ParserMeta {
    id: "spindump",
    title: Text {
        en: "Sampled processes and their libraries (spindump)",
        fr: "Processus échantillonnés et leurs bibliothèques (spindump)",
    },
    reads: sysdiagnose_paths![
        "spindump-nosymbols.txt", "spindump.txt";
        "/spindump-nosymbols.txt", "/spindump.txt"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&report::KIND, &seen_process::IN_SPINDUMP, &image::KIND],
    means: &[
        Text { en: "processes sampled", fr: "processus échantillonnés" },
        Text { en: "phone started", fr: "démarrage du téléphone" },
        Text { en: "library loaded by a process", fr: "bibliothèque chargée par un processus" },
        means::RUNNING,
        means::STARTED,
    ],
    versions: Versions::ios(10),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for Spindump {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut dump = Dump::default();
        each_line(&*input.data, |line| dump.read(&line, sink))?;
        dump.end(sink)
    }
}

/// Which part of the file is being read.
#[derive(Default, PartialEq)]
enum Part {
    #[default]
    Header,
    Process,
    Threads,
    Images,
    /// The samples, in a form that is not for people.
    Binary,
}

/// The file that is being read.
#[derive(Default)]
struct Dump {
    part: Part,
    report: Report,
    /// True once the report is emitted.
    reported: bool,
    process: Option<(u64, SeenProcess)>,
    images: Images,
    processes: u64,
}

impl Dump {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text.trim();
        if self.part == Part::Binary || text.is_empty() {
            return Ok(());
        }
        if text == "Spindump binary format" {
            self.part = Part::Binary;
        } else if let Some(value) = text.strip_prefix("Process:") {
            self.begin(line.number, value.trim(), sink)?;
        } else if text == "Binary Images:" {
            self.part = Part::Images;
        } else if text.starts_with("Thread 0x") {
            self.part = Part::Threads;
            if let Some((_, process)) = &mut self.process {
                process.threads = Some(process.threads.unwrap_or(0).saturating_add(1));
            }
        } else {
            self.line(line.number, text, sink);
        }
        Ok(())
    }

    /// A line inside a part.
    fn line(&mut self, number: u64, text: &str, sink: &mut Sink<'_>) {
        match self.part {
            Part::Header => self.report.set(number, text, sink),
            Part::Process => {
                if let Some((_, process)) = &mut self.process {
                    process::set(process, text, self.report.at);
                }
            }
            Part::Images => {
                let process = self.process.as_ref().map(|(_, process)| process);
                self.images.add(number, text, process, sink);
            }
            Part::Threads | Part::Binary => {}
        }
    }

    /// A block begins.
    fn begin(&mut self, number: u64, value: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.close(sink)?;
        self.part = Part::Process;
        match process::read(value, self.report.at) {
            Some(process) => self.process = Some((number, process)),
            None => {
                let message = "expected a name and a process id in brackets";
                sink.problem(Locator::Line(number), message);
            }
        }
        Ok(())
    }

    /// Emits what was gathered so far.
    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if !self.reported && self.report != Report::default() {
            sink.emit(Locator::Line(1), &self.report)?;
        }
        self.reported = true;
        let Some((line, process)) = self.process.take() else { return Ok(()) };
        self.processes = self.processes.saturating_add(1);
        sink.emit(Locator::Line(line), &process)
    }

    fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.close(sink)?;
        if self.processes == 0 && !self.report.empty {
            sink.problem(Locator::Whole, "expected lines with “Process:”");
        }
        self.images.emit(self.report.at, sink)
    }
}
