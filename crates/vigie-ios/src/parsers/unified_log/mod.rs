//! `*.tracev3`, `*.timesync`: the unified log, through rules.
//!
//! `logd` keeps what every process logs in `/private/var/db/diagnostics`, in files of about 10 MB:
//! `Persist` (days), `Special` and `HighVolume` (weeks, by importance), `Signpost`; since iOS 10. A
//! sysdiagnose carries the whole as `system_logs.logarchive`, where the files lie in folders of the same
//! names and what was still in memory in `logdata.LiveData.tracev3`.
//!
//! A log file is a run of chunks, see [`chunks`]: a header, then catalogs of processes, each before the
//! packed sets of lines that need it. Lines hold numbers and arguments only; their texts stand in
//! `uuidtext/XX/…` and `dsc/…`, see [`texts`], and `timesync/*.timesync` ties their ticks to time, see
//! [`boots`].
//!
//! A log archive exported whole is fifteen times as large as it was packed, so it never is: one set
//! after the other is unpacked and passed through the [`rules`]; lines that match one become records, and
//! of every process that logged, how often and from when to when. State dumps are not looked at: they
//! hold whole property lists, nested as deep as their writer likes. Texts that another log file holds
//! because they were too long for a line are not joined with it.
//!
//! Lines are read with <https://github.com/mandiant/macos-unifiedlogs>. It may fail on damaged input, so
//! sizes are checked before it sees them, and what makes it fail is left out and said.

mod boots;
mod chunks;
mod dsc;
mod entry;
mod lines;
mod links_seen;
mod logged;
mod matching;
mod rules;
mod texts;

use std::sync::{Mutex, PoisonError};

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::seen_process::{self, means};
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) use self::chunks::fuzz as fuzz_log;

pub(crate) static ITEM: UnifiedLog = UnifiedLog;

pub(crate) struct UnifiedLog;

static META: ParserMeta = ParserMeta {
    id: "unified_log",
    title: Text { en: "Unified log (tracev3)", fr: "Journal unifié (tracev3)" },
    reads: sysdiagnose_paths![
        "system_logs.logarchive/*/*.tracev3",
        "system_logs.logarchive/*.tracev3",
        "system_logs.logarchive/timesync/*.timesync";
        "/private/var/db/diagnostics/*/*.tracev3",
        "/private/var/db/diagnostics/timesync/*.timesync",
        "/*.logarchive/*/*.tracev3",
        "/*.logarchive/*.tracev3",
        "/*.logarchive/timesync/*.timesync"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&entry::KIND, &boots::KIND, &seen_process::IN_UNIFIED_LOG],
    means: &[entry::WRITTEN, boots::STARTED, means::LOGGED, means::STILL_LOGGED],
    versions: Versions::ios(10),
    references: &[
        "https://github.com/mandiant/macos-unifiedlogs",
        "https://github.com/libyal/dtformats/blob/main/documentation/Apple%20Unified%20Logging%20and%20Activity%20Tracing%20formats.asciidoc",
    ],
};

/// Texts shared by all processes take 100 MB and more of memory: files are read one after the other,
/// on however many cores the rest is read.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Parser for UnifiedLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        if input.path.ends_with(".timesync") {
            return boots::read(input, sink);
        }
        matching::read(input, sink)
    }
}
