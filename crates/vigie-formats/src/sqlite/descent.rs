//! One row, found by its rowid.

use std::cmp::Ordering;

use vigie_core::Stop;

use super::Row;
use super::bytes::u32_at;
use super::fault::Fault;
use super::node::{Cell, Node, Spill, interior_key, leaf_key};
use super::pager::{KeptPage, Page};
use super::row_reader::Subject;
use super::scan::MAX_DEPTH;

/// Shows the row with this rowid to `read`.
pub(super) fn find<T>(
    subject: Subject<'_>,
    rowid: i64,
    read: impl FnOnce(&Row<'_>) -> T,
) -> Result<Option<T>, Stop> {
    match try_find(subject, rowid, read) {
        Ok(found) => Ok(found),
        Err(fault) if fault.io.is_some() => Err(fault.into_stop("page")),
        Err(fault) => {
            note(subject, &fault);
            Ok(None)
        }
    }
}

/// Whether the row with this rowid can be reached. Damage on the way is not told.
pub(super) fn is_reachable(subject: Subject<'_>, rowid: i64) -> bool {
    leaf_cell(subject, rowid).is_ok_and(|found| found.is_some())
}

fn note(subject: Subject<'_>, fault: &Fault) {
    let Subject { store, definition, .. } = subject;
    store.late.note(fault, &definition.name, store.limits.problems);
}

fn try_find<T>(
    subject: Subject<'_>,
    rowid: i64,
    read: impl FnOnce(&Row<'_>) -> T,
) -> Result<Option<T>, Fault> {
    let Subject { store, definition, .. } = subject;
    if definition.without_rowid {
        return Ok(None);
    }
    let Some((kept, at)) = leaf_cell(subject, rowid)? else { return Ok(None) };
    let page = kept.page();
    let spill = Spill::of_table(store.pager.usable());
    let cell = Cell::of_table(&page, at, spill);
    let cell = cell.ok_or_else(|| page.fault(at, "expected a cell that fits its page"))?;
    store.with_reader(|reader| {
        reader.restart(store);
        let (row, partial) = reader.read(subject, None, &page, at, &cell)?;
        if let Some(fault) = partial {
            note(subject, &fault);
        }
        Ok(Some(read(&row)))
    })
}

/// The leaf and the offset of the cell with this rowid.
fn leaf_cell(subject: Subject<'_>, rowid: i64) -> Result<Option<(KeptPage, usize)>, Fault> {
    let mut number = subject.definition.root;
    for _ in 0..MAX_DEPTH {
        let kept = subject.store.pager.kept(number)?;
        let page = kept.page();
        let node = Node::read(&page)?;
        if !node.kind.has_rowids() {
            return Err(page.fault(0, "expected a b-tree page of type 5 or 13"));
        }
        if !node.kind.is_interior() {
            let found = search(&page, &node, rowid, leaf_key)?;
            return Ok(found.ok().map(|at| (kept, at)));
        }
        let child = match search(&page, &node, rowid, interior_key)? {
            Ok(at) => u32_at(page.bytes, at),
            Err(cell) => node.child(page.bytes, cell),
        };
        number = child.ok_or_else(|| page.fault(node.pointers, "expected a page below"))?;
    }
    Err(Fault::new(number, 0, format!("expected at most {MAX_DEPTH} levels of pages")))
}

/// Where the cell with key `rowid` starts, or the number of the first cell with a greater key.
fn search(
    page: &Page<'_>,
    node: &Node,
    rowid: i64,
    key: impl Fn(&[u8], usize) -> Option<i64>,
) -> Result<Result<usize, usize>, Fault> {
    let (mut low, mut high) = (0, node.cells);
    while low < high {
        let middle = low.midpoint(high);
        let at = node.cell_at(page.bytes, middle);
        let found = at.and_then(|at| Some((at, key(page.bytes, at)?)));
        let Some((at, key)) = found else {
            return Err(page.fault(node.pointers, "expected cell pointers within the page"));
        };
        match key.cmp(&rowid) {
            Ordering::Equal => return Ok(Ok(at)),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    Ok(Err(low))
}
