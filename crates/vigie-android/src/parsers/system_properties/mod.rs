//! System properties: what `getprop` prints.
//!
//! `dumpstate` runs the command for its section `SYSTEM PROPERTIES`, AndroidQF for `getprop.txt`; any
//! Android. One property a line, as `[name]: [value]`; a value may span lines
//! (`sys.boot.reason.last`, the history of starts), the last of which ends in `]`.
//!
//! Layout after <https://android.googlesource.com/platform/system/core/+/refs/heads/main/toolbox/getprop.cpp>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::is_duration;

pub(crate) static ITEM: SystemProperties = SystemProperties;

pub(crate) struct SystemProperties;

/// Bytes of one value that are kept.
const MOST_OF_VALUE: usize = 64 << 10;

static META: ParserMeta = ParserMeta {
    id: "system_properties",
    title: Text { en: "System properties", fr: "Propriétés du système" },
    reads: &["/dumpstate/SYSTEM PROPERTIES", "/androidqf/getprop.txt", "/getprop.txt"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/system/core/+/refs/heads/main/toolbox/getprop.cpp",
    ],
};

static KIND: Kind = Kind {
    id: "android.system_properties.property",
    title: Text { en: "System property", fr: "Propriété du système" },
    brief: &["name", "value"],
    personal: &["value"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Property>,
};

impl Parser for SystemProperties {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut open: Option<(u64, Property)> = None;
        each_line_of(input, |line| {
            let Some((at, mut property)) = open.take() else {
                open = first_line(&line, sink)?;
                return Ok(());
            };
            if starts_one(line.text) {
                sink.problem(Locator::Line(at), "the value of a property does not end");
                sink.emit(Locator::Line(at), &property)?;
                open = first_line(&line, sink)?;
                return Ok(());
            }
            if is_duration(line.text) {
                open = Some((at, property));
                return Ok(());
            }
            let end = line.text.strip_suffix(']');
            if property.value.len() < MOST_OF_VALUE {
                property.value.push('\n');
                property.value.push_str(end.unwrap_or(line.text));
            }
            if end.is_some() {
                sink.emit(Locator::Line(at), &property)?;
            } else {
                open = Some((at, property));
            }
            Ok(())
        })?;
        if let Some((at, property)) = open {
            sink.problem(Locator::Line(at), "the value of a property does not end");
            sink.emit(Locator::Line(at), &property)?;
        }
        Ok(())
    }
}

/// Whether a line starts a property.
fn starts_one(text: &str) -> bool {
    text.starts_with('[') && text.contains("]: [")
}

/// Reads a line outside any value: gives the property that goes on in the next one.
fn first_line(line: &Line<'_>, sink: &mut Sink<'_>) -> Result<Option<(u64, Property)>, Stop> {
    let at = Locator::Line(line.number);
    let split = line.text.strip_prefix('[').and_then(|rest| rest.split_once("]: ["));
    let Some((name, value)) = split else {
        if line.text.starts_with('[') {
            sink.problem(at, "expected a property as [name]: [value]");
        }
        return Ok(None);
    };
    let name = name.to_owned();
    match value.strip_suffix(']') {
        Some(value) => {
            sink.emit(at, &Property { name, value: value.to_owned() })?;
            Ok(None)
        }
        None => Ok(Some((line.number, Property { name, value: value.to_owned() }))),
    }
}

/// One property of the system.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Property {
    /// Its name: `ro.build.version.security_patch`.
    pub(crate) name: String,
    /// Its value; empty where it is set to nothing.
    pub(crate) value: String,
}

impl Record for Property {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::AndroidProperty(&self.name));
    }
}
