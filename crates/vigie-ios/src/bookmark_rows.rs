//! Rows of table `bookmarks`, which Safari keeps in `Bookmarks.db` for bookmarks and the reading list
//! and in `SafariTabs.db` for tabs, tab groups and profiles.

use std::collections::HashMap;

use vigie_core::{Limits, Sink, Stop, Time};
use vigie_formats::plist::{self, Dictionary, Value};
use vigie_formats::sqlite::{Column, Row, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::trees;

/// A row.
pub(crate) struct BookmarkRow {
    /// Its id.
    pub(crate) id: i64,
    /// Id of the folder around it.
    pub(crate) parent: Option<i64>,
    /// True for folders.
    pub(crate) is_folder: bool,
    /// What kind of folder: 2 is a profile.
    pub(crate) subtype: i64,
    /// Its title.
    pub(crate) title: Option<String>,
    /// Its URL.
    pub(crate) url: Option<String>,
    /// Its UUID.
    pub(crate) uuid: Option<String>,
    /// True where it was deleted and the deletion was not yet synchronised.
    pub(crate) is_deleted: bool,
    /// True where the owner does not see it.
    pub(crate) is_hidden: bool,
    /// Whether it was read.
    pub(crate) is_read: Option<bool>,
    /// When it was last changed.
    pub(crate) last_modified: Option<Time>,
    /// When its tab was closed.
    pub(crate) date_closed: Option<Time>,
    /// Property list of attributes that are synchronised.
    pub(crate) extra: Value,
    /// Property list of attributes that are not.
    pub(crate) local: Value,
    /// What else the row holds.
    pub(crate) columns: Columns,
}

/// Columns with a field of their own, and counters of the synchronisation.
const FIELDS: &[&str] = &[
    "id",
    "parent",
    "type",
    "subtype",
    "title",
    "url",
    "external_uuid",
    "deleted",
    "hidden",
    "read",
    "last_modified",
    "date_closed",
    "extra_attributes",
    "local_attributes",
    "num_children",
    "editable",
    "deletable",
    "hidden_ancestor_count",
    "order_index",
    "sync_key",
    "sync_data",
    "added",
    "fetched_icon",
    "icon",
    "dav_generation",
    "archive_status",
    "syncable",
    "web_filter_status",
    "modified_attributes",
];

/// Reads rows of `bookmarks`.
pub(crate) struct BookmarkRows {
    columns: [Option<Column>; 14],
    others: Others,
    /// Title and parent of each folder.
    folders: HashMap<i64, (String, Option<i64>)>,
}

/// Most folders that are remembered.
const MOST_FOLDERS: usize = 100_000;
/// Longest title of a folder, in bytes: every row inside repeats it.
const LONGEST_TITLE: usize = 200;
/// Deepest folder.
const DEEPEST: usize = 16;

impl BookmarkRows {
    /// Resolves the columns of `table` and reads its folders.
    pub(crate) fn new(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let columns = [
            "parent",
            "type",
            "subtype",
            "title",
            "url",
            "external_uuid",
            "deleted",
            "hidden",
            "read",
            "last_modified",
            "date_closed",
            "extra_attributes",
            "local_attributes",
            "id",
        ]
        .map(|name| table.column(name));
        let [parent, kind, _, title, ..] = columns;
        let mut folders = HashMap::new();
        table.scan_into(sink, |row, _| {
            if cells::flag(row, kind) && folders.len() < MOST_FOLDERS {
                let title = cells::name(row, title, LONGEST_TITLE).unwrap_or_default();
                folders.insert(row.rowid(), (title, row.integer(parent)));
            }
            Ok(())
        })?;
        Ok(Self { columns, others: Others::new(table, FIELDS), folders })
    }

    /// The row; damage in its property lists is noted as a problem.
    pub(crate) fn read(&self, row: &Row<'_>, limits: &Limits, sink: &mut Sink<'_>) -> BookmarkRow {
        let [
            parent,
            kind,
            subtype,
            title,
            url,
            uuid,
            deleted,
            hidden,
            read,
            modified,
            closed,
            extra,
            local,
            _,
        ] = self.columns;
        BookmarkRow {
            id: row.rowid(),
            parent: row.integer(parent),
            is_folder: cells::flag(row, kind),
            subtype: row.integer(subtype).unwrap_or(0),
            title: cells::text(row, title),
            url: cells::text(row, url),
            uuid: cells::text(row, uuid),
            is_deleted: cells::flag(row, deleted),
            is_hidden: cells::flag(row, hidden),
            is_read: row.integer(read).map(|read| read != 0),
            last_modified: cells::mac_time(row, modified, "last_modified", sink),
            date_closed: cells::mac_time(row, closed, "date_closed", sink),
            extra: attributes(row, extra, "extra_attributes", limits, sink),
            local: attributes(row, local, "local_attributes", limits, sink),
            columns: self.others.of(row),
        }
    }

    /// Titles of the folders around folder `id`, its own last, joined by `/`.
    pub(crate) fn path(&self, id: Option<i64>) -> Option<String> {
        let around = self.around(id);
        let titles = around.iter().rev().filter_map(|id| self.folders.get(id));
        let titles = titles.map(|(title, _)| title.as_str()).filter(|title| !title.is_empty());
        let titles: Vec<&str> = titles.collect();
        (!titles.is_empty()).then(|| titles.join("/"))
    }

    /// Every folder around folder `id`, itself first.
    pub(crate) fn around(&self, id: Option<i64>) -> Vec<i64> {
        let mut ids = Vec::new();
        let mut at = id;
        while let Some(one) = at.filter(|one| ids.len() < DEEPEST && !ids.contains(one)) {
            ids.push(one);
            at = self.folders.get(&one).and_then(|(_, parent)| *parent);
        }
        ids
    }
}

/// The property list in a column; [`Value::Null`] where there is none.
fn attributes(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Value {
    let Some(bytes) = row.blob(column).filter(|bytes| !bytes.is_empty()) else {
        return Value::Null;
    };
    let (value, damage) = plist::parse_lenient(bytes, limits);
    if let Some(damage) = damage {
        sink.problem(row.locator(), format!("{name}: {damage}"));
    }
    value.unwrap_or(Value::Null)
}

/// The instant named `key`: a date, or seconds since 2001. The year 1 stands for "never".
pub(crate) fn when(root: &Value, key: &str) -> Option<Time> {
    let value = root.find(key)?;
    let time = value.as_time().or_else(|| Time::from_mac_float(value.as_f64()?))?;
    let (year, ..) = time.date();
    (year > 1).then_some(time)
}

/// Most values that are kept of the attributes of one row.
const MOST_ATTRIBUTES: usize = 100;

/// The attributes that `keys` do not name, after `columns`; false, 0 and nothing are left out.
pub(crate) fn with_attributes(mut columns: Columns, of: &Value, keys: &[&str]) -> Columns {
    let Some(fields) = of.as_dictionary() else { return columns };
    let rest = fields.iter().filter(|(key, _)| !keys.contains(key));
    let rest: Dictionary = rest.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    for (name, value) in trees::flatten(&Value::Dictionary(rest), MOST_ATTRIBUTES).iter() {
        if !value.is_nothing() {
            columns.push(name.to_owned(), value.clone());
        }
    }
    columns
}
