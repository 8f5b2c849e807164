//! Messages put together from the chunks they were cut into.

use std::collections::BTreeMap;

/// Chunks that wait in one direction.
const MOST_CHUNKS: usize = 256;
/// Octets that wait in one direction.
const MOST_OCTETS: usize = 1 << 20;

/// A chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fragment<'a> {
    pub(super) tsn: u32,
    /// The same without wrap.
    pub(super) sequence: u64,
    pub(super) stream: u16,
    /// Stream sequence number, or message identifier.
    pub(super) message: u32,
    /// Fragment number, in I-DATA.
    pub(super) number: u32,
    pub(super) protocol: u32,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
    pub(super) is_unordered: bool,
    pub(super) is_interleaved: bool,
    pub(super) data: &'a [u8],
}

/// Chunks that wait for others.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    waiting: BTreeMap<Place, Waiting>,
    octets: usize,
}

/// Which message, and where in it. Messages of DATA chunks have consecutive transmission sequence
/// numbers, so that these alone say where a chunk belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    message: (bool, bool, u16, u32),
    at: u64,
}

#[derive(Debug)]
struct Waiting {
    is_first: bool,
    is_last: bool,
    protocol: u32,
    data: Box<[u8]>,
}

impl Fragments {
    /// Takes a chunk; gives the message that it completes, and its protocol.
    pub(super) fn take(&mut self, fragment: &Fragment<'_>) -> Option<(Vec<u8>, u32)> {
        while self.waiting.len() >= MOST_CHUNKS
            || (self.octets.saturating_add(fragment.data.len()) > MOST_OCTETS
                && !self.waiting.is_empty())
        {
            let (_, gone) = self.waiting.pop_first()?;
            self.octets = self.octets.saturating_sub(gone.data.len());
        }
        let message =
            (fragment.is_interleaved, fragment.is_unordered, fragment.stream, fragment.message);
        let at =
            if fragment.is_interleaved { u64::from(fragment.number) } else { fragment.sequence };
        let place = Place { message, at };
        self.octets = self.octets.saturating_add(fragment.data.len());
        let waiting = Waiting {
            is_first: fragment.is_first,
            is_last: fragment.is_last,
            protocol: fragment.protocol,
            data: fragment.data.into(),
        };
        if let Some(gone) = self.waiting.insert(place, waiting) {
            self.octets = self.octets.saturating_sub(gone.data.len());
        }
        let (first, last) = self.run_around(place)?;
        Some(self.join(first, last))
    }

    /// First and last chunk of the message around `place`, when none between is missing.
    fn run_around(&self, place: Place) -> Option<(Place, Place)> {
        let mut first = place;
        while !self.waiting.get(&first)?.is_first {
            first.at = first.at.checked_sub(1)?;
        }
        let mut last = place;
        while !self.waiting.get(&last)?.is_last {
            last.at = last.at.checked_add(1)?;
        }
        Some((first, last))
    }

    fn join(&mut self, first: Place, last: Place) -> (Vec<u8>, u32) {
        let mut whole = Vec::new();
        let mut protocol = 0;
        let mut place = first;
        while place <= last {
            if let Some(part) = self.waiting.remove(&place) {
                self.octets = self.octets.saturating_sub(part.data.len());
                whole.extend_from_slice(&part.data);
                if place == first {
                    protocol = part.protocol;
                }
            }
            place.at = place.at.saturating_add(1);
        }
        (whole, protocol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_bounded() {
        let mut fragments = Fragments::default();
        let data = vec![0; 9000];
        for sequence in 0..10_000u64 {
            let fragment = Fragment {
                tsn: 0,
                sequence: sequence * 2,
                stream: 0,
                message: 0,
                number: 0,
                protocol: 3,
                is_first: true,
                is_last: false,
                is_unordered: false,
                is_interleaved: false,
                data: &data,
            };
            assert!(fragments.take(&fragment).is_none());
        }
        assert!(fragments.waiting.len() <= MOST_CHUNKS && fragments.octets <= MOST_OCTETS);
    }
}
