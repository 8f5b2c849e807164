//! Which rowids of a table are missing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::shapes::Shapes;
use crate::sqlite::node::{Kind, Node, leaf_key};
use crate::sqlite::pager::Page;

/// Most gaps that are told of one table.
const MOST_GAPS: usize = 20;

/// The rowids of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rowids {
    /// The table.
    pub table: String,
    /// The smallest.
    pub first: i64,
    /// The greatest.
    pub last: i64,
    /// How many rows there are.
    pub rows: u64,
    /// How many rowids between the first and the last no row has.
    pub missing: u64,
    /// In how many gaps.
    pub gaps: u64,
    /// The largest of them, in ascending order: the rowids before and behind each.
    pub largest: Vec<(i64, i64)>,
}

/// Gathers the rowids of leaves, in any order.
#[derive(Default)]
pub(super) struct Tally {
    tables: BTreeMap<u16, Leaves>,
}

#[derive(Default)]
struct Leaves {
    rows: u64,
    /// The first and last rowid of each leaf.
    spans: Vec<(i64, i64)>,
    found: Gaps,
}

#[derive(Default)]
struct Gaps {
    missing: u64,
    count: u64,
    largest: BinaryHeap<Reverse<(u64, i64, i64)>>,
}

impl Gaps {
    /// Notes what lies between two rowids that follow each other.
    #[inline]
    fn between(&mut self, before: i64, behind: i64) {
        let missing = behind.abs_diff(before).saturating_sub(1);
        if behind <= before || missing == 0 {
            return;
        }
        self.missing = self.missing.saturating_add(missing);
        self.count += 1;
        self.largest.push(Reverse((missing, before, behind)));
        if self.largest.len() > MOST_GAPS {
            self.largest.pop();
        }
    }
}

impl Tally {
    /// Adds the rows on `page`, a page of table `index`.
    pub(super) fn add(&mut self, index: u16, page: &Page<'_>, node: &Node) {
        if node.kind != Kind::TableLeaf {
            return;
        }
        let leaves = self.tables.entry(index).or_default();
        let (mut first, mut before) = (None, None);
        for number in 0..node.cells {
            let rowid = node.cell_at(page.bytes, number).and_then(|at| leaf_key(page.bytes, at));
            let Some(rowid) = rowid else { continue };
            leaves.rows += 1;
            match before {
                Some(before) => leaves.found.between(before, rowid),
                None => first = Some(rowid),
            }
            before = Some(rowid);
        }
        leaves.spans.extend(first.zip(before));
    }

    /// What was gathered, table by table.
    pub(super) fn finish(self, shapes: &Shapes<'_>) -> Vec<Rowids> {
        let tables = self.tables.into_iter();
        tables.filter_map(|(index, leaves)| leaves.finish(&shapes.table(index)?.name)).collect()
    }
}

impl Leaves {
    fn finish(mut self, table: &str) -> Option<Rowids> {
        self.spans.sort_unstable();
        let (first, _) = *self.spans.first()?;
        let mut last: Option<i64> = None;
        for (from, to) in self.spans {
            if let Some(last) = last {
                self.found.between(last, from);
            }
            last = last.max(Some(to));
        }
        let gaps = self.found.largest.into_iter();
        let mut largest: Vec<_> =
            gaps.map(|Reverse((_, before, behind))| (before, behind)).collect();
        largest.sort_unstable();
        Some(Rowids {
            table: table.to_owned(),
            first,
            last: last?,
            rows: self.rows,
            missing: self.found.missing,
            gaps: self.found.count,
            largest,
        })
    }
}
