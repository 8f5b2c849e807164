//! A set of page numbers whose size follows what is put in, not how large the file claims to be.

use std::collections::HashMap;

/// Pages in one chunk of the set.
const CHUNK: u32 = 8192;

type Chunk = Box<[u64; (CHUNK / 64) as usize]>;

/// A set of page numbers: one bit for each page near a page that was put in.
#[derive(Debug, Default)]
pub(super) struct PageSet {
    chunks: HashMap<u32, Chunk>,
}

impl PageSet {
    /// Puts `page` in; false when it was in already.
    pub(super) fn insert(&mut self, page: u32) -> bool {
        let chunk =
            self.chunks.entry(page / CHUNK).or_insert_with(|| Box::new([0; (CHUNK / 64) as usize]));
        let (word, bit) = position(page);
        let Some(word) = chunk.get_mut(word) else { return false };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether `page` is in.
    pub(super) fn contains(&self, page: u32) -> bool {
        let (word, bit) = position(page);
        let chunk = self.chunks.get(&(page / CHUNK));
        chunk.and_then(|chunk| chunk.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// Takes every page out.
    pub(super) fn clear(&mut self) {
        self.chunks.clear();
    }
}

/// Word and bit of `page` in its chunk.
const fn position(page: u32) -> (usize, u64) {
    ((page % CHUNK / 64) as usize, 1 << (page % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_was_put_in() {
        let mut set = PageSet::default();
        for page in [0, 1, 63, 64, 8191, 8192, u32::MAX] {
            assert!(!set.contains(page));
            assert!(set.insert(page));
            assert!(!set.insert(page));
            assert!(set.contains(page));
        }
        assert!(!set.contains(2));
        set.clear();
        assert!(!set.contains(1));
    }
}
