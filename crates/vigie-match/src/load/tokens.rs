//! JSON that is in memory: where values end, what an object and an array hold. Nothing is copied and
//! nothing is recursive.

use std::borrow::Cow;
use std::ops::Range;

/// Offset of damage, and what was expected there.
pub(crate) type Fault = (usize, &'static str);

/// Looks for the end of one value.
pub(crate) struct Scan {
    /// Bytes looked at.
    pub(crate) used: usize,
    /// True inside quotes.
    pub(crate) in_text: bool,
    /// True at the end of the value.
    pub(crate) done: bool,
    /// Levels open beyond those that are kept; `None` where there may be none.
    pub(crate) beyond: Option<u64>,
}

impl Scan {
    /// Goes on through `bytes`, which begin where the value begins.
    pub(crate) fn run(
        &mut self,
        bytes: &[u8],
        stack: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), &'static str> {
        while let Some(byte) = bytes.get(self.used) {
            if self.in_text {
                let rest = bytes.get(self.used..).unwrap_or_default();
                let Some(skip) = memchr::memchr2(b'"', b'\\', rest) else {
                    self.used = bytes.len();
                    return Ok(());
                };
                if rest.get(skip) == Some(&b'\\') {
                    if skip + 1 >= rest.len() {
                        self.used += skip;
                        return Ok(());
                    }
                    self.used += skip + 2;
                    continue;
                }
                self.used += skip + 1;
                self.in_text = false;
                self.done = stack.is_empty();
            } else {
                self.step(*byte, stack, depth)?;
            }
            if self.done {
                return Ok(());
            }
        }
        Ok(())
    }

    fn step(&mut self, byte: u8, stack: &mut Vec<u8>, depth: usize) -> Result<(), &'static str> {
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => {
                if stack.len() < depth {
                    stack.push(byte + 2);
                } else {
                    let beyond = self.beyond.as_mut().ok_or("fewer nested values")?;
                    *beyond = beyond.saturating_add(1);
                }
            }
            b'}' | b']' if self.beyond.is_some_and(|levels| levels > 0) => {
                self.beyond = self.beyond.map(|levels| levels.saturating_sub(1));
            }
            b'}' | b']' => match stack.pop() {
                Some(open) if open == byte => {
                    self.done = stack.is_empty();
                }
                // The end of what holds a plain value.
                None if self.used > 0 => {
                    self.done = true;
                    return Ok(());
                }
                _ => return Err("brackets in pairs"),
            },
            b',' | b' ' | b'\t' | b'\n' | b'\r' if stack.is_empty() => {
                if self.used == 0 {
                    return Err("a value");
                }
                self.done = true;
                return Ok(());
            }
            _ => {}
        }
        self.used += 1;
        Ok(())
    }
}

/// A JSON string's text.
pub(crate) fn text(json: &[u8]) -> Option<Cow<'_, str>> {
    let inner = json.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    if memchr::memchr(b'\\', inner).is_none() {
        return std::str::from_utf8(inner).ok().map(Cow::Borrowed);
    }
    serde_json::from_slice::<String>(json).ok().map(Cow::Owned)
}

/// Shows every member of a JSON object: its name as written, without quotes, and its value.
///
/// # Errors
/// Offset in `json`, and what was expected there.
pub(crate) fn members<'a>(
    json: &'a [u8],
    see: &mut dyn FnMut(&'a [u8], &'a [u8]),
) -> Result<(), Fault> {
    let bytes = |range| json.get::<Range<usize>>(range).unwrap_or_default();
    let end = walk(json, 64, &mut Vec::new(), &mut |name, value| see(bytes(name), bytes(value)));
    end.map(|_| ())
}

