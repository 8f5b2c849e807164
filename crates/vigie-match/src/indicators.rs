//! Every loaded indicator, ready to match.

use vigie_core::{IndicatorRef, IndicatorSet, ObservableKind};

use crate::entry::EntryId;
use crate::rules::Rules;
use crate::store::Store;
use crate::table::Table;

/// Every loaded indicator, ready to match. Shared by all workers.
#[derive(Debug, Default)]
pub struct Indicators {
    pub(crate) store: Store,
    pub(crate) table: Table,
    pub(crate) rules: Rules,
    sets: Vec<IndicatorSet>,
}

/// Most indicators that are named for one value.
const MOST_LISTED: usize = 100;
/// Most entries that are looked at to name them.
const MOST_LOOKED_AT: usize = 10_000;

impl Indicators {
    pub(crate) fn new(store: Store, table: Table, rules: Rules) -> Self {
        let sets = store.sets.iter().map(|set| set.shown.clone()).collect();
        Self { store, table, rules, sets }
    }

    /// How many indicators were loaded.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sets.iter().map(|set| set.indicators).sum()
    }

    /// True when none was loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.store.entries.is_empty()
    }

    /// The sets they came from, in order of loading.
    #[must_use]
    pub fn sets(&self) -> &[IndicatorSet] {
        &self.sets
    }

    /// The indicator as a finding names it.
    #[must_use]
    pub fn describe(&self, entry: EntryId) -> IndicatorRef {
        self.store.describe(entry.0).unwrap_or_else(nothing)
    }

    /// Every indicator that lists the same value as `entry`, best documented first; one for each
    /// set and malware, at most a hundred.
    #[must_use]
    pub fn listed(&self, entry: EntryId) -> Vec<IndicatorRef> {
        let chain = self.store.chain(entry.0, MOST_LOOKED_AT);
        let mut all: Vec<_> = chain.filter_map(|(number, _)| self.store.describe(number)).collect();
        all.sort_by(|a, b| {
            let rank = |one: &IndicatorRef| {
                (one.malware.is_empty() || one.date.is_none(), one.malware.is_empty())
            };
            rank(a).cmp(&rank(b)).then_with(|| a.cmp(b))
        });
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|one| seen.insert((one.set.clone(), one.malware.clone())));
        all.truncate(MOST_LISTED);
        all
    }
}

impl Indicators {
    /// True when the value is listed only as a site that sells or describes software.
    pub(crate) fn is_only_website(&self, entry: u32) -> bool {
        let mut chain = self.store.chain(entry, MOST_LOOKED_AT);
        chain.all(|(_, found)| self.store.meta_of(found.listed).website)
    }

    /// True when the value is listed only as software that has other uses than watching people.
    pub(crate) fn is_dual_use(&self, entry: u32) -> bool {
        let mut chain = self.store.chain(entry, MOST_LOOKED_AT);
        chain.all(|(_, found)| self.store.meta_of(found.listed).dual_use)
    }
}

/// What an entry of other indicators is.
fn nothing() -> IndicatorRef {
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
