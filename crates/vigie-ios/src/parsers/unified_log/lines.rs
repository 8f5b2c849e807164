//! Packed sets of lines turned into lines, a few thousand at a time.

use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind};

use macos_unifiedlogs::iterator::UnifiedLogIterator;
use macos_unifiedlogs::parser::build_log;
use macos_unifiedlogs::unified_log::{LogData, UnifiedLogCatalogData, UnifiedLogData};
use vigie_core::Stop;

use super::boots::Clocks;
use super::chunks::{Chunk, unpacked};
use super::texts::{Kept, Texts};
use crate::starts::start;

/// Lines that are made at a time, more or less: what one costs grows with its text.
const AT_A_TIME: usize = 2000;
/// Texts too long for a line that are remembered, and bytes of one.
const MOST_LONG: usize = 500;
const LONGEST: usize = 1 << 14;
/// Characters that the lengths in one line may ask for.
const WIDEST: u16 = 1 << 14;
/// Failures of the reader before the file is given up.
const MOST_FAILURES: u64 = 100;

/// The lines of a log file.
pub(super) struct Lines<'a> {
    texts: &'a Texts<'a>,
    kept: &'a Kept<'a>,
    clocks: &'a Clocks,
    /// The chunks before a set that it needs.
    header: Vec<u8>,
    catalog: Vec<u8>,
    waiting: Vec<Part>,
    lines_waiting: usize,
    /// Header and long texts of the sets that wait.
    common: UnifiedLogData,
    /// Lines that made the reader fail.
    failed: u64,
    failures: u64,
}

/// Lines of one set.
struct Part {
    /// Where the set stands.
    at: u64,
    lines: UnifiedLogCatalogData,
}

impl Part {
    /// Chunks of lines, and lines that stand alone.
    fn pieces(&self) -> usize {
        self.lines.firehose.len().saturating_add(self.lines.simpledump.len())
    }

    fn count(&self) -> usize {
        let chunks = self.lines.firehose.iter();
        let lines: usize = chunks.map(|chunk| chunk.public_data.len()).sum();
        lines.saturating_add(self.lines.simpledump.len())
    }

    /// Moves the second half of its lines into a part of their own; `None` where there is one line.
    fn halve(&mut self) -> Option<Self> {
        let (mut firehose, mut simpledump) = (Vec::new(), Vec::new());
        let lines = &mut self.lines;
        if lines.firehose.len() > 1 {
            firehose = lines.firehose.split_off(lines.firehose.len() / 2);
        } else if let Some(chunk) = lines.firehose.first_mut()
            && chunk.public_data.len() > 1
        {
            let half = chunk.public_data.split_off(chunk.public_data.len() / 2);
            firehose.push(chunk.clone());
            if let Some(second) = firehose.first_mut() {
                second.public_data = half;
            }
        } else if lines.simpledump.len() > 1 || !lines.firehose.is_empty() {
            simpledump = lines.simpledump.split_off(lines.simpledump.len() / 2);
        }
        let catalog = lines.catalog.clone();
        let half = UnifiedLogCatalogData { catalog, firehose, simpledump, ..Default::default() };
        let half = Self { at: self.at, lines: half };
        (half.pieces() > 0).then_some(half)
    }
}

/// Takes a line and where its set stands.
pub(super) type See<'s> = dyn FnMut(u64, LogData) -> Result<(), Stop> + 's;

impl<'a> Lines<'a> {
    pub(super) fn new(texts: &'a Texts<'a>, kept: &'a Kept<'a>, clocks: &'a Clocks) -> Self {
        Self {
            texts,
            kept,
            clocks,
            header: Vec::new(),
            catalog: Vec::new(),
            waiting: Vec::new(),
            lines_waiting: 0,
            common: UnifiedLogData::default(),
            failed: 0,
            failures: 0,
        }
    }

    /// Begins again with another header. Lines that wait go by the one before.
    pub(super) fn header(&mut self, chunk: Chunk, see: &mut See<'_>) -> Result<(), Stop> {
        self.flush(see)?;
        (self.header, self.catalog) = (chunk.bytes, Vec::new());
        self.common = UnifiedLogData::default();
        Ok(())
    }

    /// Notes the catalog of the sets that follow.
    pub(super) fn catalog(&mut self, chunk: Chunk) {
        self.catalog = chunk.bytes;
    }

