//! `security-sysdiagnose.txt`: state of the keychain and of what it shares with other devices.
//!
//! Printed by `security-sysdiagnose` for `sysdiagnose`. Sections of text:
//!
//! * the older circle of devices, a line per device: `me>` before the phone itself, then the name of
//!   the list, the device's name, `dev:` its sort, `devid:`, `mid:`, `pid:` its id, `OS:` its version;
//!   before iOS 13 without these words, in columns;
//! * `… keychain state:` items of HomeKit and Rapport, as `key=value` pairs (`cdat`, `mdat`: created,
//!   modified);
//! * `Client: trust` and others: what the security daemons counted, with date, result and attributes;
//!   a failure of `MitmDetectionEvent` counts trusted roots that do not belong to iOS.
//!
//! Layout after Apple's `security-sysdiagnose.m`,
//! <https://github.com/apple-oss-distributions/Security>, and
//! <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod event;
mod item;
mod peer;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};

use self::event::SecurityEvent;
use crate::account_device::{self, means};
use vigie_formats::lines::{Line, each_line};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: SecuritySysdiagnose = SecuritySysdiagnose;

pub(crate) struct SecuritySysdiagnose;

static META: ParserMeta = ParserMeta {
    id: "security_sysdiagnose",
    title: Text {
        en: "Keychain circle, shared items and trust events",
        fr: "Cercle du trousseau, éléments partagés et événements de confiance",
    },
    reads: sysdiagnose_paths!["security-sysdiagnose.txt"; "/security-sysdiagnose.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&account_device::IN_CIRCLE, &item::KIND, &event::KIND],
    means: &[
        means::LISTED,
        Text { en: "item made", fr: "élément créé" },
        Text { en: "item changed", fr: "élément modifié" },
        Text { en: "counted by a security service", fr: "relevé par un service de sécurité" },
    ],
    versions: Versions::ios(9),
    references: &[
        "https://github.com/apple-oss-distributions/Security",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
    ],
};

impl Parser for SecuritySysdiagnose {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let taken = Taken::of(input);
        let mut reading = Reading { taken, section: Section::Circle, event: None };
        each_line(&*input.data, |line| reading.read(&line, sink))?;
        reading.close(sink)
    }
}

/// Part of the file.
enum Section {
    Circle,
    /// Items of the keychain of this name.
    Items(String),
    /// Events of this client.
    Client(String),
    Other,
}

struct Reading {
    taken: Option<Taken>,
    section: Section,
    /// The event whose attributes may go on.
    event: Option<(u64, String, SecurityEvent)>,
}

impl Reading {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text.trim_end();
        if text.trim().is_empty() {
            return Ok(());
        }
        if let Some(section) = section(text) {
            self.close(sink)?;
            self.section = section;
            return Ok(());
        }
        let at = Locator::Line(line.number);
        match &self.section {
            Section::Circle => {
                if let Some(mut peer) = peer::read(text) {
                    peer.seen = self.taken.map(|taken| taken.at);
                    sink.emit(at, &peer)?;
                }
            }
            Section::Items(name) => {
                if let Some(item) = item::read(name, text) {
                    sink.emit(at, &item)?;
                }
            }
            Section::Client(client) => match event::begin(client, text) {
                Some(begun) => {
                    self.close(sink)?;
                    self.event = Some((line.number, begun.1, begun.0));
                }
                None => match &mut self.event {
                    Some((_, attributes, _)) if attributes.len() < event::LONGEST => {
                        attributes.push(' ');
                        attributes.push_str(text.trim());
                    }
                    None if !text.starts_with("No data") => {
                        sink.problem(at, "expected a date, a result and an event");
                    }
                    _ => {}
                },
            },
            Section::Other => {}
        }
        Ok(())
    }

    /// Emits the event whose lines have ended.
    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some((line, attributes, mut event)) = self.event.take() else { return Ok(()) };
        event.set(&attributes);
        sink.emit(Locator::Line(line), &event)
    }
}

/// The section that a line begins.
fn section(text: &str) -> Option<Section> {
    if text.starts_with("ccstatus:") {
        return Some(Section::Circle);
    }
    if let Some(name) = text.trim_end().strip_suffix("keychain state:") {
        return Some(Section::Items(name.trim().to_ascii_lowercase()));
    }
    if let Some(client) = text.strip_prefix("Client:") {
        return Some(Section::Client(client.trim().to_ascii_lowercase()));
    }
    let others = ["Engine state:", "Analytics", "All keys and values", "All values in"];
    others.iter().any(|start| text.starts_with(start)).then_some(Section::Other)
}
