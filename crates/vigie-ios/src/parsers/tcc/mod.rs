//! `TCC.db`: which app may use microphone, camera, contacts, photos and more.
//!
//! Written by `tccd` (Transparency, Consent and Control) when an app asks; rows live until the app
//! is deleted or the owner resets privacy settings. Four schemas of table `access`:
//!
//! * to iOS 8: `allowed`, `prompt_count`; no date;
//! * to iOS 13: the same with `last_modified` (seconds since 1970);
//! * from iOS 14: `auth_value`, `auth_reason`, `auth_version`;
//! * recent: also `pid`, `boot_uuid`, `last_reminded`.
//!
//! Table `expired` keeps what was taken away again, `access_overrides` what is allowed to all.
//! A sysdiagnose carries a copy in `logs/Accessibility`.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#tcc> and the schemas.

mod access;
mod words;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use access::Access;

pub(crate) static ITEM: Tcc = Tcc;

pub(crate) struct Tcc;

static META: ParserMeta = ParserMeta {
    id: "tcc",
    title: Text {
        en: "Permissions of apps (microphone, camera, contacts…)",
        fr: "Autorisations des apps (micro, appareil photo, contacts…)",
    },
    reads: &[
        "/private/var/mobile/Library/TCC/TCC.db",
        "/sysdiagnose/logs/Accessibility/TCC.db",
        "/sysdiagnose/*/logs/Accessibility/TCC.db",
        "/TCC.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&access::KIND, &access::EXPIRED, &access::OVERRIDE],
    means: &[
        Text { en: "permission decided", fr: "autorisation décidée" },
        Text { en: "permission expired", fr: "autorisation expirée" },
        Text { en: "owner reminded of the permission", fr: "autorisation rappelée au propriétaire" },
    ],
    versions: Versions::ios(6),
    references: &["https://docs.mvt.re/en/latest/ios/records/#tcc"],
};

impl Parser for Tcc {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("access") else {
            return Err(Stop::Unsupported("a database without table access".into()));
        };
        access::read(&table, sink)?;
        access::expired(&database, sink)?;
        access::overrides(&database, sink)
    }
}
