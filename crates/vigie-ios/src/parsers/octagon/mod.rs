//! `otctl_status.txt`: the devices that share the owner's keychain ("Octagon").
//!
//! Printed by `otctl status` for `sysdiagnose`; seen from iOS 13 on. JSON (`otctl -j`), or text:
//!
//! ```text
//!     Self: SHA256:… hw:'iPhone14,5' name:'Sample' serial: 'F17X…' os:'iOS 17.3 (21D50)' epoch:1
//!     Peer: SHA256:… hw:'iPad14,1' name:'Tablet' serial: 'DMP…' os:'iOS 17.3 (21D50)' epoch:1
//! ```
//!
//! In the JSON, `contextDump` holds `self` and `peers`: `peerID`, `permanentInfo` (`model_id`,
//! `machine_id`, `creation_time`), `stableInfo` (`device_name`, `os_version`, `serial_number`),
//! `dynamicInfo` (ids of the peers it includes and excludes).
//!
//! A device here reads the owner's passwords. Layout after Apple's `OctagonTrust`,
//! <https://github.com/apple-oss-distributions/Security>.

mod json;
mod plain;
mod status;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::account_device::{self, means};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: Octagon = Octagon;

pub(crate) struct Octagon;

static META: ParserMeta = ParserMeta {
    id: "octagon",
    title: Text {
        en: "Devices that share the keychain (Octagon)",
        fr: "Appareils qui partagent le trousseau (Octagon)",
    },
    reads: sysdiagnose_paths!["otctl_status.txt"; "/otctl_status.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&account_device::IN_OCTAGON, &status::KIND],
    means: &[
        means::ADDED,
        means::LISTED,
        Text { en: "circle last heard of", fr: "dernières nouvelles du cercle" },
    ],
    versions: Versions::ios(13),
    references: &["https://github.com/apple-oss-distributions/Security"],
};

impl Parser for Octagon {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        let bytes = input.read_all()?;
        if bytes.trim_ascii_start().starts_with(b"{") {
            json::read(&bytes, seen, sink)
        } else {
            plain::read(input, seen, sink)
        }
    }
}
