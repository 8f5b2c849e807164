//! Comparisons that no table answers: expressions, and patterns that ask for several values of one
//! record.

use std::collections::HashMap;

use regex::{Regex, RegexSet, RegexSetBuilder};
use vigie_core::{ObservableKind, Record, Time};

/// A pattern that one record must satisfy with several of its values.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The entry that names it: its value is the pattern's text.
    pub(crate) entry: u32,
    /// What must hold.
    pub(crate) need: Need,
    /// Only for records with an instant from the first to before the second.
    pub(crate) window: Option<(Time, Time)>,
    /// True when evidence shows only a part of what is listed.
    pub(crate) partial: bool,
}

/// What must hold for one record, in terms of entries that matched.
#[derive(Debug)]
pub(crate) enum Need {
    /// One of these entries matched.
    One(Vec<u32>),
    /// The record has values of the kind, and none of these entries matched.
    NotOne(Vec<u32>, ObservableKind),
    /// All hold.
    All(Vec<Need>),
    /// One holds.
    Any(Vec<Need>),
}

impl Need {
    /// `matched` is sorted.
    fn holds(&self, matched: &[u32], kinds: u32) -> bool {
        let any = |entries: &[u32]| entries.iter().any(|one| matched.binary_search(one).is_ok());
        match self {
            Self::One(entries) => any(entries),
            Self::NotOne(entries, kind) => kinds & kind_bits(*kind) != 0 && !any(entries),
            Self::All(parts) => parts.iter().all(|part| part.holds(matched, kinds)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(matched, kinds)),
        }
    }

    fn entries(&self, see: &mut dyn FnMut(u32)) {
        match self {
            Self::One(entries) => entries.iter().for_each(|entry| see(*entry)),
            Self::NotOne(..) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.entries(see)),
        }
    }
}

/// Kinds of observable that show values of a listed `kind`, one bit each.
fn kind_bits(kind: ObservableKind) -> u32 {
    use ObservableKind as Kind;
    let bit = |kind: Kind| 1 << kind as u32;
    match kind {
        Kind::Host | Kind::Ip => bit(Kind::Host) | bit(Kind::Ip) | bit(Kind::Url),
        Kind::Path | Kind::FileName => bit(Kind::Path) | bit(Kind::FileName) | bit(Kind::Process),
        Kind::Email | Kind::Phone => bit(kind) | bit(Kind::Account),
        other => bit(other),
    }
}

/// The bit of an observable's kind.
pub(crate) const fn kind_bit(kind: ObservableKind) -> u32 {
    1 << kind as u32
}

/// Rules for one kind of value.
#[derive(Debug, Default)]
struct KindRules {
    /// All at once; `None` when together they are too large.
    set: Option<RegexSet>,
    rules: Vec<(Regex, u32)>,
}

/// All expressions and patterns.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    by_kind: HashMap<ObservableKind, KindRules>,
    kinds: u32,
    patterns: Vec<Pattern>,
    /// From an entry to the patterns that ask for it.
    asking: HashMap<u32, Vec<u32>>,
}

/// Longest text an expression is tried on, in bytes.
const LONGEST_SUBJECT: usize = 8 << 10;

impl Rules {
    /// Prepares rules and patterns.
    pub(crate) fn new(rules: Vec<(ObservableKind, Regex, u32)>, patterns: Vec<Pattern>) -> Self {
        let mut by_kind: HashMap<ObservableKind, KindRules> = HashMap::new();
        let mut kinds = 0;
        for (kind, regex, entry) in rules {
            kinds |= kind_bit(kind);
            by_kind.entry(kind).or_default().rules.push((regex, entry));
        }
        for (kind, own) in &mut by_kind {
            own.set = together(*kind, &own.rules);
        }
        let mut asking: HashMap<u32, Vec<u32>> = HashMap::new();
        for (number, pattern) in (0u32..).zip(&patterns) {
            pattern.need.entries(&mut |entry| asking.entry(entry).or_default().push(number));
        }
        Self { by_kind, kinds, patterns, asking }
    }

    /// True when there are rules for this kind of value.
    pub(crate) const fn has(&self, kind: ObservableKind) -> bool {
        self.kinds & kind_bit(kind) != 0
    }

    /// Shows every entry whose expression matches `text`.
    pub(crate) fn each(&self, kind: ObservableKind, text: &str, see: &mut dyn FnMut(u32)) {
        let Some(own) = self.by_kind.get(&kind) else { return };
        let end = (0..=text.len().min(LONGEST_SUBJECT)).rev().find(|at| text.is_char_boundary(*at));
        let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
        match &own.set {
            Some(set) => {
                if set.is_match(text) {
                    for index in set.matches(text) {
                        own.rules.get(index).into_iter().for_each(|(_, entry)| see(*entry));
                    }
                }
            }
            None => {
                let matching = own.rules.iter().filter(|(regex, _)| regex.is_match(text));
                matching.for_each(|(_, entry)| see(*entry));
            }
        }
    }

    /// Patterns that `record` satisfies, when these parts, sorted, matched its values.
    pub(crate) fn satisfied(
        &self,
        matched: &[u32],
        kinds: u32,
        record: &dyn Record,
    ) -> Vec<&Pattern> {
        let asking = |entry: &u32| self.asking.get(entry).into_iter().flatten().copied();
        let mut numbers: Vec<u32> = matched.iter().flat_map(asking).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let pattern = |number: &u32| self.patterns.get(*number as usize);
        numbers
            .iter()
            .filter_map(pattern)
            .filter(|pattern| pattern.need.holds(matched, kinds) && in_window(pattern, record))
            .collect()
    }
}

fn in_window(pattern: &Pattern, record: &dyn Record) -> bool {
    let Some((from, to)) = pattern.window else { return true };
    let mut inside = false;
    record.stamps(&mut |stamp| inside |= from <= stamp.at && stamp.at < to);
    inside
}

fn together(kind: ObservableKind, rules: &[(Regex, u32)]) -> Option<RegexSet> {
    let any_case = crate::pattern::any_case(kind);
    RegexSetBuilder::new(rules.iter().map(|(regex, _)| regex.as_str()))
        .case_insensitive(any_case)
        .size_limit(64 << 20)
        .dfa_size_limit(16 << 20)
        .nest_limit(64)
        .build()
        .ok()
}
