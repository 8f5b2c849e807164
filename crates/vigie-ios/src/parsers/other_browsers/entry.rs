//! Pages that a browser keeps, for whatever reason.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

pub(super) static KIND: Kind = Kind {
    id: "ios.other_browsers.entry",
    title: Text {
        en: "Page that Brave or DuckDuckGo keeps",
        fr: "Page que Brave ou DuckDuckGo garde",
    },
    brief: &["browser", "list", "url", "title", "host"],
    personal: &["url", "title", "urls", "host"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Entry>,
};

/// A page that a browser keeps.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Entry {
    /// `Brave` or `DuckDuckGo`.
    pub(crate) browser: String,
    /// Why it is kept.
    pub(crate) list: List,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its title, or what was searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Other URLs: those shown before in a tab, the medium of a playlist.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// The host that a request to was blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<String>,
    /// When it was visited, used, closed, added or blocked, as `list` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// How many visits were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_count: Option<i64>,
    /// Companies whose trackers were blocked on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) blocked_trackers: Option<String>,
    /// True where the page did not load.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) failed: bool,
    /// True for a private tab.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) private: bool,
}

/// Why a page is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum List {
    /// It was visited.
    #[default]
    Visit,
    /// It is known, without its visits.
    Page,
    /// It stands in a tab.
    Tab,
    /// It stood in a tab.
    ClosedTab,
    /// The owner marked it.
    Bookmark,
    /// The browser has settings for its site, or counts visits of it.
    Site,
    /// Words were searched for.
    Search,
    /// It is to be watched or heard.
    Playlist,
    /// A request that a page made was blocked.
    Blocked,
}

impl List {
    const fn means(self) -> &'static str {
        match self {
            Self::Visit => "visited",
            Self::Page | Self::Site => "last visited",
            Self::Tab => "tab last used",
            Self::ClosedTab => "tab closed",
            Self::Bookmark => "bookmark added",
            Self::Search => "searched for",
            Self::Playlist => "saved for later",
            Self::Blocked => "request blocked",
        }
    }
}

impl Entry {
    /// Whether it names nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.url.is_none() && self.host.is_none() && self.title.is_none() && self.urls.is_empty()
    }
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time {
            see(Stamp::utc(at, self.list.means()));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            match url.contains("://") {
                true => see("url", Observable::Url(url)),
                false => see("url", Observable::Host(url)),
            }
        }
        self.urls.iter().for_each(|url| see("urls", Observable::Url(url)));
        if let Some(host) = &self.host {
            see("host", Observable::Host(host));
        }
        if let Some(text) = self.title.as_ref().filter(|_| self.list == List::Search) {
            links(text).for_each(|link| see("title", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        matches!(self.list, List::Bookmark | List::Search | List::Playlist)
    }
}
