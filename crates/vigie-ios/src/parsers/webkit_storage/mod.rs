//! What websites stored in Safari, in other apps and in Safari's view service.
//!
//! Written by WebKit under `Library/WebKit/…/WebsiteData` of every app that shows web pages; stays
//! until the owner clears website data or the site has not been visited for a while, and longer
//! than a cleared history where only that was cleared. To iOS 15 folders and files bear the name of
//! the site, `https_host_0` (scheme, host, port or 0):
//!
//! ```text
//! IndexedDB/SITE/DATABASE/IndexedDB.sqlite3             to iOS 12
//! IndexedDB/v1/SITE[/FRAME]/DATABASE/IndexedDB.sqlite3  to iOS 15
//! LocalStorage/SITE.localstorage                        StorageTracker.db lists them
//! WebSQL/Databases.db, WebSQL/SITE/                     to iOS 12
//! ServiceWorkers/ServiceWorkerRegistrations-N.sqlite3
//! ```
//!
//! From iOS 16 on the names are salted hashes (`Default/HASH/HASH`), as those of `CacheStorage`
//! always were, and a file `origin` says whose they are; the stores lie beside it.
//!
//! Layout after <https://github.com/WebKit/WebKit> (`NetworkStorageManager`, `SecurityOriginData`)
//! and <https://docs.mvt.re/en/latest/ios/records/#webkit_indexeddb>.

mod items;
mod name;
mod origin;
mod site;
mod worker;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::paths;

pub(crate) static ITEM: WebkitStorage = WebkitStorage;

pub(crate) struct WebkitStorage;

static META: ParserMeta = ParserMeta {
    id: "webkit_storage",
    title: Text {
        en: "What websites stored in apps",
        fr: "Ce que des sites web ont stocké dans les apps",
    },
    reads: &[
        "/private/var/mobile/**/IndexedDB/**/IndexedDB.sqlite3",
        "/private/var/mobile/**/IndexedDB/*_*/",
        "/private/var/mobile/**/IndexedDB/http*_*",
        "/private/var/mobile/**/IndexedDB/v1/*_*/",
        "/private/var/mobile/**/IndexedDB/v1/*_*/*_*/",
        "/private/var/mobile/**/LocalStorage/*_*.localstorage",
        "/private/var/mobile/**/LocalStorage/http*_*",
        "/private/var/mobile/**/LocalStorage/http*_*/",
        "/private/var/mobile/**/LocalStorage/localstorage.sqlite3",
        "/private/var/mobile/**/LocalStorage/StorageTracker.db",
        "/private/var/mobile/**/WebSQL/Databases.db",
        "/private/var/mobile/**/WebSQL/http*_*/",
        "/private/var/mobile/**/ServiceWorkerRegistrations*.sqlite3",
        "/private/var/mobile/**/WebKit/**/origin",
        "/private/var/mobile/**/CacheStorage/**/origin",
        "/private/var/mobile/**/com.apple.SafariViewService/**/WebsiteData/http*_*/",
        "/private/var/mobile/**/com.apple.SafariViewService/**/WebsiteData/http*_*/*",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&site::KIND, &worker::KIND],
    means: &[
        Text { en: "storage of a site changed", fr: "stockage d’un site modifié" },
        Text { en: "service worker checked", fr: "service worker vérifié" },
    ],
    versions: Versions::ios(8),
    references: &[
        "https://github.com/WebKit/WebKit",
        "https://docs.mvt.re/en/latest/ios/records/#webkit_indexeddb",
        "https://docs.mvt.re/en/latest/ios/records/#webkit_localstorage",
        "https://docs.mvt.re/en/latest/ios/records/#webkit_safariviewservice",
    ],
};

impl Parser for WebkitStorage {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match paths::file_name(input.path) {
            "origin" => site::of_origin_file(input, sink),
            "StorageTracker.db" | "Databases.db" => site::of_list(input, sink),
            name if name.starts_with("ServiceWorkerRegistrations") => worker::read(input, sink),
            // Written beside a database, and part of it.
            name if ["-wal", "-shm", "-journal"].iter().any(|end| name.ends_with(end)) => Ok(()),
            _ => site::of_store(input, sink),
        }
    }
}
