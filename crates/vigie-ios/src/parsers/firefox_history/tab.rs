//! Tabs, and links that were put aside.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use vigie_core::{
    Clock, Input, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::page::{LONGEST_TEXT, LONGEST_URL};
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.tab",
    title: Text {
        en: "Tab or saved link in Firefox",
        fr: "Onglet ou lien mis de côté dans Firefox",
    },
    brief: &["list", "title", "url"],
    personal: &["title", "url", "history", "device"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Tab>,
};

/// A tab of one of the owner's devices, or a link that was put aside.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tab {
    /// Where it stands: `tabs`, `queue`, `reading list` or `pinned`.
    pub(crate) list: String,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Pages that were shown before in the tab, the latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) history: Vec<String>,
    /// The device it belongs to, where that is another one or said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device: Option<String>,
    /// When it was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_used: Option<Time>,
    /// When it was put aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added_on: Option<Time>,
}

impl Record for Tab {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let clock = if self.device.is_some() { Clock::Remote } else { Clock::Utc };
        if let Some(at) = self.last_used {
            see(Stamp { at, means: "tab last used", clock });
        }
        if let Some(at) = self.added_on {
            see(Stamp::utc(at, "saved for later"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        self.history.iter().for_each(|url| see("history", Observable::Url(url)));
    }
}

/// Tables that this file reads.
const TABLES: [&str; 4] = ["tabs", "queue", "items", "pinned_top_sites"];

/// Whether the database has any of the tables.
pub(super) fn has_any(database: &Database) -> bool {
    TABLES.iter().any(|name| database.table_named(name).is_some())
}

/// Emits every tab and every link that was put aside.
pub(super) fn read(database: &Database, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if let Some(table) = database.table("tabs") {
        match table.column("record").is_some() {
            true => records(&table, input, sink)?,
            false => tabs(&table, sink)?,
        }
    }
    let lists = [
        (database.table("queue"), "queue", ""),
        (database.table("pinned_top_sites"), "pinned", ""),
        // Other apps' databases have a table of this name, without the column.
        (
            database.table("items").filter(|table| table.column("added_on").is_some()),
            "reading list",
            "added_on",
        ),
    ];
    for (table, list, added) in lists {
        let Some(table) = table else { continue };
        let added = table.column(added);
        table.scan_into(sink, |row, sink| {
            let added_on = reading_list_time(row, added, sink);
            emit(Tab { added_on, ..named(&table, list, row) }, row, sink)
        })?;
    }
    Ok(())
}

/// The app counts milliseconds since 2001, a server would count them since 1970: between the two
/// lie 31 years, and the app has not existed for so long.
fn reading_list_time(row: &Row<'_>, column: Option<Column>, sink: &mut Sink<'_>) -> Option<Time> {
    match cells::whole(row, column) {
        Some(mac @ 1..1_000_000_000_000) => Time::from_mac_float(mac as f64 / 1e3),
        _ => cells::unix_time_of_any_unit(row, column, "added_on", sink),
    }
}

/// Emits every row of `tabs` in `browser.db`.
fn tabs(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let column = |name: &str| table.column(name);
    let last_used = column("last_used");
    table.scan_into(sink, |row, sink| {
        let history = cells::text(row, column("history")).unwrap_or_default();
        let history: Option<Json> = serde_json::from_str(&history).ok();
        let tab = Tab {
            history: history.as_ref().map(urls).unwrap_or_default(),
            device: cells::name(row, column("client_guid"), 100),
            last_used: cells::unix_time_of_any_unit(row, last_used, "last_used", sink),
            ..named(table, "tabs", row)
        };
        emit(tab, row, sink)
    })
}

fn named(table: &Table<'_>, list: &str, row: &Row<'_>) -> Tab {
    Tab {
        list: list.to_owned(),
        url: cells::name(row, table.column("url"), LONGEST_URL),
        title: cells::name(row, table.column("title"), LONGEST_TEXT),
        ..Tab::default()
    }
}

fn emit(tab: Tab, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if tab.url.is_none() && tab.history.is_empty() {
        sink.problem(row.locator(), "expected a URL");
        return Ok(());
    }
    sink.emit(row.locator(), &tab)
}

/// Emits every tab of the JSON records of `tabs.db`, one per device.
fn records(table: &Table<'_>, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let record = table.column("record");
    let most = usize::try_from(input.limits.value).unwrap_or(usize::MAX);
    table.scan_into(sink, |row, sink| {
        let text = row.text(record).unwrap_or_default();
        let parsed = Some(text.as_ref()).filter(|text| text.len() <= most);
        let parsed = parsed.and_then(|text| serde_json::from_str::<Json>(text).ok());
        let Some(parsed) = parsed else {
            sink.problem(row.locator(), "record: expected JSON");
            return Ok(());
        };
        // A JSON text as a whole: later versions wrap the record once more.
        let device = parsed.get("clientName").and_then(Json::as_str);
        let device = device.or_else(|| parsed.get("id").and_then(Json::as_str));
        let tabs = parsed.get("tabs").or_else(|| parsed.get("payload")?.get("tabs"));
        for tab in tabs.and_then(Json::as_array).into_iter().flatten() {
            let tab = json_tab(tab, device);
            // A new tab has shown no page yet.
            if tab.url.is_some() {
                sink.emit(row.locator(), &tab)?;
            }
        }
        Ok(())
    })
}

fn json_tab(tab: &Json, device: Option<&str>) -> Tab {
    let mut history = tab.get("urlHistory").map(urls).unwrap_or_default();
    let url = (!history.is_empty()).then(|| history.remove(0));
    let last_used = tab.get("lastUsed").and_then(Json::as_f64);
    Tab {
        list: "tabs".to_owned(),
        url,
        title: tab.get("title").and_then(Json::as_str).map(str::to_owned),
        history,
        device: device.map(str::to_owned),
        last_used: last_used.filter(|at| *at > 0.0).and_then(seconds_or_milliseconds),
        added_on: None,
    }
}

/// Synchronised tabs count seconds, local ones milliseconds.
fn seconds_or_milliseconds(value: f64) -> Option<Time> {
    Time::from_unix_float(if value >= 1e11 { value / 1e3 } else { value })
}

/// Most URLs of one tab that are kept.
const MOST_URLS: usize = 100;

/// The texts of a list.
fn urls(list: &Json) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten().filter_map(Json::as_str);
    texts.take(MOST_URLS).map(str::to_owned).collect()
}
