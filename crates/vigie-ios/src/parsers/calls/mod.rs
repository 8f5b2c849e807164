//! `CallHistory.storedata`: telephone and FaceTime calls, and those of apps that use CallKit.
//!
//! Written by `callservicesd`, which keeps the newest thousand or so. A Core Data store from iOS 8
//! on: table `ZCALLRECORD`, dates in seconds since 2001, `ZADDRESS` a text or the bytes of one.
//! Since iOS 13 the other parties stand in `ZHANDLE`, joined by a table whose name and columns hold
//! Core Data's entity numbers (`Z_2REMOTEPARTICIPANTHANDLES`), because group calls have several.
//! `CallHistoryTemp.storedata` keeps calls from before the first unlock after a start, in the same
//! layout.
//! To iOS 7: `call_history.db`, table `call`, seconds since 1970.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#calls> and the schemas.

mod call;
mod old;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use call::Call;

pub(crate) static ITEM: Calls = Calls;

pub(crate) struct Calls;

static META: ParserMeta = ParserMeta {
    id: "calls",
    title: Text { en: "Calls", fr: "Appels" },
    reads: &[
        "/private/var/mobile/Library/CallHistoryDB/CallHistory.storedata",
        "/private/var/mobile/Library/CallHistoryDB/CallHistoryTemp.storedata",
        "/private/var/wireless/Library/CallHistory/call_history.db",
        "/CallHistory.storedata",
        "/call_history.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&call::KIND],
    means: &[
        Text { en: "call made", fr: "appel passé" },
        Text { en: "call received", fr: "appel reçu" },
        Text { en: "call not answered", fr: "appel sans réponse" },
    ],
    versions: Versions::ios(5),
    references: &["https://docs.mvt.re/en/latest/ios/records/#calls"],
};

impl Parser for Calls {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if let Some(table) = database.table("ZCALLRECORD") {
            call::read(&database, &table, sink)
        } else if let Some(table) = database.table("call") {
            old::read(&table, sink)
        } else {
            Err(Stop::Unsupported("a database without table ZCALLRECORD or call".into()))
        }
    }
}
