//! The pages behind a tab.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    revive,
};
use vigie_formats::sqlite::{Column, Database, Table};

use super::tab::Tab;
use crate::cells;
use crate::ids::Ids;
use crate::session_history::{self, Page};

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_browser_state.page",
    title: Text {
        en: "Page that a tab of Safari can go back to",
        fr: "Page à laquelle un onglet de Safari peut revenir",
    },
    brief: &["url", "title", "tab_title"],
    personal: &["url", "original_url", "title", "state_urls", "tab_title"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<TabPage>,
};

/// A page that a tab can go back or forward to.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TabPage {
    /// The page.
    #[serde(flatten)]
    pub(crate) page: Page,
    /// UUID of its tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_uuid: Option<String>,
    /// Title of its tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_title: Option<String>,
    /// When the owner last looked at its tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tab_last_viewed: Option<Time>,
    /// True where the tab is gone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) tab_gone: bool,
}

impl Record for TabPage {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.tab_last_viewed {
            see(Stamp::utc(at, "tab last viewed"));
        }
        self.page.stamps(see);
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.page.observables(see);
    }
}

/// Most sessions that are joined with their tabs.
const MOST_SESSIONS: usize = 1_000_000;
/// Longest UUID of a tab, in bytes.
const LONGEST_UUID: usize = 100;

/// Table `tab_sessions`.
pub(super) struct Sessions<'a> {
    table: Table<'a>,
    session_data: Option<Column>,
    /// Rows by the UUID of their tab.
    by_tab: HashMap<String, i64>,
}

impl<'a> Sessions<'a> {
    /// The table, where this version of the schema has it.
    pub(super) fn read(database: &'a Database, sink: &mut Sink<'_>) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("tab_sessions") else { return Ok(None) };
        let tab_uuid = table.column("tab_uuid");
        let mut by_tab = HashMap::new();
        table.scan_into(sink, |row, _| {
            if let Some(uuid) = cells::name(row, tab_uuid, LONGEST_UUID)
                && by_tab.len() < MOST_SESSIONS
            {
                by_tab.insert(uuid, row.rowid());
            }
            Ok(())
        })?;
        Ok(Some(Self { session_data: table.column("session_data"), table, by_tab }))
    }

    /// Row and data of the session of the tab with this UUID.
    pub(super) fn of_tab(&self, uuid: &str) -> Result<Option<(i64, Vec<u8>)>, Stop> {
        let Some(session) = self.by_tab.get(uuid) else { return Ok(None) };
        let data = self.table.get(*session, |row| row.blob(self.session_data).map(<[u8]>::to_vec))?;
        Ok(data.flatten().map(|data| (*session, data)))
    }

    /// Emits the pages of sessions that are not among `used`.
    pub(super) fn emit_unused(
        &self,
        used: &Ids,
        limits: &Limits,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let tab_uuid = self.table.column("tab_uuid");
        self.table.scan_into(sink, |row, sink| {
            let data = row.blob(self.session_data).filter(|data| !data.is_empty());
            let Some(data) = data.filter(|_| !used.contains(row.rowid())) else { return Ok(()) };
            let at = row.locator();
            for page in pages(data, &at, limits, sink) {
                let tab_uuid = cells::name(row, tab_uuid, LONGEST_UUID);
                let gone = TabPage { page, tab_uuid, tab_gone: true, ..TabPage::default() };
                sink.emit(at.clone(), &gone)?;
            }
            Ok(())
        })
    }
}

/// The pages in `data`; damage is noted as a problem at `at`.
pub(super) fn pages(
    data: &[u8],
    at: &Locator,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Vec<Page> {
    let (pages, damage) = session_history::pages(data, limits);
    if let Some(damage) = damage {
        sink.problem(at.clone(), format!("pages of the tab: {damage}"));
    }
    pages
}

/// Emits the pages of `tab`.
pub(super) fn emit(
    pages: Vec<Page>,
    tab: &Tab,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for page in pages {
        let page = TabPage {
            page,
            tab_uuid: tab.uuid.clone(),
            tab_title: tab.title.clone(),
            tab_last_viewed: tab.last_viewed_time,
            tab_gone: false,
        };
        sink.emit(at.clone(), &page)?;
    }
    Ok(())
}
