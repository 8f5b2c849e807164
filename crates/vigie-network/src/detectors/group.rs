//! Evidence gathered by what it supports, within bounds.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Claim, Confidence, Evidence, Found, Seen, Severity};

/// Most groups of one detector.
const MOST_GROUPS: usize = 10_000;
/// Most evidence and most names of one group.
const MOST_EVIDENCE: usize = 200;
const MOST_NAMES: usize = 200;
/// Names that a sentence lists.
const MOST_LISTED: usize = 8;

/// Groups by key.
pub(super) struct Groups<K>(BTreeMap<K, Group>);

/// What supports one statement.
#[derive(Default)]
pub(super) struct Group {
    /// How many records.
    pub(super) count: u64,
    /// Some of them.
    pub(super) evidence: Vec<Evidence>,
    /// What they are about: sites, servers.
    pub(super) names: BTreeSet<String>,
}

impl<K: Ord> Default for Groups<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Groups<K> {
    /// Adds a record, quoting `quote` from `field`, about `name`.
    pub(super) fn add(&mut self, key: K, seen: &Seen<'_>, field: &str, quote: &str, name: &str) {
        if let Some(group) = self.of(key) {
            group.add(seen, field, quote, name);
        }
    }

    /// The group of `key`, if there is room for it.
    pub(super) fn of(&mut self, key: K) -> Option<&mut Group> {
        if self.0.len() >= MOST_GROUPS && !self.0.contains_key(&key) {
            return None;
        }
        Some(self.0.entry(key).or_default())
    }

    /// All of them, in order.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (K, Group)> + use<K> {
        std::mem::take(&mut self.0).into_iter()
    }
}

impl Group {
    /// Adds a record.
    pub(super) fn add(&mut self, seen: &Seen<'_>, field: &str, quote: &str, name: &str) {
        self.count = self.count.saturating_add(1);
        if self.evidence.len() < MOST_EVIDENCE {
            self.evidence.push(seen.evidence(field, quote));
        }
        if self.names.len() < MOST_NAMES && !name.is_empty() {
            self.names.insert(name.to_owned());
        }
    }

    /// The names for a sentence.
    pub(super) fn listed(&self) -> String {
        let mut text =
            self.names.iter().take(MOST_LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
        if self.names.len() > MOST_LISTED {
            text.push_str(", …");
        }
        text
    }

    /// The finding that this group supports.
    pub(super) fn found(
        self,
        severity: Severity,
        confidence: Confidence,
        key: &str,
        codes: &str,
        args: &[(&str, &str)],
    ) -> Found {
        let (count, names) = (self.count.to_string(), self.listed());
        let mut claim = Claim::new(key, [("codes", codes), ("count", &count), ("names", &names)]);
        let own = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        claim.args.extend(own);
        Found { severity, confidence, claim, evidence: self.evidence }
    }
}
