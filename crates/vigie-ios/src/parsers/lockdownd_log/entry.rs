//! An entry of the log.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.lockdownd_log.entry",
    title: Text { en: "Entry of the log of lockdownd", fr: "Entrée du journal de lockdownd" },
    brief: &["function", "text"],
    personal: &["text"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<LogEntry>,
};

/// An entry as it stands in the log.
pub(super) struct Entry<'a> {
    /// When, in the phone's local time; nothing where the date is none.
    pub(super) at: Option<Time>,
    /// Function that wrote it.
    pub(super) function: &'a str,
    /// What it wrote.
    pub(super) message: &'a str,
}

impl<'a> Entry<'a> {
    /// Reads `04/07/25 06:35:10.451147 pid=79 handle_pair: …`; `pid=` is missing in some versions.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(24)?;
        let shape = date.bytes().zip(b"dd/dd/dd dd:dd:dd.dddddd").all(|(byte, wanted)| {
            if *wanted == b'd' { byte.is_ascii_digit() } else { byte == *wanted }
        });
        let rest = rest.strip_prefix(' ').filter(|_| shape)?;
        let rest = match rest.strip_prefix("pid=") {
            Some(rest) => rest.split_once(' ')?.1,
            None => rest,
        };
        let (function, message) = match rest.split_once(':') {
            Some((function, message)) if !function.contains(' ') => (function, message.trim()),
            _ => ("", rest),
        };
        Some(Self { at: time(date), function, message })
    }
}

/// Reads `04/07/25 06:35:10.451147`, as if it were UTC.
fn time(text: &str) -> Option<Time> {
    let (date, clock) = text.split_once(' ')?;
    let mut parts = date.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Time::parse(&format!("20{year}-{month}-{day}T{clock}"))
}

/// An entry that is of no other kind.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LogEntry {
    /// When, in the phone's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Function that wrote it.
    pub(crate) function: String,
    /// What it wrote.
    pub(crate) text: String,
}

impl LogEntry {
    pub(super) fn of(entry: &Entry<'_>) -> Self {
        let (function, text) = (entry.function.to_owned(), entry.message.to_owned());
        Self { at: entry.at, function, text }
    }
}

impl Record for LogEntry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: "noted by lockdownd", clock: Clock::LocalUnknownOffset });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        links(&self.text).for_each(|link| see("text", link.observable()));
        for word in self.text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')) {
            let path = paths::absolute(word.trim_end_matches(['.', ',', ';', ':']));
            if let Some(path) = path.filter(|path| path.matches('/').count() > 1) {
                see("text", Observable::Path(&path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_entry() {
        let entry = Entry::read("04/07/25 06:35:10.451147 pid=79 handle_pair: Pair it").unwrap();
        assert_eq!(entry.at.unwrap().to_string(), "2025-04-07T06:35:10.451147Z");
        assert_eq!((entry.function, entry.message), ("handle_pair", "Pair it"));
        let entry = Entry::read("03/08/26 06:24:20.576958 handle_pair: x").unwrap();
        assert_eq!((entry.function, entry.message), ("handle_pair", "x"));
        assert!(Entry::read("99/99/99 06:24:20.576958 f: x").unwrap().at.is_none());
        assert!(Entry::read("    HostID = \"x\";").is_none() && Entry::read("é").is_none());
    }
}
