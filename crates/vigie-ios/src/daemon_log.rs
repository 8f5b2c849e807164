//! Logs that system daemons write as text: `Mon Apr  7 06:13:34 2025 [234] <notice> (0x16b48f000)
//! -[Class method]: text`, in the device's local time, the text going on over further lines.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Link, Locator, Observable, ReadAt, Sink, Stamp, Stop, Time, links};

use crate::paths;
use vigie_formats::lines::each_line;

/// One entry.
pub(crate) struct Entry<'a> {
    /// Number of its first line, counting from 1.
    pub(crate) line: u64,
    /// When, by the device's local clock.
    pub(crate) time: Option<Time>,
    /// `notice`, `err`, ….
    pub(crate) level: &'a str,
    /// The thread that wrote it, as written.
    pub(crate) thread: &'a str,
    /// The method that wrote it; empty where it does not say.
    pub(crate) origin: &'a str,
    /// What it wrote.
    pub(crate) text: &'a str,
}

impl Entry<'_> {
    /// Where it stands.
    pub(crate) const fn locator(&self) -> Locator {
        Locator::Line(self.line)
    }
}

/// Longest entry that is kept whole, in bytes.
const LONGEST: usize = 64 << 10;

/// Shows every entry of `data` to `see`. Lines before the first entry are noted as a problem.
///
/// # Errors
/// When the bytes cannot be read, or what `see` gives.
pub(crate) fn each_entry<'s>(
    data: &dyn ReadAt,
    sink: &mut Sink<'s>,
    mut see: impl FnMut(&Entry<'_>, &mut Sink<'s>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut held = Held { line: 0, text: String::new(), is_cut: false };
    let mut stray = None;
    each_line(data, |line| {
        if line.number % 4096 == 0 {
            sink.check()?;
        }
        if head(line.text).is_some() {
            held.show(sink, &mut see)?;
            held.line = line.number;
            held.text.push_str(line.text);
        } else if held.line > 0 {
            held.add(line.text);
        } else if !line.text.trim().is_empty() {
            stray.get_or_insert(line.number);
        }
        Ok(())
    })?;
    if let Some(line) = stray {
        sink.problem(Locator::Line(line), "expected a date, a process id and a level");
    }
    held.show(sink, &mut see)
}

/// The entry whose lines are being gathered.
struct Held {
    line: u64,
    text: String,
    is_cut: bool,
}

impl Held {
    fn add(&mut self, line: &str) {
        if self.text.len().saturating_add(line.len()) < LONGEST {
            self.text.push('\n');
            self.text.push_str(line);
        } else {
            self.is_cut = true;
        }
    }

    fn show<'s>(
        &mut self,
        sink: &mut Sink<'s>,
        see: &mut impl FnMut(&Entry<'_>, &mut Sink<'s>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if let Some(mut entry) = head(&self.text) {
            entry.line = self.line;
            if entry.time.is_none() {
                sink.problem(entry.locator(), "expected a date");
            }
            if std::mem::take(&mut self.is_cut) {
                sink.problem(entry.locator(), "an entry of more than 65536 bytes was cut");
            }
            see(&entry, sink)?;
        }
        self.text.clear();
        Ok(())
    }
}

/// The first line of an entry, which begins with a weekday and a month.
fn head(text: &str) -> Option<Entry<'_>> {
    let weekday = text.get(..4)?;
    ["Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "].contains(&weekday).then_some(())?;
    let (when, rest) = text.split_once(" [")?;
    let (pid, rest) = rest.split_once("] <")?;
    pid.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    let (level, rest) = rest.split_once('>')?;
    let rest = rest.trim_start();
    let (thread, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((thread, rest)) => (thread, rest.trim_start()),
        None => ("", rest),
    };
    let (origin, text) = origin(rest);
    Some(Entry { line: 0, time: time(when), level, thread, origin, text })
}

