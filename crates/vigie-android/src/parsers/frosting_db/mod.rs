//! `frosting.db`: apps that the Play store looked at, and where their packages lay.
//!
//! Written by the Play store when an app is installed or updated, by whatever means. Dates are milliseconds
//! since 1970. The schema is not published: what the columns mean is known from their names.
//!
//! Source: <https://github.com/abrignoni/ALEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};
use crate::names::file_name;

pub(crate) static ITEM: FrostingDb = FrostingDb;

pub(crate) struct FrostingDb;

static META: ParserMeta = ParserMeta {
    id: "frosting_db",
    title: Text { en: "Apps that the Play store looked at", fr: "Applications examinées par le Play Store" },
    reads: &["/data/data/com.android.vending/databases/frosting.db", "/data/user/*/com.android.vending/databases/frosting.db", "/frosting.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "app updated", fr: "application mise à jour" }],
    versions: Versions::android(8),
    references: &["https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.frosting_db.app",
    title: Text { en: "App that the Play store looked at", fr: "Application examinée par le Play Store" },
    brief: &["package", "path", "updated"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app that the Play store looked at.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Where its package lay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// When it was last updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for FrostingDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["frosting"], sink)?;
        each_row_of(&database, "frosting", sink, |mut fields: Fields, at, sink| {
            let row = App {
                package: fields.text("pk"),
                path: fields.text("apk_path"),
                updated: fields.time("last_updated", 1_000, &at, sink),
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
        for (at, means) in [(self.updated, "app updated")] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        if let Some(path) = &self.path {
            see("path", Observable::Path(path));
            see("path", Observable::FileName(file_name(path)));
        }
    }
}
