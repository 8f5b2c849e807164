//! Texts that row after row repeats, kept once: accounts, services, correspondents.

use std::cell::RefCell;
use std::sync::Arc;

/// Places for texts; a power of two.
const PLACES: usize = 256;

/// The last text of each place.
#[derive(Debug, Default)]
pub(crate) struct Repeated(RefCell<Vec<Arc<str>>>);

impl Repeated {
    /// `text`, shared with whoever asked for the same a short while ago.
    pub(crate) fn of(&self, text: &str) -> Arc<str> {
        let mut places = self.0.borrow_mut();
        if places.is_empty() {
            places.resize(PLACES, Arc::from(""));
        }
        match places.get_mut(place(text)) {
            Some(known) if **known == *text => Arc::clone(known),
            Some(other) => {
                *other = Arc::from(text);
                Arc::clone(other)
            }
            None => Arc::from(text),
        }
    }
}

/// From the length and the last eight bytes, where addresses differ.
fn place(text: &str) -> usize {
    let bytes = text.as_bytes();
    let last = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
    };
    let mixed = (last ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    usize::try_from(mixed).unwrap_or(0) & (PLACES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_kept_once() {
        let repeated = Repeated::default();
        let texts = ["", "a", "iMessage", "+33612345678", "+33612345679", &"é".repeat(99)];
        for text in texts.into_iter().chain(texts) {
            assert_eq!(&*repeated.of(text), text);
        }
        assert!(Arc::ptr_eq(&repeated.of("iMessage"), &repeated.of("iMessage")));
    }
}
