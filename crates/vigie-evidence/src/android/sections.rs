//! Where the sections of a dumpstate begin and end, found in one pass.
//!
//! A section reaches to the next heading. What closes it – dashes, a duration, empty lines, the
//! banner of what follows – is left out, unless more text comes: dumpstate writes the duration of
//! one command into the middle of another, and nothing a phone printed may be lost.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use memchr::memchr_iter;
use vigie_core::{ReadAt, Stop};

use super::headings::{Line, is_capital, line};
use crate::bytes::fill;
use crate::container::check;

/// Where the lines before the first section are.
pub(crate) const HEADER: &str = "/dumpstate.txt";

/// Where the properties of the system are.
pub(crate) const PROPERTIES: &str = "/dumpstate/SYSTEM PROPERTIES";

/// Bytes read at once.
const PIECE: usize = 1 << 20;

/// No heading is longer.
const LONGEST_HEADING: usize = 1024;

/// More sections than any phone prints: its apps cannot make the list endless.
const MOST_SECTIONS: usize = 65_536;

/// A part of a dumpstate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its path among the files of the evidence.
    pub(crate) path: String,
    /// Offset of its first byte.
    pub(crate) start: u64,
    /// Its length in bytes.
    pub(crate) size: u64,
    /// Line of the dumpstate that its first one is, counting from 1.
    pub(crate) first_line: u64,
}

/// The sections of `data` in their order, and whether there are more than are listed.
pub(crate) fn sections(data: &dyn ReadAt, stop: &AtomicBool) -> Result<(Vec<Section>, bool), Stop> {
    let mut index = Index::default();
    let mut buffer = vec![0; PIECE];
    let mut kept = Vec::new();
    let mut at = 0_u64;
    loop {
        check(stop)?;
        let filled = fill(data, at, &mut buffer)?;
        let piece = buffer.get(..filled).unwrap_or_default();
        let mut start = 0;
        for end in memchr_iter(b'\n', piece) {
            let text = piece.get(start..end).unwrap_or_default();
            start = end.saturating_add(1);
            if kept.is_empty() {
                index.line(text, at.saturating_add(start as u64));
            } else {
                keep(&mut kept, text);
                index.line(&kept, at.saturating_add(start as u64));
                kept.clear();
            }
        }
        keep(&mut kept, piece.get(start..).unwrap_or_default());
        at = at.saturating_add(filled as u64);
        if filled < PIECE {
            break;
        }
    }
    if !kept.is_empty() {
        index.line(&kept, at);
    }
    index.close();
    Ok((index.sections, index.more))
}

/// Keeps the start of a line that continues in the next piece, as far as it can be a heading.
fn keep(kept: &mut Vec<u8>, text: &[u8]) {
    let room = LONGEST_HEADING.saturating_add(1).saturating_sub(kept.len());
    kept.extend_from_slice(text.get(..text.len().min(room)).unwrap_or_default());
}

struct Index {
    sections: Vec<Section>,
    /// How often each path was met.
    met: HashMap<String, u32>,
    more: bool,
    /// The section under way; the header at first.
    path: String,
    is_service: bool,
    start: u64,
    first_line: u64,
    /// Where its last line of text ends.
    end: u64,
    /// Where the line before ended, and whether it was text.
    at: u64,
    was_text: bool,
    lines: u64,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            sections: Vec::new(),
            met: HashMap::new(),
            more: false,
            path: HEADER.to_owned(),
            is_service: false,
            start: 0,
            first_line: 1,
            end: 0,
            at: 0,
            was_text: false,
            lines: 0,
        }
    }
}

impl Index {
    /// Takes the next line, which ends before `next`.
    fn line(&mut self, text: &[u8], next: u64) {
        self.lines = self.lines.saturating_add(1);
        let is_text = match text.first() {
            Some(b'D' | b'-' | b'=' | b'\r') | None => !self.heading(text, next),
            Some(_) => true,
        };
        if is_text {
            self.end = next;
        }
        self.was_text = is_text;
        self.at = next;
    }

    /// Takes a line that may be a heading; false when it is text.
    fn heading(&mut self, text: &[u8], next: u64) -> bool {
        let Some(Ok(text)) = (text.len() <= LONGEST_HEADING).then(|| std::str::from_utf8(text))
        else {
            return false;
        };
        match line(text) {
            Line::Service { priority, name } => {
                let priority = priority.map(|priority| format!("{priority}/"));
                self.open("/dumpsys/", &priority.unwrap_or_default(), name, next);
                self.is_service = true;
            }
            Line::Command { title, named } if self.may_open(title, named) => {
                self.open("/dumpstate/", "", title, next);
                self.is_service = false;
            }
            Line::Between if text.starts_with("==") && self.path == HEADER => return false,
            Line::Between => {}
            Line::Command { .. } => return false,
            // The banner of what follows: `== Checkins`.
            Line::Text => return text.starts_with("== ") && !self.was_text && self.path != HEADER,
        }
        true
    }

