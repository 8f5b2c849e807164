//! Declarations of parsers and detectors: one table per slice, everything else derived.

use std::any::Any;
use std::fmt;

use crate::{
    Claim, Clock, Confidence, Evidence, EvidenceKind, Finding, Input, Kind, Locator, Record,
    RecordQuery, Severity, Sink, Stop, Text, Time,
};

/// Everything the CLI, the docs and the tests need to know about a parser.
#[derive(Debug)]
pub struct ParserMeta {
    /// Stable id, equal to the module's name.
    pub id: &'static str,
    /// What it reads, for people: one line, no full stop.
    pub title: Text,
    /// Patterns of the evidence paths it reads, see [`glob_matches`]. Paths are those on the
    /// device (`/private/var/mobile/Library/SMS/sms.db`) whatever container the file came in; the
    /// index files of an iOS backup stand under `/backup/`, the sections of a dump of Android's
    /// services under `/dumpsys/` and `/dumpstate/`.
    pub reads: &'static [&'static str],
    /// Kinds of evidence that can hold it.
    pub found_in: &'static [EvidenceKind],
    /// Kinds of record it emits.
    pub emits: &'static [&'static Kind],
    /// Every phrase that a stamp of its records carries ([`crate::Stamp::means`]), in each
    /// language.
    pub means: &'static [Text],
    /// Versions of the operating system that write it.
    pub versions: Versions,
    /// Specifications or research it follows; the first is the main one.
    pub references: &'static [&'static str],
}

/// Versions of an operating system that write an artefact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Name of the system: `iOS`.
    pub system: &'static str,
    /// First major version that is known to write it.
    pub first: u16,
    /// Last major version that writes it; `None` where the newest known one still does.
    pub last: Option<u16>,
}

impl Versions {
    /// Every iOS from `first` on.
    #[must_use]
    pub const fn ios(first: u16) -> Self {
        Self { system: "iOS", first, last: None }
    }

    /// Every iOS from `first` to `last`.
    #[must_use]
    pub const fn ios_until(first: u16, last: u16) -> Self {
        Self { system: "iOS", first, last: Some(last) }
    }

    /// Every Android from `first` on.
    #[must_use]
    pub const fn android(first: u16) -> Self {
        Self { system: "Android", first, last: None }
    }

    /// Every Android from `first` to `last`.
    #[must_use]
    pub const fn android_until(first: u16, last: u16) -> Self {
        Self { system: "Android", first, last: Some(last) }
    }

    /// A format that belongs to no system's versions, named for people: `pcap, pcapng`.
    #[must_use]
    pub const fn of_format(name: &'static str) -> Self {
        Self { system: name, first: 0, last: None }
    }

    /// Whether major version `major` of the system writes it.
    #[must_use]
    pub fn include(&self, major: u16) -> bool {
        self.first <= major && self.last.is_none_or(|last| major <= last)
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { system, first, last } = self;
        match last {
            None if *first == 0 => f.write_str(system),
            Some(last) if last == first => write!(f, "{system} {first}"),
            Some(last) => write!(f, "{system} {first} to {last}"),
            None => write!(f, "{system} {first} and later"),
        }
    }
}

/// Turns one file of evidence into records.
pub trait Parser: Sync {
    /// Its declaration.
    fn meta(&self) -> &'static ParserMeta;

    /// Reads `input` to the end, emitting records as it goes.
    ///
    /// # Errors
    /// Damage that can be skipped is noted with [`Sink::problem`]; only damage that cannot is an
    /// error. Records emitted before an error are kept.
    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop>;
}

/// Everything the CLI, the docs and the tests need to know about a detector.
#[derive(Debug)]
pub struct DetectorMeta {
    /// Stable id, equal to the module's name.
    pub id: &'static str,
    /// Increases whenever the same records could give different findings.
    pub version: u32,
    /// What it looks for, for people: one line, no full stop.
    pub title: Text,
    /// Highest severity it can report.
    pub severity: Severity,
    /// In which order it sees records.
    pub order: Order,
    /// Ids of the kinds of record it looks at.
    pub reads: &'static [&'static str],
    /// Entries of its slice's published catalogue of detections that it covers: `INJ-05`, `SS7-20`.
    /// A finding names those that hold in the argument `codes` of its claim.
    pub catalogue: &'static [&'static str],
    /// Its manual page, in Markdown.
    pub manual: &'static str,
    /// Its sentences, one Fluent file per language.
    pub wording: &'static [Wording],
    /// Research it follows; the first is the main one.
    pub references: &'static [&'static str],
}

