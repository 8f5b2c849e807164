//! Every loaded indicator, ready to match.

use vigie_core::{IndicatorRef, IndicatorSet, Observable, ObservableKind};

use crate::{EntryId, Hit, Scratch};

/// Every loaded indicator, ready to match. Shared by all workers.
#[derive(Debug, Default)]
pub struct Indicators {
    sets: Vec<IndicatorSet>,
}

impl Indicators {
    /// How many indicators were loaded.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sets.iter().map(|set| set.indicators).sum()
    }

    /// True when none was loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The sets they came from, in order of loading.
    #[must_use]
    pub fn sets(&self) -> &[IndicatorSet] {
        &self.sets
    }

    /// Shows `hit` every listed value that `observable` matches.
    pub fn matches(
        &self,
        observable: &Observable<'_>,
        scratch: &mut Scratch,
        hit: &mut dyn FnMut(Hit),
    ) {
        let _ = (observable, scratch, hit);
    }

    /// The indicator as a finding names it.
    #[must_use]
    pub fn describe(&self, entry: EntryId) -> IndicatorRef {
        let _ = entry;
        IndicatorRef {
            kind: ObservableKind::Host,
            value: String::new(),
            id: None,
            malware: String::new(),
            stalkerware: false,
            set: String::new(),
            publisher: None,
            date: None,
            reference: None,
            licence: None,
        }
    }

    /// Every indicator that lists the same value as `entry`, that one first.
    #[must_use]
    pub fn listed(&self, entry: EntryId) -> Vec<IndicatorRef> {
        vec![self.describe(entry)]
    }
}
