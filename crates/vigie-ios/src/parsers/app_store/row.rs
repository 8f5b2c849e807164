//! Rows about apps.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Row, Table, Value};

use super::fields::{self, DATES, Names};
use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.app_store.app",
    title: Text {
        en: "App bought, installed, updated or deleted",
        fr: "App achetée, installée, mise à jour ou supprimée",
    },
    brief: &["bundle_id", "name", "developer", "version", "table"],
    personal: &["account", "columns"],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<StoreApp>,
};

/// What a table of the App Store's daemons says about an app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoreApp {
    /// The table: `current_apps`, `purchase_history_apps`, ….
    pub(crate) table: String,
    /// Id of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Its developer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) developer: Option<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Its number in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) item_id: Option<String>,
    /// Account that bought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// The store that handed it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distributor: Option<String>,
    /// The app that asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<String>,
    /// True where it was put there with a developer's or a company's certificate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) profile_validated: bool,
    /// True where it is a test version from TestFlight.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) beta: bool,
    /// Where it or its page came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// Its dates, by column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) dates: Vec<(String, Time)>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for StoreApp {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (column, at) in &self.dates {
            let dated = DATES.iter().find(|dated| dated.column == column);
            let means = dated.map_or("noted by the App Store", |dated| dated.means);
            see(Stamp::utc(*at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.bundle_id {
            see("bundle_id", Observable::AppId(app));
            see("bundle_id", Observable::Process(app));
        }
        if let Some(account) = &self.account {
            see("account", Observable::Account(account));
        }
        let apps = [("distributor", &self.distributor), ("client", &self.client)];
        for (field, app) in apps {
            if let Some(app) = app {
                see(field, Observable::AppId(app));
            }
        }
        for url in &self.urls {
            see("urls", Observable::Url(url));
        }
        for (_, text) in self.columns.texts() {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// The columns of one table.
struct Layout {
    bundle: Option<Column>,
    name: Option<Column>,
    developer: Option<Column>,
    version: Option<Column>,
    item: Option<Column>,
    account: Option<Column>,
    distributor: Option<Column>,
    client: Option<Column>,
    profile_validated: Option<Column>,
    beta: Option<Column>,
    urls: Vec<Column>,
    dates: Vec<(&'static str, Column)>,
    others: Others,
}

impl Layout {
    /// `None` for a table that names neither apps nor addresses.
    fn of(table: &Table<'_>) -> Option<Self> {
        let column = |names: Names| fields::column(table, names);
        let urls: Vec<Column> = fields::URLS.iter().filter_map(|name| table.column(name)).collect();
        let (bundle, account) = (column(fields::BUNDLE), column(fields::ACCOUNT));
        if bundle.is_none() && account.is_none() && urls.is_empty() {
            return None;
        }
        let lists = [
            fields::BUNDLE,
            fields::NAME,
            fields::DEVELOPER,
            fields::VERSION,
            fields::ITEM,
            fields::ACCOUNT,
            fields::DISTRIBUTOR,
            fields::CLIENT,
        ];
        // Of several columns for one field only the first has a place there.
        let first = |names: &Names| names.iter().copied().find(|name| table.column(name).is_some());
        let mut known: Vec<&str> = lists.iter().filter_map(first).collect();
        known.extend(fields::URLS);
        known.extend(DATES.iter().map(|dated| dated.column));
        known.extend(["is_profile_validated", "is_beta"]);
        Some(Self {
            bundle,
            name: column(fields::NAME),
            developer: column(fields::DEVELOPER),
            version: column(fields::VERSION),
            item: column(fields::ITEM),
            account,
            distributor: column(fields::DISTRIBUTOR),
            client: column(fields::CLIENT),
            profile_validated: table.column("is_profile_validated"),
            beta: table.column("is_beta"),
            urls,
            dates: DATES
                .iter()
                .filter_map(|dated| Some((dated.column, table.column(dated.column)?)))
                .collect(),
            others: Others::new(table, &known),
        })
    }
}

/// Emits the rows of a table about apps.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(layout) = Layout::of(table) else { return Ok(()) };
    table.scan_into(sink, |row, sink| {
        let text = |column| cells::text(row, column);
        let dates = layout.dates.iter().filter_map(|(name, column)| {
            Some(((*name).to_owned(), instant(row, *column, name, sink)?))
        });
        let app = StoreApp {
            table: table.name().to_owned(),
            dates: dates.collect(),
            bundle_id: text(layout.bundle),
            name: text(layout.name),
            developer: text(layout.developer),
            version: text(layout.version),
            item_id: text(layout.item),
            account: text(layout.account),
            distributor: text(layout.distributor),
            client: text(layout.client),
            profile_validated: cells::flag(row, layout.profile_validated),
            beta: cells::flag(row, layout.beta),
            urls: layout.urls.iter().filter_map(|column| text(Some(*column))).collect(),
            columns: layout.others.of(row),
        };
        let names_nothing =
            app.bundle_id.is_none() && app.account.is_none() && app.urls.is_empty();
        // A row that names no app and no address is about something else.
        if names_nothing && app.item_id.is_none() {
            return Ok(());
        }
        sink.emit(row.locator(), &app)
    })
}

/// Seconds since 2001 from here on would lie past 2035: they count from 1970.
const FROM_1970: f64 = 1.1e9;

fn instant(row: &Row<'_>, column: Column, name: &str, sink: &mut Sink<'_>) -> Option<Time> {
    let since_1970 = match row.value(Some(column)) {
        Value::Integer(_) | Value::Real(_) => {
            row.real(Some(column)).is_some_and(|value| (FROM_1970..1e11).contains(&value))
        }
        // A date as text.
        _ => true,
    };
    match since_1970 {
        true => cells::unix_time(row, Some(column), name, sink),
        false => cells::mac_time(row, Some(column), name, sink),
    }
}
