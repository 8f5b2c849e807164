//! `disabled.plist`: services of the system that were switched off.
//!
//! Written by `launchd` when a service is disabled or enabled for good (`launchctl disable`), one
//! file for the system and one per user (`disabled.501.plist`), in
//! `/private/var/db/com.apple.xpc.launchd`; found in copies of the file system only. A property list
//! with one entry per service: true where it is disabled. Jailbreaks and spyware switch off the
//! services that update the system and report crashes.
//!
//! Layout after the file itself and `launchctl(1)`.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Versions, Volume, revive,
};
use vigie_formats::plist;

pub(crate) static ITEM: LaunchdDisabled = LaunchdDisabled;

pub(crate) struct LaunchdDisabled;

static META: ParserMeta = ParserMeta {
    id: "launchd_disabled",
    title: Text {
        en: "Services of the system that were switched off",
        fr: "Services du système désactivés",
    },
    reads: &[
        "/private/var/db/com.apple.xpc.launchd/disabled*.plist",
        "/private/var/db/launchd.db/**/overrides.plist",
        "/disabled*.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[],
    versions: Versions::ios(4),
    references: &["https://keith.github.io/xcode-man-pages/launchctl.1.html"],
};

static KIND: Kind = Kind {
    id: "ios.launchd_disabled.service",
    title: Text { en: "Service switched off or on", fr: "Service désactivé ou activé" },
    brief: &["label", "disabled"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Service>,
};

impl Parser for LaunchdDisabled {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            let Some(services) = root.as_dictionary() else {
                return Err(Stop::malformed("property list", 0, "a dictionary of services"));
            };
            for (label, value) in services.iter() {
                let at = Locator::Key(label.to_owned());
                // To iOS 7, each service has a dictionary.
                let value = value.find("Disabled").unwrap_or(value);
                match value.as_bool() {
                    Some(disabled) => sink.emit(at, &Service { label: label.to_owned(), disabled })?,
                    None => sink.problem(at, "expected true or false"),
                }
            }
        }
        damage.map_or(Ok(()), Err)
    }
}

/// A service that was switched off or on.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Service {
    /// Its label.
    pub(crate) label: String,
    /// True where it is off.
    pub(crate) disabled: bool,
}

impl Record for Service {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("label", Observable::Process(&self.label));
        see("label", Observable::AppId(&self.label));
    }
}
