//! Tabs.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;
use vigie_formats::sqlite::{Database, Table};

use super::{group, page};
use crate::bookmark_rows::{BookmarkRow, BookmarkRows, when, with_attributes};
use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_tabs.tab",
    title: Text { en: "Tab of Safari", fr: "Onglet de Safari" },
    brief: &["url", "title", "group"],
    personal: &["url", "local_url", "title", "local_title", "group", "columns"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Tab>,
};

/// A tab.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tab {
    /// Title of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// URL of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// The title as this device loaded it, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) local_title: Option<String>,
    /// The URL as this device loaded it, where it is another: after redirects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) local_url: Option<String>,
    /// Titles of the profile and the group around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// Whether it is a private tab.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) private: bool,
    /// Whether a link in another app or tab opened it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) opened_from_link: bool,
    /// When it was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When the owner last looked at it, on any device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_viewed: Option<Time>,
    /// When the owner last looked at it on this device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_visit: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) closed: Option<Time>,
    /// The device that last showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device: Option<String>,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// UUIDs of the tabs that it was opened from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) opened_from: Vec<String>,
    /// True where it was deleted and the deletion was not yet synchronised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) deleted: bool,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Tab {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [
            (self.last_viewed, "tab last viewed"),
            (self.last_visit, "tab last visited"),
            (self.added, "tab opened"),
            (self.last_modified, "tab changed"),
            (self.closed, "tab closed"),
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
        if let Some(url) = &self.local_url {
            see("local_url", Observable::Url(url));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }
}

/// Emits every tab, with the pages behind it, and every group.
pub(super) fn read(
    database: &Database,
    table: &Table<'_>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let rows = BookmarkRows::new(table, sink)?;
    let private = private_groups(database, sink)?;
    table.scan_into(sink, |row, sink| {
        let found = rows.read(row, limits, sink);
        let at = row.locator();
        if found.is_folder {
            return group::emit(&found, &rows, &at, sink);
        }
        let state = found.local.find("SessionState").and_then(Value::as_bytes);
        let pages = state.map(|state| page::pages(state, &at, limits, sink)).unwrap_or_default();
        let around = rows.around(found.parent);
        let tab = Tab {
            group: rows.path(found.parent),
            private: around.iter().any(|id| private.contains(id)),
            ..of_row(&found)
        };
        sink.emit(at.clone(), &tab)?;
        page::emit(pages, tab.uuid.as_deref(), tab.title.as_deref(), &at, sink)
    })?;
    page::read(database, limits, sink)
}

/// Keys of `extra_attributes` with a field of their own.
const EXTRA: &[&str] =
    &["LocalTitle", "LocalURL", "DateLastViewed", "DeviceIdentifier", "com.apple.Bookmark"];
/// Keys of `local_attributes` with a field of their own, and the state of the view.
const LOCAL: &[&str] = &[
    "LastVisitTime",
    "DateClosed",
    "OpenedFromLink",
    "AncestorTabUUIDsKey",
    "SessionState",
    "version",
];

fn of_row(row: &BookmarkRow) -> Tab {
    let (extra, local) = (&row.extra, &row.local);
    let other = |key, known: &Option<String>| {
        trees::text(extra, key).filter(|text| Some(text) != known.as_ref())
    };
    let ancestors = local.find("AncestorTabUUIDsKey").and_then(Value::as_array);
    let ancestors = ancestors.unwrap_or_default().iter().filter_map(Value::as_str);
    let columns = with_attributes(row.columns.clone(), extra, EXTRA);
    let added = extra.find("com.apple.Bookmark").and_then(|about| when(about, "DateAdded"));
    Tab {
        local_title: other("LocalTitle", &row.title),
        local_url: other("LocalURL", &row.url),
        title: row.title.clone(),
        url: row.url.clone(),
        opened_from_link: local.find("OpenedFromLink").and_then(Value::as_bool).unwrap_or(false),
        added,
        last_viewed: when(extra, "DateLastViewed"),
        last_visit: when(local, "LastVisitTime"),
        last_modified: row.last_modified,
        closed: row.date_closed.or_else(|| when(local, "DateClosed")),
        device: trees::text(extra, "DeviceIdentifier"),
        uuid: row.uuid.clone(),
        opened_from: ancestors.take(20).map(str::to_owned).collect(),
        deleted: row.is_deleted,
        columns: with_attributes(columns, local, LOCAL),
        ..Tab::default()
    }
}

/// Ids of the groups that hold private tabs.
fn private_groups(database: &Database, sink: &mut Sink<'_>) -> Result<HashSet<i64>, Stop> {
    let mut private = HashSet::new();
    let Some(windows) = database.table("windows") else { return Ok(private) };
    let group = windows.column("private_tab_group_id");
    windows.scan_into(sink, |row, _| {
        private.extend(row.integer(group).filter(|_| private.len() < 10_000));
        Ok(())
    })?;
    Ok(private)
}
