//! Words already shown.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// Words that are remembered; beyond that, it starts anew and may show one again.
const MOST: usize = 1 << 20;

/// Which words of a section were shown, by their hash. The hash is keyed anew in each run: nobody can
/// choose a word that hides another.
#[derive(Debug, Default)]
pub(super) struct Words {
    keys: RandomState,
    hashes: HashSet<u64, BuildHasherDefault<Itself>>,
}

impl Words {
    /// True the first time that `word` of kind `what` comes up.
    pub(super) fn is_new(&mut self, what: u8, word: &[u8]) -> bool {
        if self.hashes.len() >= MOST {
            self.hashes.clear();
        }
        let mut hasher = self.keys.build_hasher();
        hasher.write(word);
        hasher.write_u8(what);
        self.hashes.insert(hasher.finish())
    }
}

/// A hash is its own hash.
#[derive(Debug, Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Never called for a number of 64 bits.
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
