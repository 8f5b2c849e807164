//! A few values, on the stack.

/// At most `N` values in the order in which they came; how many more there were is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Few<T, const N: usize> {
    items: [Option<T>; N],
    seen: usize,
}

impl<T: Copy, const N: usize> Default for Few<T, N> {
    fn default() -> Self {
        Self { items: [None; N], seen: 0 }
    }
}

impl<T: Copy, const N: usize> Few<T, N> {
    /// Adds a value; beyond `N` it is only counted.
    #[inline]
    pub fn push(&mut self, value: T) {
        if let Some(slot) = self.items.get_mut(self.seen) {
            *slot = Some(value);
        }
        self.seen = self.seen.saturating_add(1);
    }

    /// Each value.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.items.iter().map_while(|item| *item)
    }

    /// The first value.
    #[must_use]
    pub fn first(&self) -> Option<T> {
        self.items.first().copied().flatten()
    }

    /// The last value that was kept.
    #[must_use]
    pub fn last(&self) -> Option<T> {
        self.iter().last()
    }

    /// How many values came, also those that were not kept.
    #[must_use]
    pub const fn seen(&self) -> usize {
        self.seen
    }

    /// True where none came.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.seen == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut few: Few<u8, 2> = Few::default();
        assert!(few.is_empty() && few.first().is_none());
        (1..=3).for_each(|value| few.push(value));
        assert_eq!((few.iter().collect::<Vec<_>>(), few.seen()), (vec![1, 2], 3));
        assert_eq!((few.first(), few.last()), (Some(1), Some(2)));
    }
}
