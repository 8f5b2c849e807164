//! `Brave.sqlite`.

use vigie_core::{Limits, Sink, Stop};
use vigie_formats::keyed_archive;
use vigie_formats::sqlite::{Database, Row, Table};

use super::entry::{Entry, List};
use crate::{cells, trees};

/// What a table calls its columns; `""` where it has none.
struct Names {
    table: &'static str,
    list: List,
    url: &'static str,
    title: &'static [&'static str],
    time: &'static str,
    /// Another URL, or a keyed archive of several.
    more: &'static str,
    host: &'static str,
}

const NOTHING: Names =
    Names { table: "", list: List::Visit, url: "ZURL", title: &["ZTITLE"], time: "", more: "", host: "" };

/// Every table with pages.
const TABLES: &[Names] = &[
    Names { table: "ZHISTORY", time: "ZVISITEDON", ..NOTHING },
    Names { table: "ZTABMO", list: List::Tab, more: "ZURLHISTORYSNAPSHOT", ..NOTHING },
    Names { table: "ZSESSIONTAB", list: List::Tab, time: "ZLASTUPDATED", ..NOTHING },
    Names {
        table: "ZRECENTLYCLOSED",
        list: List::ClosedTab,
        time: "ZDATEADDED",
        more: "ZHISTORYLIST",
        ..NOTHING
    },
    Names {
        table: "ZBOOKMARK",
        list: List::Bookmark,
        title: &["ZCUSTOMTITLE", "ZTITLE"],
        time: "ZCREATED",
        ..NOTHING
    },
    Names { table: "ZDOMAIN", list: List::Site, ..NOTHING },
    Names {
        table: "ZRECENTSEARCH",
        list: List::Search,
        url: "ZWEBSITEURL",
        title: &["ZTEXT"],
        time: "ZDATEADDED",
        ..NOTHING
    },
    Names {
        table: "ZPLAYLISTITEM",
        list: List::Playlist,
        url: "ZPAGESRC",
        title: &["ZNAME", "ZPAGETITLE"],
        time: "ZDATEADDED",
        more: "ZMEDIASRC",
        ..NOTHING
    },
    Names {
        table: "ZBLOCKEDRESOURCE",
        list: List::Blocked,
        url: "ZDOMAIN",
        time: "ZTIMESTAMP",
        host: "ZHOST",
        ..NOTHING
    },
];

/// Longest URL, in bytes.
const LONGEST_URL: usize = 64 << 10;
/// Longest title, in bytes.
const LONGEST_TITLE: usize = 2 << 10;

/// Emits every page that Brave keeps; whether the database is Brave's.
pub(super) fn read(
    database: &Database,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<bool, Stop> {
    // Its own names are plain enough for other apps to have them: two together are not.
    let own = ["ZDOMAIN", "ZBOOKMARK", "ZTABMO", "ZSESSIONTAB", "ZHISTORY"];
    if own.iter().filter(|name| database.table_named(name).is_some()).count() < 2 {
        return Ok(false);
    }
    for names in TABLES {
        let Some(table) = database.table(names.table) else { continue };
        table.scan_into(sink, |row, sink| {
            let entry = entry(&table, names, row, limits, sink);
            match entry.is_empty() {
                // A folder of bookmarks or a new tab has no page.
                true => Ok(()),
                false => sink.emit(row.locator(), &entry),
            }
        })?;
    }
    Ok(true)
}

fn entry(
    table: &Table<'_>,
    names: &Names,
    row: &Row<'_>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Entry {
    let column = |name: &str| table.column(name);
    let text = |name: &str, most| cells::name(row, column(name), most);
    Entry {
        browser: "Brave".to_owned(),
        list: names.list,
        url: text(names.url, LONGEST_URL),
        title: names.title.iter().find_map(|name| text(name, LONGEST_TITLE)),
        urls: more(table, names, row, limits, sink),
        host: text(names.host, 1_000),
        time: cells::mac_time(row, column(names.time), names.time, sink),
        visit_count: cells::nonzero(row, column("ZVISITS")),
        private: cells::flag(row, column("ZISPRIVATE")),
        ..Entry::default()
    }
}

/// Another URL, or those in an archive.
fn more(
    table: &Table<'_>,
    names: &Names,
    row: &Row<'_>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Vec<String> {
    let column = table.column(names.more);
    let Some(bytes) = row.blob(column).filter(|bytes| !bytes.is_empty()) else { return Vec::new() };
    if !bytes.starts_with(b"bplist") {
        let url = cells::name(row, column, LONGEST_URL);
        return url.into_iter().filter(|url| url.contains("://")).collect();
    }
    match keyed_archive::unarchive(bytes, limits) {
        Ok(root) => trees::urls(&root),
        Err(stop) => {
            sink.problem(row.locator(), format!("{}: {stop}", names.more));
            Vec::new()
        }
    }
}
