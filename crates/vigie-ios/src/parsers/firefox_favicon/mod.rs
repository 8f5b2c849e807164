//! Icons of pages in Firefox's `browser.db`.
//!
//! Firefox for iOS kept them until it moved its history to `places.db` (2022); the file stays. The
//! date is that of the fetch, in seconds, later milliseconds since 1970. Tables:
//!
//! * `favicons`: URL, size and type of an icon;
//! * `favicon_sites`: icon and page of table `history`, later `favicon_site_urls`: icon and URL.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#firefox_favicon> and the schema in
//! <https://github.com/mozilla-mobile/firefox-ios>.

mod icon;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) static ITEM: FirefoxFavicon = FirefoxFavicon;

pub(crate) struct FirefoxFavicon;

static META: ParserMeta = ParserMeta {
    id: "firefox_favicon",
    title: Text { en: "Icons of pages in Firefox", fr: "Icônes des pages dans Firefox" },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/browser.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/browser.db",
        "/private/var/mobile/Containers/Data/Application/*/**/browser.db",
        "/private/var/mobile/profile.profile/browser.db",
        "/browser.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&icon::KIND],
    means: &[Text { en: "icon fetched", fr: "icône récupérée" }],
    versions: Versions::ios(8),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#firefox_favicon",
        "https://github.com/mozilla-mobile/firefox-ios",
    ],
};

impl Parser for FirefoxFavicon {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        // Versions without icons have none of the tables.
        icon::read(&database, sink)
    }
}
