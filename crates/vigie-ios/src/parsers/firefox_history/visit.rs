//! Visits.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::page::Pages;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.visit",
    title: Text { en: "Visit in Firefox", fr: "Visite dans Firefox" },
    brief: &["url", "title"],
    personal: &["url", "title", "description", "preview_image_url", "from_visit"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Visit>,
};

/// One visit of a page.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    /// The page; empty where the row of the page is gone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) url: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// What the page says about itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// The picture that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) preview_image_url: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_date: Option<Time>,
    /// How the page was reached: `link`, `typed`, `permanent redirect`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_type: Option<String>,
    /// The visit that led here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from_visit: Option<Hop>,
    /// How many visits of the page were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// True for visits that came from another device of the owner.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) from_other_device: bool,
    /// True where the owner deleted the page, and the deletion waits to be told to other devices.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_deleted: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Another visit.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hop {
    /// Its id.
    pub(crate) visit: i64,
    /// Its page; `None` when the visit is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
}

impl Visit {
    /// Whether `from_visit` redirected here.
    pub(crate) fn is_redirect(&self) -> bool {
        self.visit_type.as_deref().is_some_and(|word| word.ends_with(REDIRECT))
    }
}

impl Record for Visit {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.visit_date {
            let clock = if self.from_other_device { Clock::Remote } else { Clock::Utc };
            see(Stamp { at, means: "visited", clock });
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

/// Emits every visit of `places.db`, and gives the ids of the pages they name.
pub(super) fn read_places(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let Some(table) = database.table("moz_historyvisits") else { return Ok(Ids::default()) };
    let column = |name| table.column(name);
    let rows = Rows {
        pages,
        page: column("place_id"),
        date: column("visit_date"),
        visit_type: column("visit_type"),
        from_visit: column("from_visit"),
        is_local: column("is_local"),
        others: Others::new(&table, FIELDS),
        table,
    };
    rows.emit(sink)
}

/// Emits every visit of `browser.db`, and gives the ids of the pages they name.
pub(super) fn read_old(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let Some(table) = database.table("visits") else { return Ok(Ids::default()) };
    let column = |name| table.column(name);
    let rows = Rows {
        pages,
        page: column("siteID"),
        date: column("date"),
        visit_type: column("type"),
        from_visit: None,
        is_local: column("is_local"),
        others: Others::new(&table, FIELDS),
        table,
    };
    rows.emit(sink)
}

/// Columns with a field of their own, and states of the synchronisation.
const FIELDS: &[&str] = &[
    "id",
    "place_id",
    "siteID",
    "visit_date",
    "date",
    "visit_type",
    "type",
    "from_visit",
    "is_local",
    "sync_status",
    "sync_change_counter",
];

/// What is needed to make a visit of a row.
struct Rows<'a> {
    table: Table<'a>,
    pages: &'a Pages<'a>,
    page: Option<Column>,
    date: Option<Column>,
    visit_type: Option<Column>,
    from_visit: Option<Column>,
    is_local: Option<Column>,
    others: Others,
}

impl Rows<'_> {
    fn emit(&self, sink: &mut Sink<'_>) -> Result<Ids, Stop> {
        let mut visited = Ids::default();
        self.table.scan_into(sink, |row, sink| {
            let page = row.integer(self.page);
            if let Some(page) = page {
                visited.insert(page);
            }
            let visit = self.visit(row, page, sink)?;
            if visit.url.is_empty() && !visit.is_deleted {
                let page = page.map_or("no page".to_owned(), |page| format!("page {page}"));
                let what = format!("the visit names {page}: expected a page with a URL");
                sink.problem(row.locator(), what);
            }
            sink.emit(row.locator(), &visit)
        })?;
        Ok(visited)
    }

    fn visit(
        &self,
        row: &Row<'_>,
        page: Option<i64>,
        sink: &mut Sink<'_>,
    ) -> Result<Visit, Stop> {
        let page = self.pages.find(page)?;
        Ok(Visit {
            url: page.url,
            title: page.title,
            description: page.description,
            preview_image_url: page.preview_image_url,
            visit_date: cells::unix_time_of_any_unit(row, self.date, "visit_date", sink),
            visit_type: row.integer(self.visit_type).map(visit_type),
            from_visit: self.hop(row, sink)?,
            visit_count: page.visit_count,
            from_other_device: row.integer(self.is_local) == Some(0),
            is_deleted: page.is_deleted,
            columns: self.others.of(row),
        })
    }

    /// The visit that led here, with its page.
    fn hop(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<Option<Hop>, Stop> {
        let Some(visit) = cells::nonzero(row, self.from_visit) else { return Ok(None) };
        let found = self.table.get(visit, |row| {
            let time = cells::unix_time_of_any_unit(row, self.date, "visit_date", sink);
            (row.integer(self.page), time)
        })?;
        let (page, time) = found.unwrap_or((None, None));
        let (url, _) = self.pages.named(page)?;
        Ok(Some(Hop { visit, url, time }))
    }
}

/// What the words of both kinds of redirect end with.
const REDIRECT: &str = "redirect";

/// How a page was reached; the number itself where its meaning is not known.
fn visit_type(value: i64) -> String {
    match value {
        0 => "unknown",
        1 => "link",
        2 => "typed",
        3 => "bookmark",
        4 => "embedded",
        5 => "permanent redirect",
        6 => "temporary redirect",
        7 => "download",
        8 => "frame",
        9 => "reload",
        10 => "closed tab",
        other => return other.to_string(),
    }
    .to_owned()
}
