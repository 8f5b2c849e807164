//! Text in the three encodings a database can have.

use std::borrow::Cow;

/// How a database writes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The encoding with this number in the header; as SQLite does, only two bits are looked at and
    /// 0 means UTF-8.
    pub(super) const fn of(number: u32) -> Self {
        match number & 3 {
            2 => Self::Utf16Le,
            3 => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }

    /// The text in `bytes`; what is invalid is replaced.
    #[inline]
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(bytes),
            },
            Self::Utf16Le => Cow::Owned(utf16(bytes, u16::from_le_bytes)),
            Self::Utf16Be => Cow::Owned(utf16(bytes, u16::from_be_bytes)),
        }
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let (units, odd) = bytes.as_chunks();
    let units = units.iter().map(|bytes| unit(*bytes));
    let mut text: String = char::decode_utf16(units)
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_text_is_replaced_and_the_rest_kept() {
        assert_eq!(Encoding::Utf8.decode(b"a\xffb"), "a\u{fffd}b");
        assert_eq!(Encoding::Utf16Le.decode(&[0x61, 0, 0, 0xd8, 0x62, 0, 9]), "a\u{fffd}b\u{fffd}");
        assert_eq!(Encoding::Utf16Be.decode(&[0xd8, 0x3d, 0xde, 0x00]), "\u{1f600}");
    }
}
