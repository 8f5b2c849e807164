//! A line of the log that a rule asks for.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use crate::paths;

/// A line of the log that a rule asks for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LogEntry {
    /// Id of the rule.
    pub(crate) rule: String,
    /// When it was written, where the phone's clock of that time is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Path of the program of the process that wrote it; empty where its texts are missing.
    pub(crate) process: String,
    /// Number of that process.
    pub(crate) pid: u64,
    /// Number of the user it ran as.
    pub(crate) euid: u32,
    /// Part of the system it speaks for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) subsystem: String,
    /// Part of that.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) category: String,
    /// `debug`, `info`, `default`, `error`, `fault`, or what else it is.
    pub(crate) level: String,
    /// What it says, cut where it is long.
    pub(crate) message: String,
    /// The link in it that was new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<String>,
    /// UUID of the program.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) uuid: String,
}

pub(super) static KIND: Kind = Kind {
    id: "ios.unified_log.entry",
    title: Text {
        en: "Line of the system log that a rule asks for",
        fr: "Ligne du journal système que vise une règle",
    },
    brief: &["rule", "process", "message"],
    personal: &["message", "link"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<LogEntry>,
};

/// What its stamp says.
pub(super) const WRITTEN: Text =
    Text { en: "line written to the log", fr: "ligne écrite au journal" };

/// Most words of a message that are taken for the id of an app.
const MOST_IDS: usize = 50;

impl Record for LogEntry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, WRITTEN.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = paths::absolute(&self.process) {
            see("process", Observable::Path(&path));
        }
        if !self.process.is_empty() {
            see("process", Observable::Process(&self.process));
        }
        if self.subsystem.contains('.') {
            see("subsystem", Observable::AppId(&self.subsystem));
        }
        if let Some(link) = &self.link {
            see("link", Observable::Url(link));
        }
        links(&self.message).for_each(|link| see("message", link.observable()));
        for path in paths::inside(&self.message) {
            if let Some(path) = paths::absolute(path) {
                see("message", Observable::Path(&path));
                see("message", Observable::Process(&path));
            }
        }
        for id in ids(&self.message) {
            see("message", Observable::AppId(id));
        }
    }
}

/// Words that may be the id of an app: two dots or more, no slash.
fn ids(message: &str) -> impl Iterator<Item = &str> {
    let words = message.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/'));
    let words = words.map(|word| word.trim_matches('.'));
    words.filter(|word| word.matches('.').count() > 1 && !word.contains('/')).take(MOST_IDS)
}
