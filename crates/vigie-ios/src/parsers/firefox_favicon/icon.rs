//! Icons.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_favicon.icon",
    title: Text { en: "Icon of a page in Firefox", fr: "Icône d’une page dans Firefox" },
    brief: &["page_url", "icon_url"],
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
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<i64>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<i64>,
    /// Number of the kind of icon, as Firefox counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon_type: Option<i64>,
    /// When it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
}

impl Record for Icon {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "icon fetched"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("icon_url", &self.icon_url), ("page_url", &self.page_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

/// Longest URL, in bytes: icons can stand in their URL.
const LONGEST_URL: usize = 16 << 10;

/// Emits every page with its icon, then the icons that no page has.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut used = Ids::default();
    let icons = database.table("favicons");
    let pages = database.table("history");
    if let Some(table) = database.table("favicon_sites") {
        let page = |row: &Row<'_>| {
            let site = row.integer(table.column("siteID"));
            let Some((site, pages)) = site.zip(pages.as_ref()) else { return Ok(None) };
            let url = |row: &Row<'_>| cells::name(row, pages.column("url"), LONGEST_URL);
            Ok(pages.get(site, url)?.flatten())
        };
        pairs(&table, icons.as_ref(), &page, &mut used, sink)?;
    }
    if let Some(table) = database.table("favicon_site_urls") {
        let page = |row: &Row<'_>| Ok(cells::name(row, table.column("site_url"), LONGEST_URL));
        pairs(&table, icons.as_ref(), &page, &mut used, sink)?;
    }
    let Some(icons) = icons else { return Ok(()) };
    icons.scan_into(sink, |row, sink| match used.contains(row.rowid()) {
        true => Ok(()),
        false => emit(icon(&icons, row, sink), row.locator(), sink),
    })
}

/// Emits each row of a table of pages and icons.
fn pairs(
    table: &Table<'_>,
    icons: Option<&Table<'_>>,
    page: &dyn Fn(&Row<'_>) -> Result<Option<String>, Stop>,
    used: &mut Ids,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let icon_id = table.column("faviconID");
    table.scan_into(sink, |row, sink| {
        let found = match row.integer(icon_id).zip(icons) {
            Some((id, icons)) => {
                used.insert(id);
                icons.get(id, |row| icon(icons, row, sink))?
            }
            None => None,
        };
        let icon = Icon { page_url: page(row)?, ..found.unwrap_or_default() };
        emit(icon, row.locator(), sink)
    })
}

fn icon(icons: &Table<'_>, row: &Row<'_>, sink: &mut Sink<'_>) -> Icon {
    let column = |name: &str| icons.column(name);
    Icon {
        page_url: None,
        icon_url: cells::name(row, column("url"), LONGEST_URL),
        width: row.integer(column("width")),
        height: row.integer(column("height")),
        icon_type: row.integer(column("type")),
        date: cells::unix_time_of_any_unit(row, column("date"), "date", sink),
    }
}

fn emit(icon: Icon, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if icon.page_url.is_none() && icon.icon_url.is_none() {
        sink.problem(at, "expected the URL of a page or of an icon");
        return Ok(());
    }
    sink.emit(at, &icon)
}