    /// A service may print a line between dashes: what a command prints begins after the service's
    /// end.
    fn may_open(&self, title: &str, named: bool) -> bool {
        !self.is_service || !self.was_text || (named && is_capital(title))
    }

    fn open(&mut self, folder: &str, priority: &str, name: &str, next: u64) {
        if self.sections.len() >= MOST_SECTIONS {
            self.more = true;
            return;
        }
        self.close();
        let path = format!("{folder}{priority}{}", name.replace('/', "-"));
        let met = self.met.entry(path.clone()).or_default();
        *met = met.saturating_add(1);
        self.path = if *met > 1 { format!("{path}#{met}") } else { path };
        (self.start, self.end) = (next, next);
        self.first_line = self.lines.saturating_add(1);
    }

    fn close(&mut self) {
        let Self { path, start, end, first_line, .. } = self;
        let size = end.saturating_sub(*start);
        let path = std::mem::take(path);
        if path != HEADER || size > 0 {
            self.sections.push(Section { path, start: *start, size, first_line: *first_line });
        }
    }
}

#[cfg(test)]
mod tests {
    use vigie_core::Bytes;

    use super::*;

    fn all(text: &str) -> Vec<(String, String, u64)> {
        let data = Bytes(text.as_bytes().to_vec());
        let (sections, more) = sections(&data, &AtomicBool::new(false)).unwrap();
        assert!(!more);
        let text = |section: &Section| {
            let start = usize::try_from(section.start).unwrap();
            text[start..start + usize::try_from(section.size).unwrap()].to_owned()
        };
        sections.iter().map(|one| (one.path.clone(), text(one), one.first_line)).collect()
    }

    fn section(path: &str, text: &str, line: u64) -> (String, String, u64) {
        (path.to_owned(), text.to_owned(), line)
    }

    const LINE: &str =
        "-------------------------------------------------------------------------------";

    #[test]
    fn a_dumpstate_falls_into_its_sections() {
        let text = format!(
            "==========\n== dumpstate: 2026-01-02 03:04:05\n==========\n\nBuild: X\n\
             ------ SYSTEM PROPERTIES (getprop) ------\n[a]: [b]\n\
             ------ 0.020s was the duration of 'UPTIME' ------\n[c]: [d]\n\
             ------ 0.020s was the duration of 'SYSTEM PROPERTIES' ------\n\n\
             ------ DUMPSYS CRITICAL (/system/bin/dumpsys) ------\n{LINE}\n\
             DUMP OF SERVICE CRITICAL activity:\none\n\n\
             --------- 0.1s was the duration of dumpsys activity, ending at: 2026-01-02 03:04:05\n{LINE}\n\
             DUMP OF SERVICE a.b.IPower/default:\r\ntwo\r\n{LINE}\nthree\n------ Own heading ------\n\
             --------- 0.1s was the duration of dumpsys x, ending at: 2026-01-02 03:04:05\n\
             ------ 9.1s was the duration of 'DUMPSYS' ------\n==========\n== Checkins\n==========\n\
             ------ SYSTEM LOG (logcat) ------\nlog\n------ SYSTEM LOG (logcat -L) ------\nold"
        );
        let expected = [
            section(
                "/dumpstate.txt",
                "==========\n== dumpstate: 2026-01-02 03:04:05\n==========\n\nBuild: X\n",
                1,
            ),
            section(
                "/dumpstate/SYSTEM PROPERTIES",
                "[a]: [b]\n------ 0.020s was the duration of 'UPTIME' ------\n[c]: [d]\n",
                7,
            ),
            section("/dumpstate/DUMPSYS CRITICAL", "", 13),
            section("/dumpsys/CRITICAL/activity", "one\n", 15),
            section(
                "/dumpsys/a.b.IPower-default",
                &format!("two\r\n{LINE}\nthree\n------ Own heading ------\n"),
                20,
            ),
            section("/dumpstate/SYSTEM LOG", "log\n", 30),
            section("/dumpstate/SYSTEM LOG#2", "old", 32),
        ];
        assert_eq!(all(&text), expected);
    }

    #[test]
    fn lines_across_pieces_are_one() {
        for shift in 0..80 {
            let before = "x".repeat(PIECE - 40 - shift) + "\n";
            let text = format!("{before}------ SYSTEM PROPERTIES (getprop) ------\n[a]: [b]\n");
            let expected = [section(HEADER, &before, 1), section(PROPERTIES, "[a]: [b]\n", 3)];
            assert_eq!(all(&text), expected, "{shift}");
        }
    }

    #[test]
    fn any_start_of_a_dumpstate_is_one() {
        let text = format!("a\n------ T (c) ------\nb\n{LINE}\nDUMP OF SERVICE s:\nc\n{LINE}\n");
        for cut in 0..text.len() {
            let sections = all(&text[..cut]);
            assert!(sections.len() <= 3, "{sections:?}");
        }
    }
}
