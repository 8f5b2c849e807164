//! An ordinary life: who the phone's owner knows, what they write and where they browse.

use crate::words::{FIRST_NAMES, HOSTS, LAST_NAMES, WORDS};
use crate::{Moment, Rng};

/// Somebody the owner knows.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    /// In the range that North America keeps for fiction.
    pub(crate) phone: String,
    pub(crate) email: String,
}

impl Person {
    /// Somebody new.
    pub(crate) fn new(rng: &mut Rng, number: u64) -> Self {
        let (first, last) = (rng.pick(FIRST_NAMES), rng.pick(LAST_NAMES));
        let plain: String = first.chars().filter(char::is_ascii).collect();
        Self {
            first,
            last,
            phone: format!("+1{:03}55501{:02}", 201 + number / 100 % 700, number % 100),
            email: format!("{}.{number}@mail.example.org", plain.to_lowercase()),
        }
    }

    /// How messages address this person: two of three by telephone number.
    pub(crate) fn handle(&self, number: usize) -> &str {
        if number % 3 == 2 { &self.email } else { &self.phone }
    }
}

/// `people` in number: everybody the owner knows.
pub(crate) fn people(rng: &mut Rng, count: u64) -> Vec<Person> {
    (0..count).map(|number| Person::new(rng, number)).collect()
}

/// A short text without links.
pub(crate) fn text(rng: &mut Rng) -> String {
    let mut text = String::with_capacity(64);
    for word in 0..rng.range(1, 14) {
        if word > 0 {
            text.push(' ');
        }
        text.push_str(rng.pick(WORDS));
    }
    text
}

/// An ordinary link.
pub(crate) fn link(rng: &mut Rng) -> String {
    let scheme = if rng.chance(120) { "http" } else { "https" };
    let host = rng.pick(HOSTS);
    let (one, other) = (rng.pick(LAST_NAMES), rng.below(1_000_000));
    format!("{scheme}://{host}/{}/{other}", one.to_lowercase())
}

/// Instants in order, over the 400 days before the backup.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    start: Moment,
    step: i64,
}

const DAYS: i64 = 400;

impl Calendar {
    /// `count` instants that end shortly before `end`.
    pub(crate) fn new(end: Moment, count: u64) -> Self {
        let span = DAYS * 86_400 * 1_000_000;
        let count = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(2);
        Self { start: Moment(end.0 - span), step: span / count }
    }

    /// The instant of item `number`; later items are later.
    pub(crate) fn at(&self, number: u64, rng: &mut Rng) -> Moment {
        let number = i64::try_from(number).unwrap_or(0);
        let jitter = rng.range(0, self.step.max(2) - 1);
        Moment(self.start.0 + number * self.step + jitter)
    }
}

/// One step of writing ordinary and special rows in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The ordinary row of this number.
    Ordinary(u64),
    /// The special row of this number.
    Special(usize),
}

/// Spreads `special` rows evenly among `ordinary` ones.
pub(crate) fn slots(ordinary: u64, special: usize) -> impl Iterator<Item = Slot> {
    let (mut done, mut placed) = (0_u64, 0_usize);
    let apart = special as u64 + 1;
    std::iter::from_fn(move || {
        let due = (placed as u64 + 1).saturating_mul(ordinary) / apart;
        if placed < special && done >= due {
            placed += 1;
            Some(Slot::Special(placed - 1))
        } else if done < ordinary {
            done += 1;
            Some(Slot::Ordinary(done - 1))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_rows_are_spread_and_complete() {
        for (ordinary, special) in [(0, 0), (0, 3), (1, 5), (10, 3), (100, 0)] {
            let all: Vec<Slot> = slots(ordinary, special).collect();
            let specials: Vec<Slot> =
                all.iter().copied().filter(|slot| matches!(slot, Slot::Special(_))).collect();
            assert_eq!(all.len() as u64, ordinary + special as u64);
            assert_eq!(specials, (0..special).map(Slot::Special).collect::<Vec<_>>());
        }
        let all: Vec<Slot> = slots(4, 1).collect();
        assert_eq!(all[2], Slot::Special(0));
    }

    #[test]
    fn time_runs_forward_and_ends_before_the_backup() {
        let end = Moment::from_unix(1_700_000_000);
        let mut rng = Rng::new(1);
        let calendar = Calendar::new(end, 500);
        let times: Vec<Moment> = (0..500).map(|number| calendar.at(number, &mut rng)).collect();
        assert!(times.is_sorted());
        assert!(times.iter().all(|time| *time < end));
    }
}
