//! `Downloads.plist`: what was downloaded in Safari.
//!
//! Written by Safari's list of downloads since iOS 13; an entry lives until the owner removes it or,
//! as the settings have it, for a day or until it is done. A property list:
//!
//! ```text
//! { DownloadHistory: [ { DownloadEntryURL, DownloadEntryPath, DownloadEntryPostPath,
//!     DownloadEntryDateAddedKey, DownloadEntryDateFinishedKey, DownloadEntryIdentifier,
//!     DownloadEntryProgressBytesSoFar, DownloadEntryProgressTotalToLoad, … }, … ] }
//! ```
//!
//! Keys after Safari of the Mac, whose format iOS shares, and the plug-in for Safari of [mac_apt];
//! entries are taken wherever they stand, as versions name the list differently.
//!
//! [mac_apt]: https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::bookmark_rows::{when, with_attributes};
use crate::columns::Columns;
use crate::{paths, trees};

pub(crate) static ITEM: SafariDownloads = SafariDownloads;

pub(crate) struct SafariDownloads;

static META: ParserMeta = ParserMeta {
    id: "safari_downloads",
    title: Text { en: "Downloads of Safari", fr: "Téléchargements de Safari" },
    reads: &["/private/var/**/Library/Safari/**/Downloads.plist", "/Downloads.plist"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[
        Text { en: "download began", fr: "début du téléchargement" },
        Text { en: "download finished", fr: "fin du téléchargement" },
    ],
    versions: Versions::ios(13),
    references: &["https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py"],
};

static KIND: Kind = Kind {
    id: "ios.safari_downloads.download",
    title: Text { en: "Download in Safari", fr: "Téléchargement dans Safari" },
    brief: &["url", "path", "total"],
    personal: &["url", "path", "opened_path", "columns"],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<Download>,
};

/// A download.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Download {
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Where it was put.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// Where what was in it was put.
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_path: Option<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Time>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    finished: Option<Time>,
    /// Bytes that came.
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<i64>,
    /// Bytes that were announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    columns: Columns,
}

impl Record for Download {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.added {
            see(Stamp::utc(at, "download began"));
        }
        if let Some(at) = self.finished {
            see(Stamp::utc(at, "download finished"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        for (field, path) in [("path", &self.path), ("opened_path", &self.opened_path)] {
            let Some(path) = path else { continue };
            if let Some(absolute) = paths::absolute(path) {
                see(field, Observable::Path(&absolute));
            }
            see(field, Observable::FileName(paths::file_name(path)));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }
}

impl Parser for SafariDownloads {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            trees::each_dictionary(root, |path, entry| match is_download(entry) {
                true => sink.emit(Locator::Key(path.to_owned()), &download(entry)),
                false => Ok(()),
            })?;
        }
        damage.map_or(Ok(()), Err)
    }
}

/// What the keys of an entry begin with.
const PREFIX: &str = "DownloadEntry";
/// Keys with a field of their own, and those of no interest: the rights to the file.
const KEYS: &[&str] = &[
    "DownloadEntryURL",
    "DownloadEntryPath",
    "DownloadEntryPostPath",
    "DownloadEntryDateAddedKey",
    "DownloadEntryDateFinishedKey",
    "DownloadEntryProgressBytesSoFar",
    "DownloadEntryProgressTotalToLoad",
    "DownloadEntryBookmarkBlob",
    "DownloadEntryPostBookmarkBlob",
];

fn is_download(entry: &Value) -> bool {
    let fields = entry.as_dictionary();
    fields.is_some_and(|fields| fields.keys().any(|key| key.starts_with(PREFIX)))
}

fn download(entry: &Value) -> Download {
    let number = |key| entry.find(key).and_then(Value::as_i64).filter(|number| *number >= 0);
    Download {
        url: trees::text(entry, "DownloadEntryURL"),
        path: trees::text(entry, "DownloadEntryPath"),
        opened_path: trees::text(entry, "DownloadEntryPostPath"),
        added: when(entry, "DownloadEntryDateAddedKey"),
        finished: when(entry, "DownloadEntryDateFinishedKey"),
        received: number("DownloadEntryProgressBytesSoFar"),
        total: number("DownloadEntryProgressTotalToLoad"),
        columns: with_attributes(Columns::default(), entry, KEYS),
    }
}
