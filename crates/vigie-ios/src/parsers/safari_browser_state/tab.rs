//! Tabs.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Column, Row, Table};

use super::page::{self, Sessions};
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_browser_state.tab",
    title: Text { en: "Open tab of Safari", fr: "Onglet ouvert de Safari" },
    brief: &["url", "title"],
    personal: &["url", "user_visible_url", "title"],
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
    /// The URL as shown to the owner, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_visible_url: Option<String>,
    /// When the owner last looked at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_viewed_time: Option<Time>,
    /// Whether it is a private tab.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) private_browsing: bool,
    /// Whether a link in another app or tab opened it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) opened_from_link: bool,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// How many pages it can go back and forward to, its own included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<u64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Tab {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_viewed_time {
            see(Stamp::utc(at, "tab last viewed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        if let Some(url) = &self.user_visible_url {
            see("user_visible_url", Observable::Url(url));
        }
    }
}

/// Columns of `tabs` with a field of their own.
const FIELDS: &[&str] = &[
    "id",
    "title",
    "url",
    "user_visible_url",
    "last_viewed_time",
    "private_browsing",
    "opened_from_link",
    "uuid",
    "session_data",
    "uncompressed_session_data_size",
];

/// Emits every tab and its pages, and gives the sessions that belong to one.
pub(super) fn read(
    table: &Table<'_>,
    sessions: Option<&Sessions<'_>>,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let rows = Rows::new(table);
    let mut used = Ids::default();
    table.scan_into(sink, |row, sink| {
        let mut tab = rows.tab(row, sink);
        let own = row.blob(rows.session_data).filter(|data| !data.is_empty());
        let apart = match (own, sessions, &tab.uuid) {
            (None, Some(sessions), Some(uuid)) => sessions.of_tab(uuid)?,
            _ => None,
        };
        let data = own.or(apart.as_ref().map(|(_, data)| data.as_slice()));
        let at = row.locator();
        let pages = data.map(|data| page::pages(data, &at, limits, sink));
        tab.pages = pages.as_ref().map(|pages| pages.len() as u64);
        sink.emit(at.clone(), &tab)?;
        if let Some((session, _)) = apart {
            used.insert(session);
        }
        page::emit(pages.unwrap_or_default(), &tab, &at, sink)
    })?;
    Ok(used)
}

/// The columns that make a tab.
struct Rows {
    title: Option<Column>,
    url: Option<Column>,
    user_visible_url: Option<Column>,
    last_viewed_time: Option<Column>,
    private_browsing: Option<Column>,
    opened_from_link: Option<Column>,
    uuid: Option<Column>,
    session_data: Option<Column>,
    others: Others,
}

impl Rows {
    fn new(table: &Table<'_>) -> Self {
        let column = |name| table.column(name);
        Self {
            title: column("title"),
            url: column("url"),
            user_visible_url: column("user_visible_url"),
            last_viewed_time: column("last_viewed_time"),
            private_browsing: column("private_browsing"),
            opened_from_link: column("opened_from_link"),
            uuid: column("uuid"),
            session_data: column("session_data"),
            others: Others::new(table, FIELDS),
        }
    }

    fn tab(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Tab {
        let url = cells::text(row, self.url);
        let visible = cells::text(row, self.user_visible_url);
        let time = cells::mac_time(row, self.last_viewed_time, "last_viewed_time", sink);
        Tab {
            title: cells::text(row, self.title),
            user_visible_url: visible.filter(|visible| Some(visible) != url.as_ref()),
            url,
            last_viewed_time: time,
            private_browsing: cells::flag(row, self.private_browsing),
            opened_from_link: cells::flag(row, self.opened_from_link),
            uuid: cells::text(row, self.uuid),
            pages: None,
            columns: self.others.of(row),
        }
    }
}
