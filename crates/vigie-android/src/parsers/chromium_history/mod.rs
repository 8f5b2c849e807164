//! `History` of Chrome and other Chromium browsers: pages that were visited, and files that were downloaded.
//!
//! Written by Chromium's history service; rows live for 90 days or until the owner clears them. Times are
//! microseconds since 1601. A visit names its page by number, and the visit that led to it.
//!
//! Source: <https://chromium.googlesource.com/chromium/src/+/refs/heads/main/components/history/core/browser/>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive
};

use std::collections::HashMap;

use vigie_formats::sqlite::Database;

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};
use crate::names::file_name;

pub(crate) static ITEM: ChromiumHistory = ChromiumHistory;

pub(crate) struct ChromiumHistory;

static META: ParserMeta = ParserMeta {
    id: "chromium_history",
    title: Text { en: "History of Chrome and its kin", fr: "Historique de Chrome et apparentés" },
    reads: &["/data/data/*/app_chrome/Default/History", "/data/user/*/*/app_chrome/Default/History", "/data/data/*/app_*/Default/History", "/data/user/*/*/app_*/Default/History", "/History"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&VISIT, &DOWNLOAD],
    means: &[
        Text { en: "page visited", fr: "page visitée" },
        Text { en: "download begun", fr: "téléchargement commencé" },
        Text { en: "download ended", fr: "téléchargement terminé" },
    ],
    versions: Versions::android(4),
    references: &["https://chromium.googlesource.com/chromium/src/+/refs/heads/main/components/history/core/browser/"],
};

static VISIT: Kind = Kind {
    id: "android.chromium_history.visit",
    title: Text { en: "Visited page", fr: "Page visitée" },
    brief: &["url", "title"],
    personal: &["url", "title"],
    origin: Origin::History,
    volume: Volume::Many,
    revive: revive::<Visit>,
};

static DOWNLOAD: Kind = Kind {
    id: "android.chromium_history.download",
    title: Text { en: "Download", fr: "Téléchargement" },
    brief: &["path", "urls"],
    personal: &["path", "urls"],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<Download>,
};

/// A visit to a page.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Visit {
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// The page that led there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    /// How it was reached, as a number of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) transition: Option<i64>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

/// A file that was downloaded.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Download {
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Where from, in the order of redirections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// The page that led there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// The tab's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tab_url: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) began: Option<Time>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended: Option<Time>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for ChromiumHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["visits", "urls", "downloads"], sink)?;
        let pages = pages(&database, sink)?;
        let visits = visited_pages(&database, sink)?;
        each_row_of(&database, "visits", sink, |mut fields, at, sink| {
            let page = fields.integer("url").and_then(|page| pages.get(&page));
            let from = fields.integer("from_visit").filter(|from| *from != 0);
            let from = from.and_then(|from| visits.get(&from)).and_then(|page| pages.get(page));
            fields.any("id");
            let visit = Visit {
                url: page.map(|page| page.url.clone()),
                title: page.and_then(|page| page.title.clone()),
                time: fields.webkit_time("visit_time", &at, sink),
                from: from.map(|page| page.url.clone()),
                transition: fields.integer("transition"),
                more: fields.more(),
            };
            sink.emit(at, &visit)
        })?;
        downloads(&database, sink)
    }
}

/// A page.
struct Page {
    url: String,
    title: Option<String>,
}

/// Most pages and visits that are kept in memory.
const MOST: usize = 2_000_000;

/// The number of a row: the alias of the rowid is NULL in the row itself.
fn number(fields: &mut Fields, at: &Locator) -> Option<i64> {
    match at {
        Locator::Row { row, .. } => fields.integer("id").or(Some(*row)),
        _ => fields.integer("id"),
    }
}

fn pages(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Page>, Stop> {
    let mut pages = HashMap::new();
    each_row_of(database, "urls", sink, |mut fields, at, _| {
        if let (Some(id), Some(url), true) =
            (number(&mut fields, &at), fields.text("url"), pages.len() < MOST)
        {
            pages.insert(id, Page { url, title: fields.text("title") });
        }
        Ok(())
    })?;
    Ok(pages)
}

/// The page of each visit.
fn visited_pages(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, i64>, Stop> {
    let mut visits = HashMap::new();
    each_row_of(database, "visits", sink, |mut fields, at, _| {
        if let (Some(id), Some(page), true) =
            (number(&mut fields, &at), fields.integer("url"), visits.len() < MOST)
        {
            visits.insert(id, page);
        }
        Ok(())
    })?;
    Ok(visits)
}

fn downloads(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut chains: HashMap<i64, Vec<String>> = HashMap::new();
    let mut count = 0_usize;
    each_row_of(database, "downloads_url_chains", sink, |mut fields, at, _| {
        if let (Some(id), Some(url), true) =
            (number(&mut fields, &at), fields.text("url"), count < MOST)
        {
            count = count.saturating_add(1);
            chains.entry(id).or_default().push(url);
        }
        Ok(())
    })?;
    each_row_of(database, "downloads", sink, |mut fields, at, sink| {
        let id = number(&mut fields, &at);
        let path = fields.text("target_path").or_else(|| fields.text("current_path"));
        let mut urls = id.and_then(|id| chains.remove(&id)).unwrap_or_default();
        urls.extend(fields.text("url"));
        let download = Download {
            path: path.or_else(|| fields.text("full_path")),
            urls,
            referrer: fields.text("referrer"),
            tab_url: fields.text("tab_url"),
            mime_type: fields.text("mime_type"),
            began: fields.webkit_time("start_time", &at, sink),
            ended: fields.webkit_time("end_time", &at, sink),
            size: fields.integer("total_bytes").filter(|size| *size > 0),
            more: fields.more(),
        };
        sink.emit(at, &download)
    })
}

impl Record for Visit {
    fn kind(&self) -> &'static Kind {
        &VISIT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time {
            see(Stamp::utc(at, "page visited"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("url", &self.url), ("from", &self.from)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

impl Record for Download {
    fn kind(&self) -> &'static Kind {
        &DOWNLOAD
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [(self.began, "download begun"), (self.ended, "download ended")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.urls.iter().for_each(|url| see("urls", Observable::Url(url)));
        for (field, url) in [("referrer", &self.referrer), ("tab_url", &self.tab_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(path) = &self.path {
            see("path", Observable::Path(path));
            see("path", Observable::FileName(file_name(path)));
        }
    }
}
