//! A stream of records as blocks of whole lines.
//!
//! Records are lines. Where a file is an array of objects, or objects over several lines, what is around
//! the objects becomes line ends and line ends inside become spaces, byte for byte, so that offsets stay.

use std::io::{self, Read};

use memchr::{memchr, memrchr};

/// Bytes of a block, about.
const BLOCK: usize = 4 << 20;

/// Bytes of the longest record that is read.
pub(crate) const MOST_RECORD: usize = 16 << 20;

/// Whole lines.
#[derive(Debug)]
pub(crate) struct Block {
    /// Where it begins in the unpacked file.
    pub(crate) offset: u64,
    /// The lines, the last without its end where the file ends.
    pub(crate) bytes: Vec<u8>,
}

/// How objects stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objects {
    /// Each on a line of its own.
    Lines,
    /// In an array, or over several lines, at this level of braces.
    Below(u32),
}

/// Reads blocks.
pub(crate) struct Blocks<R> {
    reader: R,
    offset: u64,
    carry: Vec<u8>,
    objects: Objects,
    braces: Braces,
    ended: bool,
    /// Where records began that are too long to be read.
    pub(crate) too_long: Vec<u64>,
}

impl<R: Read> Blocks<R> {
    /// Blocks of what `reader` gives.
    pub(crate) fn new(reader: R, objects: Objects) -> Self {
        Self {
            reader,
            offset: 0,
            carry: Vec::new(),
            objects,
            braces: Braces::default(),
            ended: false,
            too_long: Vec::new(),
        }
    }

    /// The next block; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read further. What came before was given.
    pub(crate) fn next_block(&mut self) -> io::Result<Option<Block>> {
        let mut skipping = false;
        while !self.ended {
            let mut bytes = std::mem::take(&mut self.carry);
            let old = bytes.len();
            // One more block, whatever is left of the last.
            let read = self.fill(&mut bytes)?;
            if let (Objects::Below(level), Some(new)) = (self.objects, bytes.get_mut(old..)) {
                self.braces.lay_out(new, level);
            }
            self.ended = read == 0;
            let end = match memrchr(b'\n', bytes.get(old..).unwrap_or_default()) {
                Some(at) => old.saturating_add(at).saturating_add(1),
                None if self.ended => bytes.len(),
                None if bytes.len() <= MOST_RECORD => {
                    self.carry = bytes;
                    continue;
                }
                None => {
                    if !std::mem::replace(&mut skipping, true) {
                        self.too_long.push(self.offset);
                    }
                    self.offset = self.offset.saturating_add(bytes.len() as u64);
                    continue;
                }
            };
            let start = if std::mem::take(&mut skipping) {
                memchr(b'\n', &bytes).map_or(bytes.len(), |at| at.saturating_add(1))
            } else {
                0
            };
            self.carry = bytes.get(end..).unwrap_or_default().to_vec();
            bytes.truncate(end);
            let offset = self.offset.saturating_add(start as u64);
            self.offset = self.offset.saturating_add(end as u64);
            if start > 0 {
                bytes.drain(..start.min(bytes.len()));
            }
            if !bytes.is_empty() {
                return Ok(Some(Block { offset, bytes }));
            }
        }
        Ok(None)
    }

    /// Appends up to a block; gives how much.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let old = bytes.len();
        bytes.resize(old.saturating_add(BLOCK), 0);
        let mut filled = old;
        let mut result = Ok(());
        while let Some(room) = bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.reader.read(room) {
                Ok(0) => break,
                Ok(read) => filled = filled.saturating_add(read),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        bytes.truncate(filled);
        let read = filled.saturating_sub(old);
        // What came before the damage is read first.
        match result {
            Err(error) if read == 0 => Err(error),
            _ => Ok(read),
        }
    }
}

/// Where in JSON the last byte stood.
#[derive(Default)]
struct Braces {
    level: u32,
    inside_text: bool,
    escaped: bool,
}

impl Braces {
    /// Brings objects below `level` onto lines of their own.
    fn lay_out(&mut self, bytes: &mut [u8], level: u32) {
        for byte in bytes {
            let before = self.level;
            if self.inside_text {
                let ends = *byte == b'"' && !self.escaped;
                self.escaped = *byte == b'\\' && !self.escaped;
                self.inside_text = !ends;
            } else {
                match *byte {
                    b'"' => self.inside_text = true,
                    b'{' => self.level = self.level.saturating_add(1),
                    b'}' => self.level = self.level.saturating_sub(1),
                    b'\n' | b'\r' => *byte = b' ',
                    _ => {}
                }
            }
            if before <= level && self.level <= level {
                *byte = b'\n';
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &[u8], objects: Objects) -> (Vec<(u64, String)>, Vec<u64>) {
        let mut blocks = Blocks::new(text, objects);
        let mut found = Vec::new();
        while let Some(block) = blocks.next_block().unwrap() {
            let mut offset = block.offset;
            for line in block.bytes.split_inclusive(|byte| *byte == b'\n') {
                let text = String::from_utf8_lossy(line).trim().to_owned();
                if !text.is_empty() {
                    found.push((offset, text));
                }
                offset += line.len() as u64;
            }
        }
        (found, blocks.too_long)
    }

    #[test]
    fn lines_stay_and_arrays_become_lines() {
        let own = |found: &[(u64, &str)]| -> Vec<(u64, String)> {
            found.iter().map(|(at, text)| (*at, (*text).to_owned())).collect()
        };
        assert_eq!(records(b"{}\n{1}", Objects::Lines).0, own(&[(0, "{}"), (3, "{1}")]));
        let array = b"[ {\"a\":\n{\"}\\\"\":1}} ,{}]";
        let expected = own(&[(2, "{\"a\": {\"}\\\"\":1}}"), (20, "{}")]);
        assert_eq!(records(array, Objects::Below(0)).0, expected);
        assert_eq!(
            records(b"{\"entries\":[{\"x\":1}]}", Objects::Below(1)).0,
            own(&[(12, "{\"x\":1}")])
        );
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let mut text = b"{first}\n".to_vec();
        text.resize(8 + MOST_RECORD + 3 * BLOCK, b'x');
        text.extend_from_slice(b"\n{last}\n");
        let (found, too_long) = records(&text, Objects::Lines);
        let names: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(names, ["{first}", "{last}"]);
        assert_eq!(found[1].0, text.len() as u64 - 7);
        assert_eq!(too_long, [8]);
    }
}
