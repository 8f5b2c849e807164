//! Messages of several segments put together again (Q.714 §4.1.1.2.3).

use std::collections::{BTreeMap, HashMap};

use super::{Segmentation, Unit};
use crate::numbers::Digits;

/// Segments of one message, as Q.713 allows.
const MOST_SEGMENTS: usize = 16;
/// Messages that wait for segments at one time.
const MOST_WAITING: usize = 4096;
/// How long a message waits for its next segment: the reassembly timer of Q.714 is 10 to 20 seconds.
const WAIT_MICROS: i64 = 20_000_000;

/// Puts segments together.
#[derive(Debug, Default)]
pub struct Segments {
    waiting: HashMap<Key, Waiting>,
    /// When each was touched last, oldest first.
    ages: BTreeMap<(i64, u64), Key>,
    count: u64,
    /// Messages of which segments never came.
    pub lost: u64,
}

/// Who sends, to whom, which message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    calling: (Digits, Option<u32>),
    called: (Digits, Option<u32>),
    reference: u32,
}

#[derive(Debug)]
struct Waiting {
    data: Vec<u8>,
    first_length: usize,
    segments: usize,
    remaining: u8,
    age: (i64, u64),
}

/// What came of a segment.
#[derive(Debug, PartialEq, Eq)]
pub enum Joined {
    /// More is to come.
    Waiting,
    /// The message as a whole.
    Whole {
        /// For the user.
        data: Vec<u8>,
        /// Length of its first segment.
        first_length: usize,
        /// How many segments it came in.
        segments: usize,
    },
    /// The segment belongs to none: the ones before it are missing or contradict it.
    Astray,
}

impl Segments {
    /// Takes a segment that was seen at `micros`.
    pub fn take(&mut self, unit: &Unit<'_>, segmentation: Segmentation, micros: i64) -> Joined {
        self.expire(micros);
        let key = Key {
            calling: (unit.calling.digits(), unit.calling.point_code),
            called: (unit.called.digits(), unit.called.point_code),
            reference: segmentation.reference,
        };
        self.count = self.count.wrapping_add(1);
        let age = (micros, self.count);
        if segmentation.is_first {
            return self.start(key, unit, segmentation, age);
        }
        let Some(mut waiting) = self.remove(&key) else { return Joined::Astray };
        if waiting.remaining != segmentation.remaining.wrapping_add(1)
            || waiting.segments >= MOST_SEGMENTS
        {
            self.lost = self.lost.saturating_add(1);
            return Joined::Astray;
        }
        waiting.data.extend_from_slice(unit.data);
        waiting.segments += 1;
        waiting.remaining = segmentation.remaining;
        waiting.age = age;
        if segmentation.remaining == 0 {
            let Waiting { data, first_length, segments, .. } = waiting;
            return Joined::Whole { data, first_length, segments };
        }
        self.ages.insert(age, key);
        self.waiting.insert(key, waiting);
        Joined::Waiting
    }

    fn start(
        &mut self,
        key: Key,
        unit: &Unit<'_>,
        segmentation: Segmentation,
        age: (i64, u64),
    ) -> Joined {
        let data = unit.data.to_vec();
        let first_length = data.len();
        if segmentation.remaining == 0 {
            return Joined::Whole { data, first_length, segments: 1 };
        }
        if self.remove(&key).is_some() {
            self.lost = self.lost.saturating_add(1);
        }
        if self.waiting.len() >= MOST_WAITING {
            self.drop_oldest();
        }
        let remaining = segmentation.remaining;
        self.ages.insert(age, key);
        self.waiting.insert(key, Waiting { data, first_length, segments: 1, remaining, age });
        Joined::Waiting
    }

    fn remove(&mut self, key: &Key) -> Option<Waiting> {
        let waiting = self.waiting.remove(key)?;
        self.ages.remove(&waiting.age);
        Some(waiting)
    }

    fn expire(&mut self, micros: i64) {
        while let Some(((touched, _), _)) = self.ages.first_key_value()
            && micros.saturating_sub(*touched) > WAIT_MICROS
        {
            self.drop_oldest();
        }
    }

    fn drop_oldest(&mut self) {
        if let Some((_, key)) = self.ages.pop_first() {
            self.waiting.remove(&key);
            self.lost = self.lost.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(data: &[u8]) -> Unit<'_> {
        let mut bytes =
            super::super::read(&[0x09, 0, 3, 5, 7, 2, 0x42, 6, 2, 0x42, 8, 1, 0]).unwrap();
        bytes.data = data;
        // Only the addresses are kept beyond this function.
        Unit { data, ..bytes }
    }

    fn part(is_first: bool, remaining: u8) -> Segmentation {
        Segmentation { is_first, remaining, reference: 7 }
    }

    #[test]
    fn segments_are_joined_in_order() {
        let mut segments = Segments::default();
        assert_eq!(segments.take(&unit(&[1, 2]), part(true, 2), 0), Joined::Waiting);
        assert_eq!(segments.take(&unit(&[3]), part(false, 1), 1), Joined::Waiting);
        let whole = Joined::Whole { data: vec![1, 2, 3, 4], first_length: 2, segments: 3 };
        assert_eq!(segments.take(&unit(&[4]), part(false, 0), 2), whole);
        assert_eq!(segments.take(&unit(&[4]), part(false, 0), 3), Joined::Astray);
    }

    #[test]
    fn gaps_and_late_ones_are_told() {
        let mut segments = Segments::default();
        segments.take(&unit(&[1]), part(true, 3), 0);
        assert_eq!(segments.take(&unit(&[3]), part(false, 1), 1), Joined::Astray);
        segments.take(&unit(&[1]), part(true, 1), 0);
        assert_eq!(segments.take(&unit(&[2]), part(false, 0), 30_000_000), Joined::Astray);
        assert_eq!(segments.lost, 2);
        for reference in 0..10_000 {
            let segmentation = Segmentation { is_first: true, remaining: 1, reference };
            segments.take(&unit(&[1]), segmentation, 40_000_000);
        }
        assert_eq!((segments.waiting.len(), segments.ages.len()), (MOST_WAITING, MOST_WAITING));
    }
}
