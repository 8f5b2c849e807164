//! `Favicons` of Chrome and every other Chromium browser: which page has which icon.
//!
//! Written by Chromium's history service beside `History`. Clearing the history of a page removes
//! its icon later or, where another page shares it or a bookmark needs it, not at all. Times are in
//! microseconds since 1601; 0 stands for "not known", which is usual for icons that came from other
//! devices. Tables:
//!
//! * `icon_mapping`: page and icon;
//! * `favicons`: URL and type of an icon;
//! * `favicon_bitmaps`: its pictures, each with the time it was fetched and last asked for.
//!
//! Layout after the schema in
//! <https://chromium.googlesource.com/chromium/src/+/main/components/favicon/core/favicon_database.cc>.

mod bitmap;
mod icon;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) static ITEM: ChromeFavicon = ChromeFavicon;

pub(crate) struct ChromeFavicon;

static META: ParserMeta = ParserMeta {
    id: "chrome_favicon",
    title: Text {
        en: "Icons of pages in Chrome and its relatives",
        fr: "Icônes des pages dans Chrome et ses cousins",
    },
    reads: &[
        "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Google/Chrome/Default/Favicons",
        "/private/var/mobile/Containers/Data/Application/*/Library/**/Favicons",
        "/private/var/mobile/Containers/Data/Application/*/Documents/**/Favicons",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/Favicons",
        "/Favicons",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&icon::KIND],
    means: &[
        Text { en: "icon fetched", fr: "icône récupérée" },
        Text { en: "icon last asked for", fr: "icône demandée pour la dernière fois" },
    ],
    versions: Versions::ios(6),
    references: &[
        "https://chromium.googlesource.com/chromium/src/+/main/components/favicon/core/favicon_database.cc",
        "https://docs.mvt.re/en/latest/ios/records/#chrome_favicon",
    ],
};

impl Parser for ChromeFavicon {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(icons) = database.table("favicons") else {
            return strays::without_table(input, "favicons");
        };
        let bitmaps = bitmap::read(&database, sink)?;
        icon::read(&database, &icons, &bitmaps, sink)
    }
}
