//! Sites.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Table;

use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::webkit_time;

pub(super) static KIND: Kind = Kind {
    id: "ios.webkit_resource_load_statistics.domain",
    title: Text { en: "Site that WebKit met", fr: "Site rencontré par WebKit" },
    brief: &["domain", "had_user_interaction"],
    personal: &["domain"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Domain>,
};

/// A registrable domain that a page came from, or a part of a page.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Domain {
    /// The domain.
    pub(crate) domain: String,
    /// When it was last met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// Whether the owner touched or typed into a page of it: they were there.
    pub(crate) had_user_interaction: bool,
    /// When they last did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) most_recent_user_interaction_time: Option<Time>,
    /// When it last sent a notification that the owner had allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) most_recent_web_push_interaction_time: Option<Time>,
    /// Whether WebKit takes it for a tracker.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_prevalent: bool,
    /// Whether its data were there before tracking prevention was switched on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) grandfathered: bool,
    /// How often WebKit removed its data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data_records_removed: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Domain {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, "site last seen"));
        }
        if let Some(at) = self.most_recent_user_interaction_time {
            see(Stamp::utc(at, "owner last used the site"));
        }
        if let Some(at) = self.most_recent_web_push_interaction_time {
            see(Stamp::utc(at, "last push from the site"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("domain", Observable::Host(&self.domain));
    }
}

/// Columns of `ObservedDomains` with a field of their own.
const FIELDS: &[&str] = &[
    "domainID",
    "registrableDomain",
    "lastSeen",
    "hadUserInteraction",
    "mostRecentUserInteractionTime",
    "mostRecentWebPushInteractionTime",
    "isPrevalent",
    "grandfathered",
    "dataRecordsRemoved",
];

/// Emits every row of `ObservedDomains`.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let others = Others::new(table, FIELDS);
    let [name, seen, interaction, used, push, prevalent, grandfathered, removed] = [
        "registrableDomain",
        "lastSeen",
        "hadUserInteraction",
        "mostRecentUserInteractionTime",
        "mostRecentWebPushInteractionTime",
        "isPrevalent",
        "grandfathered",
        "dataRecordsRemoved",
    ]
    .map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let Some(domain) = cells::text(row, name) else {
            sink.problem(row.locator(), "expected a registrableDomain");
            return Ok(());
        };
        let mut time = |column, name| webkit_time::of_column(row, column, name, sink);
        let domain = Domain {
            domain,
            last_seen: time(seen, "lastSeen"),
            had_user_interaction: cells::flag(row, interaction),
            most_recent_user_interaction_time: time(used, "mostRecentUserInteractionTime"),
            most_recent_web_push_interaction_time: time(push, "mostRecentWebPushInteractionTime"),
            is_prevalent: cells::flag(row, prevalent),
            grandfathered: cells::flag(row, grandfathered),
            data_records_removed: cells::nonzero(row, removed),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &domain)
    })
}
