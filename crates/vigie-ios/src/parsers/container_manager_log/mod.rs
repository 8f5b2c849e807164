//! `containermanagerd.log`: folders of apps made and removed, and when the phone was first started.
//!
//! Written by `containermanagerd` (`containermanagerd.log.0`, older ones `.1`, …), in
//! `/private/var/root/Library/Logs/MobileContainerManager`; a sysdiagnose carries it in
//! `logs/MobileContainerManager`. Text in the device's local time, without its offset. The first start
//! after the phone was made or erased says `performing first boot initialization`; the rest is kept
//! as lines, for the ids and paths in it. Wording after entries published by researchers.

mod first_start;
mod line;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::daemon_log::{self, each_entry};

pub(crate) static ITEM: ContainerManagerLog = ContainerManagerLog;

pub(crate) struct ContainerManagerLog;

static META: ParserMeta = ParserMeta {
    id: "container_manager_log",
    title: Text {
        en: "Folders of apps made and removed",
        fr: "Dossiers d’apps créés et supprimés",
    },
    reads: &[
        "/private/var/root/Library/Logs/MobileContainerManager/containermanagerd*.log*",
        "/private/var/mobile/Library/Logs/MobileContainerManager/containermanagerd*.log*",
        "/sysdiagnose/logs/MobileContainerManager/containermanagerd*.log*",
        "/sysdiagnose/*/logs/MobileContainerManager/containermanagerd*.log*",
        "/containermanagerd*.log*",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::IosSysdiagnose, EvidenceKind::Files],
    emits: &[&first_start::KIND, &line::KIND],
    means: &[
        Text {
            en: "phone first started, or started after it was erased",
            fr: "premier démarrage du téléphone, ou démarrage après effacement",
        },
        Text { en: "noted by the keeper of folders", fr: "noté par le gestionnaire de dossiers" },
    ],
    versions: Versions::ios(8),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for ContainerManagerLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_entry(&*input.data, sink, |entry, sink| {
            let line = daemon_log::Line::of(entry);
            match entry.text.contains("performing first boot initialization") {
                true => sink.emit(entry.locator(), &first_start::FirstStart(line)),
                false => sink.emit(entry.locator(), &line::Line(line)),
            }
        })
    }
}
