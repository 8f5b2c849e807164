//! Processes that used the network.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Row, Table};

use super::usage::Usage;
use crate::cells;
use crate::ids::Ids;

pub(super) static GAP: Kind = Kind {
    id: "ios.datausage.process_gap",
    title: Text {
        en: "Gap in the numbers of processes",
        fr: "Trou dans la numérotation des processus",
    },
    brief: &["first", "last", "missing"],
    personal: &[],
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

impl Record for ProcessGap {
    fn kind(&self) -> &'static Kind {
        &GAP
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Table `ZPROCESS`.
pub(super) struct Processes<'a> {
    table: Table<'a>,
    name: Option<Column>,
    bundle: Option<Column>,
    first: Option<Column>,
    last: Option<Column>,
}

impl<'a> Processes<'a> {
    pub(super) fn new(table: Table<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            name: column("ZPROCNAME"),
            bundle: column("ZBUNDLENAME"),
            first: column("ZFIRSTTIMESTAMP"),
            last: column("ZTIMESTAMP"),
            table,
        }
    }

    /// What is known of process `id`; false when it is not there.
    pub(super) fn fill(&self, usage: &mut Usage, id: i64) -> Result<bool, Stop> {
        let time = |row: &Row<'_>, column| row.real(column).and_then(Time::from_mac_float);
        let found = self.table.get(id, |row| {
            usage.proc_name = cells::text(row, self.name);
            usage.bundle_id = cells::text(row, self.bundle);
            usage.first_seen = time(row, self.first).filter(|_| row.real(self.first) != Some(0.0));
            usage.last_seen = time(row, self.last).filter(|_| row.real(self.last) != Some(0.0));
        })?;
        Ok(found.is_some())
    }

    /// Emits the processes that are not among `used`, and the gaps between the numbers of all.
    pub(super) fn emit_unused_and_gaps(
        &self,
        used: &Ids,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let mut previous: Option<(i64, Option<Time>)> = None;
        self.table.scan_into(sink, |row, sink| {
            let id = row.rowid();
            let first_seen = cells::mac_time(row, self.first, "ZFIRSTTIMESTAMP", sink);
            if let Some(gap) = previous.and_then(|before| gap(before, (id, first_seen))) {
                sink.emit(row.locator(), &gap)?;
            }
            previous = Some((id, first_seen));
            let last_seen = cells::mac_time(row, self.last, "ZTIMESTAMP", sink);
            if used.contains(id) {
                return Ok(());
            }
            let usage = Usage {
                proc_id: Some(id),
                proc_name: cells::text(row, self.name),
                bundle_id: cells::text(row, self.bundle),
                first_seen,
                last_seen,
                ..Usage::default()
            };
            sink.emit(row.locator(), &usage)
        })
    }
}

fn gap(before: (i64, Option<Time>), next: (i64, Option<Time>)) -> Option<ProcessGap> {
    let first = before.0.checked_add(1)?;
    let last = next.0.checked_sub(1)?;
    let missing = last.checked_sub(first)?.checked_add(1)?;
    let gap = ProcessGap { first, last, missing, after: before.1, before: next.1 };
    (missing > 0).then_some(gap)
}
