//! Databases that count the network use of processes, each by another daemon.

use std::collections::{BTreeMap, HashSet};

use vigie_core::{Evidence, Seen, Time};

use crate::parsers::Usage;

/// Kinds of the rows that name processes.
pub(super) const KINDS: &[&str] = &["ios.datausage.usage", "ios.netusage.usage"];

/// Most names that are kept of each database.
const MOST_NAMES: usize = 200_000;
/// Most processes that are kept as what may be gone elsewhere.
const MOST_KEPT: usize = 10_000;
/// Databases are written at other times: so far apart they may be, in microseconds: one day.
const APART: i64 = 86_400_000_000;

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Store {
    DataUsage,
    NetUsage,
}

impl Store {
    pub(super) fn of(kind: &str) -> Option<Self> {
        match kind.split('.').nth(1) {
            Some("datausage") => Some(Self::DataUsage),
            Some("netusage") => Some(Self::NetUsage),
            _ => None,
        }
    }

    /// Name of its file.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::DataUsage => "DataUsage.sqlite",
            Self::NetUsage => "netusage.sqlite",
        }
    }
}

/// What the databases name.
#[derive(Default)]
pub(super) struct Stores {
    data_usage: HashSet<String>,
    net_usage: HashSet<String>,
    /// Processes of no app that ran when bytes were counted for nobody in the other database.
    kept: BTreeMap<String, Kept>,
}

struct Kept {
    store: Store,
    from: Time,
    to: Time,
    evidence: Evidence,
}

impl Stores {
    /// Notes the process of a row; keeps it where `is_wanted` says that it may be gone elsewhere.
    pub(super) fn add(&mut self, seen: &Seen<'_>, is_wanted: impl Fn(Store, Time, Time) -> bool) {
        let (usage, store) = (Usage::of(seen.record), Store::of(seen.record.kind().id));
        let (Some(usage), Some(store)) = (usage, store) else { return };
        let Some(name) = usage.proc_name.as_deref().filter(|name| !name.is_empty()) else { return };
        let names = match store {
            Store::DataUsage => &mut self.data_usage,
            Store::NetUsage => &mut self.net_usage,
        };
        if names.len() < MOST_NAMES && !names.contains(name) {
            names.insert(name.to_owned());
        }
        // Apps come and go with the owner's will: what counts them is tidied then.
        if usage.bundle_id.is_some() || (name.contains('/') && !name.starts_with('/')) {
            return;
        }
        let far = |at: Time, by: i64| {
            at.unix_micros().checked_add(by).and_then(Time::from_unix_micros).unwrap_or(at)
        };
        let all = [usage.first_seen, usage.last_seen, usage.live_time];
        let (Some(from), Some(to)) = (all.iter().flatten().min(), all.iter().flatten().max()) else {
            return;
        };
        let (from, to) = (far(*from, -APART), far(*to, APART));
        let full = self.kept.len() >= MOST_KEPT || self.kept.contains_key(name);
        if !full && is_wanted(store, from, to) {
            let evidence = seen.evidence("proc_name", name);
            self.kept.insert(name.to_owned(), Kept { store, from, to, evidence });
        }
    }

    /// Processes that another database names and `store` does not, which ran at a time of interest.
    pub(super) fn missing_from(
        &self,
        store: Store,
        is_of_interest: impl Fn(Time, Time) -> bool,
    ) -> Vec<(&str, &Evidence)> {
        let names = match store {
            Store::DataUsage => &self.data_usage,
            Store::NetUsage => &self.net_usage,
        };
        let missing = self.kept.iter().filter(|(name, kept)| {
            kept.store != store && !names.contains(*name) && is_of_interest(kept.from, kept.to)
        });
        missing.map(|(name, kept)| (name.as_str(), &kept.evidence)).collect()
    }
}
