//! Records on their way into the case.

use std::io::Write as _;

use vigie_core::{Clock, Locator, Record, Stamp};
use zeroize::Zeroize as _;

/// Bytes of JSON after which a block is written.
const FULL: usize = 64 << 10;

/// Collects serialised records of one task until a block is full.
pub struct BlockBuffer {
    task: u32,
    file: i64,
    next: u32,
    count: u32,
    first: Option<i64>,
    last: Option<i64>,
    json: Vec<u8>,
}

impl BlockBuffer {
    /// For task number `task`, which reads file `file` of the case.
    #[must_use]
    pub fn new(task: u32, file: i64) -> Self {
        Self { task, file, next: 0, count: 0, first: None, last: None, json: Vec::new() }
    }

    /// Adds a record; gives its id.
    ///
    /// # Errors
    /// When the record cannot be serialised; the block is as before.
    pub fn push(&mut self, at: &Locator, record: &dyn Record) -> Result<u64, serde_json::Error> {
        let before = self.json.len();
        if let Err(error) = self.append(at, record) {
            self.json.truncate(before);
            return Err(error);
        }
        let id = (u64::from(self.task) << 32) | u64::from(self.next);
        self.next = self.next.saturating_add(1);
        self.count = self.count.saturating_add(1);
        record.stamps(&mut |stamp| self.span(stamp));
        Ok(id)
    }

    /// True when the block should be written.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.json.len() >= FULL || self.next == u32::MAX
    }

    /// True when there is nothing to write.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn span(&mut self, stamp: Stamp) {
        let micros = stamp.at.unix_micros();
        self.first = Some(self.first.map_or(micros, |first| first.min(micros)));
        self.last = Some(self.last.map_or(micros, |last| last.max(micros)));
    }

    fn append(&mut self, at: &Locator, record: &dyn Record) -> Result<(), serde_json::Error> {
        let json = &mut self.json;
        json.extend_from_slice(if self.count == 0 { b"[{\"kind\":\"" } else { b",\n{\"kind\":\"" });
        json.extend_from_slice(record.kind().id.as_bytes());
        json.extend_from_slice(b"\",\"at\":");
        serde_json::to_writer(&mut *json, at)?;
        json.extend_from_slice(b",\"stamps\":[");
        let mut comma: &[u8] = b"";
        record.stamps(&mut |stamp| {
            json.extend_from_slice(comma);
            write_stamp(json, stamp);
            comma = b",";
        });
        json.extend_from_slice(b"],\"fields\":");
        serde_json::to_writer(&mut *json, record)?;
        json.push(b'}');
        Ok(())
    }

    /// Takes what was collected, ready to be written, and starts the next block.
    pub(crate) fn take(&mut self) -> Block {
        self.json.push(b']');
        let start = self.next.saturating_sub(self.count);
        let block = Block {
            id: (i64::from(self.task) << 32) | i64::from(start),
            file: self.file,
            count: self.count,
            first: self.first.take(),
            last: self.last.take(),
            json: std::mem::take(&mut self.json),
        };
        self.count = 0;
        block
    }

    /// Gives the emptied buffer of a written block back, to be used again.
    pub(crate) fn reuse(&mut self, mut json: Vec<u8>) {
        if self.json.is_empty() {
            json.clear();
            self.json = json;
        }
    }
}

impl Drop for BlockBuffer {
    fn drop(&mut self) {
        self.json.zeroize();
    }
}

/// A block ready to be written.
pub(crate) struct Block {
    pub(crate) id: i64,
    pub(crate) file: i64,
    pub(crate) count: u32,
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
    pub(crate) json: Vec<u8>,
}

fn write_stamp(json: &mut Vec<u8>, stamp: Stamp) {
    let clock = match stamp.clock {
        Clock::Utc => "utc",
        Clock::LocalUnknownOffset => "local-unknown-offset",
        Clock::Remote => "remote",
    };
    // Writing to a vector cannot fail, and `means` is a literal of the program without quotes.
    let _ = write!(json, "[\"{}\",\"{}\",\"{clock}\"]", stamp.at, stamp.means);
}
