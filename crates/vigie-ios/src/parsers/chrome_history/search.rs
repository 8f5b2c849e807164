//! Words that were searched for.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::Database;

use super::page::Pages;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.chrome_history.search",
    title: Text { en: "Search in a browser", fr: "Recherche dans un navigateur" },
    brief: &["term", "url"],
    personal: &["term", "url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Search>,
};

/// A search from the address bar.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    /// What was searched for.
    pub(crate) term: String,
    /// The page of results; absent where the row of the page is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// When that page was visited last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_visit_time: Option<Time>,
}

impl Record for Search {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_visit_time {
            see(Stamp::utc(at, "last searched for"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        links(&self.term).for_each(|link| see("term", link.observable()));
    }

    /// The owner typed it.
    fn made_by_owner(&self) -> bool {
        true
    }
}

/// Emits every search.
pub(super) fn read(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("keyword_search_terms") else { return Ok(()) };
    let [term, url_id] = ["term", "url_id"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let Some(term) = cells::text(row, term) else {
            sink.problem(row.locator(), "expected a term");
            return Ok(());
        };
        let page = row.integer(url_id);
        let last_visit_time = page.map(|page| pages.last_visit(page)).transpose()?.flatten();
        sink.emit(row.locator(), &Search { term, url: pages.url(page)?, last_visit_time })
    })
}
