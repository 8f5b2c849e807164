//! The layout of the pages of a database whose header does not tell.

use vigie_core::ReadAt;

use super::audit::is_whole;
use super::header::LEAST_USABLE;
use super::node::Node;
use super::pager::{Page, Place};
use super::window::{AHEAD, Stretch, read_full};

/// Bytes from the start of the file that are looked at.
const LOOKED_AT: u64 = 1 << 20;

/// How pages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Bytes of a page.
    pub(super) page_size: u32,
    /// Bytes at the end of each page that are not SQLite's.
    pub(super) reserved: u8,
}

/// Reserved bytes that are tried: none, those that Apple's systems leave, and those of extensions.
const RESERVED: [u8; 5] = [0, 12, 8, 16, 32];

/// The layout under which most pages are whole b-tree pages. `None` when there are none under any.
pub(super) fn layout(main: &dyn ReadAt, reserved: u8) -> Option<Layout> {
    best(main, reserved).map(|(_, layout)| layout)
}

/// The layout that the pages of `main` have, when it is clearly not the one that is stated.
pub(super) fn better_layout(main: &dyn ReadAt, stated: Layout) -> Option<Layout> {
    let (count, layout) = best(main, stated.reserved)?;
    (layout != stated && count > whole_pages(main, stated).saturating_mul(2)).then_some(layout)
}

/// Whether page 1 is a whole b-tree page.
pub(super) fn first_page_is_whole(main: &dyn ReadAt, layout: Layout) -> bool {
    let mut bytes = vec![0; layout.page_size as usize];
    let have = read_full(main, 0, &mut bytes).unwrap_or_default();
    is_whole_page(1, bytes.get(..have).unwrap_or_default(), layout)
}

/// The best layout, and how many pages are whole under it.
fn best(main: &dyn ReadAt, reserved: u8) -> Option<(u32, Layout)> {
    let sizes = (9..=16).map(|bits| 1_u32 << bits);
    let layouts = sizes.flat_map(|page_size| {
        let reserved = [reserved].into_iter().chain(RESERVED);
        reserved.map(move |reserved| Layout { page_size, reserved })
    });
    let usable = |layout: &Layout| layout.page_size.saturating_sub(u32::from(layout.reserved));
    let counted = layouts
        .filter(|layout| usable(layout) >= LEAST_USABLE)
        .map(|layout| (whole_pages(main, layout), layout));
    // Of two sizes with as many, the larger explains more of the file.
    counted.filter(|(count, _)| *count > 0).max_by_key(|(count, layout)| (*count, layout.page_size))
}

/// How many pages near the start of the file are whole, if this is their layout.
fn whole_pages(main: &dyn ReadAt, layout: Layout) -> u32 {
    let size = layout.page_size as usize;
    let end = main.size().min(LOOKED_AT);
    let (mut stretch, mut count) = (Stretch::default(), 0);
    for number in 1..=u32::try_from(end / size as u64).unwrap_or(u32::MAX) {
        let at = u64::from(number - 1).saturating_mul(size as u64);
        if stretch.holds(at, size) || stretch.read(main, at, AHEAD, size).is_ok() {
            count += u32::from(is_whole_page(number, stretch.get(at, size), layout));
        }
    }
    count
}

/// Whether `bytes` are a b-tree page with cells, all there.
fn is_whole_page(number: u32, bytes: &[u8], layout: Layout) -> bool {
    let usable = layout.page_size.saturating_sub(u32::from(layout.reserved));
    let Some(bytes) = bytes.get(..usable as usize) else { return false };
    let page = Page { number, bytes, place: Place { at: 0, wal: false }, usable };
    Node::read(&page).is_ok_and(|node| node.cells > 0 && is_whole(&page, &node))
}
