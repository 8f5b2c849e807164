//! Lines of text at the start of what is held.

/// Longest line; what is longer is passed over in pieces.
const LONGEST: usize = 8 << 10;

/// The first line without its end, and how many bytes it takes with it. Bytes that are no UTF-8 end it.
pub(super) fn first_line(held: &[u8]) -> Option<(&str, usize)> {
    let (line, taken) = match memchr::memchr(b'\n', held) {
        Some(at) => (held.get(..at)?, at + 1),
        None if held.len() > LONGEST => (held.get(..LONGEST)?, LONGEST),
        None => return None,
    };
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(wrong) => std::str::from_utf8(line.get(..wrong.valid_up_to())?).ok()?,
    };
    Some((text.trim_end_matches('\r'), taken))
}

/// The first word, in upper case, and what follows it.
pub(super) fn command(line: &str) -> (String, &str) {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    (word.trim().to_ascii_uppercase(), rest.trim())
}

/// A reply code of three digits, and whether it is the last line of the reply.
pub(super) fn reply(line: &str) -> Option<(u16, bool, &str)> {
    let code = line.get(..3)?.parse().ok()?;
    let is_last = !line.get(3..).unwrap_or("").starts_with('-');
    Some((code, is_last, line.get(4..).unwrap_or("")))
}

/// Whether `start` begins with one of `words`, or may once there is more of it.
pub(super) fn begins(start: &[u8], words: &[&str]) -> Option<bool> {
    let mut undecided = false;
    for word in words {
        let count = word.len().min(start.len());
        let same = start.get(..count).zip(word.as_bytes().get(..count));
        if same.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other)) {
            if count == word.len() {
                return Some(true);
            }
            undecided = true;
        }
    }
    if undecided { None } else { Some(false) }
}
