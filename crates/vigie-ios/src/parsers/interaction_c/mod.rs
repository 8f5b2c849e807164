//! `interactionC.db`: whom the owner communicated with, by which app, and when.
//!
//! Written by `coreduetd` for suggestions, from what apps donate: messages, calls, mail and shares of
//! many apps in one place, kept for about a month or until its thousands of rows run full, also when
//! the app is gone or the message deleted. Known from iOS 8 on. A Core Data store, dates in seconds
//! since 2001:
//!
//! * `ZINTERACTIONS`: one row per interaction. `ZDIRECTION` 0 came in, 1 went out; `ZSENDER` names a
//!   row of `ZCONTACTS`.
//! * `ZCONTACTS`: people, with how often and when they were met.
//! * `ZATTACHMENT`, `ZKEYWORDS`.
//! * Tables that join those with `ZINTERACTIONS`. Their names and columns hold Core Data's numbers of
//!   entities (`Z_1INTERACTIONS`, `Z_2INTERACTIONRECIPIENT`, `Z_3KEYWORDS`), which change with the
//!   version; so they are found by how their columns end.
//!
//! Older versions lack group names, photographs' ids, keywords, or attachments as a whole.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/> and the schemas.

mod contact;
mod interaction;
mod joined;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use interaction::Interaction;

pub(crate) static ITEM: InteractionC = InteractionC;

pub(crate) struct InteractionC;

static META: ParserMeta = ParserMeta {
    id: "interaction_c",
    title: Text {
        en: "Interactions with people, over all apps",
        fr: "Interactions avec des personnes, toutes apps confondues",
    },
    reads: &[
        "/private/var/mobile/Library/CoreDuet/People/interactionC.db",
        "/interactionC.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&interaction::KIND, &contact::KIND],
    means: &[
        Text { en: "interaction begun", fr: "interaction commencée" },
        Text { en: "interaction ended", fr: "interaction terminée" },
        Text { en: "interaction recorded", fr: "interaction enregistrée" },
        Text { en: "contact first noted", fr: "contact noté pour la première fois" },
        Text { en: "first received from", fr: "premier reçu de cette personne" },
        Text { en: "last received from", fr: "dernier reçu de cette personne" },
        Text { en: "first received together with", fr: "premier reçu avec cette personne" },
        Text { en: "last received together with", fr: "dernier reçu avec cette personne" },
        Text { en: "first sent to", fr: "premier envoi à cette personne" },
        Text { en: "last sent to", fr: "dernier envoi à cette personne" },
    ],
    versions: Versions::ios(8),
    references: &["https://docs.mvt.re/en/latest/ios/records/"],
};

impl Parser for InteractionC {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("ZINTERACTIONS").is_none() && database.table("ZCONTACTS").is_none() {
            return Err(Stop::Unsupported("a database without table ZINTERACTIONS".into()));
        }
        let parties = contact::read(&database, sink)?;
        interaction::read(&database, &parties, sink)
    }
}
