//! One incident, line by line.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    revive,
};
use vigie_formats::lines::Line;

use crate::names::each_process_name;
use crate::section::{cut, is_package};
use crate::zone::Zone;

pub(super) static KIND: Kind = Kind {
    id: "android.drop_box.entry",
    title: Text { en: "Incident", fr: "Incident" },
    brief: &["tag", "process", "excerpt"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Entry>,
};

/// Bytes of the report that are kept.
const MOST_OF_EXCERPT: usize = 2000;

/// An incident.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whose clock wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
    /// What it was: `data_app_crash`, `system_app_anr`, `SYSTEM_TOMBSTONE`…
    pub(crate) tag: String,
    /// Bytes of the report on the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<u64>,
    /// True where only the fact is left, the report was deleted to make room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lost: bool,
    /// Process that it happened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// Id of that process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// User id of that process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Package of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// First lines of the report.
    pub(crate) excerpt: String,
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some((at, clock)) = self.at.zip(self.clock) {
            see(Stamp { at, means: "incident", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(process) = &self.process {
            each_process_name(process, |name| see("process", name));
        }
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}

/// The entry that is being read.
pub(super) struct Entries {
    zone: Zone,
    open: Option<(u64, Entry)>,
}

impl Entries {
    /// Of the section that is `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        Self { zone: Zone::of(input), open: None }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if let Some(entry) = self.start(line.text) {
            self.end(sink)?;
            self.open = Some((line.number, entry));
            return Ok(());
        }
        let Some((_, entry)) = &mut self.open else { return Ok(()) };
        let text = line.text.trim();
        // With a report in full, a line of signs stands between entries.
        if text.starts_with("========") {
            return self.end(sink);
        }
        if entry.excerpt.len() < MOST_OF_EXCERPT && !text.is_empty() {
            let room = MOST_OF_EXCERPT - entry.excerpt.len();
            if !entry.excerpt.is_empty() {
                entry.excerpt.push('\n');
            }
            entry.excerpt.push_str(cut(text, room));
        }
        entry.about(text);
        Ok(())
    }

    /// Reads `2026-11-23 18:37:30 data_app_crash (text, 1234 bytes)`.
    fn start(&self, text: &str) -> Option<Entry> {
        if text.starts_with(' ') {
            return None;
        }
        let at = self.zone.time(text)?;
        let rest = text.splitn(3, ' ').nth(2)?;
        let (tag, about) = rest.split_once(" (")?;
        let size = about.split(", ").nth(1).and_then(|size| size.split(' ').next());
        Some(Entry {
            at: Some(at),
            clock: Some(self.zone.clock()),
            tag: tag.trim().to_owned(),
            size: size.and_then(|size| size.parse().ok()),
            lost: about.starts_with("contents lost"),
            ..Entry::default()
        })
    }

    /// Emits the entry at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match self.open.take() {
            Some((at, entry)) => sink.emit(Locator::Line(at), &entry),
            None => Ok(()),
        }
    }
}

impl Entry {
    /// Takes what a line of the report says: an excerpt joins lines with `/`.
    fn about(&mut self, text: &str) {
        let named = text.strip_prefix("Process: ").or_else(|| text.strip_prefix("Cmdline: "));
        if let Some(rest) = named {
            let name = rest.split([' ', '/']).find(|name| !name.is_empty());
            self.process = self.process.take().or_else(|| name.map(str::to_owned));
        } else if let Some((_, rest)) = text.split_once(">>> ") {
            let name = rest.split(" <<<").next().map(str::to_owned);
            self.process = self.process.take().or(name);
        }
        for (key, into) in [("PID: ", &mut self.pid), ("UID: ", &mut self.uid)] {
            if let Some((_, rest)) = text.split_once(key)
                && into.is_none()
            {
                *into = rest.split([' ', '/']).next().and_then(|number| number.parse().ok());
            }
        }
        if let Some((_, rest)) = text.split_once("Package: ") {
            let name = rest.split([' ', '/']).next().filter(|name| is_package(name));
            self.package = self.package.take().or_else(|| name.map(str::to_owned));
        }
    }
}
