//! Values that were looked up and are not listed: records name the same few accounts, apps and
//! processes over and over.

use vigie_core::{Observable, ObservableKind};

/// Places for values; a power of two.
const PLACES: usize = 1024;

/// Longest value that is kept.
const LONGEST: usize = 64;

/// The last unlisted value of each place. What stands here was compared byte for byte before, so that
/// the answer is the same.
#[derive(Debug, Default)]
pub(crate) struct Misses {
    places: Vec<(Option<ObservableKind>, String)>,
}

impl Misses {
    /// The value as it is kept here, if it is one that comes often.
    pub(crate) fn key<'a>(observable: &Observable<'a>) -> Option<(ObservableKind, &'a str)> {
        let text = match *observable {
            Observable::Account(text)
            | Observable::AppId(text)
            | Observable::Email(text)
            | Observable::Phone(text)
            | Observable::Process(text) => text,
            _ => return None,
        };
        (text.len() <= LONGEST).then_some((observable.kind(), text))
    }

    /// Whether this value was seen and is not listed.
    pub(crate) fn holds(&self, (kind, text): (ObservableKind, &str)) -> bool {
        let place = self.places.get(place(text));
        place.is_some_and(|(known, value)| *known == Some(kind) && value == text)
    }

    /// Keeps a value that is not listed.
    pub(crate) fn keep(&mut self, (kind, text): (ObservableKind, &str)) {
        if self.places.is_empty() {
            self.places.resize_with(PLACES, Default::default);
        }
        if let Some((known, value)) = self.places.get_mut(place(text)) {
            *known = Some(kind);
            value.clear();
            value.push_str(text);
        }
    }
}

/// From the length and both ends: enough to spread what differs, and cheap.
fn place(text: &str) -> usize {
    let bytes = text.as_bytes();
    let word = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let short = || bytes.iter().fold(0, |sum: u64, byte| (sum << 8) ^ u64::from(*byte));
    let (first, last) = match bytes.first_chunk() {
        Some(first) => (word(Some(first)), word(bytes.last_chunk())),
        None => (short(), 0),
    };
    let mixed = (first ^ last.rotate_left(29) ^ bytes.len() as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(20);
    usize::try_from(mixed & u64::from(u32::MAX)).unwrap_or(0) & (PLACES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_value_of_the_same_kind_is_held() {
        let mut misses = Misses::default();
        let key = |observable| Misses::key(&observable).unwrap();
        let account = key(Observable::Account("alice@example.org"));
        assert!(!misses.holds(account));
        misses.keep(account);
        assert!(misses.holds(account));
        assert!(!misses.holds(key(Observable::Email("alice@example.org"))));
        assert!(!misses.holds(key(Observable::Account("alicf@example.org"))));
        assert_eq!(Misses::key(&Observable::Url("https://example.org")), None);
        assert_eq!(Misses::key(&Observable::AppId(&"x".repeat(LONGEST + 1))), None);
    }

    #[test]
    fn any_value_has_a_place() {
        for text in ["", "a", "1234567", "12345678", "123456789", &"é".repeat(32)] {
            assert!(place(text) < PLACES, "{text}");
        }
    }
}
