//! Where the bytes of one direction stand in the file.

use std::collections::VecDeque;

use super::Side;

/// Farthest a segment may lie behind what was delivered to be compared with it. Sequence numbers come
/// round after four times as much.
pub(super) const FARTHEST: u32 = 1 << 30;

/// One segment that was delivered, in 24 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where its first byte stands: in the file, or with the highest bit set in what is kept.
    pub(super) place: u64,
    /// Number of its frame.
    pub(super) packet: u64,
    /// Sequence number of its first byte.
    pub(super) seq: u32,
    /// Captured length in bytes, times 32, plus 16 where it was cut, plus the length of its TCP header in
    /// words of four.
    shape: u32,
}

impl Entry {
    /// The entry of a segment with that many captured bytes behind a header of `header` bytes.
    pub(super) fn new(
        place: u64,
        packet: u64,
        seq: u32,
        (len, is_cut): (usize, bool),
        header: usize,
    ) -> Self {
        let len = u32::try_from(len).unwrap_or(u32::MAX).min(u32::MAX >> 5);
        let words = u32::try_from(header / 4).unwrap_or(5).min(15);
        Self { place, packet, seq, shape: len << 5 | u32::from(is_cut) << 4 | words }
    }

    /// The same, whose bytes come behind a SYN in the stream.
    pub(super) const fn after_syn(self) -> Self {
        Self { seq: self.seq.wrapping_add(1), ..self }
    }

    /// Captured length in bytes.
    pub(super) const fn len(&self) -> u32 {
        self.shape >> 5
    }

    /// Whether it carried more than was captured.
    pub(super) const fn is_cut(&self) -> bool {
        self.shape & 16 != 0
    }

    /// Length of its TCP header in bytes.
    pub(super) fn header(&self) -> usize {
        usize::try_from(self.shape & 15).unwrap_or(5) * 4
    }
}

/// The entries of one direction, by position in the stream.
#[derive(Default)]
pub(super) struct Index(VecDeque<Entry>);

impl Index {
    /// Adds the segment that ends the stream now; gives by how many entries the index grew.
    pub(super) fn push(&mut self, entry: Entry) -> isize {
        let mut grown = 1;
        let end = entry.seq.wrapping_add(entry.len());
        while self.0.front().is_some_and(|old| end.wrapping_sub(old.seq) > FARTHEST) {
            self.0.pop_front();
            grown -= 1;
        }
        self.0.push_back(entry);
        grown
    }

    /// The entries that hold bytes from `from` on, the earliest first. `end` is the sequence number behind
    /// the last entry.
    pub(super) fn from(&self, from: u32, end: u32) -> impl Iterator<Item = &Entry> {
        let back = end.wrapping_sub(from);
        let first = self
            .0
            .partition_point(|entry| end.wrapping_sub(entry.seq.wrapping_add(entry.len())) >= back);
        self.0.range(first..)
    }

    /// Drops the oldest `count` entries; gives how many there were.
    pub(super) fn forget(&mut self, count: usize) -> usize {
        let count = count.min(self.0.len());
        self.0.drain(..count);
        count
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn clear(&mut self) -> usize {
        let count = self.0.len();
        self.0 = VecDeque::new();
        count
    }
}

/// Which of two things belongs to a side.
pub(super) fn of<T>(pair: &[T; 2], side: Side) -> &T {
    let [client, server] = pair;
    match side {
        Side::Client => client,
        Side::Server => server,
    }
}

/// As [`of`], to change it.
pub(super) fn of_mut<T>(pair: &mut [T; 2], side: Side) -> &mut T {
    let [client, server] = pair;
    match side {
        Side::Client => client,
        Side::Server => server,
    }
}
