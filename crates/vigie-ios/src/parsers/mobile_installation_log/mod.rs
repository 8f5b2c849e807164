//! `mobile_installation.log`: what was installed, by whom, and removed again.
//!
//! Written by `installd` (`mobile_installation.log.0`, `.1`; about a month) and by its helper
//! (`mobile_installation_helper.log.0`); a sysdiagnose carries both in `logs/MobileInstallation`. Text
//! in the device's local time, without its offset; entries may go on over several lines. Wording
//! varies between versions:
//!
//! * `Install of "PATH" type Developer (LSInstallType = (null), …) requested by NAME (pid N …)`;
//! * `Installing <MIInstallableBundle ID=APP; Version=1, ShortVersion=1.0>`;
//! * `Install Successful for (Customer:APP); Staging: …`, since iOS 17.4 with `[Distributor: ID]`;
//! * `Uninstall requested by NAME (pid N …) for identity [APP/PERSONA] with options: …`, before
//!   iOS 14 `for identifiers: (…)`; `Uninstalling identifier APP`;
//! * `Destroying container APP with persona … at PATH`, `Made container live for APP at PATH`,
//!   `Data container for APP is now at PATH`.
//!
//! The type is `Placeholder` for the icon shown while an app loads, `Customer` for the store, a
//! company's certificate and test versions, `Developer` for what a computer put there. Entries of one
//! installation share a thread. What is not known to be an event is kept as a line, for the names in
//! it. Wording after entries published by researchers, and strings of `installd`.

mod event;
mod line;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) use event::{Event, InstallEvent};

use crate::daemon_log::{self, each_entry};
use event::Requests;

pub(crate) static ITEM: MobileInstallationLog = MobileInstallationLog;

pub(crate) struct MobileInstallationLog;

static META: ParserMeta = ParserMeta {
    id: "mobile_installation_log",
    title: Text {
        en: "Installations and removals of apps",
        fr: "Installations et suppressions d’apps",
    },
    reads: &[
        "/private/var/installd/Library/Logs/MobileInstallation/mobile_installation*.log*",
        "/private/var/mobile/Library/Logs/MobileInstallation/mobile_installation*.log*",
        "/private/var/containers/Shared/SystemGroup/*/**/mobile_installation*.log*",
        "/sysdiagnose/logs/MobileInstallation/mobile_installation*.log*",
        "/sysdiagnose/*/logs/MobileInstallation/mobile_installation*.log*",
        "/mobile_installation*.log*",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&event::KIND, &line::KIND],
    means: event::MEANS,
    versions: Versions::ios(7),
    references: &[
        "https://dfir.pubpub.org/pub/e5xlbw88",
        "https://hackropole.fr/en/challenges/forensics/fcsc2025-forensics-iforensics-7/",
    ],
};

impl Parser for MobileInstallationLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut requests = Requests::default();
        each_entry(&*input.data, sink, |entry, sink| {
            let events = event::read(entry, &mut requests);
            if events.is_empty() {
                return sink.emit(entry.locator(), &line::Line(daemon_log::Line::of(entry)));
            }
            events.iter().try_for_each(|event| sink.emit(entry.locator(), event))
        })
    }
}
