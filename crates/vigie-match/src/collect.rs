//! Matches of one run, gathered into findings.
//!
//! One finding is one listed value in one kind of record of one piece of evidence, with every
//! record that has it. Mentions in text join the finding of a record that says more, where there is one. Whatever the number of workers, the findings are the same: each keeps the
//! records that come first by path and position, and counts all.

use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};

use vigie_core::{Claim, Evidence, Finding, IndicatorRef, Locator, MAX_EVIDENCE, Origin, Seen};

use crate::claim::{Keys, Match, keys, weigh};
use crate::detector::INDICATOR_MATCH;
use crate::entry::{EntryId, Strength};
use crate::indicators::Indicators;
use crate::matcher::Scratch;
use crate::misses::Misses;
use crate::rules::kind_bit;
use crate::store::{HAS_PARTS, PART};

/// Matches seen by one worker. Workers are merged in any order: the findings are the same.
#[derive(Debug, Default)]
pub struct MatchCollector {
    scratch: Scratch,
    misses: Misses,
    hits: Vec<RecordHit>,
    parts: Vec<u32>,
    groups: HashMap<GroupKey, Group>,
}

/// One match in the record at hand.
#[derive(Debug)]
struct RecordHit {
    entry: u32,
    strength: Strength,
    field: &'static str,
    quote: String,
    whole_pattern: bool,
}

/// What one finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct GroupKey {
    /// Where the listed value begins in the store: no two do at the same place.
    value: u32,
    source: u32,
    kind: &'static str,
    claim: Keys,
    /// True for a word in text.
    mention: bool,
}

/// Records of one finding.
#[derive(Debug)]
struct Group {
    /// The first by path and position; the last of them on top.
    evidence: BinaryHeap<Evidence>,
    count: u64,
    /// The first entry of the value that matched.
    entry: u32,
    /// The best of them.
    strength: Strength,
    whole_pattern: bool,
    /// True when the owner made all of them.
    by_owner: bool,
}

impl MatchCollector {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Compares every observable of the record with the indicators; true when one matched.
    pub fn see(&mut self, indicators: &Indicators, seen: &Seen<'_>) -> bool {
        if indicators.is_empty() {
            return false;
        }
        self.hits.clear();
        self.parts.clear();
        let (scratch, hits, parts) = (&mut self.scratch, &mut self.hits, &mut self.parts);
        let misses = &mut self.misses;
        let mut kinds = 0;
        let mut first_part = None;
        seen.record.observables(&mut |field, observable| {
            kinds |= kind_bit(observable.kind());
            let often = Misses::key(&observable);
            if often.is_some_and(|key| misses.holds(key)) {
                return;
            }
            let mut is_listed = false;
            indicators.each(&observable, scratch, &mut |entry, strength| {
                is_listed = true;
                let flags = indicators.store.entry(entry).map_or(0, |found| found.flags);
                if flags & (HAS_PARTS | PART) != 0 {
                    parts.push(entry);
                    parts.extend_from_slice(indicators.table.parts(entry));
                    first_part.get_or_insert_with(|| (field, observable.text().into_owned()));
                }
                let known = |hit: &RecordHit| hit.entry == entry && hit.strength == strength;
                if flags & PART == 0 && !hits.last().is_some_and(known) {
                    let quote = observable.text().into_owned();
                    hits.push(RecordHit { entry, strength, field, quote, whole_pattern: false });
                }
            });
            if !is_listed && let Some(key) = often {
                misses.keep(key);
            }
        });
        if let Some((field, quote)) = first_part {
            self.patterns(indicators, seen, kinds, (field, &quote));
        }
        !self.hits.is_empty() && self.keep(indicators, seen)
    }

