//! Calendars and the accounts they come from.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.calendar.calendar",
    title: Text { en: "Calendar", fr: "Calendrier" },
    brief: &["title", "store", "store_type", "subscription_url"],
    personal: &[
        "title",
        "store",
        "subscription_url",
        "published_url",
        "notes",
        "shared_owner_name",
        "shared_owner_address",
        "self_email",
        "owner_email",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Collection>,
};

/// A calendar.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Collection {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Where a subscribed calendar comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subscription_url: Option<String>,
    /// Where the owner published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published_url: Option<String>,
    /// What is written about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<String>,
    /// Who shares it with the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared_owner_name: Option<String>,
    /// Their address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared_owner_address: Option<String>,
    /// The owner's own address in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) self_email: Option<String>,
    /// Address of whose calendar it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owner_email: Option<String>,
    /// Account that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<String>,
    /// `local`, `Exchange`, `CalDAV`, `subscribed`, …; the number itself where its meaning is not
    /// known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store_type: Option<String>,
    /// App that made the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creator_bundle_id: Option<String>,
    /// When the account was last brought up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_synchronised: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Collection {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_synchronised {
            see(Stamp::utc(at, "account last synchronised"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let urls =
            [("subscription_url", &self.subscription_url), ("published_url", &self.published_url)];
        for (field, url) in urls {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(address) = &self.shared_owner_address {
            let address = address.strip_prefix("mailto:").unwrap_or(address);
            see("shared_owner_address", Observable::Account(address));
        }
        if let Some(address) = self.owner_email.as_ref().filter(|_| self.owner_email != self.self_email)
        {
            see("owner_email", Observable::Email(address));
        }
        if let Some(id) = &self.creator_bundle_id {
            see("creator_bundle_id", Observable::AppId(id));
        }
        for (field, text) in [("title", &self.title), ("notes", &self.notes)] {
            links(text.as_deref().unwrap_or("")).for_each(|link| see(field, link.observable()));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Columns of `Calendar` with a field of their own, and its colour.
const FIELDS: &[&str] = &[
    "ROWID",
    "store_id",
    "title",
    "subcal_url",
    "published_URL",
    "notes",
    "shared_owner_name",
    "shared_owner_address",
    "self_identity_email",
    "owner_identity_email",
    "color",
    "symbolic_color_name",
    "external_rep",
    "digest",
];

/// Emits every row of `Calendar`.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("Calendar") else { return Ok(()) };
    let stores = database.table("Store");
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let column = |name| table.column(name);
        let text = |name| cells::text(row, column(name));
        let mut calendar = Collection {
            title: text("title"),
            subscription_url: text("subcal_url"),
            published_url: text("published_URL"),
            notes: text("notes"),
            shared_owner_name: text("shared_owner_name"),
            shared_owner_address: text("shared_owner_address"),
            self_email: text("self_identity_email"),
            owner_email: text("owner_identity_email"),
            columns: others.of(row),
            ..Collection::default()
        };
        if let Some((stores, store)) = stores.zip(row.integer(column("store_id"))) {
            stores.get(store, |row| store_fields(&stores, row, &mut calendar, sink))?;
        }
        sink.emit(row.locator(), &calendar)
    })
}

fn store_fields(
    table: &Table<'_>,
    row: &Row<'_>,
    calendar: &mut Collection,
    sink: &mut Sink<'_>,
) {
    let column = |name| table.column(name);
    calendar.store = cells::text(row, column("name"));
    calendar.store_type = row.integer(column("type")).map(store_type);
    calendar.creator_bundle_id = cells::text(row, column("creator_bundle_id"));
    calendar.last_synchronised =
        cells::mac_time(row, column("last_sync_end"), "last_sync_end", sink);
}

fn store_type(value: i64) -> String {
    match value {
        0 => "local",
        1 => "Exchange",
        2 => "CalDAV",
        3 => "MobileMe",
        4 => "subscribed",
        5 => "birthdays and suggestions",
        other => return other.to_string(),
    }
    .to_owned()
}
