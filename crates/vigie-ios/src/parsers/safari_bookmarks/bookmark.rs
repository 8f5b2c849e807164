//! Bookmarks and pages to read.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::plist::Value;
use vigie_formats::sqlite::Table;

use crate::bookmark_rows::{BookmarkRow, BookmarkRows, when, with_attributes};
use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_bookmarks.bookmark",
    title: Text {
        en: "Bookmark or page on the reading list",
        fr: "Signet ou page de la liste de lecture",
    },
    brief: &["url", "title", "folder"],
    personal: &["url", "title", "folder", "preview", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Bookmark>,
};

/// A page that the owner kept.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bookmark {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Its URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Titles of the folders around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) folder: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When it was put on the reading list; absent for bookmarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to_read_since: Option<Time>,
    /// When it was last read there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_read: Option<Time>,
    /// When the phone loaded it for reading without a network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_fetched: Option<Time>,
    /// Whether it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) read: Option<bool>,
    /// Its first words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) preview: Option<String>,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// True where it was deleted and the deletion was not yet synchronised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) deleted: bool,
    /// True where the owner does not see it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hidden: bool,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Bookmark {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [
            (self.added, "bookmark made"),
            (self.to_read_since, "put on the reading list"),
            (self.last_read, "page of the reading list last read"),
            (self.last_fetched, "page of the reading list loaded"),
            (self.last_modified, "bookmark changed"),
        ] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        for link in self.preview.iter().flat_map(|text| links(text)) {
            see("preview", link.observable());
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }

    /// Bookmarks come with the phone, from the owner or from their other devices.
    fn made_by_owner(&self) -> bool {
        true
    }
}

/// Emits every bookmark; folders stand in what they hold.
pub(super) fn read(table: &Table<'_>, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let rows = BookmarkRows::new(table, sink)?;
    table.scan_into(sink, |row, sink| {
        let found = rows.read(row, limits, sink);
        if found.is_folder {
            return Ok(());
        }
        let bookmark = Bookmark { folder: rows.path(found.parent), ..of_row(&found) };
        sink.emit(row.locator(), &bookmark)
    })
}

/// Property lists about a page to read: synchronised, and of this device only.
const READING_LIST: [&str; 2] = ["com.apple.ReadingList", "com.apple.ReadingListNonSync"];
/// Keys of the attributes with a field of their own.
const KEYS: &[&str] = &["com.apple.Bookmark", READING_LIST[0], READING_LIST[1]];
/// The same inside those.
const READING_KEYS: &[&str] = &["DateAdded", "DateLastViewed", "DateLastFetched", "PreviewText"];

fn of_row(row: &BookmarkRow) -> Bookmark {
    let extra = &row.extra;
    let about = |key| extra.find(key).unwrap_or(&Value::Null);
    let [list, device] = READING_LIST.map(about);
    let mut columns = with_attributes(row.columns.clone(), extra, KEYS);
    for one in [list, device, &row.local] {
        columns = with_attributes(columns, one, READING_KEYS);
    }
    Bookmark {
        title: row.title.clone(),
        url: row.url.clone(),
        added: when(about("com.apple.Bookmark"), "DateAdded"),
        last_modified: row.last_modified,
        to_read_since: when(list, "DateAdded"),
        last_read: when(list, "DateLastViewed").or_else(|| when(extra, "DateLastViewed")),
        last_fetched: when(device, "DateLastFetched"),
        read: row.is_read,
        preview: trees::text(list, "PreviewText"),
        uuid: row.uuid.clone(),
        deleted: row.is_deleted,
        hidden: row.is_hidden,
        columns,
        ..Bookmark::default()
    }
}
