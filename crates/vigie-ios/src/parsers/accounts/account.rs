//! Accounts.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use super::properties::Properties;
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.accounts.account",
    title: Text { en: "Account", fr: "Compte" },
    brief: &["account_type", "username", "description", "owning_bundle_id"],
    personal: &["username", "description", "parent", "settings", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Account>,
};

/// An account that is set up on the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Account {
    /// Its type: `com.apple.account.AppleAccount`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_type: Option<String>,
    /// Its type, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) type_description: Option<String>,
    /// Name that it is signed in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<String>,
    /// What the owner calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Id of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Name of the account that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    /// App that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owning_bundle_id: Option<String>,
    /// Whether it is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) active: Option<bool>,
    /// Whether it is signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authenticated: Option<bool>,
    /// Whether Settings shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visible: Option<bool>,
    /// When it was set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// When a new sign-in was last refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_rejected: Option<Time>,
    /// Names of its settings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) properties: Vec<String>,
    /// Settings that name servers and addresses.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Account {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "account set up"));
        }
        if let Some(at) = self.last_rejected {
            see(Stamp::utc(at, "sign-in refused"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(username) = &self.username {
            see("username", Observable::Account(username));
        }
        if let Some(id) = &self.owning_bundle_id {
            see("owning_bundle_id", Observable::AppId(id));
        }
        for (name, text) in self.settings.texts() {
            if name.ends_with("Host") || name == "Hostname" {
                see("settings", Observable::Host(text));
            } else {
                links(text).for_each(|link| see("settings", link.observable()));
            }
        }
        links(self.description.as_deref().unwrap_or(""))
            .for_each(|link| see("description", link.observable()));
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Columns of `ZACCOUNT` with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZACCOUNTTYPE",
    "ZPARENTACCOUNT",
    "ZUSERNAME",
    "ZACCOUNTDESCRIPTION",
    "ZIDENTIFIER",
    "ZOWNINGBUNDLEID",
    "ZACTIVE",
    "ZAUTHENTICATED",
    "ZVISIBLE",
    "ZDATE",
    "ZLASTCREDENTIALRENEWALREJECTIONDATE",
];

/// Emits every row of `ZACCOUNT`.
pub(super) fn read(
    database: &Database,
    table: &Table<'_>,
    properties: &Properties<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let types = database.table("ZACCOUNTTYPE");
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let mut account = own_fields(table, &others, row, sink);
        (account.properties, account.settings) = properties.of(row.rowid())?;
        let kind = cells::nonzero(row, table.column("ZACCOUNTTYPE"));
        if let Some((types, kind)) = types.zip(kind) {
            types.get(kind, |row| {
                let name = |name| cells::name(row, types.column(name), LONGEST_ADDRESS);
                account.account_type = name("ZIDENTIFIER");
                account.type_description = name("ZACCOUNTTYPEDESCRIPTION");
            })?;
        }
        if let Some(parent) = cells::nonzero(row, table.column("ZPARENTACCOUNT")) {
            let name = |row: &Row<'_>| {
                let name = |name| cells::name(row, table.column(name), LONGEST_ADDRESS);
                name("ZUSERNAME").or_else(|| name("ZACCOUNTDESCRIPTION"))
            };
            account.parent = table.get(parent, name)?.flatten();
        }
        sink.emit(row.locator(), &account)
    })
}

fn own_fields(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Account {
    let column = |name| table.column(name);
    let text = |name| cells::text(row, column(name));
    let truth = |name| row.integer(column(name)).map(|value| value != 0);
    let mut time = |name| cells::mac_time(row, column(name), name, sink);
    Account {
        username: text("ZUSERNAME"),
        description: text("ZACCOUNTDESCRIPTION"),
        identifier: text("ZIDENTIFIER"),
        owning_bundle_id: text("ZOWNINGBUNDLEID"),
        active: truth("ZACTIVE"),
        authenticated: truth("ZAUTHENTICATED"),
        visible: truth("ZVISIBLE"),
        date: time("ZDATE"),
        last_rejected: time("ZLASTCREDENTIALRENEWALREJECTIONDATE"),
        columns: others.of(row),
        ..Account::default()
    }
}
