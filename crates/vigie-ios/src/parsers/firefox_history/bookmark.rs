//! Bookmarks.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Database, Row, Table};

use super::page::{LONGEST_TEXT, LONGEST_URL, Pages};
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.bookmark",
    title: Text { en: "Bookmark in Firefox", fr: "Marque-page dans Firefox" },
    brief: &["title", "url"],
    personal: &["title", "url", "description"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Bookmark>,
};

/// A bookmark, a folder of them, or a feed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bookmark {
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// The feed that a live bookmark shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feed_url: Option<String>,
    /// Name that the owner gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// What the page says about itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Word that opens it from the address bar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keyword: Option<String>,
    /// When it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_added: Option<Time>,
    /// When it was changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// True where it was deleted, and the deletion waits to be told to other devices.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_deleted: bool,
}

impl Record for Bookmark {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date_added {
            see(Stamp::utc(at, "bookmark added"));
        }
        if let Some(at) = self.last_modified.filter(|_| self.last_modified != self.date_added) {
            see(Stamp::utc(at, "bookmark changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("url", &self.url), ("feed_url", &self.feed_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }

    fn made_by_owner(&self) -> bool {
        true
    }
}

/// What a table of bookmarks calls its columns.
struct Names {
    table: &'static str,
    url: &'static str,
    /// Id of a row of `moz_places`, where there is no URL.
    place: &'static str,
    feed: &'static str,
    added: &'static str,
    modified: &'static [&'static str],
    deleted: &'static str,
}

const OLD: Names = Names {
    table: "",
    url: "bmkUri",
    place: "",
    feed: "feedUri",
    added: "date_added",
    modified: &["local_modified", "server_modified"],
    deleted: "is_deleted",
};

/// Every table of bookmarks, of both databases.
const TABLES: &[Names] = &[
    Names {
        table: "moz_bookmarks",
        url: "",
        place: "fk",
        feed: "",
        added: "dateAdded",
        modified: &["lastModified"],
        deleted: "",
    },
    Names {
        table: "moz_bookmarks_synced",
        url: "",
        place: "placeId",
        feed: "feedURL",
        added: "dateAdded",
        modified: &["serverModified"],
        deleted: "isDeleted",
    },
    Names { table: "bookmarksLocal", ..OLD },
    Names { table: "bookmarksMirror", ..OLD },
    Names { table: "bookmarksBuffer", ..OLD },
    // Before 2015.
    Names { table: "bookmarks", url: "url", ..OLD },
];

/// Emits every bookmark that names a page or a feed.
pub(super) fn read(
    database: &Database,
    places: Option<&Pages<'_>>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for names in TABLES {
        let Some(table) = database.table(names.table) else { continue };
        table.scan_into(sink, |row, sink| {
            let bookmark = bookmark(&table, names, row, places, sink)?;
            match bookmark.url.is_some() || bookmark.feed_url.is_some() {
                true => sink.emit(row.locator(), &bookmark),
                false => Ok(()),
            }
        })?;
    }
    Ok(())
}

fn bookmark(
    table: &Table<'_>,
    names: &Names,
    row: &Row<'_>,
    places: Option<&Pages<'_>>,
    sink: &mut Sink<'_>,
) -> Result<Bookmark, Stop> {
    let column = |name: &str| table.column(name);
    let text = |name: &str, most| cells::name(row, column(name), most);
    let mut time = |name: &str| cells::unix_time_of_any_unit(row, column(name), name, sink);
    let place = cells::nonzero(row, column(names.place)).zip(places);
    let (place_url, place_title) = match place {
        Some((place, places)) => places.named(Some(place))?,
        None => (None, None),
    };
    Ok(Bookmark {
        url: text(names.url, LONGEST_URL).or(place_url),
        feed_url: text(names.feed, LONGEST_URL),
        title: text("title", LONGEST_TEXT).or(place_title),
        description: text("description", LONGEST_TEXT),
        keyword: text("keyword", LONGEST_TEXT),
        date_added: time(names.added),
        last_modified: names.modified.iter().filter_map(|name| time(name)).max(),
        is_deleted: cells::flag(row, column(names.deleted)),
    })
}
