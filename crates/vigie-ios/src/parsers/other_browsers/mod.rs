//! Browsers that keep their own databases: Brave's `Brave.sqlite`, DuckDuckGo's `History.sqlite`.
//!
//! Both are written by Core Data (tables `Z…`, times in seconds since 2001) in the app's
//! `Library/Application Support`. Brave kept its history there until it moved to Chromium's
//! database in 2020, and still keeps tabs, closed tabs, bookmarks, sites with settings, searches,
//! playlists and what it blocked. DuckDuckGo keeps visits for 30 days (since 2024; its button that
//! burns all data leaves none). Opera, Vivaldi, Edge and Yandex: see `chrome_history`.
//!
//! Layout after the models in
//! <https://github.com/brave/brave-core/tree/master/ios/brave-ios/Sources/Data/models> and
//! <https://github.com/duckduckgo/BrowserServicesKit/tree/main/Sources/History/CoreData>.

mod brave;
mod duckduckgo;
mod entry;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) static ITEM: OtherBrowsers = OtherBrowsers;

pub(crate) struct OtherBrowsers;

static META: ParserMeta = ParserMeta {
    id: "other_browsers",
    title: Text {
        en: "Pages, tabs and bookmarks of Brave and DuckDuckGo",
        fr: "Pages, onglets et marque-pages de Brave et DuckDuckGo",
    },
    reads: &[
        "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Brave.sqlite",
        "/private/var/mobile/Containers/Data/Application/*/Documents/Brave.sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/*/**/Brave.sqlite",
        "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/History.sqlite",
        "/Brave.sqlite",
        "/History.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&entry::KIND],
    means: &[
        Text { en: "visited", fr: "visité" },
        Text { en: "last visited", fr: "dernière visite" },
        Text { en: "tab last used", fr: "onglet utilisé pour la dernière fois" },
        Text { en: "tab closed", fr: "onglet fermé" },
        Text { en: "bookmark added", fr: "marque-page ajouté" },
        Text { en: "searched for", fr: "recherché" },
        Text { en: "saved for later", fr: "mis de côté" },
        Text { en: "request blocked", fr: "requête bloquée" },
    ],
    versions: Versions::ios(9),
    references: &[
        "https://github.com/brave/brave-core/tree/master/ios/brave-ios/Sources/Data/models",
        "https://github.com/duckduckgo/BrowserServicesKit/tree/main/Sources/History/CoreData",
    ],
};

impl Parser for OtherBrowsers {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let brave = brave::read(&database, &input.limits, sink)?;
        let duckduckgo = duckduckgo::read(&database, sink)?;
        match brave || duckduckgo {
            true => Ok(()),
            false => strays::without_table(input, "ZHISTORY"),
        }
    }
}
