//! Visits.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::item::{Item, Items};
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_history.visit",
    title: Text { en: "Visit in Safari", fr: "Visite dans Safari" },
    brief: &["url", "title"],
    personal: &["url", "title", "redirect_source", "redirect_destination", "tags"],
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
    /// How many visits of the page were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// Whether the page loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) load_successful: Option<bool>,
    /// True for visits that came from another device of the owner.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) from_other_device: bool,
    /// The visit that redirected here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) redirect_source: Option<Hop>,
    /// The visit that this one redirected to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) redirect_destination: Option<Hop>,
    /// Topics that the system gave to the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// The other end of a redirect.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hop {
    /// Id of the visit.
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
            see(Stamp::utc(at, "visited"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.url.is_empty() {
            see("url", Observable::Url(&self.url));
        }
    }
}

/// Columns of `history_visits` with a field of their own.
const FIELDS: &[&str] = &[
    "id",
    "history_item",
    "visit_time",
    "title",
    "load_successful",
    "redirect_source",
    "redirect_destination",
    "origin",
    // Counters of the synchronisation and of the ranking of suggestions.
    "generation",
    "score",
];

/// Emits every visit, and gives the ids of the pages they name.
pub(super) fn read(
    database: &Database,
    items: &Items<'_>,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let mut visited = Ids::default();
    let Some(table) = database.table("history_visits") else { return Ok(visited) };
    let rows = Rows::new(table, items);
    table.scan_into(sink, |row, sink| {
        let item = row.integer(rows.history_item);
        if let Some(item) = item {
            visited.insert(item);
        }
        let visit = rows.visit(row, item, sink)?;
        if visit.url.is_empty() {
            let page = item.map_or("no page".to_owned(), |item| format!("page {item}"));
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
    items: &'a Items<'a>,
    history_item: Option<Column>,
    visit_time: Option<Column>,
    title: Option<Column>,
    load_successful: Option<Column>,
    redirect_source: Option<Column>,
    redirect_destination: Option<Column>,
    origin: Option<Column>,
    others: Others,
}

impl<'a> Rows<'a> {
    fn new(table: Table<'a>, items: &'a Items<'a>) -> Self {
        let column = |name| table.column(name);
        Self {
            items,
            history_item: column("history_item"),
            visit_time: column("visit_time"),
            title: column("title"),
            load_successful: column("load_successful"),
            redirect_source: column("redirect_source"),
            redirect_destination: column("redirect_destination"),
            origin: column("origin"),
            others: Others::new(&table, FIELDS),
            table,
        }
    }

    fn visit(
        &self,
        row: &Row<'_>,
        item: Option<i64>,
        sink: &mut Sink<'_>,
    ) -> Result<Visit, Stop> {
        let item = self.page(item)?;
        Ok(Visit {
            url: item.url,
            title: cells::text(row, self.title),
            visit_time: cells::mac_time(row, self.visit_time, "visit_time", sink),
            visit_count: item.visit_count,
            load_successful: row.integer(self.load_successful).map(|value| value != 0),
            from_other_device: row.integer(self.origin) == Some(1),
            redirect_source: self.hop(row, self.redirect_source)?,
            redirect_destination: self.hop(row, self.redirect_destination)?,
            tags: item.tags,
            columns: self.others.of(row),
        })
    }

    /// The page with this id; one without a URL when there is none.
    fn page(&self, item: Option<i64>) -> Result<Item, Stop> {
        let page = item.map(|item| self.items.find(item)).transpose()?.flatten();
        Ok(page.unwrap_or_default())
    }

    /// The visit that `column` names, with its page.
    fn hop(&self, row: &Row<'_>, column: Option<Column>) -> Result<Option<Hop>, Stop> {
        let Some(visit) = cells::nonzero(row, column) else { return Ok(None) };
        let found = self.table.get(visit, |row| {
            let time = row.real(self.visit_time).and_then(Time::from_mac_float);
            (row.integer(self.history_item), time)
        })?;
        let (item, time) = found.unwrap_or((None, None));
        let url = Some(self.page(item)?.url).filter(|url| !url.is_empty());
        Ok(Some(Hop { visit, url, time }))
    }
}
