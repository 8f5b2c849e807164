//! The times of a million entries in little memory.

use vigie_core::pack::{leb128, read_leb128, unzigzag, zigzag};
use vigie_core::{Reader, Time};

/// Most times that are kept.
const MOST: usize = 4_000_000;

/// Times as they come: each as the difference from the one before it, which is small where rows
/// stand in order of time.
#[derive(Default)]
pub(super) struct Times {
    bytes: Vec<u8>,
    last: i64,
    count: usize,
    /// Whether there were more.
    left_out: bool,
}

impl Times {
    pub(super) fn push(&mut self, at: Time) {
        if self.count >= MOST {
            self.left_out = true;
            return;
        }
        let micros = at.unix_micros();
        // Years 1 to 9999 are far from the ends of an i64.
        leb128(&mut self.bytes, zigzag(micros.saturating_sub(self.last)));
        self.last = micros;
        self.count += 1;
    }

    /// Adds those of another file.
    pub(super) fn join(&mut self, other: Self) {
        if self.count == 0 {
            *self = other;
            return;
        }
        other.each(|micros| {
            if let Some(at) = Time::from_unix_micros(micros) {
                self.push(at);
            }
        });
        self.left_out |= other.left_out;
    }

    fn each(&self, mut see: impl FnMut(i64)) {
        let mut reader = Reader::new(&self.bytes);
        let mut last = 0i64;
        while let Ok(difference) = read_leb128(&mut reader) {
            last = last.saturating_add(unzigzag(difference));
            see(last);
        }
    }

    /// All of them; `None` where there were too many to tell what is missing among them.
    pub(super) fn sorted(&self) -> Option<Sorted> {
        if self.left_out {
            return None;
        }
        let mut times = Vec::with_capacity(self.count);
        self.each(|micros| times.push(micros));
        times.sort_unstable();
        Some(Sorted(times))
    }
}

/// Times in order, in microseconds since 1970.
pub(super) struct Sorted(Vec<i64>);

impl Sorted {
    /// Whether one is from `from` to `to`.
    pub(super) fn any(&self, from: i64, to: i64) -> bool {
        let first = self.0.partition_point(|time| *time < from);
        self.0.get(first).is_some_and(|time| *time <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_in_order() {
        let at = |micros| Time::from_unix_micros(micros).unwrap();
        let (mut one, mut other) = (Times::default(), Times::default());
        [50, -7, 1_700_000_000_000_000].iter().for_each(|micros| one.push(at(*micros)));
        [51, i64::from(i32::MIN)].iter().for_each(|micros| other.push(at(*micros)));
        one.join(other);
        let sorted = one.sorted().unwrap();
        assert_eq!(sorted.0, [i64::from(i32::MIN), -7, 50, 51, 1_700_000_000_000_000]);
        assert!(sorted.any(51, 60) && !sorted.any(52, 60) && sorted.any(-10, -7));
    }
}
