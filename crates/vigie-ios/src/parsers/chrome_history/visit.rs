//! Visits.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::page::{LONGEST_URL, Page, Pages};
use super::transition;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.chrome_history.visit",
    title: Text {
        en: "Visit in Chrome or a relative of it",
        fr: "Visite dans Chrome ou un de ses cousins",
    },
    brief: &["url", "title"],
    personal: &["url", "title", "from_visit", "opener_visit", "search_terms", "referrer"],
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
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_time: Option<Time>,
    /// How long the page was shown, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_duration_us: Option<i64>,
    /// How many visits of the page were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// How many of them began with typing the URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) typed_count: Option<i64>,
    /// How the page was reached: `link`, `typed`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) transition: Option<String>,
    /// What else is known of that: `address bar`, `chain start`, ….
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) marks: Vec<String>,
    /// Who redirected here from `from_visit`: `server` or `page`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) redirect: Option<String>,
    /// The visit that led here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from_visit: Option<Hop>,
    /// The visit that opened this one in a new tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) opener_visit: Option<Hop>,
    /// The page outside the browser's history that led here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// The page whose link was followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_level_url: Option<String>,
    /// The frame whose link was followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) frame_url: Option<String>,
    /// Words that were searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) search_terms: Option<String>,
    /// HTTP status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) response_code: Option<i64>,
    /// The app that opened the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<String>,
    /// Where the visit came from, other than browsing: `synced`, `extension`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// True for visits that came from another device of the owner.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) from_other_device: bool,
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

impl Record for Visit {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.visit_time {
            let clock = if self.from_other_device { Clock::Remote } else { Clock::Utc };
            see(Stamp { at, means: "visited", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.url.is_empty() {
            see("url", Observable::Url(&self.url));
        }
        let urls = [
            ("referrer", &self.referrer),
            ("top_level_url", &self.top_level_url),
            ("frame_url", &self.frame_url),
        ];
        for (field, url) in urls {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(app) = &self.app_id {
            see("app_id", Observable::AppId(app));
        }
    }
}

/// Columns of `visits` with a field of their own, and numbers of the synchronisation.
const FIELDS: &[&str] = &[
    "id",
    "url",
    "visit_time",
    "from_visit",
    "external_referrer_url",
    "transition",
    "visit_duration",
    "opener_visit",
    "visited_link_id",
    "app_id",
    "segment_id",
    "incremented_omnibox_typed_score",
    "is_known_to_sync",
    "consider_for_ntp_most_visited",
];

/// Emits every visit, and gives the ids of the pages they name.
pub(super) fn read(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let mut visited = Ids::default();
    let Some(table) = database.table("visits") else {
        sink.problem(vigie_core::Locator::Whole, "expected a table visits");
        return Ok(visited);
    };
    let rows = Rows::new(database, table, pages);
    table.scan_into(sink, |row, sink| {
        let page = row.integer(rows.url);
        if let Some(page) = page {
            visited.insert(page);
        }
        let visit = rows.visit(row, pages.find(page)?, sink)?;
        if visit.url.is_empty() {
            let page = page.map_or("no page".to_owned(), |page| format!("page {page}"));
            let what = format!("the visit names {page}: expected a page with a URL");
            sink.problem(row.locator(), what);
        }
        sink.emit(row.locator(), &visit)
    })?;
    Ok(visited)
}

/// What is needed to make a visit of a row.
struct Rows<'a> {
    table: Table<'a>,
    pages: &'a Pages<'a>,
    url: Option<Column>,
    visit_time: Option<Column>,
    visit_duration: Option<Column>,
    transition: Option<Column>,
    from_visit: Option<Column>,
    opener_visit: Option<Column>,
    referrer: Option<Column>,
    visited_link: Option<Column>,
    app_id: Option<Column>,
    originator: Option<Column>,
    beside: Beside<'a>,
    others: Others,
}

impl<'a> Rows<'a> {
    fn new(database: &'a Database, table: Table<'a>, pages: &'a Pages<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            pages,
            url: column("url"),
            visit_time: column("visit_time"),
            visit_duration: column("visit_duration"),
            transition: column("transition"),
            from_visit: column("from_visit"),
            opener_visit: column("opener_visit"),
            referrer: column("external_referrer_url"),
            visited_link: column("visited_link_id"),
            app_id: column("app_id"),
            originator: column("originator_cache_guid"),
            beside: Beside::new(database),
            others: Others::new(&table, FIELDS),
            table,
        }
    }

