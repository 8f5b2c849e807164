//! What every format hands over: values, and what could not be used.

use std::collections::BTreeMap;

use vigie_core::{Limits, Locator, ObservableKind, Problem, Time};

use crate::build::{Builder, Refused};
use crate::keys::BadValue;
use crate::pattern::{Unusable, parse, plan, single};
use crate::store::Meta;

/// One set being read.
pub(crate) struct Intake<'a> {
    /// Where values go.
    pub(crate) builder: &'a mut Builder,
    /// What could not be used.
    pub(crate) notes: Notes,
    /// What all indicators of this set share.
    pub(crate) meta: Meta,
    /// What may be used.
    pub(crate) limits: Limits,
    /// Indicators whose `valid_until` lies before this are noted.
    pub(crate) now: Option<Time>,
    /// Date of indicators that have none of their own.
    pub(crate) date: Option<Time>,
    found: u64,
    newest: Option<Time>,
}

/// Problems of one file.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    path: String,
    most: u64,
    met: u64,
    /// The problems.
    problems: Vec<Problem>,
    unused: BTreeMap<String, u64>,
    skipped: u64,
}

impl Notes {
    /// Nothing met in the file at `path` yet; `most` problems are kept.
    pub(crate) fn new(path: &str, most: u64) -> Self {
        Self { path: path.to_owned(), most, ..Self::default() }
    }

    /// The file they are about.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Notes a problem.
    pub(crate) fn problem(&mut self, at: Locator, message: String) {
        self.met = self.met.saturating_add(1);
        if self.met <= self.most {
            self.push(at, message);
        }
    }

    fn push(&mut self, at: Locator, message: String) {
        let (by, path) = ("indicators".to_owned(), self.path.clone());
        self.problems.push(Problem { source: None, by, path, at, message });
    }

    /// Counts one indicator of a kind that is passed over.
    pub(crate) fn passed_over(&mut self, what: &str) {
        // Names come from the file: only so many are told apart.
        let known = self.unused.len() < 100 || self.unused.contains_key(what);
        let what = if known { what } else { "of other types: not used" };
        let count = self.unused.entry(what.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    /// Counts one indicator that gave nothing.
    pub(crate) fn skip(&mut self) {
        self.skipped = self.skipped.saturating_add(1);
    }

    /// Ends the file: the problems, and how many indicators gave nothing.
    pub(crate) fn finish(mut self) -> (Vec<Problem>, u64) {
        let hidden = self.met.saturating_sub(self.most);
        if hidden > 0 {
            self.push(Locator::Whole, format!("{hidden} more problems in this file"));
        }
        for (what, count) in std::mem::take(&mut self.unused) {
            self.push(Locator::Whole, format!("{count} × {what}"));
        }
        (self.problems, self.skipped)
    }
}

/// One indicator of one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// Type of the value.
    pub(crate) kind: ObservableKind,
    /// The value.
    pub(crate) text: &'a str,
    /// Publisher's id; empty when there is none.
    pub(crate) id: &'a str,
    /// Publisher's date.
    pub(crate) date: Option<Time>,
    /// What it shares with others.
    pub(crate) meta: Meta,
    /// Flags of its entries.
    pub(crate) flags: u8,
}

/// Longest piece of a value that a problem quotes, in characters.
const QUOTED: usize = 80;

/// `text` for a problem: short, and harmless on a terminal.
pub(crate) fn quoted(text: &str) -> String {
    let short: String = text.chars().take(QUOTED).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("‘{}{more}’", vigie_core::Untrusted(&short))
}

impl<'a> Intake<'a> {
    /// Starts a set.
    pub(crate) fn new(
        builder: &'a mut Builder,
        notes: Notes,
        meta: Meta,
        limits: Limits,
        now: Option<Time>,
    ) -> Self {
        Self { builder, notes, meta, limits, now, date: None, found: 0, newest: None }
    }

    /// The number of a name that indicators share.
    pub(crate) fn name(&mut self, name: &str) -> u32 {
        self.builder.store.names.number(name.trim())
    }

    /// Counts an indicator that gave values.
    pub(crate) fn count(&mut self, date: Option<Time>) {
        self.found = self.found.saturating_add(1);
        self.newest = self.newest.max(date);
    }

    /// Adds an indicator of one value; a value that cannot be used is noted.
    pub(crate) fn item(&mut self, item: Item<'_>, at: &dyn Fn() -> Locator) -> bool {
        let date = item.date.or(self.date);
        let Some(listed) = self.builder.list(item.id, date, item.meta) else {
            return self.full();
        };
        match self.builder.value(listed, item.kind, item.text, item.flags) {
            Ok(_) => {
                self.count(date);
                true
            }
            Err(refused) => {
                self.builder.unlist();
                self.notes.skip();
                self.refused(refused, item.text, at);
                false
            }
        }
    }

    fn full(&mut self) -> bool {
        self.notes.skip();
        self.notes.passed_over("indicators beyond what fits in memory: left out");
        false
    }

    fn refused(&mut self, refused: Refused, text: &str, at: &dyn Fn() -> Locator) {
        match refused {
            Refused::Full => {
                self.full();
            }
            Refused::Value(BadValue::Unused(what)) => {
                self.notes.passed_over(&format!("{what}: no evidence Vigie reads shows it"));
            }
            Refused::Value(BadValue::Expected(what)) => {
                self.notes.problem(at(), format!("{}: expected {what}", quoted(text)));
            }
        }
    }

    /// Adds what a STIX pattern asks for to `listed`; true when some of it can be matched. The
    /// problem of a pattern names the indicator `id`.
    pub(crate) fn pattern(
        &mut self,
        listed: u32,
        id: &str,
        pattern: &str,
        at: &dyn Fn() -> Locator,
    ) -> bool {
        if let Some((kind, text)) = single(pattern) {
            let added = self.builder.value(listed, kind, text, 0);
            return match added {
                Ok(_) => true,
                Err(refused) => {
                    self.refused(refused, pattern, at);
                    false
                }
            };
        }
        let tree = match parse(pattern, self.limits.depth) {
            Ok(tree) => tree,
            Err(fault) => {
                let offset = fault.at;
                let near = quoted(pattern.get(offset..).unwrap_or(""));
                let message = format!(
                    "indicator {}: pattern at byte {offset}, before {near}: expected {}",
                    quoted(id),
                    fault.expected
                );
                self.notes.problem(at(), message);
                return false;
            }
        };
        let asked = plan(&tree, &mut self.builder.rules_left);
        for unusable in asked.unusable {
            match unusable {
                Unusable::Type(name) => self.notes.passed_over(&format!(
                    "{}: type not used by any evidence Vigie reads",
                    vigie_core::Untrusted(&name)
                )),
                Unusable::At(offset, what) => self.notes.problem(
                    at(),
                    format!(
                        "indicator {}: pattern at byte {offset}: cannot evaluate {what}",
                        quoted(id)
                    ),
                ),
            }
        }
        let mut usable = false;
        for branch in asked.branches {
            match self.builder.branch(listed, branch, pattern) {
                Ok(()) => usable = true,
                Err(refused) => self.refused(refused, pattern, at),
            }
        }
        usable
    }

    /// Ends the set: writes its counts, gives its problems.
    pub(crate) fn finish(self) -> Vec<Problem> {
        let (problems, skipped) = self.notes.finish();
        if let Some(set) = self.builder.set(self.meta.set) {
            set.shown.indicators = self.found;
            set.shown.skipped = skipped;
            set.shown.newest = self.newest;
        }
        problems
    }
}
