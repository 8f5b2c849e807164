//! `localappstate.db`: apps that the Play store installed or updated, or meant to.
//!
//! Written by the Play store; a row has a package, when it was first downloaded, for which account and why.
//! Rows of apps that were removed since stay. Dates are milliseconds since 1970. The store's schema is not
//! published: what the columns mean is known from their names.
//!
//! Source: <https://github.com/abrignoni/ALEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, links, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};

pub(crate) static ITEM: LocalappstateDb = LocalappstateDb;

pub(crate) struct LocalappstateDb;

static META: ParserMeta = ParserMeta {
    id: "localappstate_db",
    title: Text { en: "Apps that the Play store installed", fr: "Applications installées par le Play Store" },
    reads: &["/data/data/com.android.vending/databases/localappstate.db", "/data/user/*/com.android.vending/databases/localappstate.db", "/localappstate.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "app first downloaded", fr: "application téléchargée pour la première fois" }, Text { en: "app updated", fr: "application mise à jour" }, Text { en: "store asked for an app", fr: "application demandée au magasin" }, Text { en: "link to an app followed", fr: "lien vers une application suivi" }],
    versions: Versions::android(5),
    references: &["https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.localappstate_db.app",
    title: Text { en: "App that the Play store installed", fr: "Application installée par le Play Store" },
    brief: &["package", "title", "first_download"],
    personal: &["account", "update_account"],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app in the eyes of the Play store.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// The account for which it was installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// The account for which it is updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) update_account: Option<String>,
    /// When it was first downloaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_download: Option<Time>,
    /// When it was last updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// When the store was last told where to fetch it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delivered: Option<Time>,
    /// When a link outside of the store led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) referred: Option<Time>,
    /// Why it was installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// How far its installation is, as a number of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<i64>,
    /// Whether it is kept up to date, as a number of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) auto_update: Option<i64>,
    /// The version that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wanted_version: Option<i64>,
    /// Where it was fetched from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) download_url: Option<String>,
    /// What led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// What opens after it is installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) continue_url: Option<String>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for LocalappstateDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["appstate"], sink)?;
        each_row_of(&database, "appstate", sink, |mut fields: Fields, at, sink| {
            fields.any("_id");
            fields.any("id");
            let row = App {
                package: fields.text("package_name"),
                title: fields.text("title"),
                account: fields.text("account"),
                update_account: fields.text("account_for_update"),
                first_download: fields.time("first_download_ms", 1_000, &at, sink),
                updated: fields.time("last_update_timestamp_ms", 1_000, &at, sink),
                delivered: fields.time("delivery_data_timestamp_ms", 1_000, &at, sink),
                referred: fields.time("external_referrer_timestamp_ms", 1_000, &at, sink),
                reason: fields.text("install_reason"),
                state: fields.integer("installer_state"),
                auto_update: fields.integer("auto_update"),
                wanted_version: fields.integer("desired_version").filter(|version| *version >= 0),
                download_url: fields.text("download_uri"),
                referrer: fields.text("external_referrer").or_else(|| fields.text("referrer")),
                continue_url: fields.text("continue_url"),
                more: fields.more(),
            };
            sink.emit(at, &row)
        })
    }
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [(self.first_download, "app first downloaded"), (self.updated, "app updated"), (self.delivered, "store asked for an app"), (self.referred, "link to an app followed")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        for (field, account) in [("account", &self.account), ("update_account", &self.update_account)] {
            if let Some(account) = account {
                see(field, Observable::Account(account));
            }
        }
        for (field, url) in [("download_url", &self.download_url), ("continue_url", &self.continue_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(referrer) = &self.referrer {
            links(referrer).for_each(|link| see("referrer", link.observable()));
        }
    }
}
