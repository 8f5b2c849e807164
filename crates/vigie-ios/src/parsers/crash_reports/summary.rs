//! `summaries/crashes_and_spins.log`: the list of reports that a sysdiagnose made.
//!
//! A line that begins with `/` names one report, with more behind a comma. The list also holds
//! reports that are not in the archive.

use serde::{Deserialize, Serialize};
use vigie_core::{Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};

use super::when::{When, clock};
use vigie_formats::lines::each_line;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.crash_reports.listed",
    title: Text { en: "Report listed by a sysdiagnose", fr: "Rapport listé par un sysdiagnose" },
    brief: &["name", "file"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Listed>,
};

/// A report that the list of a sysdiagnose names.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Listed {
    /// Where the report lay.
    pub(crate) file: String,
    /// The process or event it is about, from its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// When it was written, in the phone's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// What else the line says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rest: Option<String>,
}

impl Record for Listed {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp { at, means: "report written", clock: clock(true) });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = paths::absolute(&self.file) {
            see("file", Observable::Path(&path));
        }
        if let Some(name) = &self.name {
            see("name", Observable::Process(name));
        }
    }
}

/// Emits every report that the list names.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    each_line(&*input.data, |line| {
        if !line.text.starts_with('/') {
            return Ok(());
        }
        let (file, rest) = line.text.split_once(',').unwrap_or((line.text, ""));
        let name = paths::file_name(file);
        let rest = rest.trim();
        let dated = When::in_name(name);
        let listed = Listed {
            file: file.trim().to_owned(),
            name: dated.and_then(|(at, _)| name.get(..at)).map(str::to_owned),
            timestamp: dated.map(|(_, when)| when.at),
            rest: (!rest.is_empty()).then(|| rest.to_owned()),
        };
        sink.emit(Locator::Line(line.number), &listed)
    })
}
