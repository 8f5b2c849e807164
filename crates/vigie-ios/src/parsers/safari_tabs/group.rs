//! Tab groups and profiles.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};

use crate::bookmark_rows::{BookmarkRow, BookmarkRows, when, with_attributes};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_tabs.group",
    title: Text { en: "Tab group or profile of Safari", fr: "Groupe d’onglets ou profil de Safari" },
    brief: &["title", "what"],
    personal: &["title", "inside", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Group>,
};

/// A folder of tabs.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Group {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// `profile` or `group`.
    pub(crate) what: String,
    /// Titles of the folders around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) inside: Option<String>,
    /// Its UUID: that of a profile names its folder below `Library/Safari/Profiles`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// True where the owner does not see it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hidden: bool,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Group {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.added {
            see(Stamp::utc(at, "tab group made"));
        }
        if let Some(at) = self.last_modified {
            see(Stamp::utc(at, "tab group changed"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// `subtype` of profiles.
const PROFILE: i64 = 2;

/// Emits the folder in `row`.
pub(super) fn emit(
    row: &BookmarkRow,
    rows: &BookmarkRows,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let columns = with_attributes(row.columns.clone(), &row.extra, &["com.apple.Bookmark"]);
    let about = row.extra.find("com.apple.Bookmark");
    let group = Group {
        title: row.title.clone(),
        what: if row.subtype == PROFILE { "profile" } else { "group" }.to_owned(),
        inside: row.parent.filter(|parent| *parent != row.id).and_then(|id| rows.path(Some(id))),
        uuid: row.uuid.clone(),
        added: about.and_then(|about| when(about, "DateAdded")),
        last_modified: row.last_modified,
        hidden: row.is_hidden,
        columns: with_attributes(columns, &row.local, &[]),
    };
    sink.emit(at.clone(), &group)
}
