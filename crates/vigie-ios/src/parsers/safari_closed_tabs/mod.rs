//! `RecentlyClosedTabs.plist`, `LastSession.plist` and `SuspendState.plist`: tabs that were closed, and
//! those that were open when Safari last stopped.
//!
//! Written by Safari: `SuspendState.plist` before there was `BrowserState.db`; the other two as Safari
//! of the Mac does. Property lists:
//!
//! ```text
//! { ClosedTabOrWindowPersistentStates: [ { PersistentStateType: 0,
//!     PersistentState: { TabURL, TabTitle, TabUUID, DateClosed, LastVisitTime, … } }, … ] }
//! { SessionWindows: [ { IsPrivateWindow, TabStates: [ { TabURL, TabTitle, … }, … ] }, … ] }
//! { SafariStateDocuments: [ { SafariStateDocumentURL, SafariStateDocumentTitle,
//!     SafariStateDocumentLastViewedTime, … }, … ] }
//! ```
//!
//! Times are dates or seconds since 2001, the year 1 for never. A tab is taken wherever it stands.
//! Keys after the plug-in for Safari of [mac_apt].
//!
//! [mac_apt]: https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::bookmark_rows::{when, with_attributes};
use crate::columns::Columns;
use crate::trees;

pub(crate) static ITEM: SafariClosedTabs = SafariClosedTabs;

pub(crate) struct SafariClosedTabs;

static META: ParserMeta = ParserMeta {
    id: "safari_closed_tabs",
    title: Text {
        en: "Closed tabs of Safari and tabs of its last session",
        fr: "Onglets fermés de Safari et onglets de sa dernière session",
    },
    reads: &[
        "/private/var/**/Library/Safari/RecentlyClosedTabs.plist",
        "/private/var/**/Library/Safari/LastSession.plist",
        "/private/var/**/Library/Safari/SuspendState.plist",
        "/RecentlyClosedTabs.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[
        Text { en: "tab last visited", fr: "onglet visité pour la dernière fois" },
        Text { en: "tab closed", fr: "onglet fermé" },
    ],
    versions: Versions::ios(5),
    references: &["https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py"],
};

static KIND: Kind = Kind {
    id: "ios.safari_closed_tabs.tab",
    title: Text { en: "Closed tab of Safari", fr: "Onglet fermé de Safari" },
    brief: &["url", "title"],
    personal: &["url", "title", "columns"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Tab>,
};

/// A tab.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Tab {
    /// Title of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// URL of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    uuid: Option<String>,
    /// When the owner last looked at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_visit: Option<Time>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<Time>,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    columns: Columns,
}

impl Record for Tab {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_visit {
            see(Stamp::utc(at, "tab last visited"));
        }
        if let Some(at) = self.closed {
            see(Stamp::utc(at, "tab closed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }
}

impl Parser for SafariClosedTabs {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            trees::each_dictionary(root, |path, entry| match tab(entry) {
                Some(tab) => sink.emit(Locator::Key(path.to_owned()), &tab),
                None => Ok(()),
            })?;
        }
        damage.map_or(Ok(()), Err)
    }
}

/// Keys of URL, title, UUID, last look and closing, as each kind of file has them.
const SPELLINGS: [[&str; 5]; 2] = [
    ["TabURL", "TabTitle", "TabUUID", "LastVisitTime", "DateClosed"],
    [
        "SafariStateDocumentURL",
        "SafariStateDocumentTitle",
        "SafariStateDocumentUUID",
        "SafariStateDocumentLastViewedTime",
        "SafariStateDocumentDateClosed",
    ],
];
/// Sealed by Safari: the pages behind the tab.
const SEALED: &[&str] = &["SessionState", "SafariStateDocumentSessionState"];

fn tab(entry: &Value) -> Option<Tab> {
    let keys = SPELLINGS.iter().find(|[url, ..]| entry.find(url).is_some())?;
    let [url, title, uuid, visit, closed] = keys;
    let mut named = keys.to_vec();
    named.extend(SEALED);
    Some(Tab {
        title: trees::text(entry, title),
        url: trees::text(entry, url),
        uuid: trees::text(entry, uuid),
        last_visit: when(entry, visit),
        closed: when(entry, closed),
        columns: with_attributes(Columns::default(), entry, &named),
    })
}
