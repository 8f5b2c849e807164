//! `library.db`: what the accounts of a phone own in the Play store, apps that were never installed on it or
//! are gone included.
//!
//! Written by the Play store from its servers, for every account. `doc_id` is the package of an app; of what
//! is sold inside of one it is `inapp:PACKAGE:NAME`. `app_certificate_hash` has SHA-1 hashes of certificates in
//! base64. Dates are milliseconds since 1970. The schema is not published: what the columns mean is known from
//! their names.
//!
//! Source: <https://github.com/abrignoni/ALEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive};

use vigie_formats::plist::base64;

use crate::db_rows::{self, each_row_of};
use crate::digests::hexadecimal;
use crate::fields::{Fields, More};
use crate::names::is_package;

pub(crate) static ITEM: LibraryDb = LibraryDb;

pub(crate) struct LibraryDb;

static META: ParserMeta = ParserMeta {
    id: "library_db",
    title: Text { en: "Apps that accounts own in the Play store", fr: "Applications acquises dans le Play Store" },
    reads: &["/data/data/com.android.vending/databases/library.db", "/data/user/*/com.android.vending/databases/library.db", "/library.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "app bought or first installed", fr: "application achetée ou installée pour la première fois" }, Text { en: "subscription begun", fr: "abonnement commencé" }, Text { en: "subscription paid until", fr: "abonnement payé jusqu’à cette date" }],
    versions: Versions::android(5),
    references: &["https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.library_db.item",
    title: Text { en: "App that an account owns", fr: "Application acquise par un compte" },
    brief: &["document", "account", "bought"],
    personal: &["account"],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Item>,
};

/// Something that an account owns.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Item {
    /// What it is: the package of an app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<String>,
    /// The app that it is, or belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// In which library it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) library: Option<String>,
    /// When it was bought or first installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bought: Option<Time>,
    /// When a subscription began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subscribed: Option<Time>,
    /// Until when it is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subscribed_until: Option<Time>,
    /// What sort of thing it is, as a number of the store: 1 is an app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<i64>,
    /// SHA-1 hashes of the certificates that sign it, in hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<String>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for LibraryDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["ownership"], sink)?;
        each_row_of(&database, "ownership", sink, |mut fields: Fields, at, sink| {
            fields.any("_id");
            fields.any("id");
            let certificates = fields.text("app_certificate_hash").unwrap_or_default();
            let document = fields.text("doc_id");
            let package = document.as_deref().and_then(package_of);
            let row = Item {
                document,
                package,
                certificates: hashes(&certificates),
                account: fields.text("account"),
                library: fields.text("library_id"),
                bought: fields.time("purchase_time", 1_000, &at, sink),
                subscribed: fields.time("subs_initiation_time", 1_000, &at, sink),
                subscribed_until: fields.time("subs_valid_until_time", 1_000, &at, sink),
                kind: fields.integer("doc_type"),
                more: fields.more(),
            };
            sink.emit(at, &row)
        })
    }
}

/// The app that a document is, or that it is sold in.
fn package_of(document: &str) -> Option<String> {
    let package = match document.strip_prefix("inapp:").or_else(|| document.strip_prefix("subs:")) {
        Some(inside) => inside.split(':').next().unwrap_or(inside),
        None => document,
    };
    is_package(package).then(|| package.to_owned())
}

/// Hashes of certificates in hexadecimal; they stand in base64 for URLs.
fn hashes(text: &str) -> Vec<String> {
    let words = text.split([',', ';', ' ']).filter(|word| !word.is_empty()).take(20);
    let decoded = words.filter_map(|word| base64::decode(&word.replace('-', "+").replace('_', "/")).ok());
    decoded.filter(|hash| matches!(hash.len(), 16 | 20 | 32)).map(|hash| hexadecimal(&hash)).collect()
}

impl Record for Item {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [(self.bought, "app bought or first installed"), (self.subscribed, "subscription begun"), (self.subscribed_until, "subscription paid until")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        if let Some(account) = &self.account {
            see("account", Observable::Account(account));
        }
        self.certificates.iter().for_each(|hash| see("certificates", Observable::CertificateHash(hash)));
    }
}
