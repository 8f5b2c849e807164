//! Whether a b-tree page is what it says it is.
//!
//! On a sound page, cells, free blocks and fragments together are exactly the cell area. Where they
//! are not, cells were lost or overlap; and a page that is whole under one reading and not under
//! another tells which reading is right.

use super::bytes::{u16_at, varint};
use super::fault::Fault;
use super::node::{Cell, Kind, Node, Spill, header_at};
use super::pager::Page;

/// Fewest bytes a cell takes: those of a free block.
pub(super) const LEAST_CELL: usize = 4;

/// The header of `page`. When its kind is impossible there, or the page is not whole under it, the
/// kind under which the page is whole; with the fault to be told.
pub(super) fn open(page: &Page<'_>, without_rowid: bool) -> Result<(Node, Option<Fault>), Fault> {
    let fits = |kind: Kind| kind.has_rowids() != without_rowid;
    let stated = Node::read(page);
    if let Ok(node) = &stated
        && fits(node.kind)
        // Leaves are checked while their rows are shown.
        && (!node.kind.is_interior() || is_whole(page, node))
    {
        return Ok((*node, None));
    }
    let all = [Kind::TableLeaf, Kind::TableInterior, Kind::IndexLeaf, Kind::IndexInterior];
    let other = all.into_iter().filter(|kind| fits(*kind)).find_map(|kind| {
        Node::read_as(page, kind).ok().filter(|node| node.cells > 0 && is_whole(page, node))
    });
    let expected = if without_rowid { "2 or 10" } else { "5 or 13" };
    let wrong_kind = || page.fault(header_at(page), format!("expected a page of type {expected}"));
    match (other, stated) {
        (Some(node), _) => {
            let kind = node.kind.byte();
            let message = format!("expected a page of type {expected}; read as type {kind}");
            Ok((node, Some(page.fault(header_at(page), message))))
        }
        (None, Ok(node)) if fits(node.kind) => {
            let fault =
                page.fault(header_at(page), "expected cells and free space to fill the page");
            Ok((node, Some(fault)))
        }
        (None, Ok(_)) => Err(wrong_kind()),
        (None, Err(fault)) => Err(fault),
    }
}

/// Whether cells and free space make up the page exactly.
pub(super) fn is_whole(page: &Page<'_>, node: &Node) -> bool {
    let spill = match node.kind {
        Kind::TableLeaf => Spill::of_table(page.usable),
        _ => Spill::of_index(page.usable),
    };
    let mut used = 0_usize;
    for number in 0..node.cells {
        let at = node.cell_at(page.bytes, number);
        let len = at.and_then(|at| Some(cell_end(page, node.kind, at, spill)?.saturating_sub(at)));
        let Some(len) = len else { return false };
        used = used.saturating_add(len.max(LEAST_CELL));
    }
    unaccounted(page, node, used).is_none()
}

fn cell_end(page: &Page<'_>, kind: Kind, at: usize, spill: Spill) -> Option<usize> {
    match kind {
        Kind::TableInterior => varint(page.bytes, at.checked_add(4)?).map(|(_, end)| end),
        Kind::TableLeaf => Cell::of_table(page, at, spill).map(|cell| cell.end),
        _ => Cell::of_index(page, kind, at, spill).map(|cell| cell.end),
    }
}

/// What is wrong when `used` bytes of cells and the free space do not make up the page.
pub(super) fn unaccounted(page: &Page<'_>, node: &Node, used: usize) -> Option<Fault> {
    if page.is_cut() {
        return Some(page.fault(page.bytes.len(), "the file ends within the page"));
    }
    let header = header_at(page);
    let field = |at: usize| u16_at(page.bytes, at).map_or(0, usize::from);
    let fragments = page.bytes.get(header + 7).map_or(0, |byte| usize::from(*byte));
    let (mut block, mut free) = (field(header + 1), fragments);
    while block != 0 {
        free = free.saturating_add(field(block.saturating_add(2)));
        let next = field(block);
        if next != 0 && next <= block {
            return Some(page.fault(block, "expected free blocks in ascending order"));
        }
        block = next;
    }
    let start = match field(header + 5) {
        0 => 65_536,
        start => start,
    };
    let area = (page.usable as usize).checked_sub(start);
    let sum = used.saturating_add(free);
    let is_whole = area == Some(sum) && start >= node.pointers + 2 * node.cells;
    let area = area.unwrap_or_default();
    let message =
        || format!("expected {area} bytes of cells and free space, met {sum}: rows may be missing");
    (!is_whole).then(|| page.fault(header, message()))
}
