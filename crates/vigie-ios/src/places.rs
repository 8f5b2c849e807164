//! Places in a list by rowid.

use std::collections::HashMap;

/// Where the row with a given rowid stands in a list.
///
/// Rowids of a table mostly count up from 1, so most places are found without hashing.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Place plus one of each small rowid, 0 where there is none.
    small: Vec<u32>,
    others: HashMap<i64, usize>,
}

/// Rowids from here on are hashed.
const SMALL: usize = 1 << 22;

impl Places {
    /// Says that the row with id `rowid` stands at `place`.
    pub(crate) fn insert(&mut self, rowid: i64, place: usize) {
        let after = u32::try_from(place).ok().and_then(|place| place.checked_add(1));
        match (small(rowid), after) {
            (Some(at), Some(after)) => {
                if at >= self.small.len() {
                    self.small.resize(at + 1, 0);
                }
                if let Some(slot) = self.small.get_mut(at) {
                    *slot = after;
                }
            }
            _ => drop(self.others.insert(rowid, place)),
        }
    }

    /// Where the row with id `rowid` stands.
    pub(crate) fn get(&self, rowid: i64) -> Option<usize> {
        let known = small(rowid).and_then(|at| self.small.get(at)).and_then(|at| at.checked_sub(1));
        match known {
            Some(place) => usize::try_from(place).ok(),
            None if self.others.is_empty() => None,
            None => self.others.get(&rowid).copied(),
        }
    }
}

fn small(rowid: i64) -> Option<usize> {
    usize::try_from(rowid).ok().filter(|at| *at < SMALL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rowids_of_every_size() {
        let mut places = Places::default();
        let ids = [0, 1, 7, -1, i64::MAX, i64::MIN, 1 << 22, (1 << 22) - 1];
        for (id, place) in ids.into_iter().zip(10..) {
            places.insert(id, place);
        }
        for (id, place) in ids.into_iter().zip(10..) {
            assert_eq!(places.get(id), Some(place), "{id}");
        }
        assert_eq!(places.get(2), None);
        assert_eq!(places.get(-2), None);
        places.insert(7, 99);
        assert_eq!(places.get(7), Some(99));
    }
}
