//! A map that forgets what was not touched for long.

use std::collections::HashMap;
use std::hash::Hash;

/// Two generations of entries: one that is touched moves to the young; when these are many, the old
/// are dropped.
#[derive(Debug)]
pub(super) struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    most: usize,
}

impl<K: Hash + Eq + Clone, V: Default> Generations<K, V> {
    /// At most `most` entries in each generation.
    pub(super) fn new(most: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), most }
    }

    /// The entry of `key`, new if need be.
    pub(super) fn entry(&mut self, key: &K) -> &mut V {
        if !self.young.contains_key(key) {
            if self.young.len() >= self.most {
                self.old = std::mem::take(&mut self.young);
            }
            let known = self.old.remove(key).unwrap_or_default();
            self.young.insert(key.clone(), known);
        }
        self.young.entry(key.clone()).or_default()
    }

    /// The entry of `key`, if there is one.
    pub(super) fn find(&self, key: &K) -> Option<&V> {
        self.young.get(key).or_else(|| self.old.get(key))
    }

    /// All entries, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.young.iter().chain(&self.old)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_touched_stays() {
        let mut map: Generations<u32, u32> = Generations::new(10);
        *map.entry(&0) = 7;
        for key in 1..100 {
            map.entry(&key);
            map.entry(&0);
        }
        assert_eq!(map.find(&0), Some(&7));
        assert!(map.iter().count() <= 20 && map.find(&1).is_none());
    }
}
