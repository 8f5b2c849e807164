//! What is free on a page.

use std::ops::Range;

use vigie_core::Stop;

use super::How;
use crate::sqlite::bytes::u16_at;
use crate::sqlite::node::{Node, header_at};
use crate::sqlite::pager::Page;

/// Fewest bytes that a row worth showing takes.
const LEAST: usize = 8;

/// A part of a page that no row uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Its bytes.
    pub(super) bytes: Range<usize>,
    /// What it is.
    pub(super) how: How,
}

/// Shows what is free on `page`, which is in use: the free blocks, in order, and what lies between
/// the cell pointers and the cells.
///
/// # Errors
/// What `see` gives.
///
/// <https://www.sqlite.org/fileformat2.html#b_tree_pages>
pub(super) fn each_free(
    page: &Page<'_>,
    node: &Node,
    mut see: impl FnMut(Region) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let header = header_at(page);
    let field = |at: usize| u16_at(page.bytes, at).map_or(0, usize::from);
    let start = match field(header + 5) {
        0 => 65_536,
        start => start,
    };
    let gap = node.pointers + 2 * node.cells..start.min(page.bytes.len());
    if gap.len() >= LEAST {
        see(Region { bytes: gap, how: How::Unallocated })?;
    }
    let mut block = field(header + 1);
    while block != 0 {
        let end = block.saturating_add(field(block.saturating_add(2))).min(page.bytes.len());
        if end.saturating_sub(block) >= LEAST {
            see(Region { bytes: block..end, how: How::FreeBlock })?;
        }
        let next = field(block);
        // The list is in ascending order; anything else goes in circles.
        if next <= block {
            return Ok(());
        }
        block = next;
    }
    Ok(())
}
