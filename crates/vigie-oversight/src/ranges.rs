//! Sets of numbers as ranges.

use std::collections::BTreeMap;

/// Numbers, as ranges that do not touch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ranges(BTreeMap<i64, i64>);

/// Ranges of one set.
pub(crate) const MOST_RANGES: usize = 100_000;

impl Ranges {
    /// Of these ranges, both ends inside.
    pub(crate) fn of(ranges: &[(i64, i64)]) -> Self {
        let mut all = Self::default();
        for (from, to) in ranges {
            all.add(*from, *to);
        }
        all
    }

    /// Adds a range, both ends inside.
    pub(crate) fn add(&mut self, mut from: i64, mut to: i64) {
        if to < from {
            return;
        }
        if let Some((begin, end)) = self.0.range_mut(..=from).next_back()
            && *end >= from.saturating_sub(1)
        {
            if *end >= to {
                return;
            }
            // The usual case: the number after the last one.
            let next = to.saturating_add(1);
            let begin = *begin;
            from = begin;
            if self.0.range(begin.saturating_add(1)..=next).next().is_none() {
                self.0.insert(begin, to);
                return;
            }
        } else if self.0.len() >= MOST_RANGES {
            return;
        }
        loop {
            let next = to.saturating_add(1);
            let Some((begin, end)) = self.0.range(from..=next).next().map(|(b, e)| (*b, *e)) else {
                break;
            };
            to = to.max(end);
            self.0.remove(&begin);
        }
        self.0.insert(from, to);
    }

    /// Whether it holds a number.
    pub(crate) fn has(&self, number: i64) -> bool {
        self.0.range(..=number).next_back().is_some_and(|(_, end)| *end >= number)
    }

    /// Its ranges in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (i64, i64)> {
        self.0.iter().map(|(from, to)| (*from, *to))
    }

    /// What is missing between its ranges.
    pub(crate) fn holes(&self) -> Vec<(i64, i64)> {
        let mut holes = Vec::new();
        let mut last: Option<i64> = None;
        for (from, to) in self.iter() {
            if let Some(last) = last {
                holes.push((last.saturating_add(1), from.saturating_sub(1)));
            }
            last = Some(to);
        }
        holes
    }

    /// Numbers of it that `other` lacks.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut left = Self::default();
        for (mut from, to) in self.iter() {
            let before = other.0.range(..from).next_back().filter(|(_, end)| **end >= from);
            if let Some((_, end)) = before {
                from = end.saturating_add(1);
            }
            for (begin, end) in other.0.range(from.min(to)..=to) {
                left.add(from, begin.saturating_sub(1));
                from = end.saturating_add(1);
            }
            left.add(from, to);
        }
        left
    }

    /// Lowest and highest.
    pub(crate) fn ends(&self) -> Option<(i64, i64)> {
        Some((self.iter().next()?.0, self.0.last_key_value().map(|(_, to)| *to)?))
    }

    /// How many numbers.
    pub(crate) fn count(&self) -> u64 {
        self.iter().map(|(from, to)| from.abs_diff(to).saturating_add(1)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join_and_leave_holes() {
        let mut all = Ranges::default();
        for number in [5, 1, 2, 9, 3, 10, 4, 7] {
            all.add(number, number);
        }
        assert_eq!(all.iter().collect::<Vec<_>>(), [(1, 5), (7, 7), (9, 10)]);
        assert_eq!(all.holes(), [(6, 6), (8, 8)]);
        assert_eq!(
            (all.count(), all.ends(), all.has(7), all.has(8)),
            (8, Some((1, 10)), true, false)
        );
        assert_eq!(
            all.without(&Ranges::of(&[(2, 9)])).iter().collect::<Vec<_>>(),
            [(1, 1), (10, 10)]
        );
        all.add(0, 20);
        assert_eq!(all.iter().collect::<Vec<_>>(), [(0, 20)]);
    }
}
