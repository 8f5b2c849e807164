//! `Bookmarks.db`: bookmarks of Safari and the reading list.
//!
//! Written by Safari when the owner keeps a page, or when another device of the account does; a row
//! lives until it is deleted, and a deleted one until the deletion is synchronised. Seen from iOS 4
//! on. Table `bookmarks`: folders have `type` 1; `extra_attributes` is a property list with the date
//! of a bookmark (`com.apple.Bookmark`) and of a page to read (`com.apple.ReadingList`,
//! `com.apple.ReadingListNonSync`). Layout: module `bookmark_rows`, after the schema and iLEAPP's
//! list of columns.

mod bookmark;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: SafariBookmarks = SafariBookmarks;

pub(crate) struct SafariBookmarks;

static META: ParserMeta = ParserMeta {
    id: "safari_bookmarks",
    title: Text {
        en: "Bookmarks and reading list of Safari",
        fr: "Signets et liste de lecture de Safari",
    },
    reads: &["/private/var/**/Library/Safari/Bookmarks.db", "/Bookmarks.db"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&bookmark::KIND],
    means: &[
        Text { en: "bookmark made", fr: "signet créé" },
        Text { en: "bookmark changed", fr: "signet modifié" },
        Text { en: "put on the reading list", fr: "ajouté à la liste de lecture" },
        Text { en: "page of the reading list last read", fr: "dernière lecture de la page" },
        Text { en: "page of the reading list loaded", fr: "page à lire chargée" },
    ],
    versions: Versions::ios(4),
    references: &["https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/safariBookmarks.py"],
};

impl Parser for SafariBookmarks {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("bookmarks") else {
            return Err(Stop::Unsupported("a database without table bookmarks".into()));
        };
        bookmark::read(&table, &input.limits, sink)
    }
}
