//! `downloads.db`: files that apps had the system download.
//!
//! Written by the download provider, for browsers, stores and other apps; rows stay until the owner clears
//! them. Dates are milliseconds since 1970.
//!
//! Source: <https://developer.android.com/reference/android/app/DownloadManager>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive
};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};
use crate::names::file_name;

pub(crate) static ITEM: DownloadsDb = DownloadsDb;

pub(crate) struct DownloadsDb;

static META: ParserMeta = ParserMeta {
    id: "downloads_db",
    title: Text { en: "Downloads", fr: "Téléchargements" },
    reads: &["/data/data/com.android.providers.downloads/databases/downloads.db", "/data/user/*/com.android.providers.downloads/databases/downloads.db", "/downloads.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "download last changed", fr: "dernière modification du téléchargement" }],
    versions: Versions::android(4),
    references: &["https://developer.android.com/reference/android/app/DownloadManager"],
};

static KIND: Kind = Kind {
    id: "android.downloads_db.download",
    title: Text { en: "Download", fr: "Téléchargement" },
    brief: &["url", "path", "package"],
    personal: &["url"],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<Download>,
};

/// A file that was downloaded.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Download {
    /// Where from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// The page that led there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Which app asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Time>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// How it went, as in HTTP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<i64>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for DownloadsDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["downloads"], sink)?;
        each_row_of(&database, "downloads", sink, |mut fields: Fields, at, sink| {
            fields.any("_id");
            let download = Download {
                url: fields.text("uri"),
                referrer: fields.text("referer"),
                path: fields.text("_data").or_else(|| fields.text("hint")),
                mime_type: fields.text("mimetype"),
                title: fields.text("title"),
                package: fields.text("notificationpackage"),
                changed: fields.time("lastmod", 1_000, &at, sink),
                size: fields.integer("total_bytes"),
                status: fields.integer("status"),
                more: fields.more(),
            };
            sink.emit(at, &download)
        })
    }
}

impl Record for Download {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.changed {
            see(Stamp::utc(at, "download last changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("url", &self.url), ("referrer", &self.referrer)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(path) = &self.path {
            let path = path.strip_prefix("file://").unwrap_or(path);
            see("path", Observable::Path(path));
            see("path", Observable::FileName(file_name(path)));
        }
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}
