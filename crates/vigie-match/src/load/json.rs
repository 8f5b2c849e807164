//! JSON, split into pieces as it streams by: a bundle of any size is never in memory whole.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use vigie_core::{Limits, Stop};

use super::tokens::{Fault, Scan, members, text, walk};

/// Bytes asked for at once.
const CHUNK: usize = 256 << 10;

/// Reads the top level of JSON documents piece by piece.
pub(crate) struct Pieces<R> {
    source: R,
    buffer: Vec<u8>,
    /// First byte not yet used.
    at: usize,
    /// Offset of the buffer's first byte in the stream.
    base: u64,
    ended: bool,
    most: usize,
    depth: usize,
    stack: Vec<u8>,
    members: Vec<Member>,
}

/// Where a member's name, without quotes, and its value stand in an object.
type Member = (Range<usize>, Range<usize>);

/// Where a piece stands, and its bytes.
pub(crate) struct Piece<'a> {
    /// Name of the member of the outermost object it belongs to; empty in an outermost array.
    pub(crate) member: &'a str,
    /// Offset of its first byte.
    pub(crate) offset: u64,
    /// Its JSON.
    pub(crate) json: &'a [u8],
    /// For an object that is in order: its members.
    members: Option<&'a [Member]>,
}

/// Takes a piece.
pub(crate) type SeePiece<'a> = &'a mut dyn FnMut(Piece<'_>) -> Result<(), Stop>;

impl<'a> Piece<'a> {
    /// An object inside another piece, which stands at `offset`.
    pub(crate) const fn of(offset: u64, json: &'a [u8]) -> Self {
        Self { member: "", offset, json, members: None }
    }

    /// Shows every member of the object, as [`members`] does.
    ///
    /// # Errors
    /// Offset in the piece, and what was expected there.
    pub(crate) fn members(&self, see: &mut dyn FnMut(&'a [u8], &'a [u8])) -> Result<(), Fault> {
        let Some(known) = self.members else { return members(self.json, see) };
        for (name, value) in known {
            let bytes = |range: &Range<usize>| self.json.get(range.clone()).unwrap_or_default();
            see(bytes(name), bytes(value));
        }
        Ok(())
    }
}

impl<R: Read> Pieces<R> {
    /// Starts at the first byte of `source`.
    pub(crate) fn new(source: R, limits: &Limits) -> Self {
        Self {
            source,
            buffer: Vec::with_capacity(CHUNK * 2),
            at: 0,
            base: 0,
            ended: false,
            most: usize::try_from(limits.whole_file).unwrap_or(usize::MAX),
            depth: usize::try_from(limits.depth).unwrap_or(64),
            stack: Vec::new(),
            members: Vec::new(),
        }
    }

    /// Shows every element of the outermost arrays and of the arrays that are members of the
    /// outermost objects, and every other member whole.
    ///
    /// # Errors
    /// When the JSON is malformed or cut short, a piece is too large, or the bytes cannot be had.
    /// Pieces before the damage have been shown.
    pub(crate) fn each(&mut self, see: SeePiece<'_>) -> Result<(), Stop> {
        // A byte order mark is allowed by none and written by many.
        self.fill(3)?;
        if self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
        while let Some(byte) = self.peek()? {
            match byte {
                b'{' => self.object(see)?,
                b'[' => self.array("", see)?,
                _ => return Err(self.malformed("'{' or '['")),
            }
        }
        Ok(())
    }

    fn malformed(&self, expected: &str) -> Stop {
        let offset = self.base.saturating_add(self.at as u64);
        Stop::malformed("JSON", offset, expected)
    }

    /// Reads until `wanted` bytes from the current one are there, or the stream ends.
    fn fill(&mut self, wanted: usize) -> Result<(), Stop> {
        while !self.ended && self.buffer.len().saturating_sub(self.at) < wanted {
            if self.at >= CHUNK {
                self.buffer.drain(..self.at);
                self.base = self.base.saturating_add(self.at as u64);
                self.at = 0;
            }
            let before = self.buffer.len();
            let limit = u64::try_from(CHUNK).unwrap_or(u64::MAX);
            (&mut self.source).take(limit).read_to_end(&mut self.buffer)?;
            self.ended = self.buffer.len() == before;
        }
        Ok(())
    }

    /// The next byte that is no white space; `None` at the end.
    fn peek(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            if let Some(skip) = rest.iter().position(|byte| !blank(byte)) {
                self.at += skip;
                return Ok(self.buffer.get(self.at).copied());
            }
            self.at = self.buffer.len();
            if self.ended {
                return Ok(None);
            }
            self.fill(1)?;
        }
    }

    fn expect(&mut self, what: &str) -> Result<u8, Stop> {
        self.peek()?.ok_or_else(|| self.malformed(what))
    }

    fn object(&mut self, see: SeePiece<'_>) -> Result<(), Stop> {
        self.at += 1;
        if self.expect("a member or '}'")? == b'}' {
            self.at += 1;
            return Ok(());
        }
        loop {
            if self.expect("the name of a member")? != b'"' {
                return Err(self.malformed("the name of a member, in quotes"));
            }
            let end = self.value_end()?;
            let name = text(self.buffer.get(self.at..end).unwrap_or_default());
            let name = name.map(Cow::into_owned).unwrap_or_default();
            self.at = end;
            if self.expect("':'")? != b':' {
                return Err(self.malformed("':'"));
            }
            self.at += 1;
            if self.expect("a value")? == b'[' {
                self.array(&name, see)?;
            } else {
                self.piece(&name, see)?;
            }
            match self.expect("',' or '}'")? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(self.malformed("',' or '}'")),
            }
        }
    }

    fn array(&mut self, member: &str, see: SeePiece<'_>) -> Result<(), Stop> {
        self.at += 1;
        if self.expect("an element or ']'")? == b']' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.expect("an element")?;
            self.piece(member, see)?;
            match self.expect("',' or ']'")? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(self.malformed("',' or ']'")),
            }
        }
    }

    fn piece(&mut self, member: &str, see: SeePiece<'_>) -> Result<(), Stop> {
        let end = match self.object_end()? {
            Some(end) => end,
            None => {
                self.members.clear();
                self.value_end()?
            }
        };
        let offset = self.base.saturating_add(self.at as u64);
        let json = self.buffer.get(self.at..end).unwrap_or_default();
        let members = (!self.members.is_empty()).then_some(self.members.as_slice());
        see(Piece { member, offset, json, members })?;
        self.at = end;
        Ok(())
    }

    /// End of the object that starts at the current byte, whose members are noted in the same
    /// pass; nothing when it is no object, is damaged or large.
    fn object_end(&mut self) -> Result<Option<usize>, Stop> {
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            self.members.clear();
            let noted = &mut self.members;
            let end = walk(rest, self.depth, &mut self.stack, &mut |name, value| {
                noted.push((name, value));
            });
            match end {
                Ok(end) => return Ok(Some(self.at + end)),
                Err((at, _)) if at < rest.len() || self.ended || rest.len() > CHUNK => {
                    return Ok(None);
                }
                Err(_) => self.fill(rest.len().saturating_add(CHUNK))?,
            }
        }
    }

    /// End of the value that starts at the current byte, in the buffer; reads on as needed.
    fn value_end(&mut self) -> Result<usize, Stop> {
        // A value nested too deeply is skipped like any other that cannot be used.
        let mut scan = Scan { used: 0, in_text: false, done: false, beyond: Some(0) };
        self.stack.clear();
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            if let Err(expected) = scan.run(rest, &mut self.stack, self.depth) {
                self.at += scan.used;
                return Err(self.malformed(expected));
            }
            if scan.done {
                return Ok(self.at + scan.used);
            }
            if scan.used > self.most {
                return Err(Stop::Limit {
                    what: "bytes of one JSON value",
                    most: u64::try_from(self.most).unwrap_or(u64::MAX),
                });
            }
            if self.ended {
                if self.stack.is_empty() && !scan.in_text && scan.used > 0 {
                    return Ok(self.at + scan.used);
                }
                let offset = self.base.saturating_add(self.at as u64);
                return Err(Stop::malformed("JSON value", offset, "its end before the file's"));
            }
            let wanted = self.buffer.len().saturating_sub(self.at).saturating_add(CHUNK);
            self.fill(wanted)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(json: &[u8]) -> (Vec<String>, Option<String>) {
        let mut found = Vec::new();
        let done = Pieces::new(json, &Limits::default()).each(&mut |piece| {
            let json = String::from_utf8_lossy(piece.json);
            found.push(format!("{}@{} {json}", piece.member, piece.offset));
            Ok(())
        });
        (found, done.err().map(|stop| stop.to_string()))
    }

    #[test]
    fn arrays_stream_and_other_members_come_whole() {
        let (found, stop) =
            pieces(br#"{"type":"bundle", "objects" : [ {"a":"}\""} , [1] ,7], "n": {"b":[1,2]}}"#);
        assert_eq!(stop, None);
        let expected = [
            r#"type@8 "bundle""#,
            r#"objects@32 {"a":"}\""}"#,
            "objects@46 [1]",
            "objects@51 7",
            r#"n@60 {"b":[1,2]}"#,
        ];
        assert_eq!(found, expected);
        assert_eq!(pieces(b"\xef\xbb\xbf[1, 2]\n{\"a\":3}").0, ["@4 1", "@7 2", "a@15 3"]);
        assert_eq!(pieces(b" [] {} ").0, [""; 0]);
    }

    #[test]
    fn damage_is_named_and_what_came_before_is_kept() {
        let (found, stop) = pieces(br#"{"objects":[{"a":1},{"b":"#);
        assert_eq!(found, [r#"objects@12 {"a":1}"#]);
        assert_eq!(stop.unwrap(), "JSON value at byte 20: expected its end before the file's");
        for (json, expected) in [
            ("x", "JSON at byte 0: expected '{' or '['"),
            ("{1:2}", "JSON at byte 1: expected the name of a member, in quotes"),
            (r#"{"a" 1}"#, "JSON at byte 5: expected ':'"),
            (r#"{"a":1 "b"}"#, "JSON at byte 7: expected ',' or '}'"),
            ("[1 2]", "JSON at byte 3: expected ',' or ']'"),
            ("[{]", "JSON at byte 2: expected brackets in pairs"),
            ("[,]", "JSON at byte 1: expected a value"),
            ("[1", "JSON at byte 2: expected ',' or ']'"),
        ] {
            assert_eq!(pieces(json.as_bytes()).1.as_deref(), Some(expected), "{json}");
        }
        let deep = "[".repeat(100_000);
        assert!(pieces(deep.as_bytes()).1.unwrap().contains("its end before the file's"));
        let deep = format!("[{}{}, {{}}]", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(pieces(deep.as_bytes()).0.len(), 2, "what comes behind is read");
        let mut stack = Vec::new();
        assert!(walk(br#"{"a":[[[1]]]}"#, 3, &mut stack, &mut |_, _| {}).is_err());
    }

    #[test]
    fn one_byte_at_a_time_gives_the_same() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let n = self.0.len().min(1).min(buffer.len());
                let (now, later) = self.0.split_at(n);
                buffer[..n].copy_from_slice(now);
                self.0 = later;
                Ok(n)
            }
        }
        let json = br#"{"objects":[{"a":"x\\\"y"},{"b":[{}]}],"id":"z"}"#;
        let mut found = 0;
        let done = Pieces::new(Slow(json), &Limits::default()).each(&mut |_| {
            found += 1;
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(found, 3);
    }
}
