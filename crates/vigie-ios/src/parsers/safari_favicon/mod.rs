//! Icons of pages in Safari: `Favicons.db`, and `TouchIconCacheSettings.db` beside it.
//!
//! Written by Safari in its image cache; entries outlive the history of the page. Times are in
//! seconds since 2001. Tables:
//!
//! * `page_url`: page, and UUID of its icon;
//! * `icon_info`: URL and size of an icon, and when it was fetched;
//! * `rejected_resources`: icons that were not to be had, by page;
//! * `cache_settings` (of the other file): hosts whose touch icon was asked for.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#safari_favicon> and the schemas.

mod icon;
mod touch_icon;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: SafariFavicon = SafariFavicon;

pub(crate) struct SafariFavicon;

static META: ParserMeta = ParserMeta {
    id: "safari_favicon",
    title: Text { en: "Icons of pages in Safari", fr: "Icônes des pages dans Safari" },
    reads: &[
        "/private/var/mobile/Library/Image Cache/Favicons/Favicons.db",
        "/private/var/mobile/Library/Image Cache/**/TouchIconCacheSettings.db",
        "/private/var/mobile/Library/Safari/**/Favicons.db",
        "/private/var/mobile/Library/Safari/**/TouchIconCacheSettings.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/**/Favicons.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/**/TouchIconCacheSettings.db",
        "/Favicons.db",
        "/TouchIconCacheSettings.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&icon::KIND, &touch_icon::KIND],
    means: &[
        Text { en: "icon fetched", fr: "icône récupérée" },
        Text { en: "icon refused", fr: "icône refusée" },
        Text { en: "icon last asked for", fr: "icône demandée pour la dernière fois" },
    ],
    versions: Versions::ios(10),
    references: &["https://docs.mvt.re/en/latest/ios/records/#safari_favicon"],
};

impl Parser for SafariFavicon {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if let Some(table) = database.table("cache_settings") {
            return touch_icon::read(&table, sink);
        }
        icon::read(&database, sink)
    }
}
