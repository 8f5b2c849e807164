//! Rows that were deleted from databases and whose bytes are still there, and the numbers of rows
//! that are missing.
//!
//! SQLite wipes nothing unless it is told to: deleted rows stand in free pages, in free parts of
//! pages, and in older versions of pages in the write-ahead log until something else is written
//! there, for minutes or for years. Apps delete rows by themselves all the time (expiry, sync), and
//! owners do; so did operators of spyware who cleaned up after themselves. What existing rows say is
//! not repeated here.
//!
//! A table numbers its rows in ascending order; a number that no row has belonged to a row that was
//! deleted, or to one that was never completed. `sqlite_sequence` and, in the databases of Core
//! Data, `Z_PRIMARYKEY` remember the greatest number that was ever given.
//!
//! Layout after <https://www.sqlite.org/fileformat2.html>.

mod addresses;
mod dates;
mod numbers;
mod row;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use numbers::MissingRows;

pub(crate) static ITEM: DeletedRows = DeletedRows;

pub(crate) struct DeletedRows;

static META: ParserMeta = ParserMeta {
    id: "deleted_rows",
    title: Text { en: "Deleted rows of databases", fr: "Lignes effacées des bases de données" },
    reads: &[
        "/private/var/mobile/Library/SMS/sms.db",
        "/private/var/mobile/Library/Safari/History.db",
        "/private/var/mobile/Library/Safari/Profiles/*/History.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/Safari/History.db",
        "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/History.db",
        "/private/var/**/Library/Safari/SafariTabs.db",
        "/private/var/**/Library/Safari/CloudTabs.db",
        "/private/var/**/Library/Safari/BrowserState.db",
        "/private/var/mobile/Library/CallHistoryDB/CallHistory.storedata",
        "/private/var/mobile/Library/CallHistoryDB/CallHistoryTemp.storedata",
        "/private/var/wireless/Library/CallHistory/call_history.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
        "/private/var/mobile/Containers/Data/Application/*/Documents/ChatStorage.sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/*/CallHistory.sqlite",
        "/private/var/wireless/Library/Databases/DataUsage.sqlite",
        "/private/var/networkd/netusage.sqlite",
        "/private/var/networkd/db/netusage.sqlite",
        "/private/var/mobile/Library/TCC/TCC.db",
        "/private/var/mobile/Library/CoreDuet/People/interactionC.db",
        "/private/var/mobile/Library/CoreDuet/Knowledge/knowledgeC.db",
        "/private/var/db/CoreDuet/Knowledge/knowledgeC.db",
        "/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb",
        "/private/var/mobile/Library/Mail/Recents",
        "/private/var/mobile/Library/Accounts/Accounts3.sqlite",
        "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Google/Chrome/*/History",
        "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/places.db",
        "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/browser.db",
        "/sms.db",
        "/History.db",
        "/SafariTabs.db",
        "/CallHistory.storedata",
        "/ChatStorage.sqlite",
        "/DataUsage.sqlite",
        "/netusage.sqlite",
        "/TCC.db",
        "/interactionC.db",
        "/knowledgeC.db",
        "/AddressBook.sqlitedb",
        "/Accounts3.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&row::KIND, &numbers::KIND],
    means: &[
        Text { en: "date in a deleted row", fr: "date dans une ligne effacée" },
        Text {
            en: "date in an older version of a row",
            fr: "date dans une version antérieure d’une ligne",
        },
    ],
    versions: Versions::ios(5),
    references: &["https://www.sqlite.org/fileformat2.html"],
};

impl Parser for DeletedRows {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        // Damage of the database itself is told by the parser that reads its rows.
        let database = Database::from_input(input)?;
        let name = input.path.rsplit('/').next().unwrap_or_default();
        let carving = database.carve(&mut |carved| row::emit(carved, name, &input.limits, sink))?;
        if carving.left_out > 0 {
            let message = format!("{} more deleted rows are left out", carving.left_out);
            sink.problem(Locator::Whole, message);
        }
        numbers::emit(&database, &carving.rowids, name, sink)
    }
}
