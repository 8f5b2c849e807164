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

/// Longest value that is read, in bytes: a tree in memory takes some times as much.
const LONGEST: u64 = 8 << 20;

/// Shows every value of the list in `input` to `see`. What is cut short, runs into the next value or is
/// longer than the limits allow is noted as a problem.
///
/// # Errors
/// When the bytes cannot be read, or what `see` gives.
pub(crate) fn each_item(
    input: &Input<'_>,
    sink: &mut Sink<'_>,
    mut see: impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut reader = BufReader::with_capacity(64 << 10, Streamed::new(&*input.data));
    let mut list = List::new(input.limits.value.min(LONGEST));
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
    /// Whether the value at hand is longer than what is kept of it.
    too_long: bool,
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
            too_long: false,
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
                // It may end the list as well.
                self.begin(byte, sink);
            }
            Within::Word => self.push(byte),
            Within::Text | Within::Nest => {
                self.push(byte);
                if self.inside(byte) {
                    self.close(sink, see)?;
                }
            }
        }
        self.offset = self.offset.saturating_add(1);
        self.at_line_start = byte == b'\n';
        self.line = self.line.saturating_add(u64::from(self.at_line_start));
        Ok(())
    }

    fn push(&mut self, byte: u8) {
        if (self.value.len() as u64) < self.most {
            self.value.push(byte);
        } else {
            self.too_long = true;
        }
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
        self.too_long = false;
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
        if self.too_long {
            let message = format!("a value of more than {} bytes was passed over", self.most);
            sink.problem(Locator::Byte(offset), message);
        } else {
            see(&Item { bytes: &self.value, offset, line }, sink)?;
        }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use vigie_core::{Bytes, Consumer, Limits, Record, SharedBytes, Siblings};

    use super::*;

    struct Alone;

    impl Siblings for Alone {
        fn open(&self, _: &str) -> Result<Option<SharedBytes>, Stop> {
            Ok(None)
        }
    }

    #[derive(Default)]
    struct Problems(Vec<String>);

    impl Consumer for Problems {
        fn record(&mut self, _: Locator, _: &dyn Record) -> Result<(), Stop> {
            Ok(())
        }

        fn problem(&mut self, at: Locator, message: String) {
            self.0.push(format!("{at}: {message}"));
        }
    }

    fn items(text: &str, value: u64) -> (Vec<String>, Vec<String>) {
        let input = Input {
            path: "/x",
            modified: None,
            data: Arc::new(Bytes(text.as_bytes().to_vec())),
            first_line: 1,
            siblings: &Alone,
            limits: Limits { value, ..Limits::default() },
        };
        let (mut problems, stop) = (Problems::default(), AtomicBool::new(false));
        let mut sink = Sink::new(&mut problems, input.limits, &stop);
        let mut seen = Vec::new();
        each_item(&input, &mut sink, |item, _| {
            seen.push(format!("{}:{}", item.line, String::from_utf8_lossy(item.bytes)));
            Ok(())
        })
        .unwrap();
        (seen, problems.0)
    }

    #[test]
    fn arrays_and_lines_are_lists() {
        let (seen, problems) = items("[1, \"a]\\\"\",\n{\"x\":[2]},[3], null]", 100);
        assert_eq!(seen, ["1:1", "1:\"a]\\\"\"", "2:{\"x\":[2]}", "2:[3]", "2:null"]);
        assert!(problems.is_empty(), "{problems:?}");
        let (seen, problems) = items("{\"a\":1}\n{\"b\":\n{\"c\":3}\n{\"d\":\"x", 100);
        assert_eq!(seen, ["1:{\"a\":1}", "3:{\"c\":3}"]);
        assert_eq!(
            problems,
            ["byte 8: a value that does not end", "byte 22: a value that does not end"]
        );
    }

    #[test]
    fn long_values_cost_themselves() {
        let (seen, problems) = items("[{\"a\":\"0123456789\"},{\"b\":1}]", 10);
        assert_eq!(seen, ["1:{\"b\":1}"]);
        assert_eq!(problems, ["byte 1: a value of more than 10 bytes was passed over"]);
    }
}