/// A detector's sentences in one language.
///
/// The file holds every claim key the detector uses, and `ID-why`, `ID-innocent` and `ID-next`,
/// where `ID` is the detector's id with `-` for `_`. The last two are lists, one entry a line, each
/// line starting with `- ` (Fluent does not allow a line to start with `*`).
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// BCP 47 tag: `en`, `fr`.
    pub lang: &'static str,
    /// Fluent source.
    pub fluent: &'static str,
}

/// In which order a detector sees records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the parser reads them, one [`Watch`] per file.
    File,
    /// As the parser reads them, one [`Watch`] per file, and those of all files joined into one in the
    /// end ([`Watch::join`]): to compare files at next to no cost.
    Joined,
    /// By time, then source and position, over the whole case, one [`Watch`] in all; records without
    /// an instant come last.
    Time,
}

/// Looks for one pattern in records.
pub trait Detector: Sync {
    /// Its declaration.
    fn meta(&self) -> &'static DetectorMeta;

    /// Starts looking, with fresh state.
    fn watch(&self) -> Box<dyn Watch>;
}

/// Most questions that are answered to one [`Watch`].
pub const MOST_QUESTIONS: usize = 100;

/// A detector at work.
pub trait Watch: Any + Send {
    /// Looks at the next record.
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>);

    /// Further records it wants to see, in the light of those that it saw. Only asked where the
    /// order is [`Order::Time`], after the records of [`DetectorMeta::reads`], and again after those
    /// of each answer until there is none, at most [`MOST_QUESTIONS`] times.
    ///
    /// This is how to look among millions of records: read what is rare, then ask for what stands
    /// within minutes of it ([`RecordQuery::windows`], with [`RecordQuery::by_time`]) or names it
    /// ([`RecordQuery::text`]); a case answers both from its index. A query names its kinds.
    fn asks(&mut self) -> Option<RecordQuery> {
        None
    }

    /// Takes over what the [`Watch`] of a later file noted, which is of the same type. Only where the
    /// order is [`Order::Joined`], and before [`Watch::end`], which is then called on the first alone.
    fn join(&mut self, other: Box<dyn Any>) {
        let _ = other;
    }

    /// Called once after the last record.
    fn end(&mut self, out: &mut Vec<Found>) {
        let _ = out;
    }
}

/// A record as a detector sees it, with where it stands.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The record.
    pub record: &'a dyn Record,
    /// Number of the piece of evidence.
    pub source: u32,
    /// File it stands in.
    pub path: &'a str,
    /// Where in that file.
    pub at: &'a Locator,
}

impl Seen<'_> {
    /// This record as support for a finding, quoting `quote` from `field`.
    #[must_use]
    pub fn evidence(&self, field: &str, quote: &str) -> Evidence {
        let mut first: Option<(Time, &'static str, Clock)> = None;
        self.record.stamps(&mut |stamp| {
            if first.is_none() {
                first = Some((stamp.at, stamp.means, stamp.clock));
            }
        });
        Evidence {
            source: self.source,
            path: self.path.to_owned(),
            at: self.at.clone(),
            kind: self.record.kind().id.to_owned(),
            field: field.to_owned(),
            quote: cut(quote, 500),
            when: first.map(|(at, ..)| at),
            means: first.map_or(String::new(), |(_, means, _)| means.to_owned()),
            clock: first.map(|(.., clock)| clock),
        }
    }
}

/// At most `most` characters of `text`, with an ellipsis where something was cut.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// What a detector found, before it becomes a [`Finding`].
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How much it matters if true.
    pub severity: Severity,
    /// How likely it is to be true.
    pub confidence: Confidence,
    /// What is claimed.
    pub claim: Claim,
    /// The records that support it. Never empty.
    pub evidence: Vec<Evidence>,
}

impl Found {
    /// The finding of detector `meta`.
    #[must_use]
    pub fn by(self, meta: &DetectorMeta) -> Finding {
        Finding {
            id: String::new(),
            detector: meta.id.to_owned(),
            version: meta.version,
            severity: self.severity,
            confidence: self.confidence,
            claim: self.claim,
            indicator: None,
            also_listed: Vec::new(),
            evidence_count: self.evidence.len() as u64,
            evidence: self.evidence,
        }
        .settled()
    }
}