    /// Reads a set, and gives lines once there are enough.
    pub(super) fn set(&mut self, chunk: &Chunk, see: &mut See<'_>) -> Result<(), Stop> {
        unpacked(chunk)?;
        if self.header.is_empty() || self.catalog.is_empty() {
            let expected = "a header and a catalog before it".to_owned();
            return Err(Stop::Malformed { what: "set of lines", offset: chunk.at, expected });
        }
        let data = [self.header.as_slice(), &self.catalog, &chunk.bytes].concat();
        let read = || UnifiedLogIterator { data, header: Vec::new(), evidence: String::new() }.next();
        let read = catch_unwind(AssertUnwindSafe(read)).ok().flatten();
        let Some(read) = read.filter(|read| !read.header.is_empty() && !read.catalog_data.is_empty())
        else {
            let expected = "lines that can be read".to_owned();
            return Err(Stop::Malformed { what: "set of lines", offset: chunk.at, expected });
        };
        self.keep(chunk.at, read);
        if self.lines_waiting >= AT_A_TIME { self.flush(see) } else { Ok(()) }
    }

    fn keep(&mut self, at: u64, read: UnifiedLogData) {
        let UnifiedLogData { header, catalog_data, mut oversize, .. } = read;
        self.common.header = header;
        for long in &mut oversize {
            let mut left = LONGEST;
            for item in &mut long.message_items.item_info {
                let end = start(&item.message_strings, left).len();
                item.message_strings.truncate(end);
                left = left.saturating_sub(end);
            }
        }
        self.common.oversize.append(&mut oversize);
        let long = self.common.oversize.len();
        self.common.oversize.drain(..long.saturating_sub(MOST_LONG));
        for mut lines in catalog_data {
            lines.statedump = Vec::new();
            for chunk in &mut lines.firehose {
                for line in &mut chunk.public_data {
                    let mut left = WIDEST;
                    for item in &mut line.message.item_info {
                        // Items that say how long the next one is.
                        if matches!(item.item_type, 0 | 0x10 | 0x12) {
                            item.item_size = item.item_size.min(left);
                            left = left.saturating_sub(item.item_size);
                        }
                    }
                }
            }
            let part = Part { at, lines };
            self.lines_waiting = self.lines_waiting.saturating_add(part.count());
            self.waiting.push(part);
        }
    }

    /// Gives every line that waits.
    pub(super) fn flush(&mut self, see: &mut See<'_>) -> Result<(), Stop> {
        self.lines_waiting = 0;
        let mut group = Vec::new();
        let mut count = 0_usize;
        let mut waiting = take(&mut self.waiting);
        waiting.reverse();
        while let Some(mut part) = waiting.pop() {
            while part.count() > AT_A_TIME
                && let Some(half) = part.halve()
            {
                waiting.push(half);
            }
            count = count.saturating_add(part.count());
            group.push(part);
            if count >= AT_A_TIME {
                self.give(take(&mut group), see)?;
                count = 0;
            }
        }
        self.give(group, see)
    }

    fn give(&mut self, group: Vec<Part>, see: &mut See<'_>) -> Result<(), Stop> {
        let mut groups = vec![group];
        while let Some(mut group) = groups.pop() {
            if group.is_empty() {
                continue;
            }
            let counts: Vec<(u64, usize)> = group.iter().map(|part| (part.at, part.count())).collect();
            match self.build(&mut group) {
                Some(lines) => {
                    let places = counts.iter().flat_map(|(at, count)| std::iter::repeat_n(*at, *count));
                    for (at, line) in places.zip(lines) {
                        see(at, line)?;
                    }
                }
                None => self.divide(group, &mut groups)?,
            }
        }
        Ok(())
    }

    /// Divides what made the reader fail, down to the line that did.
    fn divide(&mut self, mut group: Vec<Part>, groups: &mut Vec<Vec<Part>>) -> Result<(), Stop> {
        self.failures = self.failures.saturating_add(1);
        if self.failures > MOST_FAILURES {
            return Err(Stop::Limit { what: "failures of the reader of lines", most: MOST_FAILURES });
        }
        if group.len() > 1 {
            let second = group.split_off(group.len() / 2);
            groups.extend([second, group]);
        } else if let Some(second) = group.first_mut().and_then(Part::halve) {
            groups.extend([vec![second], group]);
        } else {
            self.failed = self.failed.saturating_add(1);
        }
        Ok(())
    }

    /// The lines of `group`; `None` where the reader failed, and `group` is as it was.
    fn build(&mut self, group: &mut [Part]) -> Option<Vec<LogData>> {
        let parts = group.iter_mut().map(|part| take(&mut part.lines)).collect();
        let mut data = take(&mut self.common);
        data.catalog_data = parts;
        let read = || build_log(&data, self.texts, self.kept, self.clocks, false).0;
        let lines = catch_unwind(AssertUnwindSafe(read)).ok();
        for (part, lines) in group.iter_mut().zip(take(&mut data.catalog_data)) {
            part.lines = lines;
        }
        self.common = data;
        lines
    }

    /// How many lines the reader failed on.
    pub(super) const fn failed(&self) -> u64 {
        self.failed
    }
}
