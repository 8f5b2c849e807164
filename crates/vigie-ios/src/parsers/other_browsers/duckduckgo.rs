//! DuckDuckGo's `History.sqlite`.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Database, Row, Table};

use super::entry::{Entry, List};
use crate::cells;
use crate::ids::Ids;

/// Longest URL, in bytes.
const LONGEST_URL: usize = 64 << 10;
/// Longest title, in bytes.
const LONGEST_TITLE: usize = 2 << 10;

/// Emits every visit, and every page without one; whether the database is DuckDuckGo's.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<bool, Stop> {
    let Some(pages) = database.table("ZBROWSINGHISTORYENTRYMANAGEDOBJECT") else {
        return Ok(false);
    };
    let mut visited = Ids::default();
    if let Some(visits) = database.table("ZPAGEVISITMANAGEDOBJECT") {
        let [entry, date] = ["ZHISTORYENTRY", "ZDATE"].map(|name| visits.column(name));
        visits.scan_into(sink, |row, sink| {
            let found = match row.integer(entry) {
                Some(id) => {
                    visited.insert(id);
                    pages.get(id, |row| page(&pages, row))?
                }
                None => None,
            };
            if found.is_none() {
                sink.problem(row.locator(), "expected the row of the page that was visited");
            }
            let time = cells::mac_time(row, date, "ZDATE", sink);
            let entry = Entry { list: List::Visit, time, ..found.unwrap_or_else(empty) };
            sink.emit(row.locator(), &entry)
        })?;
    }
    let last_visit = pages.column("ZLASTVISIT");
    pages.scan_into(sink, |row, sink| {
        if visited.contains(row.rowid()) {
            return Ok(());
        }
        let time = cells::mac_time(row, last_visit, "ZLASTVISIT", sink);
        sink.emit(row.locator(), &Entry { time, ..page(&pages, row) })
    })?;
    Ok(true)
}

fn empty() -> Entry {
    Entry { browser: "DuckDuckGo".to_owned(), ..Entry::default() }
}

fn page(pages: &Table<'_>, row: &Row<'_>) -> Entry {
    let column = |name: &str| pages.column(name);
    Entry {
        list: List::Page,
        url: cells::name(row, column("ZURL"), LONGEST_URL),
        title: cells::name(row, column("ZTITLE"), LONGEST_TITLE),
        visit_count: cells::nonzero(row, column("ZNUMBEROFTOTALVISITS")),
        blocked_trackers: cells::name(row, column("ZBLOCKEDTRACKINGENTITIES"), LONGEST_TITLE),
        failed: cells::flag(row, column("ZFAILEDTOLOAD")),
        ..empty()
    }
}
