//! URLs.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.page",
    title: Text {
        en: "Page that Firefox knows without a visit",
        fr: "Page que Firefox connaît sans visite",
    },
    brief: &["url", "title"],
    personal: &["url", "title", "description", "preview_image_url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Page>,
};

/// A URL whose visits are gone, or that never had any: a bookmark's, or one that was described.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    /// The URL.
    pub(crate) url: String,
    /// Title of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// What the page says about itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// The picture that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) preview_image_url: Option<String>,
    /// How many visits on this device and on others were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// When it was visited last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_visit_date: Option<Time>,
    /// When the row was changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// When the page was described.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) described: Option<Time>,
    /// True where the owner deleted it, and the deletion waits to be told to other devices.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_deleted: bool,
}

impl Record for Page {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let times = [
            (self.last_visit_date, "last visited"),
            (self.modified, "history entry changed"),
            (self.described, "page described"),
        ];
        for (at, means) in times {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.url.is_empty() {
            see("url", Observable::Url(&self.url));
        }
        if let Some(url) = &self.preview_image_url {
            see("preview_image_url", Observable::Url(url));
        }
    }
}

/// Longest URL, in bytes: pages can carry their whole content in their URL.
pub(super) const LONGEST_URL: usize = 64 << 10;
/// Longest title or description, in bytes.
pub(super) const LONGEST_TEXT: usize = 2 << 10;

/// Table `moz_places` or `history`, read when a visit asks for it.
pub(super) struct Pages<'a> {
    table: Table<'a>,
    url: Option<Column>,
    title: Option<Column>,
    description: Option<Column>,
    preview_image_url: Option<Column>,
    counts: [Option<Column>; 2],
    last_visits: [Option<Column>; 2],
    modified: [Option<Column>; 2],
    is_deleted: Option<Column>,
}

impl<'a> Pages<'a> {
    /// Of `places.db`.
    pub(super) fn of_places(database: &'a Database) -> Option<Self> {
        database.table("moz_places").map(Self::new)
    }

    /// Of `browser.db`.
    pub(super) fn of_history(database: &'a Database) -> Option<Self> {
        database.table("history").map(Self::new)
    }

    fn new(table: Table<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            url: column("url"),
            title: column("title"),
            description: column("description"),
            preview_image_url: column("preview_image_url"),
            counts: ["visit_count_local", "visit_count_remote"].map(column),
            last_visits: ["last_visit_date_local", "last_visit_date_remote"].map(column),
            modified: ["local_modified", "server_modified"].map(column),
            is_deleted: column("is_deleted"),
            table,
        }
    }

    /// The page with this id, without its dates; one without a URL when there is none.
    pub(super) fn find(&self, id: Option<i64>) -> Result<Page, Stop> {
        let Some(id) = id else { return Ok(Page::default()) };
        Ok(self.table.get(id, |row| self.page(row))?.unwrap_or_default())
    }

    /// URL and title of the page with this id.
    pub(super) fn named(
        &self,
        id: Option<i64>,
    ) -> Result<(Option<String>, Option<String>), Stop> {
        let page = self.find(id)?;
        Ok((Some(page.url).filter(|url| !url.is_empty()), page.title))
    }

    /// Emits every page that is not among `visited`.
    pub(super) fn emit_unvisited(&self, visited: &Ids, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.table.scan_into(sink, |row, sink| {
            if visited.contains(row.rowid()) {
                return Ok(());
            }
            let mut page = self.page(row);
            page.last_visit_date = latest(row, self.last_visits, "last_visit_date", sink);
            page.modified = latest(row, self.modified, "modified", sink);
            if page.url.is_empty() {
                // Deleted rows of browser.db keep their guid only.
                if !page.is_deleted {
                    sink.problem(row.locator(), "page without url");
                }
                return Ok(());
            }
            sink.emit(row.locator(), &page)
        })
    }

    fn page(&self, row: &Row<'_>) -> Page {
        let counts = self.counts.iter().filter_map(|column| row.integer(*column));
        let visit_count = counts.fold(None, |sum: Option<i64>, count| {
            Some(sum.unwrap_or_default().saturating_add(count))
        });
        Page {
            url: cells::name(row, self.url, LONGEST_URL).unwrap_or_default(),
            title: cells::name(row, self.title, LONGEST_TEXT),
            description: cells::name(row, self.description, LONGEST_TEXT),
            preview_image_url: cells::name(row, self.preview_image_url, LONGEST_URL),
            visit_count,
            is_deleted: cells::flag(row, self.is_deleted),
            ..Page::default()
        }
    }
}

fn latest(
    row: &Row<'_>,
    columns: [Option<Column>; 2],
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    let time = |column| cells::unix_time_of_any_unit(row, column, name, sink);
    columns.map(time).into_iter().flatten().max()
}

/// Emits every row of `page_metadata`.
pub(super) fn described(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("page_metadata") else { return Ok(()) };
    let column = |name: &str| table.column(name);
    let created_at = column("created_at");
    table.scan_into(sink, |row, sink| {
        let url = cells::name(row, column("site_url"), LONGEST_URL);
        let page = Page {
            url: url.unwrap_or_default(),
            title: cells::name(row, column("title"), LONGEST_TEXT),
            description: cells::name(row, column("description"), LONGEST_TEXT),
            preview_image_url: cells::name(row, column("media_url"), LONGEST_URL),
            described: cells::unix_time_of_any_unit(row, created_at, "created_at", sink),
            ..Page::default()
        };
        match page.url.is_empty() && page.preview_image_url.is_none() {
            true => sink.problem(row.locator(), "expected a site_url"),
            false => sink.emit(row.locator(), &page)?,
        }
        Ok(())
    })
}
