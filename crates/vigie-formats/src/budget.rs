//! How much memory a tree may take while it is built from hostile bytes.

use vigie_core::{Limits, Stop};

/// Deepest nesting that is followed whatever the limits say: readers of trees call themselves.
const DEEPEST: u32 = 256;

/// Bytes that a tree may still take in memory.
#[derive(Debug)]
pub(crate) struct Budget {
    left: u64,
    most: u64,
    deepest: u32,
    refused: bool,
}

impl Budget {
    /// For a tree read from `input` bytes: some multiple of them, as values in memory are larger
    /// than in a file, and [`Limits::value`] more, as formats may name one object many times.
    pub(crate) fn new(limits: &Limits, input: usize) -> Self {
        let most = limits.value.saturating_add((input as u64).saturating_mul(8));
        Self { left: most, most, deepest: limits.depth.min(DEEPEST), refused: false }
    }

    /// Takes `bytes` away.
    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), Stop> {
        match self.left.checked_sub(bytes as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.refused = true;
                Err(Stop::Limit { what: "bytes of a tree in memory", most: self.most })
            }
        }
    }

    /// True once more was asked for than was left: whoever goes on after errors stops here.
    pub(crate) const fn is_spent(&self) -> bool {
        self.refused
    }

    /// Whether a value may stand inside `depth` others.
    pub(crate) fn check_depth(&self, depth: usize) -> Result<(), Stop> {
        if depth >= self.deepest as usize {
            return Err(Stop::Limit { what: "levels of nesting", most: u64::from(self.deepest) });
        }
        Ok(())
    }
}
