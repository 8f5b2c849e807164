//! Which sites may use camera, microphone, place and more in Safari.
//!
//! Written by Safari when the owner answers a site or changes the settings of one, shared among the
//! owner's devices. Answers about camera and microphone live for a day or a month, settings until
//! they are changed.
//!
//! * `PerSitePreferences.db`: `preference_values(domain, preference, preference_value, timestamp)`,
//!   `default_preferences(preference, default_value)`. For camera, microphone and screen 0 is ask,
//!   1 deny, 2 allow. Since iOS 13.
//! * `UserMediaPermissions.plist`: entries with `origin`, `topLevelOrigin`, `permissionGrantDateKey`,
//!   `permissionExpirationDate` (seconds since 2001) and `permission`: bits 1, 2, 4 ask, deny and allow
//!   the microphone, 8, 16, 32 the camera. The `salt` of a site's device ids is not kept.
//!
//! Schema and keys after Safari's own statements, in dumps of its framework.

mod capture;
mod preference;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) static ITEM: WebPermissions = WebPermissions;

pub(crate) struct WebPermissions;

static META: ParserMeta = ParserMeta {
    id: "web_permissions",
    title: Text {
        en: "What sites may use in Safari (camera, microphone…)",
        fr: "Ce que des sites peuvent utiliser dans Safari (appareil photo, micro…)",
    },
    reads: &[
        "/private/var/**/Library/Safari/PerSitePreferences.db",
        "/private/var/**/Library/Safari/UserMediaPermissions.plist",
        "/PerSitePreferences.db",
        "/UserMediaPermissions.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&preference::KIND, &capture::KIND],
    means: &[
        Text { en: "site setting changed", fr: "réglage du site modifié" },
        Text { en: "camera or microphone decided for the site", fr: "appareil photo ou micro décidé pour le site" },
    ],
    versions: Versions::ios(11),
    references: &["https://github.com/philiprein/macos-settings"],
};

impl Parser for WebPermissions {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match input.path.ends_with(".plist") {
            true => capture::read(input, sink),
            false => preference::read(input, sink),
        }
    }
}
