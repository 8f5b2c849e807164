//! `History` of Chrome and every other Chromium browser.
//!
//! Written by Chromium's history service, which Chrome, Edge, Brave, Yandex, Opera and Vivaldi share;
//! rows live for 90 days or until the owner clears them, those that came from other devices of the
//! owner as well. The file lies at `Library/Application Support/…/Default/History` of the app's
//! container, with a folder of the browser's own between (`Google/Chrome`, `Chromium`, `Brave`).
//! Times are in microseconds since 1601. Tables:
//!
//! * `urls`: one row per URL;
//! * `visits`: one row per visit; `from_visit` names the visit that led here, `transition` how: its
//!   low byte is a number, the bits above say whether it was a redirect and where a chain of them
//!   begins and ends. All visits of a chain of redirects bear the same time;
//! * `visit_source`: visits that did not come from browsing on this device;
//! * `content_annotations`, `context_annotations` (since Chrome 93): words searched for, HTTP status;
//! * `visited_links` (since Chrome 114): the page and frame that a link stood in;
//! * `keyword_search_terms`: words that were searched for, by URL of the search;
//! * `downloads`, `downloads_url_chains`: files that were downloaded, with every redirect.
//!
//! Layout after the schemas in
//! <https://chromium.googlesource.com/chromium/src/+/main/components/history/core/browser/>.

mod download;
mod page;
mod search;
mod transition;
mod visit;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) use visit::Visit as ChromeVisit;

pub(crate) static ITEM: ChromeHistory = ChromeHistory;

pub(crate) struct ChromeHistory;

static META: ParserMeta = ParserMeta {
    id: "chrome_history",
    title: Text {
        en: "Pages visited in Chrome and its relatives",
        fr: "Pages visitées dans Chrome et ses cousins",
    },
    reads: &[
        "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Google/Chrome/Default/History",
        "/private/var/mobile/Containers/Data/Application/*/Library/**/History",
        "/private/var/mobile/Containers/Data/Application/*/Library/**/Archived History",
        "/private/var/mobile/Containers/Data/Application/*/Documents/**/History",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/History",
        "/History",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&visit::KIND, &page::KIND, &search::KIND, &download::KIND],
    means: &[
        Text { en: "visited", fr: "visité" },
        Text { en: "last visited", fr: "dernière visite" },
        Text { en: "last searched for", fr: "dernière recherche" },
        Text { en: "download started", fr: "téléchargement commencé" },
        Text { en: "download ended", fr: "téléchargement terminé" },
        Text { en: "downloaded file opened", fr: "fichier téléchargé ouvert" },
    ],
    versions: Versions::ios(6),
    references: &[
        "https://chromium.googlesource.com/chromium/src/+/main/components/history/core/browser/",
        "https://docs.mvt.re/en/latest/ios/records/#chrome_history",
    ],
};

impl Parser for ChromeHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(pages) = database.table("urls") else {
            return strays::without_table(input, "urls");
        };
        let pages = page::Pages::new(pages);
        let visited = visit::read(&database, &pages, sink)?;
        pages.emit_unvisited(&visited, sink)?;
        search::read(&database, &pages, sink)?;
        download::read(&database, sink)
    }
}
