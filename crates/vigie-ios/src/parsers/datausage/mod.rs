//! `DataUsage.sqlite`: which processes used the network, and how much.
//!
//! Written by CommCenter (mobile data, Wi-Fi up to iOS 12) and backed up. `netusage.sqlite` has the
//! same tables and more: its parser shares this code. A Core Data store, so every table begins with
//! `Z`:
//!
//! * `ZPROCESS`: one row per process that ever used the network: `ZPROCNAME` (a name, a path, or
//!   `PROCESS/APP` where it worked for an app), `ZBUNDLENAME`, first and last time, from 2001.
//! * `ZLIVEUSAGE`: bytes counted for process `ZHASPROCESS`; `ZWIFIIN` and `ZWIFIOUT` are gone in
//!   recent versions.
//!
//! Core Data deletes neither row alone, and numbers processes in order: usage of a process that is
//! not there, and gaps in the numbers, are traces of deletion. Layout after
//! <https://docs.mvt.re/en/latest/ios/records/#datausage>.

mod process;
mod usage;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use process::ProcessGap;
pub(crate) use usage::{OrphanUsage, Usage};

pub(crate) static ITEM: Datausage = Datausage;

pub(crate) struct Datausage;

static META: ParserMeta = ParserMeta {
    id: "datausage",
    title: Text { en: "Network use by process", fr: "Utilisation du réseau par processus" },
    reads: &[
        "/private/var/wireless/Library/Databases/DataUsage.sqlite",
        "/DataUsage.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&usage::KIND, &usage::ORPHAN, &process::GAP],
    means: &[
        Text { en: "process last used the network", fr: "dernier usage du réseau par le processus" },
        Text { en: "process first used the network", fr: "premier usage du réseau par le processus" },
        Text { en: "bytes of an unlisted process counted", fr: "octets d’un processus non répertorié comptés" },
        Text { en: "bytes counted", fr: "octets comptés" },
    ],
    versions: Versions::ios(7),
    references: &["https://docs.mvt.re/en/latest/ios/records/#datausage"],
};

impl Parser for Datausage {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let emit = Emit {
            usage: |sink, at, usage| sink.emit(at, &usage),
            orphan: |sink, at, orphan| sink.emit(at, &orphan),
            gap: |sink, at, gap| sink.emit(at, &gap),
        };
        read(&database, input, &emit, sink)
    }
}

/// How what the tables hold becomes records.
pub(crate) struct Emit {
    /// Of a process.
    pub(crate) usage: fn(&mut Sink<'_>, Locator, Usage) -> Result<(), Stop>,
    /// Of a count without process.
    pub(crate) orphan: fn(&mut Sink<'_>, Locator, OrphanUsage) -> Result<(), Stop>,
    /// Of a gap between the numbers of processes.
    pub(crate) gap: fn(&mut Sink<'_>, Locator, ProcessGap) -> Result<(), Stop>,
}

/// Emits every process, every count, and every gap between processes.
pub(crate) fn read(
    database: &Database,
    input: &Input<'_>,
    emit: &Emit,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(processes) = database.table("ZPROCESS") else {
        return Err(Stop::Unsupported("a database without table ZPROCESS".into()));
    };
    let processes = process::Processes::new(processes, input)?;
    let used = usage::read(database, &processes, emit, sink)?;
    processes.emit_unused_and_gaps(&used, emit, sink)
}
