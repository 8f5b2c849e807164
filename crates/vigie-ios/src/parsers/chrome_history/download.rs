//! Files that were downloaded.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::page::LONGEST_URL;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::digests::hexadecimal;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.chrome_history.download",
    title: Text { en: "Download in a browser", fr: "Téléchargement dans un navigateur" },
    brief: &["target_path", "urls", "state"],
    personal: &["target_path", "current_path", "urls", "referrer", "tab_url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Download>,
};

/// A file that was downloaded, or was begun to be.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Download {
    /// Where it was to be kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_path: Option<String>,
    /// Where it lay while it came, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_path: Option<String>,
    /// Its URL, and before it every URL that redirected there, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<Time>,
    /// When the file was opened last from the browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_access_time: Option<Time>,
    /// `in progress`, `complete`, `cancelled` or `interrupted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// What the browser thought of its danger, other than none; a number where its meaning is not
    /// known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) danger: Option<String>,
    /// Bytes received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) received_bytes: Option<i64>,
    /// Bytes in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_bytes: Option<i64>,
    /// SHA-256 of the content, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hash: Option<String>,
    /// True where the owner opened the file from the browser.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) opened: bool,
    /// The page that the request named as its origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// The page in the tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_url: Option<String>,
    /// The page that led to the one in the tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_referrer_url: Option<String>,
    /// The site that the download belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site_url: Option<String>,
    /// Type of the content, as the browser settled it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Download {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let times = [
            (self.start_time, "download started"),
            (self.end_time, "download ended"),
            (self.last_access_time, "downloaded file opened"),
        ];
        for (at, means) in times {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.urls.iter().for_each(|url| see("urls", Observable::Url(url)));
        let pages = [
            ("referrer", &self.referrer),
            ("tab_url", &self.tab_url),
            ("tab_referrer_url", &self.tab_referrer_url),
            ("site_url", &self.site_url),
        ];
        for (field, url) in pages {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        for (field, path) in
            [("target_path", &self.target_path), ("current_path", &self.current_path)]
        {
            let Some(path) = path else { continue };
            see(field, Observable::FileName(paths::file_name(path)));
            if let Some(path) = paths::absolute(path) {
                see(field, Observable::Path(&path));
            }
        }
        if let Some(hash) = &self.hash {
            see("hash", Observable::FileHash(hash));
        }
    }
}

/// Columns of `downloads` with a field of their own. The last two are of versions before 2013.
const FIELDS: &[&str] = &[
    "id",
    "target_path",
    "current_path",
    "start_time",
    "end_time",
    "last_access_time",
    "state",
    "danger_type",
    "received_bytes",
    "total_bytes",
    "hash",
    "opened",
    "referrer",
    "tab_url",
    "tab_referrer_url",
    "site_url",
    "mime_type",
    "full_path",
    "url",
];

/// Emits every download.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("downloads") else { return Ok(()) };
    let others = Others::new(&table, FIELDS);
    let mut chains = chains(database, sink)?;
    table.scan_into(sink, |row, sink| {
        let urls = chains.remove(&row.rowid());
        let mut download = download(&table, row, urls, sink);
        download.columns = others.of(row);
        sink.emit(row.locator(), &download)
    })?;
    for (id, urls) in leftovers(chains) {
        let at = vigie_core::Locator::Row {
            table: "downloads_url_chains".into(),
            row: id,
            byte: None,
            wal: false,
        };
        sink.emit(at, &Download { urls: urls.into_values().collect(), ..Download::default() })?;
    }
    Ok(())
}

/// Addresses of one download, by their place in the chain.
type Chain = std::collections::BTreeMap<i64, String>;

/// Most addresses that are kept for all downloads, and for one.
const MOST_URLS: usize = 200_000;
const MOST_URLS_OF_ONE: usize = 100;

/// The addresses of each download.
fn chains(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Chain>, Stop> {
    let mut chains: HashMap<i64, Chain> = HashMap::new();
    let Some(table) = database.table("downloads_url_chains") else { return Ok(chains) };
    let [id, index, url] = ["id", "chain_index", "url"].map(|name| table.column(name));
    let mut left = MOST_URLS;
    table.scan_into(sink, |row, sink| {
        let found = row.integer(id).zip(cells::name(row, url, LONGEST_URL));
        let Some((id, url)) = found else {
            sink.problem(row.locator(), "expected an id and a URL");
            return Ok(());
        };
        let chain = chains.entry(id).or_default();
        if left > 0 && chain.len() < MOST_URLS_OF_ONE {
            left -= 1;
            chain.insert(row.integer(index).unwrap_or_default(), url);
        }
        Ok(())
    })?;
    Ok(chains)
}

/// Addresses of downloads whose rows are gone, in order of id.
fn leftovers(chains: HashMap<i64, Chain>) -> Vec<(i64, Chain)> {
    let mut left: Vec<_> = chains.into_iter().filter(|(_, chain)| !chain.is_empty()).collect();
    left.sort_unstable_by_key(|(id, _)| *id);
    left
}

fn download(
    table: &Table<'_>,
    row: &Row<'_>,
    urls: Option<Chain>,
    sink: &mut Sink<'_>,
) -> Download {
    let column = |name: &str| table.column(name);
    let text = |name: &str| cells::name(row, column(name), LONGEST_URL);
    let target_path = text("target_path").or_else(|| text("full_path"));
    let mut urls: Vec<String> = urls.map(|chain| chain.into_values().collect()).unwrap_or_default();
    if urls.is_empty() {
        urls.extend(text("url"));
    }
    Download {
        current_path: text("current_path").filter(|path| Some(path) != target_path.as_ref()),
        target_path,
        urls,
        start_time: time(row, column("start_time"), "start_time", sink),
        end_time: time(row, column("end_time"), "end_time", sink),
        last_access_time: time(row, column("last_access_time"), "last_access_time", sink),
        state: row.integer(column("state")).map(state),
        danger: cells::nonzero(row, column("danger_type")).map(danger),
        received_bytes: row.integer(column("received_bytes")),
        total_bytes: row.integer(column("total_bytes")),
        hash: row.blob(column("hash")).filter(|hash| hash.len() == 32).map(hexadecimal),
        opened: cells::flag(row, column("opened")),
        referrer: text("referrer"),
        tab_url: text("tab_url"),
        tab_referrer_url: text("tab_referrer_url"),
        site_url: text("site_url"),
        mime_type: text("mime_type"),
        columns: Columns::default(),
    }
}

/// Seconds since 1970 before 2013, microseconds since 1601 since.
fn time(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    match row.integer(column) {
        Some(seconds) if (1..100_000_000_000).contains(&seconds) => {
            Time::from_unix_seconds(seconds)
        }
        _ => cells::webkit_time(row, column, name, sink),
    }
}

fn state(state: i64) -> String {
    match state {
        0 => "in progress",
        1 => "complete",
        2 => "cancelled",
        3 | 4 => "interrupted",
        other => return other.to_string(),
    }
    .to_owned()
}

/// After `DownloadDangerType` in Chromium's `components/download`.
fn danger(danger: i64) -> String {
    match danger {
        1 => "dangerous file",
        2 => "dangerous URL",
        3 => "dangerous content",
        4 => "maybe dangerous content",
        5 => "uncommon content",
        6 => "accepted by the owner",
        7 => "dangerous host",
        8 => "potentially unwanted",
        9 => "allowed by policy",
        15 => "scanned and safe",
        19 => "account compromise",
        other => return other.to_string(),
    }
    .to_owned()
}
