//! `transparency.log`: which devices of the account take part in iMessage, as key transparency sees
//! it.
//!
//! Printed by `transparencyd` for `sysdiagnose`; from iOS 17.2 on with content, seen before without.
//! JSON: `registration` (per app: `registeredAt`, `tokenUpdatedAt`), `stateMachine`
//! (`accountFirstSeen`, `lasts`, `launch`, `ops`), per app what is known of the own keys and devices.
//! Versions differ: every date is kept with the keys that lead to it, and every object that describes
//! a device.
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod date;
mod devices;

use serde_json::Value;
use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::account_device::{self, means};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: TransparencyLog = TransparencyLog;

pub(crate) struct TransparencyLog;

static META: ParserMeta = ParserMeta {
    id: "transparency_log",
    title: Text {
        en: "Devices and dates of iMessage keys (key transparency)",
        fr: "Appareils et dates des clés iMessage (transparence des clés)",
    },
    reads: sysdiagnose_paths!["transparency.log"; "/transparency.log"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&account_device::IN_TRANSPARENCY, &date::KIND],
    means: &[
        means::LISTED,
        Text { en: "noted by key transparency", fr: "noté par la transparence des clés" },
    ],
    versions: Versions::ios(15),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for TransparencyLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        let bytes = input.read_all()?;
        for root in serde_json::Deserializer::from_slice(&bytes).into_iter::<Value>() {
            let root = match root {
                Ok(root) => root,
                Err(error) => return Err(Stop::malformed("log", 0, format!("JSON: {error}"))),
            };
            date::emit(&root, sink)?;
            devices::emit(&root, seen, sink)?;
        }
        Ok(())
    }
}
