//! `.GlobalPreferences.plist`: settings that hold for every app, Lockdown Mode among them.
//!
//! Written by `cfprefsd` for each user of the phone (`mobile`, `root`) and, where device management
//! sets some of them, under `Managed Preferences`; it lives as long as the phone is not erased. A
//! property list with one key per setting: `AppleLocale`, `AppleLanguages`, `AppleKeyboards`, …, and
//! from iOS 16 on `LDMGlobalEnabled`, which is there once Lockdown Mode was switched on or off.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#global_preferences> and the files
//! themselves.

mod entry;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use entry::Entry as GlobalPreference;

pub(crate) static ITEM: GlobalPreferences = GlobalPreferences;

pub(crate) struct GlobalPreferences;

static META: ParserMeta = ParserMeta {
    id: "global_preferences",
    title: Text { en: "Settings that hold for every app", fr: "Réglages valables pour toutes les apps" },
    reads: &[
        "/private/var/mobile/Library/Preferences/.GlobalPreferences.plist",
        "/private/var/root/Library/Preferences/.GlobalPreferences.plist",
        "/private/var/preferences/.GlobalPreferences.plist",
        "/private/var/Managed Preferences/**/.GlobalPreferences.plist",
        "/.GlobalPreferences.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&entry::KIND],
    means: &[Text { en: "date kept in a setting", fr: "date gardée dans un réglage" }],
    versions: Versions::ios(2),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#global_preferences",
        "https://support.apple.com/105120",
    ],
};

impl Parser for GlobalPreferences {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            entry::read(root, sink)?;
        }
        damage.map_or(Ok(()), Err)
    }
}
