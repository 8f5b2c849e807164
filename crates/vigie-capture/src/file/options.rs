//! Options of pcapng blocks: code, length, value, padded to four bytes.

use super::fields::Order;

/// Characters of a text that are kept.
const MOST_TEXT: usize = 256;

/// The options in `bytes`, up to the end of options or to damage.
pub(super) struct Options<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) order: Order,
}

impl<'a> Iterator for Options<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = self.order.u16(self.bytes, 0)?;
        let len = usize::from(self.order.u16(self.bytes, 2)?);
        if code == 0 {
            return None;
        }
        let value = self.bytes.get(4..4_usize.checked_add(len)?)?;
        let next = 4_usize.checked_add(len.next_multiple_of(4))?;
        self.bytes = self.bytes.get(next..).unwrap_or_default();
        Some((code, value))
    }
}

/// A text as kept: not longer than is sensible, without the zero that some programs end it with.
pub(super) fn text(value: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(value);
    let text: String = text.trim_end_matches('\0').trim().chars().take(MOST_TEXT).collect();
    Some(text).filter(|text| !text.is_empty())
}
