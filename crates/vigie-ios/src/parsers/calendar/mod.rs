//! `Calendar.sqlitedb`: events, reminders, invitations, and the calendars that hold them.
//!
//! Written by `calaccessd` from the owner's accounts and subscriptions; rows live until they are
//! deleted, on any device of the account. Known from iOS 5 on. Tables:
//!
//! * `CalendarItem`: one row per event; dates in seconds since 2001. `start_tz` `_float` marks times
//!   that are meant in whatever zone the phone is.
//! * `Participant`: organiser (`CalendarItem.organizer_id`) and invited people (`owner_id`), with
//!   address and number; older versions keep those in `Identity`.
//! * `Location`, `Attachment` and, since iOS 12, `AttachmentFile`.
//! * `Calendar` and `Store`: what the events stand in. A subscribed calendar has `subcal_url`.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#calendar> and the schemas.

mod collection;
mod event;
mod items;
mod participant;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use event::Event;

pub(crate) static ITEM: Calendar = Calendar;

pub(crate) struct Calendar;

static META: ParserMeta = ParserMeta {
    id: "calendar",
    title: Text { en: "Calendar events and invitations", fr: "Événements et invitations du calendrier" },
    reads: &[
        "/private/var/mobile/Library/Calendar/Calendar.sqlitedb",
        "/private/var/mobile/Containers/Shared/AppGroup/*/Calendar.sqlitedb",
        "/private/var/mobile/Containers/Shared/AppGroup/*/Library/Calendar/Calendar.sqlitedb",
        "/Calendar.sqlitedb",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&event::KIND, &collection::KIND],
    means: &[
        Text { en: "event begins", fr: "début de l’événement" },
        Text { en: "event ends", fr: "fin de l’événement" },
        Text { en: "event created", fr: "événement créé" },
        Text { en: "event changed", fr: "événement modifié" },
        Text { en: "shared event created", fr: "événement partagé créé" },
        Text { en: "shared event changed", fr: "événement partagé modifié" },
        Text { en: "reminder due", fr: "échéance du rappel" },
        Text { en: "reminder done", fr: "rappel effectué" },
        Text { en: "account last synchronised", fr: "dernière synchronisation du compte" },
    ],
    versions: Versions::ios(5),
    references: &["https://docs.mvt.re/en/latest/ios/records/#calendar"],
};

impl Parser for Calendar {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("CalendarItem").is_none() && database.table("Calendar").is_none() {
            return Err(Stop::Unsupported("a database without table CalendarItem".into()));
        }
        collection::read(&database, sink)?;
        items::read(&database, sink)
    }
}
