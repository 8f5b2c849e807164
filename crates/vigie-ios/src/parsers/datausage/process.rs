//! Processes that used the network.

use serde::{Deserialize, Serialize};
use vigie_core::{Input, Kind, Locator, Siblings, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::{Column, Row, Table};

use super::Emit;
use super::usage::Usage;
use crate::cells;
use crate::ids::Ids;
use crate::parsers::netusage::NetGap;
use crate::paths;

pub(super) static GAP: Kind = Kind {
    id: "ios.datausage.process_gap",
    title: Text {
        en: "Gap in the numbers of processes",
        fr: "Trou dans la numérotation des processus",
    },
    brief: &["first", "last", "missing"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<ProcessGap>,
};

/// Numbers of processes that are not there, between two that are.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProcessGap {
    /// First number that is missing.
    pub(crate) first: i64,
    /// Last number that is missing.
    pub(crate) last: i64,
    /// How many are missing.
    pub(crate) missing: i64,
    /// When the process before the gap was first seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<Time>,
    /// When the process after the gap was first seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Time>,
}

impl ProcessGap {
    /// What `record` says of a gap, from whichever file.
    pub(crate) fn of(record: &dyn Record) -> Option<&Self> {
        record.as_a::<Self>().or_else(|| record.as_a::<NetGap>().map(|gap| &gap.0))
    }
}

impl Record for ProcessGap {
    fn kind(&self) -> &'static Kind {
        &GAP
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Longest name of a process, in bytes: the longest path there is.
const LONGEST_NAME: usize = 1_024;

/// Folder that a copy of the file system always has in full.
const COPIED: &str = "/private/var/";

/// Folder whose subfolders change their names whenever an app is updated.
const APPS: &str = "/private/var/containers/Bundle/";

/// Table `ZPROCESS`.
pub(super) struct Processes<'a> {
    table: Table<'a>,
    /// The files of the phone, where the evidence is a copy of its file system.
    files: Option<&'a dyn Siblings>,
    name: Option<Column>,
    bundle: Option<Column>,
    first: Option<Column>,
    last: Option<Column>,
}

impl<'a> Processes<'a> {
    pub(super) fn new(table: Table<'a>, input: &Input<'a>) -> Result<Self, Stop> {
        let column = |name| table.column(name);
        // A backup has no programs, a file by itself has no neighbours.
        let is_copy = input.path.starts_with(COPIED)
            && input.siblings.open("/backup/Manifest.db")?.is_none();
        Ok(Self {
            files: is_copy.then_some(input.siblings),
            name: column("ZPROCNAME"),
            bundle: column("ZBUNDLENAME"),
            first: column("ZFIRSTTIMESTAMP"),
            last: column("ZTIMESTAMP"),
            table,
        })
    }

    /// Whether the program of a process that belongs to no app is missing from the copy of the file
    /// system. Only full paths can be looked up: a name alone may lie anywhere.
    fn executable_missing(&self, usage: &Usage) -> Result<bool, Stop> {
        let Some(files) = self.files.filter(|_| usage.bundle_id.is_none()) else {
            return Ok(false);
        };
        let path = usage.proc_name.as_deref().and_then(paths::absolute);
        match path.filter(|path| path.starts_with(COPIED) && !path.starts_with(APPS)) {
            Some(path) => Ok(files.open(&path)?.is_none()),
            None => Ok(false),
        }
    }

    /// Fills in what is known of process `id`, and gives where that stands; `None` when it is not
    /// there.
    pub(super) fn fill(&self, usage: &mut Usage, id: i64) -> Result<Option<Locator>, Stop> {
        let time = |row: &Row<'_>, column| {
            let seconds = row.real(column).filter(|seconds| *seconds != 0.0)?;
            Time::from_mac_float(seconds)
        };
        let at = self.table.get(id, |row| {
            usage.proc_name = cells::name(row, self.name, LONGEST_NAME);
            usage.bundle_id = cells::name(row, self.bundle, LONGEST_NAME);
            usage.first_seen = time(row, self.first);
            usage.last_seen = time(row, self.last);
            row.locator()
        })?;
        usage.executable_missing = self.executable_missing(usage)?;
        Ok(at)
    }

    /// Emits the processes that are not among `used`, and the gaps between the numbers of all.
    pub(super) fn emit_unused_and_gaps(
        &self,
        used: &Ids,
        emit: &Emit,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let mut previous: Option<(i64, Option<Time>)> = None;
        self.table.scan_into(sink, |row, sink| {
            let id = row.rowid();
            let first_seen = cells::mac_time(row, self.first, "ZFIRSTTIMESTAMP", sink);
            if let Some(gap) = previous.and_then(|before| gap(before, (id, first_seen))) {
                let at = place_of(gap.first, row.locator());
                (emit.gap)(sink, at, gap)?;
            }
            previous = Some((id, first_seen));
            let last_seen = cells::mac_time(row, self.last, "ZTIMESTAMP", sink);
            if used.contains(id) {
                return Ok(());
            }
            let mut usage = Usage {
                proc_id: Some(id),
                proc_name: cells::name(row, self.name, LONGEST_NAME),
                bundle_id: cells::name(row, self.bundle, LONGEST_NAME),
                first_seen,
                last_seen,
                ..Usage::default()
            };
            usage.executable_missing = self.executable_missing(&usage)?;
            (emit.usage)(sink, row.locator(), usage)
        })
    }
}

/// Where row `missing` would stand: right before the row at `next`.
fn place_of(missing: i64, next: Locator) -> Locator {
    match next {
        Locator::Row { table, byte, wal, .. } => Locator::Row { table, row: missing, byte, wal },
        other => other,
    }
}

fn gap(before: (i64, Option<Time>), next: (i64, Option<Time>)) -> Option<ProcessGap> {
    let first = before.0.checked_add(1)?;
    let last = next.0.checked_sub(1)?;
    let missing = last.checked_sub(first)?.checked_add(1)?;
    let gap = ProcessGap { first, last, missing, after: before.1, before: next.1 };
    (missing > 0).then_some(gap)
}
