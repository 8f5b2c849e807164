//! Putting listed values together while files are read.

use regex::Regex;
use vigie_core::{IndicatorSet, ObservableKind, Time};

use crate::hash::Space;
use crate::indicators::Indicators;
use crate::keys::{BadValue, Keys};
use crate::pattern::{Branch, Expr, Leaf};
use crate::rules::{Need, Pattern, Rules};
use crate::store::{EXACT_ONLY, Entry, Meta, NO_ENTRY, PART, PARTIAL, Set, Store};
use crate::table::Table;

/// Expressions (`LIKE`, `MATCHES`) in all sets together; each may take half a megabyte.
const MOST_RULES: u32 = 1000;

/// Everything read so far.
#[derive(Debug)]
pub(crate) struct Builder {
    /// The values.
    pub(crate) store: Store,
    keys: Keys,
    rules: Vec<(ObservableKind, Regex, u32)>,
    patterns: Vec<Pattern>,
    /// Expressions that may still be compiled.
    pub(crate) rules_left: u32,
}

/// Why nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The value.
    Value(BadValue),
    /// Four gigabytes of values, or four thousand million, are there already.
    Full,
}

impl From<BadValue> for Refused {
    fn from(bad: BadValue) -> Self {
        Self::Value(bad)
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            store: Store::default(),
            keys: Keys::default(),
            rules: Vec::new(),
            patterns: Vec::new(),
            rules_left: MOST_RULES,
        }
    }
}

impl Builder {
    /// Begins a set; gives its number.
    pub(crate) fn open_set(&mut self, name: &str, path: &str) -> u32 {
        let number = u32::try_from(self.store.sets.len()).unwrap_or(u32::MAX);
        let shown = IndicatorSet {
            name: name.to_owned(),
            path: path.to_owned(),
            sha256: String::new(),
            newest: None,
            indicators: 0,
            skipped: 0,
            licence: None,
        };
        self.store.sets.push(Set { shown, publisher: String::new(), reference: String::new() });
        number
    }

    /// The set with this number.
    pub(crate) fn set(&mut self, number: u32) -> Option<&mut Set> {
        self.store.sets.get_mut(number as usize)
    }

    /// Adds an indicator without values; gives its number.
    pub(crate) fn list(&mut self, id: &str, date: Option<Time>, meta: Meta) -> Option<u32> {
        self.store.list(id, date, meta)
    }

    /// Forgets the indicator added last, which turned out to have no values.
    pub(crate) fn unlist(&mut self) {
        self.store.listed.pop();
    }

    /// Adds a value to an indicator; gives the kind it turned out to be.
    pub(crate) fn value(
        &mut self,
        listed: u32,
        kind: ObservableKind,
        text: &str,
        flags: u8,
    ) -> Result<(ObservableKind, u32), Refused> {
        let text = text.trim();
        let kind = self.keys.make(kind, text)?;
        let value = self.store.keep(text.as_bytes()).ok_or(Refused::Full)?;
        let flags = flags | if self.keys.partial { PARTIAL } else { 0 };
        let first = u32::try_from(self.store.entries.len()).map_err(|_| Refused::Full)?;
        for key in &self.keys.list {
            let bytes = self.keys.bytes.get(key.range.clone()).unwrap_or_default();
            let span = if bytes == text.as_bytes() {
                value
            } else {
                self.store.keep(bytes).ok_or(Refused::Full)?
            };
            self.store.entries.push(Entry {
                value,
                key: span,
                listed,
                next: NO_ENTRY,
                kind,
                space: key.space,
                flags: flags | if key.exact_only { EXACT_ONLY } else { 0 },
            });
        }
        Ok((kind, first))
    }

    /// Adds what a pattern asks for to an indicator.
    /// `written` is its text.
    pub(crate) fn branch(
        &mut self,
        listed: u32,
        branch: Branch,
        written: &str,
    ) -> Result<(), Refused> {
        let flags = if branch.partial { PARTIAL } else { 0 };
        match branch.expr {
            Expr::Leaf(leaf) if branch.window.is_none() => {
                self.leaf(listed, leaf, flags)?;
            }
            expr => {
                let first = u32::try_from(self.store.entries.len()).map_err(|_| Refused::Full)?;
                let need = self.need(listed, expr)?;
                let kind = self.store.entry(first).map_or(ObservableKind::Host, |entry| entry.kind);
                let entry = self.unkeyed(listed, kind, written, PART)?;
                let (window, partial) = (branch.window, branch.partial);
                self.patterns.push(Pattern { entry, need, window, partial });
            }
        }
        Ok(())
    }

    /// Adds a comparison; gives the entries it made and the kind of value.
    fn leaf(
        &mut self,
        listed: u32,
        leaf: Leaf,
        flags: u8,
    ) -> Result<(Vec<u32>, ObservableKind), Refused> {
        match leaf {
            Leaf::Value(kind, text) => {
                let (kind, first) = self.value(listed, kind, &text, flags)?;
                let end = u32::try_from(self.store.entries.len()).map_err(|_| Refused::Full)?;
                Ok(((first..end).collect(), kind))
            }
            Leaf::Rule(kind, regex, source) => {
                let number = self.unkeyed(listed, kind, &source, flags)?;
                self.rules.push((kind, regex, number));
                Ok((vec![number], kind))
            }
        }
    }

    /// Adds an entry that no look-up finds: that of a rule or of a whole pattern.
    fn unkeyed(
        &mut self,
        listed: u32,
        kind: ObservableKind,
        value: &str,
        flags: u8,
    ) -> Result<u32, Refused> {
        let value = self.store.keep(value.as_bytes()).ok_or(Refused::Full)?;
        let number = u32::try_from(self.store.entries.len()).map_err(|_| Refused::Full)?;
        let key = self.store.keep(&number.to_le_bytes()).ok_or(Refused::Full)?;
        let (next, space) = (NO_ENTRY, Space::Rule);
        self.store.entries.push(Entry { value, key, listed, next, kind, space, flags });
        Ok(number)
    }

    fn need(&mut self, listed: u32, expr: Expr) -> Result<Need, Refused> {
        Ok(match expr {
            Expr::Leaf(leaf) => Need::One(self.leaf(listed, leaf, PART)?.0),
            Expr::Not(leaf) => {
                let (entries, kind) = self.leaf(listed, leaf, PART)?;
                Need::NotOne(entries, kind)
            }
            Expr::And(parts) => Need::All(self.needs(listed, parts)?),
            Expr::Or(parts) => Need::Any(self.needs(listed, parts)?),
            Expr::True => Need::All(Vec::new()),
        })
    }

    fn needs(&mut self, listed: u32, parts: Vec<Expr>) -> Result<Vec<Need>, Refused> {
        parts.into_iter().map(|part| self.need(listed, part)).collect()
    }

    /// Everything, ready to match.
    pub(crate) fn finish(mut self) -> Indicators {
        self.store.settle();
        let table = Table::new(&mut self.store);
        let rules = Rules::new(self.rules, self.patterns);
        Indicators::new(self.store, table, rules)
    }
}
