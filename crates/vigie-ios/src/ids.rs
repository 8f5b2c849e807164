//! Sets of rowids.

/// A set of rowids, one bit each.
#[derive(Default)]
pub(crate) struct Ids(Vec<u64>);

/// Ids from here on are not kept: a phone does not count that far.
const MOST_IDS: i64 = 1 << 27;

impl Ids {
    /// Adds `id`.
    pub(crate) fn insert(&mut self, id: i64) {
        let Some((word, bit)) = Self::place(id) else { return };
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether `id` was inserted; also true for ids that are not kept, so that nothing is claimed
    /// about them.
    pub(crate) fn contains(&self, id: i64) -> bool {
        let Some((word, bit)) = Self::place(id) else { return true };
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    fn place(id: i64) -> Option<(usize, u64)> {
        let known = (0..MOST_IDS).contains(&id).then_some(id)?;
        Some((usize::try_from(known / 64).ok()?, 1 << (known % 64)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let mut ids = Ids::default();
        ids.insert(0);
        ids.insert(1000);
        ids.insert(-1);
        assert!(ids.contains(0) && ids.contains(1000) && !ids.contains(1) && !ids.contains(2000));
        assert!(ids.contains(-1) && ids.contains(i64::MAX));
    }
}
