//! `ps.txt`, `ps_thread.txt`: every process that ran while a sysdiagnose was made.
//!
//! Printed by `ps` for `sysdiagnose`, in every version of iOS. A line of column names, then one line
//! per process; names and order of the columns differ between versions, the command comes last:
//!
//! ```text
//! USER    UID PRSNA   PID  PPID    F  %CPU %MEM PRI NI VSZ RSS WCHAN  TT  STAT STARTED    TIME COMMAND
//! root      0     -     1     0 4004   0.0  0.0   0  0   0   0 -      ??  ?s    7:22PM 0:00.00 /sbin/launchd
//! ```
//!
//! `ps_thread.txt` has further lines, one per thread, that begin with white space or lack columns.
//! Times are the phone's local ones: `7:22PM` within a day, `Mon03PM` within a week, `12Nov24` before
//! that. The date and the zone come from the sysdiagnose's own log, see [`Taken`]; without it, starts
//! are kept as written.
//!
//! Columns after <https://man.freebsd.org/cgi/man.cgi?ps(1)>.

mod command;
mod header;
mod started;

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions,
};

use self::header::Header;
use vigie_formats::lines::{Line, each_line};
use crate::seen_process::{self, List, SeenProcess, means};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: ProcessList = ProcessList;

pub(crate) struct ProcessList;

static META: ParserMeta = ParserMeta {
    id: "process_list",
    title: Text { en: "Running processes (ps)", fr: "Processus en cours (ps)" },
    reads: sysdiagnose_paths!["ps.txt", "ps_thread.txt"; "/ps.txt", "/ps_thread.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&seen_process::IN_PROCESS_LIST],
    means: &[
        means::RUNNING,
        means::STARTED_MINUTE,
        means::STARTED_HOUR,
        means::STARTED_DAY,
    ],
    versions: Versions::ios(9),
    references: &[
        "https://man.freebsd.org/cgi/man.cgi?ps(1)",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
    ],
};

impl Parser for ProcessList {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut list = Reading { taken: Taken::of(input), header: None, last: None };
        each_line(&*input.data, |line| list.read(&line, sink))?;
        list.close(sink)
    }
}

/// The list that is being read.
struct Reading {
    taken: Option<Taken>,
    header: Option<Header>,
    /// The process whose threads may follow.
    last: Option<(u64, SeenProcess)>,
}

impl Reading {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if line.text.trim().is_empty() {
            return Ok(());
        }
        let at = Locator::Line(line.number);
        if line.cut {
            sink.problem(at.clone(), "a line of more than 16384 bytes was cut");
        }
        if let Some(header) = Header::read(line.text) {
            self.header = Some(header);
            return Ok(());
        }
        let Some(header) = &self.header else {
            sink.problem(at, "expected a line of column names with PID and COMMAND");
            return Ok(());
        };
        if header.is_thread(line.text) {
            if let Some((_, process)) = &mut self.last {
                process.threads = Some(process.threads.unwrap_or(0).saturating_add(1));
            }
            return Ok(());
        }
        let process = header.process(line.text, self.taken.as_ref());
        let Some(process) = process else {
            sink.problem(at, format!("expected {} columns", header.width()));
            return Ok(());
        };
        if process.pid.is_none() {
            sink.problem(at, "expected a process id");
        }
        self.close(sink)?;
        self.last = Some((line.number, process));
        Ok(())
    }

    /// Emits the process whose lines have ended.
    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some((line, process)) = self.last.take() else { return Ok(()) };
        debug_assert_eq!(process.list, List::Processes);
        sink.emit(Locator::Line(line), &process)
    }
}
