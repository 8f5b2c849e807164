//! Two segments of one side that say different things at one place of the stream.

use super::{Side, Version};
use crate::Moment;

/// Which version came how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The second came when the first had been delivered.
    Behind,
    /// The first lay ahead of the stream and waited; the second came in order and was delivered.
    Ahead,
}

/// Two segments of one side that say different things at one place of the stream.
#[derive(Debug)]
pub struct Conflict<'a> {
    /// Who sent them, or seems to have.
    pub from: Side,
    /// Which one waited.
    pub order: Order,
    /// The segment that came first.
    pub first: Version,
    /// The one that came second.
    pub second: Version,
    /// When the second came.
    pub at: Moment,
    /// Sequence number of the first byte that both have.
    pub seq: u32,
    /// How many bytes both have.
    pub compared: u32,
    /// How many of them differ.
    pub differing: u32,
    /// What the first says there.
    pub first_bytes: &'a [u8],
    /// What the second says there.
    pub second_bytes: &'a [u8],
    /// Whether a FIN or RST of either side came before the second.
    pub is_after_close: bool,
}

impl Conflict<'_> {
    /// Whether both begin and end at the same place.
    #[must_use]
    pub const fn has_same_range(&self) -> bool {
        self.first.seq == self.second.seq && self.first.len == self.second.len
    }
}

/// How many bytes differ.
pub(super) fn differing(first: &[u8], second: &[u8]) -> u32 {
    if first == second {
        return 0;
    }
    let count = first.iter().zip(second).filter(|(first, second)| first != second).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
