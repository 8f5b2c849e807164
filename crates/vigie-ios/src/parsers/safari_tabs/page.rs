//! The pages behind a tab.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::sqlite::Database;

use crate::cells;
use crate::session_history::{self, Page};

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_tabs.page",
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
}

impl Record for TabPage {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.page.stamps(see);
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.page.observables(see);
    }
}

/// The pages in `data`; damage is noted as a problem at `at`.
pub(super) fn pages(data: &[u8], at: &Locator, limits: &Limits, sink: &mut Sink<'_>) -> Vec<Page> {
    let (pages, damage) = session_history::pages(data, limits);
    if let Some(damage) = damage {
        sink.problem(at.clone(), format!("pages of the tab: {damage}"));
    }
    pages
}

/// Emits the pages of a tab.
pub(super) fn emit(
    pages: Vec<Page>,
    tab_uuid: Option<&str>,
    tab_title: Option<&str>,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for page in pages {
        let (tab_uuid, tab_title) = (tab_uuid.map(str::to_owned), tab_title.map(str::to_owned));
        sink.emit(at.clone(), &TabPage { page, tab_uuid, tab_title })?;
    }
    Ok(())
}

/// Emits the pages in table `session_state`, which go by the UUID of their tab.
pub(super) fn read(
    database: &Database,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("session_state") else { return Ok(()) };
    let (uuid, data) = (table.column("uuid"), table.column("data"));
    table.scan_into(sink, |row, sink| {
        let Some(data) = row.blob(data).filter(|data| !data.is_empty()) else { return Ok(()) };
        let at = row.locator();
        let pages = pages(data, &at, limits, sink);
        emit(pages, cells::text(row, uuid).as_deref(), None, &at, sink)
    })
}
