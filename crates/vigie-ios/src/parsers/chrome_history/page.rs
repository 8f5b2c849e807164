//! URLs.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Row, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.chrome_history.page",
    title: Text {
        en: "Page in a browser’s history without a visit",
        fr: "Page de l’historique d’un navigateur sans visite",
    },
    brief: &["url", "title", "visit_count"],
    personal: &["url", "title"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Page>,
};

/// A URL whose visits are gone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    /// The URL.
    pub(crate) url: String,
    /// Title of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// How many visits were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// How many of them began with typing the URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) typed_count: Option<i64>,
    /// When it was visited last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_visit_time: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Page {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_visit_time {
            see(Stamp::utc(at, "last visited"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.url.is_empty() {
            see("url", Observable::Url(&self.url));
        }
    }
}

/// Longest URL, in bytes: pages can carry their whole content in their URL.
pub(super) const LONGEST_URL: usize = 64 << 10;
/// Longest title, in bytes.
const LONGEST_TITLE: usize = 2 << 10;

/// Columns of `urls` with a field of their own.
const FIELDS: &[&str] = &["id", "url", "title", "visit_count", "typed_count", "last_visit_time"];

/// Table `urls`, read when a visit asks for it.
pub(super) struct Pages<'a> {
    table: Table<'a>,
    url: Option<Column>,
    title: Option<Column>,
    visit_count: Option<Column>,
    typed_count: Option<Column>,
    last_visit_time: Option<Column>,
    others: Others,
}

impl<'a> Pages<'a> {
    pub(super) fn new(table: Table<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            url: column("url"),
            title: column("title"),
            visit_count: column("visit_count"),
            typed_count: column("typed_count"),
            last_visit_time: column("last_visit_time"),
            others: Others::new(&table, FIELDS),
            table,
        }
    }

    /// The page with this id, without its date; one without a URL when there is none.
    pub(super) fn find(&self, id: Option<i64>) -> Result<Page, Stop> {
        let Some(id) = id else { return Ok(Page::default()) };
        Ok(self.table.get(id, |row| self.page(row, None))?.unwrap_or_default())
    }

    /// URL of the page with this id.
    pub(super) fn url(&self, id: Option<i64>) -> Result<Option<String>, Stop> {
        let Some(id) = id else { return Ok(None) };
        let found = self.table.get(id, |row| cells::name(row, self.url, LONGEST_URL))?;
        Ok(found.flatten())
    }

    /// When the page with this id was visited last.
    pub(super) fn last_visit(&self, id: i64) -> Result<Option<Time>, Stop> {
        let time = |row: &Row<'_>| {
            row.integer(self.last_visit_time)
                .filter(|micros| *micros != 0)
                .and_then(Time::from_webkit_micros)
        };
        Ok(self.table.get(id, time)?.flatten())
    }

    /// Emits every page that is not among `visited`.
    pub(super) fn emit_unvisited(&self, visited: &Ids, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.table.scan_into(sink, |row, sink| {
            if visited.contains(row.rowid()) {
                return Ok(());
            }
            let time = cells::webkit_time(row, self.last_visit_time, "last_visit_time", sink);
            let page = self.page(row, time);
            if page.url.is_empty() {
                sink.problem(row.locator(), "page without url");
                return Ok(());
            }
            sink.emit(row.locator(), &page)
        })
    }

    fn page(&self, row: &Row<'_>, last_visit_time: Option<Time>) -> Page {
        Page {
            url: cells::name(row, self.url, LONGEST_URL).unwrap_or_default(),
            title: cells::name(row, self.title, LONGEST_TITLE),
            visit_count: row.integer(self.visit_count),
            typed_count: cells::nonzero(row, self.typed_count),
            last_visit_time,
            columns: self.others.of(row),
        }
    }
}