/// The method or function at the start of a message, and the rest of it.
fn origin(text: &str) -> (&str, &str) {
    let method = ["-[", "+["].iter().any(|sign| text.starts_with(sign));
    let split = if method { text.split_once("]: ") } else { text.split_once(": ") };
    match split {
        Some((origin, rest)) if method => (origin.get(2..).unwrap_or(origin), rest),
        Some((origin, rest)) if !origin.contains(' ') => (origin, rest),
        _ => ("", text),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads `Mon Apr  7 06:13:34 2025`, as if it were UTC.
fn time(text: &str) -> Option<Time> {
    let mut words = text.split_ascii_whitespace().skip(1);
    let (month, day, clock, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Time::parse(&format!("{year}-{month:02}-{day:0>2}T{clock}"))
}

/// An entry as it stands, for kinds that keep what they know no better.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Line {
    /// When, in the device's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `notice`, `err`, ….
    pub(crate) level: String,
    /// The method that wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) method: String,
    /// What it says.
    pub(crate) text: String,
}

impl Line {
    /// What `entry` says.
    pub(crate) fn of(entry: &Entry<'_>) -> Self {
        Self {
            at: entry.time,
            level: entry.level.to_owned(),
            method: entry.origin.to_owned(),
            text: entry.text.to_owned(),
        }
    }

    /// Its instant, which means `means`.
    pub(crate) fn stamps(&self, means: &'static str, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means, clock: Clock::LocalUnknownOffset });
        }
    }

    /// Every name in it.
    pub(crate) fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        names(&self.text, |value| see("text", value));
    }
}

/// Shows every id of an app, path and link that stands in `text`.
pub(crate) fn names(text: &str, mut see: impl FnMut(Observable<'_>)) {
    if text.contains("://") {
        let urls = links(text).filter(|link| matches!(link, Link::Url(_)));
        urls.for_each(|link| see(link.observable()));
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '+');
    for word in text.split(|c| !part(c)) {
        let word = word.trim_end_matches(['.', '-']).trim_start_matches('.');
        if word.starts_with("//") {
            // What a link leaves.
        } else if word.starts_with('/') {
            if let Some(path) = paths::absolute(word).filter(|path| path.matches('/').count() > 1) {
                see(Observable::Path(&path));
            }
        } else if let Some(app) = app_id(word) {
            see(Observable::AppId(app));
        }
    }
}

/// The id of an app that `word` is, less the prefix of its developer's team.
pub(crate) fn app_id(word: &str) -> Option<&str> {
    let is_id = |word: &str| {
        let mut parts = word.split('.');
        let first = parts.next().unwrap_or_default();
        first.len() > 1
            && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && first.bytes().any(|byte| byte.is_ascii_alphabetic())
            && !word.contains(['/', '+'])
            && parts.clone().count() > 0
            && parts.all(|part| !part.is_empty())
    };
    let team = |first: &str| {
        first.len() == 10
            && first.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let bare = word.split_once('.').filter(|(first, _)| team(first)).map(|(_, rest)| rest);
    let id = bare.unwrap_or(word);
    // One dot alone is more often the name of a file.
    (is_id(id) && id.matches('.').count() > 1).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_entry() {
        let entry =
            head("Mon Apr  7 06:13:34 2025 [234] <notice> (0x16b48f000) -[MIInstaller x:y:]: Done")
                .unwrap();
        assert_eq!(entry.time.unwrap().to_string(), "2025-04-07T06:13:34Z");
        assert_eq!((entry.level, entry.thread), ("notice", "0x16b48f000"));
        assert_eq!((entry.origin, entry.text), ("MIInstaller x:y:", "Done"));
        let plain =
            head("Tue Aug 11 14:09:16 2025 [8567] <err> (0x1) MIUninstall: Removing").unwrap();
        assert_eq!((plain.origin, plain.text), ("MIUninstall", "Removing"));
        assert!(head("Foo Bar 99 77:66:55 -1 [] <> () no such line").is_none());
        assert!(head("Mon odd [1] <y> z").unwrap().time.is_none());
    }

    #[test]
    fn names_in_text() {
        let mut seen = Vec::new();
        let text = "for ABCDE12345.com.bad.app at /var/tmp/x.app, see https://a.example/y 1.2.3 a.b. (com.apple.x.y)";
        names(text, |value| seen.push(value.text().into_owned()));
        assert_eq!(
            seen,
            ["https://a.example/y", "com.bad.app", "/private/var/tmp/x.app", "com.apple.x.y"]
        );
    }
}
