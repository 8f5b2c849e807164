//! The page size of a database whose header does not tell.

use vigie_core::ReadAt;

use super::audit::is_whole;
use super::header::Header;
use super::node::Node;
use super::pager::{Page, Place};
use super::window::{AHEAD, Stretch};

/// Bytes from the start of the file that are looked at.
const LOOKED_AT: u64 = 4 << 20;

/// The page size under which most pages are whole b-tree pages. `None` when there are none under
/// any.
pub(super) fn page_size(main: &dyn ReadAt, reserved: u8) -> Option<u32> {
    let sizes = (9..=16).map(|bits| 1_u32 << bits);
    let counted = sizes.map(|size| (whole_pages(main, size, reserved), size));
    // Of two sizes with as many, the larger explains more of the file.
    counted.filter(|(count, _)| *count > 0).max().map(|(_, size)| size)
}

/// The page size that the pages of `main` have, when it is clearly not that of its header.
pub(super) fn better_page_size(main: &dyn ReadAt, header: &Header) -> Option<u32> {
    let size = page_size(main, header.reserved).filter(|size| *size != header.page_size)?;
    let stated = whole_pages(main, header.page_size, header.reserved);
    let guessed = whole_pages(main, size, header.reserved);
    (guessed > stated.saturating_mul(2)).then_some(size)
}

/// How many pages near the start of the file are whole, if pages have this size.
fn whole_pages(main: &dyn ReadAt, size: u32, reserved: u8) -> u32 {
    let usable = size.saturating_sub(u32::from(reserved));
    let end = main.size().min(LOOKED_AT);
    let (mut stretch, mut count) = (Stretch::default(), 0);
    for number in 1..=u32::try_from(end / u64::from(size)).unwrap_or(u32::MAX) {
        let at = u64::from(number - 1).saturating_mul(u64::from(size));
        if !stretch.holds(at, size as usize)
            && stretch.read(main, at, AHEAD, size as usize).is_err()
        {
            continue;
        }
        let bytes = stretch.get(at, usable as usize);
        let page = Page { number, bytes, place: Place { at, wal: false }, usable };
        let node = Node::read(&page).ok();
        count += u32::from(node.is_some_and(|node| node.cells > 0 && is_whole(&page, &node)));
    }
    count
}
