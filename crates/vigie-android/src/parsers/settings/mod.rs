//! Settings of the phone and of each user: service `settings`, and AndroidQF's `settings_*.txt`.
//!
//! `SettingsProvider` keeps tables `global`, `secure`, `system` and, for features under test, `config`.
//! The dump has one row per line, and a value may span several:
//!
//! ```text
//! SECURE SETTINGS (user 0)
//! version: 213
//! _id:12 name:enabled_accessibility_services pkg:com.android.settings value:com.example/.Assist default:… defaultSystemSet:true tag:… notPreservedInRestore
//!   History (1):
//!     time:11-24 10:40:12.123 mode:… oldValue:null newValue:com.example/.Assist package:com.android.settings
//! ```
//!
//! The history has no year: that of the dump is taken. AndroidQF runs `cmd settings list`, which prints
//! `name=value`.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/packages/SettingsProvider/src/com/android/providers/settings/SettingsState.java>.

mod dump;
mod fields;
mod list;
mod setting;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) use self::setting::Setting;

pub(crate) static ITEM: Settings = Settings;

pub(crate) struct Settings;

static META: ParserMeta = ParserMeta {
    id: "settings",
    title: Text { en: "Settings of the phone", fr: "Réglages du téléphone" },
    reads: &[
        "/dumpsys/settings",
        "/dumpsys/*/settings",
        "/androidqf/settings_*.txt",
        "/settings_*.txt",
    ],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&setting::KIND],
    means: &[Text { en: "setting changed", fr: "réglage modifié" }],
    versions: Versions::android(6),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/packages/SettingsProvider/src/com/android/providers/settings/SettingsState.java",
    ],
};

impl Parser for Settings {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if input.path.ends_with(".txt") { list::read(input, sink) } else { dump::read(input, sink) }
    }
}
