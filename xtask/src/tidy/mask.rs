//! Rust source without its comments and texts, so that what is left can be searched and counted.

/// `source` with every comment, string and character literal blanked; lines and offsets stay.
pub(super) fn masked(source: &str) -> Vec<u8> {
    let mut mask = Mask { source: source.as_bytes(), at: 0, out: Vec::new() };
    while mask.at < mask.source.len() {
        mask.step();
    }
    mask.out
}

/// `masked` without items under `#[cfg(test)]`.
pub(super) fn without_tests(mut masked: Vec<u8>) -> Vec<u8> {
    const MARK: &[u8] = b"#[cfg(test)]";
    let mut from = 0;
    while let Some(at) = find(&masked, MARK, from) {
        let end = end_of_item(&masked, at.saturating_add(MARK.len()));
        for byte in masked.iter_mut().take(end).skip(at).filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        from = end;
    }
    masked
}

/// Where `what` next stands in `text`.
pub(super) fn find(text: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.windows(what.len()).position(|part| part == what).map(|at| at.saturating_add(from))
}

/// One past the end of the item at `from`: its closing brace, or its semicolon.
pub(super) fn end_of_item(masked: &[u8], from: usize) -> usize {
    let (mut braces, mut brackets) = (0_u32, 0_u32);
    for (byte, at) in masked.iter().zip(0_usize..).skip(from) {
        match byte {
            b'(' | b'[' => brackets = brackets.saturating_add(1),
            b')' | b']' => brackets = brackets.saturating_sub(1),
            b'{' => braces = braces.saturating_add(1),
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        if braces == 0 && (*byte == b'}' || *byte == b';' && brackets == 0) {
            return at.saturating_add(1);
        }
    }
    masked.len()
}

struct Mask<'a> {
    source: &'a [u8],
    at: usize,
    out: Vec<u8>,
}

impl Mask<'_> {
    fn step(&mut self) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        match rest {
            [b'/', b'/', ..] => self.blank_to(end_of_line(rest)),
            [b'/', b'*', ..] => self.blank_to(end_of_block(rest)),
            [b'"', ..] => self.blank_to(end_of_string(rest, 1)),
            [b'\'', ..] => match char_literal(rest) {
                Some(len) => self.blank_to(len),
                None => self.keep(1),
            },
            [b'r', ..] if !self.in_word() => match raw_string(rest) {
                Some(len) => self.blank_to(len),
                None => self.keep(1),
            },
            // `br"…"`, `br#"…"#`: the `b` stays, the rest is met as a raw string.
            [b'b', b'r', b'"' | b'#', ..] if !self.in_word() => {
                self.keep(1);
                let rest = self.source.get(self.at..).unwrap_or_default();
                self.blank_to(raw_string(rest).unwrap_or(1));
            }
            _ => self.keep(1),
        }
    }

    fn in_word(&self) -> bool {
        self.out.last().is_some_and(|byte| is_word(*byte))
    }

    fn keep(&mut self, len: usize) {
        let end = self.at.saturating_add(len);
        self.out.extend_from_slice(self.source.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn blank_to(&mut self, len: usize) {
        let end = self.at.saturating_add(len.max(1)).min(self.source.len());
        let blanked = self.source.get(self.at..end).unwrap_or_default();
        self.out.extend(blanked.iter().map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }));
        self.at = end;
    }
}

/// A byte of an identifier.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn end_of_line(text: &[u8]) -> usize {
    text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len())
}

fn end_of_block(text: &[u8]) -> usize {
    let mut depth = 0_u32;
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at = at.saturating_add(if rest.starts_with(b"/*") {
            depth = depth.saturating_add(1);
            2
        } else if rest.starts_with(b"*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            1
        });
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// One past the closing quote of the string whose content starts at `from`.
fn end_of_string(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at = at.saturating_add(2),
            b'"' => return at.saturating_add(1),
            _ => at = at.saturating_add(1),
        }
    }
    text.len()
}

/// Length of `'x'` or `'\n'`; nothing for a lifetime.
fn char_literal(text: &[u8]) -> Option<usize> {
    if text.get(1) == Some(&b'\\') {
        let close = text.iter().skip(3).position(|byte| *byte == b'\'')?;
        return Some(close.saturating_add(4));
    }
    let close = text.iter().take(6).skip(2).position(|byte| *byte == b'\'')?;
    let inside = text.get(1..close.saturating_add(2))?;
    let one = std::str::from_utf8(inside).is_ok_and(|text| text.chars().count() == 1);
    one.then_some(close.saturating_add(3))
}

/// Length of `r"…"` or `r#"…"#`.
fn raw_string(text: &[u8]) -> Option<usize> {
    let hashes = text.iter().skip(1).take_while(|byte| **byte == b'#').count();
    if text.get(hashes.saturating_add(1)) != Some(&b'"') {
        return None;
    }
    let mut end = vec![b'"'];
    end.extend(std::iter::repeat_n(b'#', hashes));
    let from = hashes.saturating_add(2);
    Some(find(text, &end, from).map_or(text.len(), |at| at.saturating_add(end.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        String::from_utf8(masked(source)).unwrap()
    }

    #[test]
    fn texts_and_comments_are_blanked_and_nothing_else() {
        assert_eq!(shown("a // b {\nc"), "a       \nc");
        assert_eq!(shown("a /* { /* } */ */ b"), "a                 b");
        assert_eq!(shown(r#"f("}\"{", '{', '\'', x)"#), "f(      ,    ,     , x)");
        assert_eq!(shown("fn f<'a>(x: &'a str)"), "fn f<'a>(x: &'a str)");
        assert_eq!(shown("r#\"{\"# br\"}\" for_r"), "       b     for_r");
        assert_eq!(shown("'é' 'static"), "     'static");
    }

    #[test]
    fn tests_are_left_out() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nuse x;\nfn d() {}";
        let left = String::from_utf8(without_tests(masked(source))).unwrap();
        assert!(left.contains("fn a") && left.contains("fn c") && left.contains("fn d"), "{left}");
        assert!(!left.contains("fn b") && !left.contains("use x"), "{left}");
        assert_eq!(left.lines().count(), source.lines().count());
    }
}