    /// Adds the patterns that the record satisfies with several values.
    fn patterns(
        &mut self,
        indicators: &Indicators,
        seen: &Seen<'_>,
        kinds: u32,
        (field, quote): (&'static str, &str),
    ) {
        self.parts.sort_unstable();
        self.parts.dedup();
        for pattern in indicators.rules.satisfied(&self.parts, kinds, seen.record) {
            let strength = if pattern.partial { Strength::Partial } else { Strength::Exact };
            let (entry, quote) = (pattern.entry, quote.to_owned());
            self.hits.push(RecordHit { entry, strength, field, quote, whole_pattern: true });
        }
    }

    /// Files the record under every finding that it supports, once each.
    fn keep(&mut self, indicators: &Indicators, seen: &Seen<'_>) -> bool {
        let mut hits = std::mem::take(&mut self.hits);
        let value = |hit: &RecordHit| {
            indicators.store.entry(hit.entry).map(|found| (found.listed, found.value.start()))
        };
        // Of one listed value, the most exact match counts, in the first field that has it.
        hits.sort_by_key(|hit| (value(hit), hit.strength));
        hits.dedup_by_key(|hit| value(hit));
        for hit in &hits {
            self.file(indicators, seen, hit);
        }
        hits.clear();
        self.hits = hits;
        true
    }

    fn file(&mut self, indicators: &Indicators, seen: &Seen<'_>, hit: &RecordHit) {
        let Some(found) = indicators.store.entry(hit.entry) else { return };
        let by_owner = seen.record.made_by_owner();
        let kind = seen.record.kind().id;
        let origin = seen.record.kind().origin;
        let claim = keys(&Match {
            origin,
            field: hit.field,
            kind: found.kind,
            strength: hit.strength,
            whole_pattern: hit.whole_pattern,
            by_owner,
        });
        let mention = origin == Origin::Mention;
        let value = found.value.start();
        let key = GroupKey { value, source: seen.source, kind, claim, mention };
        let group = self.groups.entry(key).or_insert_with(|| Group {
            evidence: BinaryHeap::new(),
            count: 0,
            entry: hit.entry,
            strength: hit.strength,
            whole_pattern: hit.whole_pattern,
            by_owner,
        });
        group.count = group.count.saturating_add(1);
        group.entry = group.entry.min(hit.entry);
        group.strength = group.strength.min(hit.strength);
        group.by_owner &= by_owner;
        if group.has_room_for(seen.path, seen.at) {
            group.push(seen.evidence(hit.field, &hit.quote));
        }
    }

    /// Adds what another worker saw.
    pub fn merge(&mut self, other: Self) {
        for (key, theirs) in other.groups {
            match self.groups.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(theirs);
                }
                Entry::Occupied(mut ours) => ours.get_mut().join(theirs),
            }
        }
    }

    /// The findings, settled, in a fixed order.
    #[must_use]
    pub fn findings(self, indicators: &Indicators) -> Vec<Finding> {
        let mut findings: Vec<Finding> = with_mentions(self.groups)
            .into_iter()
            .map(|(key, group)| finding(indicators, &key, group))
            .collect();
        findings.sort_by(|a, b| {
            let value = |one: &Finding| one.indicator.clone();
            (value(a), &a.claim.key, &a.evidence).cmp(&(value(b), &b.claim.key, &b.evidence))
        });
        findings
    }
}

impl Group {
    fn join(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.entry = self.entry.min(other.entry);
        self.strength = self.strength.min(other.strength);
        self.by_owner &= other.by_owner;
        for evidence in other.evidence {
            if self.has_room_for(&evidence.path, &evidence.at) {
                self.push(evidence);
            }
        }
    }

    fn has_room_for(&self, path: &str, at: &Locator) -> bool {
        self.evidence.len() < MAX_EVIDENCE
            || self.evidence.peek().is_none_or(|last| (path, at) <= (last.path.as_str(), &last.at))
    }

    fn push(&mut self, evidence: Evidence) {
        self.evidence.push(evidence);
        if self.evidence.len() > MAX_EVIDENCE {
            self.evidence.pop();
        }
    }
}

/// Groups in which mentions have joined the record of the same value in the same evidence: of several,
/// that whose claim comes first, `app-installed` before `app-recorded`, then whose kind does.
fn with_mentions(groups: HashMap<GroupKey, Group>) -> HashMap<GroupKey, Group> {
    let (mentions, mut groups): (HashMap<_, _>, HashMap<_, _>) =
        groups.into_iter().partition(|(key, _)| key.mention);
    let mut first: HashMap<(u32, u32), GroupKey> = HashMap::new();
    if !mentions.is_empty() {
        for key in groups.keys() {
            let best = first.entry((key.value, key.source)).or_insert(*key);
            if (key.claim, key.kind) < (best.claim, best.kind) {
                *best = *key;
            }
        }
    }
    for (key, group) in mentions {
        let known = first.get(&(key.value, key.source)).unwrap_or(&key);
        match groups.entry(*known) {
            Entry::Occupied(mut known) => known.get_mut().join(group),
            Entry::Vacant(place) => {
                place.insert(group);
            }
        }
    }
    groups
}

fn finding(indicators: &Indicators, of: &GroupKey, group: Group) -> Finding {
    let evidence = group.evidence.into_sorted_vec();
    let mut listed = indicators.listed(EntryId(group.entry)).into_iter();
    let main = listed.next().unwrap_or_else(|| indicators.describe(EntryId(group.entry)));
    let matched = Match {
        // Neither origin nor field bears on how much it matters.
        origin: Origin::Other,
        field: "",
        kind: main.kind,
        strength: group.strength,
        whole_pattern: group.whole_pattern,
        by_owner: group.by_owner,
    };
    let (severity, confidence) = weigh(&matched, of.claim, indicators, group.entry);
    let [spyware, stalkerware] = of.claim;
    let key = if main.stalkerware { stalkerware } else { spyware };
    let quote = evidence.first().map_or("", |first| first.quote.as_str());
    Finding {
        id: String::new(),
        detector: INDICATOR_MATCH.id.to_owned(),
        version: INDICATOR_MATCH.version,
        severity,
        confidence,
        claim: claim(key, &main, indicators.is_dual_use(group.entry), quote, group.count),
        also_listed: listed.collect(),
        indicator: Some(main),
        evidence_count: group.count,
        evidence,
    }
    .settled()
}

fn claim(key: &str, listed: &IndicatorRef, dual: bool, found: &str, count: u64) -> Claim {
    let named = match listed.malware.is_empty() {
        true => "no",
        false if dual => "dual",
        false => "yes",
    };
    Claim::new(
        key,
        [
            ("value", listed.value.as_str()),
            ("found", found),
            ("malware", listed.malware.as_str()),
            ("named", named),
            ("set", listed.set.as_str()),
            ("count", &count.to_string()),
        ],
    )
}