/// Shows where the members of the object stand that `json` begins with; gives its end. Damage at
/// the very end of `json` may be none: what is missing may follow.
pub(crate) fn walk(
    json: &[u8],
    depth: usize,
    stack: &mut Vec<u8>,
    see: &mut dyn FnMut(Range<usize>, Range<usize>),
) -> Result<usize, Fault> {
    let mut at = skip_blanks(json, 0);
    if json.get(at) != Some(&b'{') {
        return Err((at, "an object"));
    }
    at = skip_blanks(json, at + 1);
    if json.get(at) == Some(&b'}') {
        return Ok(at + 1);
    }
    loop {
        if json.get(at).is_some_and(|byte| *byte != b'"') {
            return Err((at, "the name of a member"));
        }
        let name_end = text_end(json, at)?;
        let name = at + 1..name_end - 1;
        at = skip_blanks(json, name_end);
        if json.get(at) != Some(&b':') {
            return Err((at, "':'"));
        }
        at = skip_blanks(json, at + 1);
        let end = if json.get(at) == Some(&b'"') {
            text_end(json, at)?
        } else {
            end_of(json, at, depth.saturating_sub(1), stack)?
        };
        see(name, at..end);
        at = skip_blanks(json, end);
        match json.get(at) {
            Some(b',') => at = skip_blanks(json, at + 1),
            Some(b'}') => return Ok(at + 1),
            _ => return Err((at, "',' or '}'")),
        }
    }
}

/// End of the text whose opening quote stands at `at`.
fn text_end(json: &[u8], at: usize) -> Result<usize, Fault> {
    let mut end = at + 1;
    loop {
        let rest = json.get(end..).unwrap_or_default();
        let stop = memchr::memchr2(b'"', b'\\', rest).ok_or((json.len(), "a closing quote"))?;
        end += stop + 1;
        if rest.get(stop) == Some(&b'"') {
            return Ok(end);
        }
        end += 1;
    }
}

/// Shows every element of a JSON array.
///
/// # Errors
/// Offset in `json`, and what was expected there.
pub(crate) fn elements<'a>(json: &'a [u8], see: &mut dyn FnMut(&'a [u8])) -> Result<(), Fault> {
    if json.first() != Some(&b'[') {
        return Err((0, "an array"));
    }
    let mut at = skip_blanks(json, 1);
    if json.get(at) == Some(&b']') {
        return Ok(());
    }
    let mut stack = Vec::new();
    loop {
        let end = end_of(json, at, 64, &mut stack)?;
        see(json.get(at..end).unwrap_or_default());
        at = skip_blanks(json, end);
        match json.get(at) {
            Some(b',') => at = skip_blanks(json, at + 1),
            Some(b']') => return Ok(()),
            _ => return Err((at, "',' or ']'")),
        }
    }
}

fn skip_blanks(json: &[u8], from: usize) -> usize {
    let rest = json.get(from..).unwrap_or_default();
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    from + rest.iter().position(|byte| !blank(byte)).unwrap_or(rest.len())
}

fn end_of(json: &[u8], at: usize, depth: usize, stack: &mut Vec<u8>) -> Result<usize, Fault> {
    stack.clear();
    let mut scan = Scan { used: 0, in_text: false, done: false, beyond: None };
    let rest = json.get(at..).unwrap_or_default();
    scan.run(rest, stack, depth).map_err(|expected| (at + scan.used, expected))?;
    if scan.done { Ok(at + scan.used) } else { Err((json.len(), "the end of a value")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_elements() {
        let mut found = Vec::new();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        members(br#" {"a" : "b\"c" , "d":[1, {"e":2}],"f":null}"#, &mut |name, value| {
            found.push((show(name), show(value)));
        })
        .unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], ("d".into(), r#"[1, {"e":2}]"#.into()));
        assert_eq!(text(br#""b\"c\u00e9""#).unwrap(), "b\"cé");
        assert_eq!(text(b"1"), None);
        assert_eq!(text(b"\"\xff\""), None);
        let mut count = 0;
        elements(b"[1, [2,3] ,\"4\"]", &mut |_| count += 1).unwrap();
        assert_eq!(count, 3);
        assert!(elements(b"[1 2]", &mut |_| {}).is_err());
        assert!(elements(b"1", &mut |_| {}).is_err());
        for bad in ["1", r#"{"a"}"#, r#"{"a":1"#, r#"{"a":1 2}"#, "{1:2}", r#"{"a":"#] {
            assert!(members(bad.as_bytes(), &mut |_, _| {}).is_err(), "{bad}");
        }
    }
}
