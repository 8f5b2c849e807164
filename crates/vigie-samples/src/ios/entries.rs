//! Ordinary values of one artefact with the planted ones among them.

use super::Plant;
use super::life::{Slot, slots};
use super::phone::Phone;
use crate::{Moment, Rng};

/// One value to write, and when it came about.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) plant: Option<Plant>,
    pub(crate) value: String,
    pub(crate) time: Moment,
}

impl Phone<'_> {
    /// `count` ordinary values in order of time, and those of the `planted` ones that the plan
    /// has spread among them.
    pub(crate) fn entries(
        &self,
        rng: &mut Rng,
        count: u64,
        mut ordinary: impl FnMut(&mut Rng, u64) -> String,
        planted: &[(Plant, &str)],
    ) -> Vec<Entry> {
        let planted: Vec<_> = planted.iter().filter(|(plant, _)| self.has(*plant)).collect();
        let calendar = self.calendar(count);
        let mut time = calendar.at(0, rng);
        let slots = slots(count, planted.len());
        slots
            .filter_map(|slot| match slot {
                Slot::Ordinary(number) => {
                    time = calendar.at(number, rng);
                    Some(Entry { plant: None, value: ordinary(rng, number), time })
                }
                Slot::Special(number) => {
                    let (plant, value) = planted.get(number)?;
                    Some(Entry { plant: Some(*plant), value: (*value).to_owned(), time })
                }
            })
            .collect()
    }
}
