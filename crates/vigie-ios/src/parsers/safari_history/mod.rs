//! `History.db`: the pages that Safari visited.
//!
//! Written by Safari's history service; rows live for about a year or until the owner clears them,
//! which leaves a tombstone for the owner's other devices. Since iOS 17 each Safari profile has its
//! own file. Seen from iOS 8 on. Tables:
//!
//! * `history_items`: one row per URL. One without visits is what a deletion or a merge left.
//! * `history_visits`: one row per visit; `visit_time` in seconds since 2001; `redirect_source` and
//!   `redirect_destination` name other visits; `origin` 1 came from another device over iCloud.
//! * `history_tombstones`: what was deleted, by URL and time.
//! * `history_tags`, `history_items_to_tags`: topics that the system gave to pages.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#safari_history> and the schemas.

mod item;
mod tombstone;
mod visit;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use tombstone::Tombstone;
pub(crate) use visit::Visit;

pub(crate) static ITEM: SafariHistory = SafariHistory;

pub(crate) struct SafariHistory;

static META: ParserMeta = ParserMeta {
    id: "safari_history",
    title: Text { en: "Pages visited in Safari", fr: "Pages visitées dans Safari" },
    reads: &[
        "/private/var/mobile/Library/Safari/History.db",
        "/private/var/mobile/Library/Safari/Profiles/*/History.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/Safari/History.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/History.db",
        "/History.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&visit::KIND, &item::KIND, &tombstone::KIND],
    means: &[
        Text { en: "visited", fr: "visité" },
        Text { en: "deleted history ends", fr: "fin de l’historique effacé" },
        Text { en: "deleted history begins", fr: "début de l’historique effacé" },
    ],
    versions: Versions::ios(8),
    references: &["https://docs.mvt.re/en/latest/ios/records/#safari_history"],
};

impl Parser for SafariHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(items) = database.table("history_items") else {
            return Err(Stop::Unsupported("a database without table history_items".into()));
        };
        let items = item::Items::new(&database, items, sink)?;
        let visited = visit::read(&database, &items, sink)?;
        items.emit_unvisited(&visited, sink)?;
        tombstone::read(&database, sink)
    }
}
