//! Records on their way into the case.

use vigie_core::{Kind, Locator, Record, Stamp};

use crate::CaseError;
use crate::instants::Instants;
use crate::pack::RecordPacker;

/// Bytes after which a block is written. SQLite keeps the first 8 KiB of a longer value with its row
/// and the rest on pages of its own, here of 64 KiB: of a block of this length with its last record,
/// exactly one, which is written once and never moved.
const FULL: usize = 72 << 10;

/// Collects records of one task until a block is full.
pub struct BlockBuffer {
    task: u32,
    file: i64,
    next: u32,
    count: u32,
    span: Option<(i64, i64)>,
    kinds: Vec<&'static Kind>,
    instants: Instants,
    packer: RecordPacker,
}

impl BlockBuffer {
    /// For task number `task`, which reads file `file` of the case.
    #[must_use]
    pub fn new(task: u32, file: i64) -> Self {
        Self {
            task,
            file,
            next: 0,
            count: 0,
            span: None,
            kinds: Vec::new(),
            instants: Instants::default(),
            packer: RecordPacker::default(),
        }
    }

    /// Adds a record with its stamps; gives its id.
    ///
    /// # Errors
    /// When the record cannot be serialised; the others of the block are as before.
    pub fn push(
        &mut self,
        at: &Locator,
        record: &dyn Record,
        stamps: &[Stamp],
    ) -> Result<u64, CaseError> {
        self.packer
            .record(at, record, stamps)
            .map_err(|why| CaseError::Unwritable(why.to_string()))?;
        self.instants.push(stamps);
        if !self.kinds.iter().any(|kind| std::ptr::eq(*kind, record.kind())) {
            self.kinds.push(record.kind());
        }
        let id = (u64::from(self.task) << 32) | u64::from(self.next);
        self.next = self.next.saturating_add(1);
        self.count = self.count.saturating_add(1);
        for Stamp { at, .. } in stamps {
            let at = at.unix_micros();
            let wider = |(first, last): (i64, i64)| (first.min(at), last.max(at));
            self.span = Some(self.span.map_or((at, at), wider));
        }
        Ok(id)
    }

    /// True when the block should be written.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.packer.len() >= FULL || self.next == u32::MAX
    }

    /// True when there is nothing to write.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes what was collected, ready to be written, and starts the next block.
    pub(crate) fn take(&mut self) -> Block {
        let start = self.next.saturating_sub(self.count);
        let span = self.span.take();
        let block = Block {
            id: (i64::from(self.task) << 32) | i64::from(start),
            file: self.file,
            count: self.count,
            first: span.map(|(first, _)| first),
            last: span.map(|(_, last)| last),
            kinds: self.kinds.drain(..).map(|kind| format!("{} ", kind.id)).collect(),
            instants: self.instants.take(),
            records: self.packer.take(),
        };
        self.count = 0;
        block
    }

    /// Gives the buffer of a written block back, to be used again.
    pub(crate) fn reuse(&mut self, records: Vec<u8>) {
        self.packer.reuse(records);
    }
}

/// A block ready to be written.
pub(crate) struct Block {
    pub(crate) id: i64,
    pub(crate) file: i64,
    pub(crate) count: u32,
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
    pub(crate) kinds: String,
    pub(crate) instants: Vec<u8>,
    pub(crate) records: Vec<u8>,
}