/// Whether `path` fits `pattern`: `*` stands for any characters but `/`, a component `**` for any
/// number of components. Letters compare exactly. The path of a folder ends in `/`, and fits no
/// pattern but those that do.
#[must_use]
pub fn glob_matches(pattern: &str, path: &str) -> bool {
    if path.ends_with('/') != pattern.ends_with('/') {
        return false;
    }
    // Nearly every path ends here: its last component is another than the pattern's.
    let last =
        |text: &str| text.len() - text.bytes().rev().take_while(|byte| *byte != b'/').count();
    let (name, wanted) = (path.get(last(path)..), pattern.get(last(pattern)..));
    if let (Some(name), Some(wanted)) = (name, wanted)
        && wanted != "**"
        && !component_matches(wanted, name)
    {
        return false;
    }
    components_match(pattern, path)
}

/// Component by component.
fn components_match(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (Some(pattern), Some(path));
    while let Some((part, parts)) = pattern.map(split_first) {
        if part == "**" {
            let Some(rest) = parts else { return true };
            let mut tails = std::iter::successors(path, |tail| split_first(tail).1);
            return tails.any(|tail| components_match(rest, tail));
        }
        match path.map(split_first) {
            Some((name, names)) if component_matches(part, name) => path = names,
            _ => return false,
        }
        pattern = parts;
    }
    path.is_none()
}

/// The first component, and those after it if there are any.
fn split_first(path: &str) -> (&str, Option<&str>) {
    path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)))
}

/// `*` within one component, by the two-pointer method: linear in practice, no recursion.
fn component_matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut p, mut n) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                back = Some((p, n));
                p += 1;
            }
            Some(byte) if name.get(n) == Some(byte) => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((star, from)) = back else { return false };
                back = Some((star, from + 1));
                p = star + 1;
                n = from + 1;
            }
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

/// Declares a folder's modules and, in the same breath, the table of what they define.
///
/// Each module exports one `pub(crate) static ITEM`. Adding a parser or a detector is: write its
/// module, add its name here. One that a feature of the crate brings has `#[cfg(feature = "…")]` before
/// its name.
#[macro_export]
macro_rules! registry {
    ($(#[$doc:meta])* $vis:vis static $table:ident: $kind:ident = {
        $($(#[$when:meta])* $module:ident),* $(,)?
    }) => {
        $($(#[$when])* mod $module;)*
        $(#[$doc])*
        $vis static $table: &[&dyn $crate::$kind] = &[$($(#[$when])* &$module::ITEM),*];
    };
}

/// The English and French sentences of the detector in whose folder this stands: `en.ftl` and `fr.ftl`.
#[macro_export]
macro_rules! wording {
    () => {
        &[
            $crate::Wording { lang: "en", fluent: include_str!("en.ftl") },
            $crate::Wording { lang: "fr", fluent: include_str!("fr.ftl") },
        ]
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        let cases = [
            ("/a/*/c.db", "/a/b/c.db", true),
            ("/a/*/c.db", "/a/b/b/c.db", false),
            ("/a/**/c.db", "/a/b/b/c.db", true),
            ("/a/**/c.db", "/a/c.db", true),
            ("**/shutdown*.log", "/x/y/shutdown.2.log", true),
            ("**/shutdown*.log", "/x/y/shutdown.log", true),
            ("**/shutdown*.log", "/x/shutdown.log/y", false),
            ("/a/**", "/a/b/c", true),
            ("/a", "/a", true),
            ("/a", "/a/b", false),
            ("/a/*/", "/a/b/", true),
            ("/a/**/c/", "/a/b/b/c/", true),
            ("/a/*", "/a/b/", false),
            ("/a/**", "/a/b/", false),
            ("/a/*/", "/a/b", false),
            ("/a/*/", "/a/b/c", false),
            ("*", "", true),
            ("**a*b*c", "xaxbxc", true),
            ("**a*b*c", "xaxbx", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(glob_matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn versions_from_and_to() {
        assert!(Versions::ios(9).include(26) && !Versions::ios(9).include(8));
        assert!(Versions::ios_until(9, 13).include(13) && !Versions::ios_until(9, 13).include(14));
        assert_eq!(Versions::ios(9).to_string(), "iOS 9 and later");
        assert_eq!(Versions::ios_until(9, 13).to_string(), "iOS 9 to 13");
        assert_eq!(Versions::ios_until(9, 9).to_string(), "iOS 9");
    }

    #[test]
    fn long_quotes_are_cut_at_a_character() {
        assert_eq!(cut("éééé", 2), "éé…");
        assert_eq!(cut("ab", 2), "ab");
    }
}
