//! Icons of pages.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_favicon.icon",
    title: Text { en: "Icon of a page in Safari", fr: "Icône d’une page dans Safari" },
    brief: &["page_url", "icon_url", "rejected"],
    personal: &["page_url", "icon_url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Icon>,
};

/// A page and its icon.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Icon {
    /// The page; absent where only the icon is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_url: Option<String>,
    /// Its icon; absent where the row of the icon is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon_url: Option<String>,
    /// True where the icon was not to be had.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) rejected: bool,
    /// When it was fetched, or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<i64>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<i64>,
}

impl Record for Icon {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp::utc(at, if self.rejected { "icon refused" } else { "icon fetched" }));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("page_url", &self.page_url), ("icon_url", &self.icon_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

/// Longest URL, in bytes: icons can stand in their URL.
const LONGEST_URL: usize = 16 << 10;
/// Longest UUID, in bytes.
const LONGEST_UUID: usize = 100;
/// Most icons whose rows are found by UUID.
const MOST_ICONS: usize = 1_000_000;

/// Emits every page with its icon, the icons that no page has, and those that were refused.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let icons = database.table("icon_info");
    let pages = database.table("page_url");
    let rejected = database.table("rejected_resources");
    if icons.is_none() && pages.is_none() && rejected.is_none() {
        return Err(Stop::Unsupported("a database without table icon_info".into()));
    }
    let rows = match &icons {
        Some(icons) => rows_by_uuid(icons, sink)?,
        None => HashMap::new(),
    };
    let used = match &pages {
        Some(pages) => with_pages(pages, icons.as_ref(), &rows, sink)?,
        None => HashSet::new(),
    };
    if let Some(icons) = &icons {
        let uuid = icons.column("uuid");
        icons.scan_into(sink, |row, sink| {
            match cells::name(row, uuid, LONGEST_UUID).is_some_and(|uuid| used.contains(&uuid)) {
                true => Ok(()),
                false => emit(icon(icons, row, sink), row.locator(), sink),
            }
        })?;
    }
    rejected.map_or(Ok(()), |table| refused(&table, sink))
}

/// The row of each icon.
fn rows_by_uuid(icons: &Table<'_>, sink: &mut Sink<'_>) -> Result<HashMap<String, i64>, Stop> {
    let mut rows = HashMap::new();
    let uuid = icons.column("uuid");
    icons.scan_into(sink, |row, _| {
        if let Some(uuid) = cells::name(row, uuid, LONGEST_UUID).filter(|_| rows.len() < MOST_ICONS)
        {
            rows.insert(uuid, row.rowid());
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Emits every page with its icon; gives the UUIDs of the icons.
fn with_pages(
    pages: &Table<'_>,
    icons: Option<&Table<'_>>,
    rows: &HashMap<String, i64>,
    sink: &mut Sink<'_>,
) -> Result<HashSet<String>, Stop> {
    let mut used = HashSet::new();
    let [url, uuid] = ["url", "uuid"].map(|name| pages.column(name));
    pages.scan_into(sink, |row, sink| {
        let uuid = cells::name(row, uuid, LONGEST_UUID);
        let icon_row = uuid.as_ref().and_then(|uuid| rows.get(uuid)).zip(icons);
        let found = match icon_row {
            Some((at, icons)) => icons.get(*at, |row| icon(icons, row, sink))?,
            None => None,
        };
        used.extend(uuid.filter(|_| found.is_some()));
        let page_url = cells::name(row, url, LONGEST_URL);
        emit(Icon { page_url, ..found.unwrap_or_default() }, row.locator(), sink)
    })?;
    Ok(used)
}

fn icon(icons: &Table<'_>, row: &Row<'_>, sink: &mut Sink<'_>) -> Icon {
    let column = |name: &str| icons.column(name);
    Icon {
        page_url: None,
        icon_url: cells::name(row, column("url"), LONGEST_URL),
        rejected: false,
        timestamp: cells::mac_time(row, column("timestamp"), "timestamp", sink),
        width: cells::whole(row, column("width")),
        height: cells::whole(row, column("height")),
    }
}

/// Emits every icon that was refused.
fn refused(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let column = |name: &str| table.column(name);
    let (page, url, time) = (column("page_url"), column("icon_url"), column("timestamp"));
    table.scan_into(sink, |row, sink| {
        let icon = Icon {
            page_url: cells::name(row, page, LONGEST_URL),
            icon_url: cells::name(row, url, LONGEST_URL),
            rejected: true,
            timestamp: cells::mac_time(row, time, "timestamp", sink),
            ..Icon::default()
        };
        emit(icon, row.locator(), sink)
    })
}

fn emit(icon: Icon, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if icon.page_url.is_none() && icon.icon_url.is_none() {
        sink.problem(at, "expected the URL of a page or of an icon");
        return Ok(());
    }
    sink.emit(at, &icon)
}
