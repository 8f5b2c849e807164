//! Which sequence numbers were seen.

/// Sequence numbers that are remembered below the highest one.
const WORDS: usize = 32;
const WIDTH: u64 = 64 * WORDS as u64;
/// A jump farther than this is another association with the same tag, or noise.
const FAR: u32 = 1 << 20;

/// A window over the sequence numbers of one direction.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Highest number so far, without wrap; 0 before the first.
    highest: u64,
    /// The first number seen: those before it may come late, but are not missing.
    first: u64,
    bits: [u64; WORDS],
    missing: u64,
}

/// How a number arrived.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// For the first time; with its number without wrap.
    New(u64),
    /// Again, or too late to tell.
    Again,
}

impl Window {
    pub(super) fn take(&mut self, number: u32) -> Arrival {
        if self.highest == 0 {
            return self.start(number);
        }
        let low = u32::try_from(self.highest & 0xffff_ffff).unwrap_or_default();
        let ahead = number.wrapping_sub(low);
        let behind = low.wrapping_sub(number);
        if ahead == 0 {
            return Arrival::Again;
        }
        if ahead < FAR {
            return self.advance(u64::from(ahead));
        }
        if behind < FAR {
            return self.fill(u64::from(behind));
        }
        self.start(number)
    }

    /// Numbers that were jumped over and never came.
    pub(super) const fn missing(&self) -> u64 {
        self.missing
    }

    fn start(&mut self, number: u32) -> Arrival {
        self.highest = (1 << 32) | u64::from(number);
        self.first = self.highest;
        self.bits = [0; WORDS];
        self.set(self.highest, true);
        Arrival::New(self.highest)
    }

    fn advance(&mut self, ahead: u64) -> Arrival {
        for step in 1..=ahead.min(WIDTH) {
            self.set(self.highest.saturating_add(step), false);
        }
        self.highest = self.highest.saturating_add(ahead);
        self.missing = self.missing.saturating_add(ahead - 1);
        self.set(self.highest, true);
        Arrival::New(self.highest)
    }

    fn fill(&mut self, behind: u64) -> Arrival {
        let number = self.highest.saturating_sub(behind);
        if behind >= WIDTH || self.is_set(number) {
            return Arrival::Again;
        }
        self.set(number, true);
        if number > self.first {
            self.missing = self.missing.saturating_sub(1);
        }
        Arrival::New(number)
    }

    fn place(number: u64) -> (usize, u64) {
        let at = number % WIDTH;
        (usize::try_from(at / 64).unwrap_or_default(), 1 << (at % 64))
    }

    fn is_set(&self, number: u64) -> bool {
        let (word, bit) = Self::place(number);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn set(&mut self, number: u64, value: bool) {
        let (word, bit) = Self::place(number);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits = if value { *bits | bit } else { *bits & !bit };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_and_fill_gaps_once() {
        let mut window = Window::default();
        assert!(matches!(window.take(u32::MAX), Arrival::New(_)));
        assert!(matches!(window.take(2), Arrival::New(_)));
        assert_eq!(window.missing(), 2);
        assert!(matches!(window.take(0), Arrival::New(_)));
        assert_eq!((window.take(0), window.take(2)), (Arrival::Again, Arrival::Again));
        assert_eq!(window.missing(), 1);
        assert!(matches!(window.take(u32::MAX - 5), Arrival::New(_)));
        assert_eq!(window.take(u32::MAX - 5), Arrival::Again);
        assert!(matches!(window.take(1 << 30), Arrival::New(_)));
        assert_eq!(window.missing(), 1);
    }
}
