//! URLs that were visited.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Volume, revive, Origin};
use vigie_formats::sqlite::{Column, Database, Table};

use crate::cells;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_history.item",
    title: Text {
        en: "Page in Safari’s history without a visit",
        fr: "Page de l’historique de Safari sans visite",
    },
    brief: &["url", "visit_count"],
    personal: &["url", "tags"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Item>,
};

/// A URL whose visits are gone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    /// The URL.
    pub(crate) url: String,
    /// How many visits were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// Topics that the system gave to the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
}

impl Record for Item {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("url", Observable::Url(&self.url));
    }
}

/// Most pairs of page and tag that are kept.
const MOST_TAGS: usize = 1_000_000;
/// Most tags of one page.
const MOST_TAGS_OF_ITEM: usize = 100;
/// Longest title of a tag, in bytes.
const LONGEST_TAG: usize = 200;
/// Longest URL, in bytes: pages can carry their whole content in their URL.
const LONGEST_URL: usize = 64 << 10;

/// Table `history_items`, read when a visit asks for it.
pub(super) struct Items<'a> {
    table: Table<'a>,
    url: Option<Column>,
    visit_count: Option<Column>,
    tags: HashMap<i64, Vec<String>>,
}

impl<'a> Items<'a> {
    pub(super) fn new(
        database: &Database,
        table: Table<'a>,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let (url, visit_count) = (table.column("url"), table.column("visit_count"));
        Ok(Self { table, url, visit_count, tags: tags(database, sink)? })
    }

    /// The page with this id.
    pub(super) fn find(&self, id: i64) -> Result<Option<Item>, Stop> {
        let found = self.table.get(id, |row| {
            let url = cells::name(row, self.url, LONGEST_URL);
            (url, row.integer(self.visit_count))
        })?;
        Ok(found.and_then(|(url, visit_count)| {
            let tags = self.tags.get(&id).cloned().unwrap_or_default();
            Some(Item { url: url?, visit_count, tags })
        }))
    }

    /// Emits every page that is not among `visited`.
    pub(super) fn emit_unvisited(&self, visited: &Ids, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.table.scan_into(sink, |row, sink| {
            let id = row.rowid();
            if visited.contains(id) {
                return Ok(());
            }
            let Some(url) = cells::name(row, self.url, LONGEST_URL) else {
                sink.problem(row.locator(), "page without url");
                return Ok(());
            };
            let tags = self.tags.get(&id).cloned().unwrap_or_default();
            let item = Item { url, visit_count: row.integer(self.visit_count), tags };
            sink.emit(row.locator(), &item)
        })
    }
}

/// Titles of the tags of each page.
fn tags(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Vec<String>>, Stop> {
    let mut titles = HashMap::new();
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    if let Some(table) = database.table("history_tags") {
        let (title, identifier) = (table.column("title"), table.column("identifier"));
        table.scan_into(sink, |row, _| {
            let name = cells::name(row, title, LONGEST_TAG);
            let name = name.or_else(|| cells::name(row, identifier, LONGEST_TAG));
            titles.extend(name.map(|name| (row.rowid(), name)));
            Ok(())
        })?;
    }
    if let Some(table) = database.table("history_items_to_tags") {
        let (item, tag) = (table.column("history_item"), table.column("tag_id"));
        let mut left = MOST_TAGS;
        table.scan_into(sink, |row, _| {
            let title = row.integer(tag).and_then(|tag| titles.get(&tag));
            if let Some((item, title)) = row.integer(item).zip(title).filter(|_| left > 0) {
                left -= 1;
                let of_item = tags.entry(item).or_default();
                if of_item.len() < MOST_TAGS_OF_ITEM {
                    of_item.push(title.clone());
                }
            }
            Ok(())
        })?;
    }
    Ok(tags)
}
