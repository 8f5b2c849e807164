//! Finding the entry with a given key.
//!
//! A bitmap with sixteen bits per key answers most look-ups, which find nothing, from the cache;
//! behind it stands one open-addressing table of entry numbers for all spaces.

use std::collections::HashMap;

use crate::hash::{Seed, Space};
use crate::store::{EXACT_ONLY, HAS_PARTS, NO_ENTRY, PART, PARTIAL, Store};

/// The table over all keys of a [`Store`].
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Hashing of this table.
    pub(crate) seed: Seed,
    /// Spaces that hold any key, one bit each.
    spaces: u32,
    filter: Vec<u64>,
    slots: Vec<u32>,
    /// Lengths of listed networks' prefixes, in bits of the mapped IPv6 address, longest first.
    pub(crate) prefixes: Vec<u8>,
    /// For entries with [`HAS_PARTS`]: the parts with the same key.
    parts: HashMap<u32, Vec<u32>>,
}

impl Table {
    /// Builds the table and links entries with equal keys.
    pub(crate) fn new(store: &mut Store) -> Self {
        let wanted = store.entries.len().max(32);
        let bits = wanted.saturating_mul(16).next_power_of_two();
        let mut table = Self {
            filter: vec![0; bits / 64],
            slots: vec![NO_ENTRY; wanted.saturating_mul(2).next_power_of_two()],
            ..Self::default()
        };
        // Whole values first, so that a part never stands for them.
        for part in [0, PART] {
            for number in 0..u32::try_from(store.entries.len()).unwrap_or(NO_ENTRY) {
                if store.entry(number).is_some_and(|entry| entry.flags & PART == part) {
                    table.insert(store, number);
                }
            }
        }
        table.prefixes.sort_unstable_by_key(|bits| std::cmp::Reverse(*bits));
        table.prefixes.dedup();
        table
    }

    fn insert(&mut self, store: &mut Store, number: u32) {
        let Some(entry) = store.entry(number).copied() else { return };
        let key = store.bytes(entry.key);
        let hash = self.seed.of(entry.space, key);
        if entry.space == Space::Network {
            self.prefixes.extend(key.last());
        }
        self.spaces |= entry.space.bit();
        if let Some(word) = self.filter_word(hash).and_then(|at| self.filter.get_mut(at)) {
            *word |= 1 << (hash & 63);
        }
        let (slot, head) = self.find(store, entry.space, hash, key);
        let is_part = entry.flags & PART != 0;
        match head {
            None => {
                self.set(slot, number);
                if is_part {
                    self.add_part(store, number, number);
                }
            }
            Some(head) if is_part => self.add_part(store, head, number),
            Some(head) => self.link(store, slot, head, number),
        }
    }

    fn set(&mut self, slot: usize, number: u32) {
        if let Some(place) = self.slots.get_mut(slot) {
            *place = number;
        }
    }

    fn add_part(&mut self, store: &mut Store, head: u32, part: u32) {
        if let Some(entry) = store.entries.get_mut(head as usize) {
            entry.flags |= HAS_PARTS;
        }
        self.parts.entry(head).or_default().push(part);
    }

    /// Puts `number` into the chain of `head`; a value that is shown whole goes before one that is
    /// shown in part.
    fn link(&mut self, store: &mut Store, slot: usize, head: u32, number: u32) {
        let flags = |number: u32| store.entry(number).map_or(0, |entry| entry.flags);
        let before = flags(number) & PARTIAL < flags(head) & PARTIAL;
        let next = store.entry(head).map_or(NO_ENTRY, |entry| entry.next);
        let (first, second, rest) =
            if before { (number, head, None) } else { (head, number, Some(next)) };
        if let Some(entry) = store.entries.get_mut(first as usize) {
            entry.next = second;
        }
        if let Some(rest) = rest
            && let Some(entry) = store.entries.get_mut(second as usize)
        {
            entry.next = rest;
        }
        if before {
            self.set(slot, number);
        }
    }

    fn filter_word(&self, hash: u64) -> Option<usize> {
        let mask = self.filter.len().checked_sub(1)?;
        Some(usize::try_from((hash >> 6) & u64::MAX >> 1).ok()? & mask)
    }

    /// The slot where `key` stands or would stand, and the entry there.
    fn find(&self, store: &Store, space: Space, hash: u64, key: &[u8]) -> (usize, Option<u32>) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(hash >> 24).unwrap_or(0) & mask;
        loop {
            match self.slots.get(at) {
                None | Some(&NO_ENTRY) => return (at, None),
                Some(number) => {
                    let found = store.entry(*number);
                    if found.is_some_and(|e| e.space == space && store.bytes(e.key) == key) {
                        return (at, Some(*number));
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// True when any key of `space` is listed.
    pub(crate) const fn has(&self, space: Space) -> bool {
        self.spaces & space.bit() != 0
    }

    /// The first entry with this key, whose hash is known.
    pub(crate) fn hashed(&self, store: &Store, space: Space, hash: u64, key: &[u8]) -> Option<u32> {
        let word = self.filter.get(self.filter_word(hash)?)?;
        if word & (1 << (hash & 63)) == 0 {
            return None;
        }
        self.find(store, space, hash, key).1
    }

    /// The first entry with this key.
    pub(crate) fn get(&self, store: &Store, space: Space, key: &[u8]) -> Option<u32> {
        if !self.has(space) {
            return None;
        }
        self.hashed(store, space, self.seed.of(space, key), key)
    }

    /// Parts of patterns with the same key as `head`.
    pub(crate) fn parts(&self, head: u32) -> &[u32] {
        self.parts.get(&head).map_or(&[], Vec::as_slice)
    }
}

/// True where an entry matches only the whole value.
pub(crate) fn is_exact_only(store: &Store, number: u32) -> bool {
    store.entry(number).is_some_and(|entry| entry.flags & EXACT_ONLY != 0)
}
