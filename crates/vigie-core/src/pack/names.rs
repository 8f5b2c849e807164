//! Names that were written in a block, and their numbers.

use super::leb128;

/// Numbers names from 1, in the order in which they were first written.
#[derive(Default)]
pub(super) struct Names {
    /// Names that stood at an address before: the common case, and cheap.
    seen: Vec<Seen>,
    /// Every name, by number less 1.
    names: Vec<Box<str>>,
    /// Numbers by hash, 0 where there is none; open addressing, at most half full.
    table: Vec<u32>,
    /// Bytes that the names take, spelt out.
    spelt: usize,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    address: usize,
    length: usize,
    number: u64,
}

/// Places for names that were seen; a block holds a few dozen.
const PLACES: usize = 256;

impl Names {
    pub(super) fn clear(&mut self) {
        self.seen.clear();
        self.names.clear();
        self.table.clear();
        self.spelt = 0;
    }

    /// Bytes that [`Names::spell`] will write, at least.
    pub(super) const fn spelt_len(&self) -> usize {
        self.spelt
    }

    /// Writes every name, in order of its number.
    pub(super) fn spell(&self, bytes: &mut Vec<u8>) {
        for name in &self.names {
            leb128(bytes, name.len() as u64);
            bytes.extend_from_slice(name.as_bytes());
        }
    }

    /// The number of a literal: what stands at its address never changes.
    pub(super) fn literal(&mut self, name: &'static str) -> u64 {
        match self.seen_at(name) {
            Some(number) => number,
            None => self.look_up(name),
        }
    }

    /// The number of any name.
    pub(super) fn text(&mut self, name: &str) -> u64 {
        match self.seen_at(name).filter(|number| self.is(*number, name)) {
            Some(number) => number,
            None => self.look_up(name),
        }
    }

    /// The number of what stood at this address when it was last asked about.
    fn seen_at(&self, name: &str) -> Option<u64> {
        let (address, length) = (name.as_ptr().addr(), name.len());
        let seen = self.seen.get(place_of(address))?;
        ((seen.address, seen.length) == (address, length)).then_some(seen.number)
    }

    fn is(&self, number: u64, name: &str) -> bool {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        at.and_then(|at| self.names.get(at)).is_some_and(|known| **known == *name)
    }

    fn look_up(&mut self, name: &str) -> u64 {
        let number = self.number_of(name);
        if self.seen.is_empty() {
            self.seen.resize(PLACES, Seen::default());
        }
        let (address, length) = (name.as_ptr().addr(), name.len());
        if let Some(seen) = self.seen.get_mut(place_of(address)) {
            *seen = Seen { address, length, number };
        }
        number
    }

    fn number_of(&mut self, name: &str) -> u64 {
        if self.table.len() <= self.names.len().saturating_mul(2) {
            self.grow();
        }
        match self.find(name) {
            (_, number @ 1..) => number.into(),
            (place, _) => {
                self.names.push(name.into());
                self.spelt = self.spelt.saturating_add(name.len()).saturating_add(1);
                let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                if let Some(free) = self.table.get_mut(place) {
                    *free = number;
                }
                number.into()
            }
        }
    }

    /// The place of `name` in the table and its number there; 0 where it is not yet.
    fn find(&self, name: &str) -> (usize, u32) {
        let mask = self.table.len().wrapping_sub(1);
        let mut place = hash(name) & mask;
        loop {
            let number = self.table.get(place).copied().unwrap_or(0);
            let known = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            let same = known.and_then(|at| self.names.get(at)).is_none_or(|known| **known == *name);
            if same {
                return (place, number);
            }
            place = place.wrapping_add(1) & mask;
        }
    }

    fn grow(&mut self) {
        let places = self.names.len().saturating_mul(4).next_power_of_two().max(PLACES);
        self.table = vec![0; places];
        for (name, number) in self.names.iter().zip(1u32..) {
            let (place, _) = self.find(name);
            if let Some(free) = self.table.get_mut(place) {
                *free = number;
            }
        }
    }
}

fn place_of(address: usize) -> usize {
    (address ^ (address >> 8)) % PLACES
}

/// FNV-1a: names are short, and whoever makes them collide only slows down their own case.
fn hash(name: &str) -> usize {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    usize::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or(0)
}
