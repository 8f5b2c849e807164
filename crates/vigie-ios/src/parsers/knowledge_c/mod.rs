//! `knowledgeC.db`: what the owner did with the phone, as Core Duet noted it.
//!
//! Written by `knowledged` (before iOS 10 by `coreduetd`), kept for about four weeks. From iOS 16 on
//! Biome takes over most streams; the database stays, with less in it. Tables:
//!
//! * `ZOBJECT`: one row per event. `ZSTREAMNAME` says what it is about (`/app/inFocus`,
//!   `/app/install`, `/safari/history`, `/app/webUsage`, `/app/intents`, `/device/isLocked`,
//!   `/display/isBacklit`, `/media/nowPlaying`…), `ZVALUESTRING`, `ZVALUEINTEGER` or
//!   `ZVALUEDOUBLE` its value; dates in seconds since 2001;
//! * `ZSOURCE`: the app or device that told of it;
//! * `ZSTRUCTUREDMETADATA`: more about some events, in hundreds of columns that change with each
//!   version, named `Z_DK…METADATAKEY__NAME`;
//! * `ZSYNCPEER`: the owner's other devices.
//!
//! Source: <https://www.mac4n6.com/blog/2018/8/5/knowledge-is-power-using-the-knowledgecdb-database-on-macos-and-ios-to-determine-precise-user-and-application-usage>.

mod event;
mod metadata;
mod peer;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use event::Event;

pub(crate) static ITEM: KnowledgeC = KnowledgeC;

pub(crate) struct KnowledgeC;

static META: ParserMeta = ParserMeta {
    id: "knowledge_c",
    title: Text {
        en: "Apps, pages and use of the phone (knowledgeC)",
        fr: "Apps, pages et usage du téléphone (knowledgeC)",
    },
    reads: &[
        "/private/var/mobile/Library/CoreDuet/Knowledge/knowledgeC.db",
        "/private/var/db/CoreDuet/Knowledge/knowledgeC.db",
        "/knowledgeC.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&event::APP, &event::WEB, &event::OTHER, &peer::KIND],
    means: &[
        Text { en: "activity began", fr: "début d’activité" },
        Text { en: "activity ended", fr: "fin d’activité" },
        Text { en: "activity noted", fr: "activité notée" },
        Text { en: "other device last seen", fr: "autre appareil vu pour la dernière fois" },
    ],
    versions: Versions::ios(8),
    references: &[
        "https://www.mac4n6.com/blog/2018/8/5/knowledge-is-power-using-the-knowledgecdb-database-on-macos-and-ios-to-determine-precise-user-and-application-usage",
    ],
};

impl Parser for KnowledgeC {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("ZOBJECT") else {
            return Err(Stop::Unsupported("a database without table ZOBJECT".into()));
        };
        event::read(&database, &table, sink)?;
        peer::read(&database, sink)
    }
}
