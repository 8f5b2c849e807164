//! The values of a JSON document that is a long list, one at a time: an array, or one value after the
//! other, often one a line. Nothing but the value at hand is in memory, and a damaged one costs itself.

use std::io::{BufRead as _, BufReader};

use vigie_core::{Input, Locator, Sink, Stop, Streamed};

/// A value of the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// Its text.
    pub(crate) bytes: &'a [u8],
    /// Where it begins in the file.
    pub(crate) offset: u64,
    /// Line that it begins in, counting from 1.
    pub(crate) line: u64,
}

impl Item<'_> {
    /// Its place as an offset: lists of arrays stand on a single line.
    pub(crate) fn at(&self) -> Locator {
        Locator::Byte(self.offset)
    }
}

/// Shows every value of the list in `input` to `see`. What is cut short or runs into the next value is
/// noted as a problem.
///
/// # Errors
/// When the bytes cannot be read, when a value is longer than the limits allow, or what `see` gives.
pub(crate) fn each_item(
    input: &Input<'_>,
    sink: &mut Sink<'_>,
    mut see: impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut reader = BufReader::with_capacity(64 << 10, Streamed::new(&*input.data));
    let mut list = List::new(input.limits.value);
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        let length = chunk.len();
        for byte in chunk {
            list.step(*byte, sink, &mut see)?;
        }
        reader.consume(length);
    }
    list.end(sink, &mut see)
}

/// What the next byte belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// What stands between values.
    Nothing,
    /// A number, true, false or null.
    Word,
    /// A string that is a value itself.
    Text,
    /// An object or an array.
    Nest,
}

struct List {
    most: u64,
    within: Within,
    value: Vec<u8>,
    /// Where the value at hand begins.
    start: (u64, u64),
    offset: u64,
    line: u64,
    /// Whether an array was opened around the values.
    in_array: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Whether the last byte ended a line.
    at_line_start: bool,
    /// Whether stray bytes were told of since the last value.
    told: bool,
}

impl List {
    fn new(most: u64) -> Self {
        Self {
            most,
            within: Within::Nothing,
            value: Vec::new(),
            start: (0, 1),
            offset: 0,
            line: 1,
            in_array: false,
            depth: 0,
            in_string: false,
            escaped: false,
            at_line_start: true,
            told: false,
        }
    }

    fn step(
        &mut self,
        byte: u8,
        sink: &mut Sink<'_>,
        see: &mut impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        // A value that runs over the end of its line into the next value never ended: strings hold no
        // bare line ends, and what begins at the left edge is not inside of anything.
        let broken = match byte {
            b'\n' => self.in_string,
            b'{' => !self.in_array && self.at_line_start,
            _ => false,
        };
        if broken && self.within != Within::Nothing {
            self.give_up(sink);
        }
        match self.within {
            Within::Nothing => self.begin(byte, sink),
            Within::Word if matches!(byte, b',' | b']' | b'\n' | b'\r' | b' ' | b'\t') => {
                self.close(sink, see)?;
            }
            Within::Word => self.value.push(byte),
            Within::Text | Within::Nest => {
                self.value.push(byte);
                if self.inside(byte) {
                    self.close(sink, see)?;
                }
            }
        }
        if self.value.len() as u64 > self.most {
            return Err(Stop::Limit { what: "bytes of one value", most: self.most });
        }
        self.offset = self.offset.saturating_add(1);
        self.at_line_start = byte == b'\n';
        self.line = self.line.saturating_add(u64::from(self.at_line_start));
        Ok(())
    }

    fn begin(&mut self, byte: u8, sink: &mut Sink<'_>) {
        self.within = match byte {
            b'{' => Within::Nest,
            b'"' => Within::Text,
            b'[' if self.in_array => Within::Nest,
            b'[' => {
                self.in_array = true;
                return;
            }
            b']' => {
                self.in_array = false;
                return;
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => Within::Word,
            b',' | b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf => return,
            _ => {
                if !std::mem::replace(&mut self.told, true) {
                    sink.problem(Locator::Byte(self.offset), "expected a JSON value");
                }
                return;
            }
        };
        self.start = (self.offset, self.line);
        self.depth = 1;
        self.in_string = self.within == Within::Text;
        self.escaped = false;
        self.value.push(byte);
    }

    /// Takes a byte of a string, an object or an array; true when it ends the value.
    fn inside(&mut self, byte: u8) -> bool {
        if self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_string = false;
                return self.within == Within::Text;
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0
    }

    fn close(
        &mut self,
        sink: &mut Sink<'_>,
        see: &mut impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let (offset, line) = self.start;
        see(&Item { bytes: &self.value, offset, line }, sink)?;
        self.value.clear();
        self.within = Within::Nothing;
        self.told = false;
        Ok(())
    }

    fn give_up(&mut self, sink: &mut Sink<'_>) {
        sink.problem(Locator::Byte(self.start.0), "a value that does not end");
        self.value.clear();
        self.within = Within::Nothing;
        self.in_string = false;
    }

    fn end(
        &mut self,
        sink: &mut Sink<'_>,
        see: &mut impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        match self.within {
            Within::Nothing => {}
            Within::Word => self.close(sink, see)?,
            Within::Text | Within::Nest => self.give_up(sink),
        }
        if self.in_array {
            sink.problem(Locator::Byte(self.offset), "the list does not end: expected ]");
        }
        Ok(())
    }
}
