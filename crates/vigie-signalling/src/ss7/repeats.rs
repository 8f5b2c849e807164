//! Messages seen twice: a tap on both sides of a transfer point sees every message twice within
//! moments, with other labels and called addresses but the same data.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use crate::sccp::Unit;

const SLOTS: usize = 1 << 15;
/// Two transfers lie less than this apart.
const WITHIN_MICROS: i64 = 2_000_000;

/// Remembers messages of the last moments.
#[derive(Debug)]
pub(super) struct Repeats {
    slots: Vec<(u64, i64)>,
    key: (u64, u64),
}

impl Default for Repeats {
    fn default() -> Self {
        // The key is secret, so that nobody makes a message that is taken for another's repeat.
        let secret = || RandomState::new().build_hasher().finish();
        Self { slots: vec![(0, i64::MIN); SLOTS], key: (secret(), secret() | 1) }
    }
}

impl Repeats {
    /// Whether the same data came from the same node moments ago.
    pub(super) fn is_repeat(&mut self, unit: &Unit<'_>, micros: i64) -> bool {
        let mut sum = self.fold(self.key.0, unit.data);
        sum = self.fold(sum, unit.calling.digits().as_bytes());
        if let Some(part) = unit.segmentation {
            sum = self.mix(sum, u64::from(part.reference) << 8 | u64::from(part.remaining));
        }
        let slot = usize::try_from(sum & (SLOTS as u64 - 1)).unwrap_or_default();
        let Some(place) = self.slots.get_mut(slot) else { return false };
        let before = std::mem::replace(place, (sum, micros));
        before.0 == sum && micros.saturating_sub(before.1).saturating_abs() < WITHIN_MICROS
    }

    fn fold(&self, mut sum: u64, bytes: &[u8]) -> u64 {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            sum = self.mix(sum, u64::from_le_bytes(*word));
        }
        let last = rest.iter().fold(bytes.len() as u64, |sum, byte| sum << 8 | u64::from(*byte));
        self.mix(sum, last)
    }

    /// The product's halves, folded: every bit of the word reaches every bit of the sum.
    fn mix(&self, sum: u64, word: u64) -> u64 {
        let product = u128::from(sum ^ word) * u128::from(self.key.1);
        let [high, low] = [product >> 64, product & u128::from(u64::MAX)];
        let half = |part: u128| u64::try_from(part).unwrap_or_default();
        half(high) ^ half(low) ^ word.rotate_left(29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_data_moments_later_is_a_repeat() {
        let mut repeats = Repeats::default();
        let bytes = [9, 0, 3, 5, 7, 2, 0x42, 6, 2, 0x42, 8, 2, 0x62, 0];
        let unit = crate::sccp::read(&bytes).unwrap();
        assert!(!repeats.is_repeat(&unit, 0));
        assert!(repeats.is_repeat(&unit, 1_000_000));
        assert!(!repeats.is_repeat(&unit, 9_000_000));
        let other = crate::sccp::Unit { data: &[0x62, 1, 0], ..unit };
        assert!(!repeats.is_repeat(&other, 9_000_000));
    }
}
