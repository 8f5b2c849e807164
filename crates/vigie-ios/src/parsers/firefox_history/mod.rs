//! Firefox's history, bookmarks and tabs: `places.db`, `browser.db`, `tabs.db`, `ReadingList.db`.
//!
//! Written by Firefox for iOS in `profile.profile` of its shared container; rows live until the
//! owner clears them. Firefox Focus and Klar keep no history. Times are since 1970: microseconds
//! (`visits.date`), milliseconds (everything in `places.db`) or seconds; the magnitude says which.
//!
//! `places.db` (since 2022; history and bookmarks of Mozilla's application-services):
//! * `moz_places`: one row per URL; `moz_historyvisits`: one per visit, `from_visit` names the visit
//!   that led here, `visit_type` how; `moz_historyvisit_tombstones`: visits that were deleted;
//! * `moz_places_metadata`, `moz_places_metadata_search_queries`: how long a page was looked at,
//!   what was searched for;
//! * `moz_bookmarks`, `moz_bookmarks_synced`: bookmarks.
//!
//! `browser.db` (before; the file stays):
//! * `history` and `visits`; `page_metadata`: what pages say about themselves;
//! * `bookmarksLocal`, `bookmarksMirror`, `bookmarksBuffer`; `tabs` of all devices of the owner;
//!   `queue`: links sent from other devices; `pinned_top_sites`.
//!
//! `tabs.db`: `tabs`, one JSON record per device. `ReadingList.db`: `items`.
//!
//! Layout after <https://github.com/mozilla/application-services/tree/main/components/places/sql>,
//! <https://github.com/mozilla-mobile/firefox-ios> and
//! <https://docs.mvt.re/en/latest/ios/records/#firefox_history>.

mod bookmark;
mod erased;
mod page;
mod tab;
mod view;
mod visit;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) use visit::Visit as FirefoxVisit;

pub(crate) static ITEM: FirefoxHistory = FirefoxHistory;

pub(crate) struct FirefoxHistory;

static META: ParserMeta = ParserMeta {
    id: "firefox_history",
    title: Text {
        en: "Pages, bookmarks and tabs of Firefox",
        fr: "Pages, marque-pages et onglets de Firefox",
    },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/places.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/places.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/browser.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/tabs.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/ReadingList.db",
        "/private/var/mobile/Containers/Data/Application/*/**/places.db",
        "/private/var/mobile/Containers/Data/Application/*/**/browser.db",
        "/private/var/mobile/Containers/Data/Application/*/**/profile.profile/tabs.db",
        "/private/var/mobile/Containers/Data/Application/*/**/profile.profile/ReadingList.db",
        "/private/var/mobile/profile.profile/places.db",
        "/private/var/mobile/profile.profile/browser.db",
        "/places.db",
        "/browser.db",
        "/tabs.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[
        &visit::KIND,
        &page::KIND,
        &erased::KIND,
        &view::KIND,
        &bookmark::KIND,
        &tab::KIND,
    ],
    means: &[
        Text { en: "visited", fr: "visité" },
        Text { en: "last visited", fr: "dernière visite" },
        Text { en: "history entry changed", fr: "entrée de l’historique modifiée" },
        Text { en: "page described", fr: "page décrite" },
        Text { en: "deleted visit", fr: "visite supprimée" },
        Text { en: "first looked at", fr: "première consultation" },
        Text { en: "last looked at", fr: "dernière consultation" },
        Text { en: "bookmark added", fr: "marque-page ajouté" },
        Text { en: "bookmark changed", fr: "marque-page modifié" },
        Text { en: "tab last used", fr: "onglet utilisé pour la dernière fois" },
        Text { en: "saved for later", fr: "mis de côté" },
    ],
    versions: Versions::ios(8),
    references: &[
        "https://github.com/mozilla/application-services/tree/main/components/places/sql",
        "https://github.com/mozilla-mobile/firefox-ios",
        "https://docs.mvt.re/en/latest/ios/records/#firefox_history",
    ],
};

impl Parser for FirefoxHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let places = page::Pages::of_places(&database);
        let old = page::Pages::of_history(&database);
        if let Some(places) = &places {
            let visited = visit::read_places(&database, places, sink)?;
            places.emit_unvisited(&visited, sink)?;
            erased::read(&database, places, sink)?;
            view::read(&database, places, sink)?;
        }
        if let Some(old) = &old {
            let visited = visit::read_old(&database, old, sink)?;
            old.emit_unvisited(&visited, sink)?;
        }
        page::described(&database, sink)?;
        bookmark::read(&database, places.as_ref(), sink)?;
        tab::read(&database, input, sink)?;
        match sink.records() == 0 && places.is_none() && old.is_none() && !tab::has_any(&database) {
            true => strays::without_table(input, "moz_places"),
            false => Ok(()),
        }
    }
}
