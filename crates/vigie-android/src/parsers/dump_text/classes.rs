//! What bytes are in a word.

/// Part of a word.
const WORD: u8 = 1;
/// `.`
pub(super) const DOT: u8 = 2;
/// `/`
pub(super) const SLASH: u8 = 4;
/// `:`
pub(super) const COLON: u8 = 8;
/// `@`
pub(super) const AT: u8 = 16;
/// No hexadecimal digit.
pub(super) const NO_HEX: u8 = 32;
/// A letter.
pub(super) const LETTER: u8 = 64;

/// Of each byte, what it is in a word; 0 stands between words.
static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0_u8; 256];
    let mut at = 0_usize;
    let mut byte = 0_u8;
    while at < 128 {
        #[expect(clippy::indexing_slicing, reason = "below the length, in a constant")]
        {
            classes[at] = match byte {
                b'0'..=b'9' => WORD,
                b'a'..=b'f' | b'A'..=b'F' => WORD | LETTER,
                b'g'..=b'z' | b'G'..=b'Z' => WORD | LETTER | NO_HEX,
                b'_' | b'-' | b'+' | b'~' => WORD | NO_HEX,
                b'.' => WORD | DOT | NO_HEX,
                b'/' => WORD | SLASH | NO_HEX,
                b':' => WORD | COLON,
                b'@' => WORD | AT | NO_HEX,
                _ => 0,
            };
        }
        at += 1;
        byte += 1;
    }
    classes
}

/// What `byte` is in a word; 0 where it stands between words.
pub(super) fn class(byte: u8) -> u8 {
    CLASS.get(usize::from(byte)).copied().unwrap_or(0)
}
