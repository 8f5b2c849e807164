//! When pictures of icons were fetched and asked for.

use std::collections::HashMap;

use vigie_core::{Sink, Stop, Time};
use vigie_formats::sqlite::Database;

use crate::cells;

/// When an icon was fetched and asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    /// Each time one of its pictures was fetched, in order, each once.
    pub(super) updated: Vec<Time>,
    /// The last time one was asked for.
    pub(super) requested: Option<Time>,
}

/// Most icons whose times are kept.
const MOST_ICONS: usize = 1_000_000;
/// Most times of one icon: pictures of a few sizes, mostly fetched at once.
const MOST_TIMES: usize = 8;

/// The times of each icon, by its id.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Times>, Stop> {
    let mut icons: HashMap<i64, Times> = HashMap::new();
    let Some(table) = database.table("favicon_bitmaps") else { return Ok(icons) };
    let [icon, updated, requested] =
        ["icon_id", "last_updated", "last_requested"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let Some(icon) = row.integer(icon) else {
            sink.problem(row.locator(), "expected an icon_id");
            return Ok(());
        };
        let updated = cells::webkit_time(row, updated, "last_updated", sink);
        let requested = cells::webkit_time(row, requested, "last_requested", sink);
        if icons.len() >= MOST_ICONS || updated.or(requested).is_none() {
            return Ok(());
        }
        let times = icons.entry(icon).or_default();
        times.requested = times.requested.max(requested);
        if let Some(at) = updated.filter(|_| times.updated.len() < MOST_TIMES)
            && let Err(place) = times.updated.binary_search(&at)
        {
            times.updated.insert(place, at);
        }
        Ok(())
    })?;
    Ok(icons)
}
