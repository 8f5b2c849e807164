//! Everything that a copy of a file system holds, listed in a file of its own.
//!
//! A parser is given one file; that of names alone is given this one, so that nothing has to be
//! opened for its name. One line for each file and folder, in the order of the container:
//!
//! ```text
//! TYPE ⇥ SIZE ⇥ MODIFIED ⇥ PATH
//! ```
//!
//! `TYPE` is `f` for a file and `d` for a folder, whose path ends in `/`. `SIZE` is in bytes,
//! `MODIFIED` in microseconds since 1970, both `-` where the evidence does not say. In the path, `\`,
//! tab, line feed and carriage return are written `\\`, `\t`, `\n` and `\r`.

use std::fmt::Write as _;
use std::path::Path;

use vigie_core::{SharedBytes, Stop};

use crate::bytes::Spill;
use crate::container::Member;

/// Path of the list, among those of the device.
pub const LISTING: &str = "/evidence/listing";

/// Bytes that are written at once.
const PIECE: usize = 64 << 10;

/// A list that is being written: in the scratch folder where it is long.
pub(crate) struct Listing {
    spill: Spill,
    lines: String,
}

impl Listing {
    pub(crate) fn new(scratch: &Path) -> Self {
        Self { spill: Spill::new(Some(scratch)), lines: String::with_capacity(2 * PIECE) }
    }

    /// Adds `member`, which stands at `path` on the device.
    pub(crate) fn push(&mut self, path: &str, member: &Member<'_>) -> Result<(), Stop> {
        let kind = if member.is_folder() { 'd' } else { 'f' };
        let size = member.size.filter(|_| !member.is_folder());
        self.lines.push(kind);
        self.lines.push('\t');
        self.number(size);
        self.number(member.modified.map(vigie_core::Time::unix_micros));
        for c in path.chars() {
            match c {
                '\\' => self.lines.push_str("\\\\"),
                '\t' => self.lines.push_str("\\t"),
                '\n' => self.lines.push_str("\\n"),
                '\r' => self.lines.push_str("\\r"),
                plain => self.lines.push(plain),
            }
        }
        self.lines.push('\n');
        if self.lines.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    /// A number and a tab, or `-` and a tab.
    fn number(&mut self, number: Option<impl std::fmt::Display>) {
        // Writing to a string cannot fail.
        let _ = match number {
            Some(number) => write!(self.lines, "{number}\t"),
            None => self.lines.write_str("-\t"),
        };
    }

    fn flush(&mut self) -> Result<(), Stop> {
        self.spill.push(self.lines.as_bytes())?;
        self.lines.clear();
        Ok(())
    }

    /// The list.
    pub(crate) fn finish(mut self) -> Result<SharedBytes, Stop> {
        self.flush()?;
        Ok(self.spill.finish())
    }
}
