//! `mobileactivationd.log`: starts of the phone, updates of iOS, and activation with Apple.
//!
//! Written by `mobileactivationd` (`mobileactivationd.log.0`, older ones `.1`, …), in
//! `/private/var/mobile/Library/Logs/mobileactivationd`; a sysdiagnose carries it in
//! `logs/MobileActivation`. Goes back months. Text in the phone's local time, without its offset, see
//! [`daemon_log`]. At each start the daemon says its build and model, whether iOS was updated
//! (`Upgrade from A to B detected`), and the state of activation; a phone that was erased begins
//! `Unactivated`, which dates the erasing. Every other entry is kept for the names in it.
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod event;
mod line;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use self::event::ActivationEvent;
use crate::daemon_log::{self, each_entry};
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) static ITEM: ActivationLog = ActivationLog;

pub(crate) struct ActivationLog;

static META: ParserMeta = ParserMeta {
    id: "activation_log",
    title: Text {
        en: "Starts, updates and activation of the phone",
        fr: "Démarrages, mises à jour et activation du téléphone",
    },
    reads: sysdiagnose_paths![
        "logs/MobileActivation/mobileactivationd.log*";
        "/private/var/mobile/Library/Logs/mobileactivationd/mobileactivationd.log*",
        "/private/var/root/Library/Logs/mobileactivationd/mobileactivationd.log*",
        "/mobileactivationd.log*"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&event::KIND, &line::KIND],
    means: &[
        Text { en: "phone or its activation changed state", fr: "changement d’état de l’activation" },
        Text { en: "noted by mobileactivationd", fr: "noté par mobileactivationd" },
    ],
    versions: Versions::ios(8),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for ActivationLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_entry(&*input.data, sink, |entry, sink| match ActivationEvent::of(entry) {
            Some(event) => sink.emit(entry.locator(), &event),
            None => sink.emit(entry.locator(), &line::Line(daemon_log::Line::of(entry))),
        })
    }
}
