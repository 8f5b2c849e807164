//! How long pages were looked at, and what was searched for.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Database, Table};

use super::page::{LONGEST_TEXT, Pages};
use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.view",
    title: Text {
        en: "Page looked at, or searched for, in Firefox",
        fr: "Page consultée ou cherchée dans Firefox",
    },
    brief: &["url", "title", "search_term"],
    personal: &["url", "title", "search_term", "referrer_url", "input"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<View>,
};

/// A page that was looked at for a while.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct View {
    /// The page; absent where its row is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// What was searched for to come to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) search_term: Option<String>,
    /// What was typed in the address bar to come to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) input: Option<String>,
    /// The page that led to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) referrer_url: Option<String>,
    /// When it was first looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<Time>,
    /// When it was last looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated_at: Option<Time>,
    /// How long, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_view_time_ms: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for View {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created_at {
            see(Stamp::utc(at, "first looked at"));
        }
        if let Some(at) = self.updated_at {
            see(Stamp::utc(at, "last looked at"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("url", &self.url), ("referrer_url", &self.referrer_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

/// Columns of `moz_places_metadata` with a field of their own.
const FIELDS: &[&str] = &[
    "id",
    "guid",
    "place_id",
    "referrer_place_id",
    "search_query_id",
    "created_at",
    "updated_at",
    "total_view_time",
];

/// Emits every row of `moz_places_metadata` and `moz_inputhistory`.
pub(super) fn read(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    if let Some(table) = database.table("moz_places_metadata") {
        let terms = database.table("moz_places_metadata_search_queries");
        views(&table, terms.as_ref(), pages, sink)?;
    }
    let Some(table) = database.table("moz_inputhistory") else { return Ok(()) };
    let [place, input] = ["place_id", "input"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let (url, title) = pages.named(row.integer(place))?;
        let input = cells::name(row, input, LONGEST_TEXT);
        sink.emit(row.locator(), &View { url, title, input, ..View::default() })
    })
}

fn views(
    table: &Table<'_>,
    terms: Option<&Table<'_>>,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let column = |name: &str| table.column(name);
    let others = Others::new(table, FIELDS);
    let (created, updated) = (column("created_at"), column("updated_at"));
    table.scan_into(sink, |row, sink| {
        let (url, title) = pages.named(row.integer(column("place_id")))?;
        let query = cells::nonzero(row, column("search_query_id")).zip(terms);
        let search_term = query.map(|(id, terms)| {
            let term = terms.column("term");
            terms.get(id, |row| cells::name(row, term, LONGEST_TEXT))
        });
        let view = View {
            url,
            title: title.or_else(|| cells::name(row, column("title"), LONGEST_TEXT)),
            search_term: search_term.transpose()?.flatten().flatten(),
            input: None,
            referrer_url: pages.named(cells::nonzero(row, column("referrer_place_id")))?.0,
            created_at: cells::unix_time_of_any_unit(row, created, "created_at", sink),
            updated_at: cells::unix_time_of_any_unit(row, updated, "updated_at", sink),
            total_view_time_ms: cells::nonzero(row, column("total_view_time")),
            columns: others.of(row).without("title"),
        };
        sink.emit(row.locator(), &view)
    })
}