    fn visit(&self, row: &Row<'_>, page: Page, sink: &mut Sink<'_>) -> Result<Visit, Stop> {
        let id = row.rowid();
        let transition = row.integer(self.transition);
        let source = self.beside.source(id)?;
        let link = cells::nonzero(row, self.visited_link);
        let (top_level_url, frame_url) = self.beside.link(link)?;
        let originator = cells::name(row, self.originator, 100);
        Ok(Visit {
            url: page.url,
            title: page.title,
            visit_time: cells::webkit_time(row, self.visit_time, "visit_time", sink),
            visit_duration_us: cells::nonzero(row, self.visit_duration),
            visit_count: page.visit_count,
            typed_count: page.typed_count,
            transition: transition.map(transition::word),
            marks: transition.map(transition::marks).unwrap_or_default(),
            redirect: transition.and_then(transition::redirect).map(str::to_owned),
            from_visit: self.hop(row, self.from_visit)?,
            opener_visit: self.hop(row, self.opener_visit)?,
            referrer: cells::name(row, self.referrer, LONGEST_URL),
            top_level_url,
            frame_url,
            search_terms: self.beside.search_terms(id)?,
            response_code: self.beside.response_code(id)?,
            app_id: cells::name(row, self.app_id, 500),
            from_other_device: source == Some(0) || originator.is_some(),
            source: source.map(source_word),
            columns: self.others.of(row),
        })
    }

    /// The visit that `column` names, with its page.
    fn hop(&self, row: &Row<'_>, column: Option<Column>) -> Result<Option<Hop>, Stop> {
        let Some(visit) = cells::nonzero(row, column) else { return Ok(None) };
        let found = self.table.get(visit, |row| {
            let time = row.integer(self.visit_time).filter(|micros| *micros != 0);
            (row.integer(self.url), time.and_then(Time::from_webkit_micros))
        })?;
        let (page, time) = found.unwrap_or((None, None));
        Ok(Some(Hop { visit, url: self.pages.url(page)?, time }))
    }
}

/// Where a visit came from; the number itself where its meaning is not known.
fn source_word(source: i64) -> String {
    match source {
        0 => "synced",
        1 => "browsed",
        2 => "extension",
        3 => "imported from Firefox",
        4 => "imported from Internet Explorer",
        5 => "imported from Safari",
        6 => "actor",
        other => return other.to_string(),
    }
    .to_owned()
}

/// Tables that say more about visits.
struct Beside<'a> {
    sources: Option<(Table<'a>, Option<Column>)>,
    content: Option<(Table<'a>, Option<Column>)>,
    context: Option<(Table<'a>, Option<Column>)>,
    links: Option<(Table<'a>, Option<Column>, Option<Column>)>,
}

impl<'a> Beside<'a> {
    fn new(database: &'a Database) -> Self {
        let table = |name, column| {
            let table: Table<'a> = database.table(name)?;
            Some((table, table.column(column)))
        };
        let links = database
            .table("visited_links")
            .map(|table| (table, table.column("top_level_url"), table.column("frame_url")));
        Self {
            sources: table("visit_source", "source"),
            content: table("content_annotations", "search_terms"),
            context: table("context_annotations", "response_code"),
            links,
        }
    }

    fn source(&self, visit: i64) -> Result<Option<i64>, Stop> {
        let Some((table, column)) = &self.sources else { return Ok(None) };
        Ok(table.get(visit, |row| row.integer(*column))?.flatten())
    }

    fn search_terms(&self, visit: i64) -> Result<Option<String>, Stop> {
        let Some((table, column)) = &self.content else { return Ok(None) };
        Ok(table.get(visit, |row| cells::name(row, *column, 2_000))?.flatten())
    }

    /// A status of 0 stands for "not known".
    fn response_code(&self, visit: i64) -> Result<Option<i64>, Stop> {
        let Some((table, column)) = &self.context else { return Ok(None) };
        Ok(table.get(visit, |row| cells::nonzero(row, *column))?.flatten())
    }

    /// The page and the frame of a link.
    fn link(&self, link: Option<i64>) -> Result<(Option<String>, Option<String>), Stop> {
        let (Some(link), Some((table, top, frame))) = (link, &self.links) else {
            return Ok((None, None));
        };
        let urls = |row: &Row<'_>| {
            (cells::name(row, *top, LONGEST_URL), cells::name(row, *frame, LONGEST_URL))
        };
        Ok(table.get(link, urls)?.unwrap_or_default())
    }
}
