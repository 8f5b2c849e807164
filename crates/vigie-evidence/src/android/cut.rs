//! A file that is divided into sections.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{Locator, SharedBytes, Stop};

use super::facts::{facts_of_header, facts_of_properties};
use super::sections::{HEADER, PROPERTIES, Section, sections};
use crate::bytes::{Window, fill};
use crate::opened::{File, Place};
use crate::problems::Problems;

/// Bytes of a section that facts are looked for in.
const MOST_OF_SECTION: u64 = 1 << 20;

/// The bytes of a file, and its sections. It is unpacked once, however many are read.
pub(crate) struct Cut {
    data: SharedBytes,
    sections: Vec<Section>,
    /// Whether there are more sections than are listed.
    more: bool,
}

impl Cut {
    pub(crate) fn new(data: SharedBytes, stop: &AtomicBool) -> Result<Self, Stop> {
        let (mut sections, more) = sections(&data, stop)?;
        sections.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { data, sections, more })
    }

    pub(crate) fn size(&self) -> u64 {
        self.data.size()
    }

    pub(crate) fn bytes(&self, start: u64, size: u64) -> SharedBytes {
        Arc::new(Window::new(self.data.clone(), start, size))
    }

    /// The section at `path`.
    pub(crate) fn find(&self, path: &str) -> Option<SharedBytes> {
        let at = self.sections.partition_point(|section| section.path.as_str() < path);
        let section = self.sections.get(at).filter(|section| section.path == path)?;
        Some(self.bytes(section.start, section.size))
    }

    /// Those sections of `file`, the one cut at place `cut`, that are wanted.
    pub(crate) fn wanted<'a>(
        &'a self,
        file: &'a File,
        cut: usize,
        wanted: &'a dyn Fn(&str) -> bool,
    ) -> impl Iterator<Item = File> + 'a {
        let sections = self.sections.iter().filter(|section| wanted(&section.path));
        sections.map(move |section| File {
            path: section.path.clone(),
            modified: None,
            stored: file.stored.clone(),
            size: Some(section.size),
            first_line: section.first_line,
            place: Place::Section { cut, start: section.start },
        })
    }

    /// What the header and the properties say about the phone.
    pub(crate) fn facts(&self) -> BTreeMap<String, String> {
        let mut facts = facts_of_properties(&self.start_of(PROPERTIES));
        for (name, value) in facts_of_header(&self.start_of(HEADER)) {
            facts.entry(name).or_insert(value);
        }
        facts
    }

    fn start_of(&self, path: &str) -> Vec<u8> {
        let Some(data) = self.find(path) else { return Vec::new() };
        let mut start = vec![0; usize::try_from(data.size().min(MOST_OF_SECTION)).unwrap_or(0)];
        let filled = fill(&data, 0, &mut start).unwrap_or(0);
        start.truncate(filled);
        start
    }

    /// Notes what parsers cannot see.
    pub(crate) fn note_oddities(&self, path: &str, problems: &mut Problems) {
        if self.more {
            let message = format!(
                "more than {} sections: the last of these holds all that follow",
                self.sections.len()
            );
            problems.note(path, Locator::Whole, message);
        }
        if !self.sections.iter().any(|section| section.path != HEADER) {
            problems.note(path, Locator::Byte(0), "expected the sections of a dumpstate");
        }
    }
}
