//! `gass.db`: apps as Play services saw them, with the hash of each package.
//!
//! Written by Google Play services. A row has a package, its version and the SHA-256 of its APK; rows of apps
//! that were removed since may still be there. What the columns mean is known from their names.
//!
//! Source: <https://github.com/abrignoni/ALEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, revive
};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};

pub(crate) static ITEM: GassDb = GassDb;

pub(crate) struct GassDb;

static META: ParserMeta = ParserMeta {
    id: "gass_db",
    title: Text { en: "Apps as Play services saw them (gass.db)", fr: "Applications vues par les services Play (gass.db)" },
    reads: &["/data/data/com.google.android.gms/databases/gass.db", "/data/user/*/com.google.android.gms/databases/gass.db", "/gass.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(6),
    references: &["https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.gass_db.app",
    title: Text { en: "App that Play services saw", fr: "Application vue par les services Play" },
    brief: &["package", "version_code", "sha256"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app that Play services saw.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_code: Option<String>,
    /// SHA-256 of its APK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for GassDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["app_info"], sink)?;
        each_row_of(&database, "app_info", sink, |mut fields: Fields, at, sink| {
            let app = App {
                package: fields.text("package_name"),
                version_code: fields.text("version_code"),
                sha256: fields.text("digest_sha256"),
                more: fields.more(),
            };
            sink.emit(at, &app)
        })
    }
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        if let Some(hash) = &self.sha256 {
            see("sha256", Observable::FileHash(hash));
        }
    }
}
