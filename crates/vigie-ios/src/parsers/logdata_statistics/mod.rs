//! `logdata.statistics`: which processes wrote most to the system log, every few minutes for days.
//!
//! Written by `logd` in `/private/var/db/diagnostics` whenever it moves the log on, rotated at 1 MB
//! (text) and 5 MB (JSON); a sysdiagnose carries it in `system_logs.logarchive/Extra`. The text names
//! the twenty largest writers, with their share:
//!
//! ```text
//! --- !logd statistics record
//! type  : Memory Rollover
//! time  : 2025-04-07 07:42:54-0700
//! total : 9733361
//! procs :
//!     - [    3117304,  32.0, /usr/libexec/backboardd ]
//! ```
//!
//! the JSON, one object per line, the fifty largest: `record` (`logd statistics`, or `logd
//! quarantine` with one `client`), `type`, `file`, `unixTime`, `totalBytes`, `processList` of
//! `{process, sizeBytes}`. A process that no longer exists stands here for a week and longer.
//!
//! Processes come up thousands of times: one record tells a process's first and last time of a day.
//!
//! Layout after `logd` itself and <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod days;
mod json;
mod plain;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use self::days::Days;
use vigie_formats::lines::each_line;
use crate::seen_process::{self, means};
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) static ITEM: LogdataStatistics = LogdataStatistics;

pub(crate) struct LogdataStatistics;

static META: ParserMeta = ParserMeta {
    id: "logdata_statistics",
    title: Text {
        en: "Processes that wrote to the system log, by day",
        fr: "Processus qui ont écrit au journal système, par jour",
    },
    reads: sysdiagnose_paths![
        "system_logs.logarchive/Extra/logdata.statistics*.txt",
        "system_logs.logarchive/Extra/logdata.statistics*.jsonl";
        "/private/var/db/diagnostics/logdata.statistics*.txt",
        "/private/var/db/diagnostics/logdata.statistics*.jsonl",
        "/logdata.statistics*.txt",
        "/logdata.statistics*.jsonl"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&seen_process::IN_LOG_STATISTICS],
    means: &[means::LOGGED, means::STILL_LOGGED],
    versions: Versions::ios(10),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for LogdataStatistics {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut days = Days::default();
        if input.path.ends_with(".jsonl") {
            // A line holds fifty paths: more than what is kept of a line of text.
            json::read(&input.read_all()?, &mut days, sink)?;
        } else {
            let mut reading = plain::Reading::default();
            each_line(&*input.data, |line| reading.read(&line, &mut days, sink))?;
        }
        days.emit(sink)
    }
}
