//! What is to be done: one task per file and parser, one per file for its hash.

use vigie_core::{Parser, glob_matches};
use vigie_evidence::File;

use super::sources::Source;
use crate::slices;

/// One parser on one file.
pub(super) struct Task {
    /// Its number, by source, path and parser: results are merged in this order.
    pub(super) number: u32,
    /// Index of its source.
    pub(super) source: usize,
    /// Index of the file in the source.
    pub(super) file: usize,
    /// Id of the file in the case.
    pub(super) file_id: i64,
    /// The parser.
    pub(super) parser: &'static dyn Parser,
    /// Bytes to read.
    pub(super) size: u64,
}

/// Everything to be done.
pub(super) struct Plan {
    /// Parsers on files, by number.
    pub(super) tasks: Vec<Task>,
    /// Files that some parser reads, or of which it reads sections: source, index in it, id in the case.
    pub(super) files: Vec<(usize, usize, i64)>,
}

/// Plans the reading of `sources`.
pub(super) fn plan(sources: &[Source]) -> Plan {
    let mut plan = Plan { tasks: Vec::new(), files: Vec::new() };
    for (source, index) in sources.iter().zip(0usize..) {
        let files = source.opened.as_ref().map(|opened| opened.files()).unwrap_or_default();
        for (file, at) in files.iter().zip(0usize..) {
            plan.add(index, source, file, at);
        }
    }
    plan
}

impl Plan {
    fn add(&mut self, index: usize, source: &Source, file: &File, at: usize) {
        let id = i64::try_from(self.files.len()).unwrap_or(i64::MAX).saturating_add(1);
        let before = self.tasks.len();
        for parser in slices::parsers() {
            let meta = parser.meta();
            // What is cut is read section by section.
            let known = !file.is_cut() && meta.found_in.contains(&source.piece.kind);
            if known && meta.reads.iter().any(|glob| glob_matches(glob, &file.path)) {
                let number = u32::try_from(self.tasks.len()).unwrap_or(u32::MAX);
                let size = file.size.unwrap_or(0);
                let (source, file) = (index, at);
                self.tasks.push(Task { number, source, file, file_id: id, parser, size });
            }
        }
        if self.tasks.len() > before || file.is_cut() {
            self.files.push((index, at, id));
        }
    }

    /// Indices of the tasks, the longest first, so that no thread is left with a long one.
    pub(super) fn longest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.tasks.len()).collect();
        let size = |at: &usize| self.tasks.get(*at).map_or(0, |task| task.size);
        order.sort_by_key(|at| (std::cmp::Reverse(size(at)), *at));
        order
    }
}
