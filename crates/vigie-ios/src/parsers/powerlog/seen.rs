//! Names of processes and apps in the hundreds of tables that are about something else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Column, Database, Table};

use super::clock::Offsets;
use super::{app, coalition, network, process, sensor, who};

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.name",
    title: Text {
        en: "Name of a process or app in PowerLog",
        fr: "Nom de processus ou d’app dans PowerLog",
    },
    brief: &["name", "table", "rows"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Name>,
};

/// A name that stands in a table of PowerLog, however often.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Name {
    /// The name.
    pub(crate) name: String,
    /// The table.
    pub(crate) table: String,
    /// In how many of its rows.
    pub(crate) rows: u64,
    /// The first of them, in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// The last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// True where the times were not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
}

impl Record for Name {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Offsets::stamp(at, "first noted by PowerLog", self.raw_time));
        }
        if let Some(at) = self.last {
            see(Offsets::stamp(at, "last noted by PowerLog", self.raw_time));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        who::observe("name", &self.name, see);
    }
}

/// A column that names a process or an app.
pub(super) struct Identity<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Where it is.
    pub(super) column: Option<Column>,
}

/// Names of such columns, in lower case.
const IDENTITIES: &[&str] = &[
    "appbundleid",
    "appexecutable",
    "appidentifier",
    "applicationname",
    "bundle",
    "bundleid",
    "bundleidentifier",
    "bundlename",
    "client",
    "clientbundleid",
    "clientname",
    "daemon",
    "daemonname",
    "executable",
    "identifier",
    "launchdname",
    "parentapplicationname",
    "process",
    "processname",
    "reportingbundleid",
    "service",
    "servicename",
];
/// Tables whose column `Name` names a process or an app.
const NODES: &[&str] = &["PLAccountingOperator_EventNone_Nodes"];

/// The columns of `table` that name a process or an app.
pub(super) fn identities<'a>(table: &Table<'a>) -> Vec<Identity<'a>> {
    let is_node = NODES.iter().any(|node| node.eq_ignore_ascii_case(table.name()));
    let is_one = |name: &&String| {
        let lower = name.to_ascii_lowercase();
        IDENTITIES.binary_search(&lower.as_str()).is_ok() || (is_node && lower == "name")
    };
    let names = table.columns().iter().filter(is_one);
    names.map(|name| Identity { name, column: table.column(name) }).collect()
}

/// Most names of one table.
const MOST: usize = 100_000;
/// Longest name, in bytes.
const LONGEST: usize = 1_000;

/// Emits the names in every table that no other file of this folder reads.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for name in database.table_names() {
        let is_one = |other: &&str| other.eq_ignore_ascii_case(name);
        let whole = [app::TABLE, coalition::TABLE, network::TABLE];
        if whole.iter().any(is_one) || process::is_read(name) || sensor::about(name).is_some() {
            continue;
        }
        if let Some(table) = database.table_named(name) {
            names(&table, offsets, sink)?;
        }
    }
    Ok(())
}

/// How often and when a name stands in a table.
struct Tally {
    rows: u64,
    first: Option<Time>,
    last: Option<Time>,
}

fn names(table: &Table<'_>, offsets: &Offsets, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let identities = identities(table);
    if identities.is_empty() {
        return Ok(());
    }
    let timestamp = table.column("timestamp");
    let mut found: BTreeMap<String, Tally> = BTreeMap::new();
    let mut since_check = 0_u32;
    table.scan_into(sink, |row, sink| {
        since_check = since_check.wrapping_add(1);
        if since_check.is_multiple_of(4096) {
            sink.check()?;
        }
        let at = offsets.time(row, timestamp);
        for identity in &identities {
            let Some(name) = row.text(identity.column) else { continue };
            if name.is_empty() || name.len() > LONGEST {
                continue;
            }
            if let Some(tally) = found.get_mut(name.as_ref()) {
                tally.rows += 1;
                tally.first = tally.first.into_iter().chain(at).min();
                tally.last = tally.last.max(at);
            } else if found.len() < MOST {
                found.insert(name.into_owned(), Tally { rows: 1, first: at, last: at });
            }
        }
        Ok(())
    })?;
    for (name, Tally { rows, first, last }) in found {
        let table = table.name().to_owned();
        let at = Locator::Key(table.clone());
        sink.emit(at, &Name { name, table, rows, first, last, raw_time: offsets.are_unknown() })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_in_order() {
        assert!(IDENTITIES.is_sorted());
    }
}
