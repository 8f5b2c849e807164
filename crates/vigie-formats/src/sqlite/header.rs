//! The header of a database: the first 100 bytes of page 1.
//!
//! <https://www.sqlite.org/fileformat2.html#the_database_header>

use vigie_core::Locator;

use super::Damage;
use super::bytes::{u16_at, u32_at};
use super::guess::Layout;
use super::text::Encoding;

/// What every database begins with.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Length of the header.
pub(super) const HEADER: usize = 100;

/// Fewest usable bytes a page may have.
pub(super) const LEAST_USABLE: u32 = 480;

/// What the header says, as far as it matters for reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// How pages are laid out.
    pub(super) layout: Layout,
    /// How text is written.
    pub(super) encoding: Encoding,
    /// The list of free pages; `None` when the header is too damaged to tell.
    pub(super) freelist: Option<Freelist>,
    /// Whether it begins as every database does.
    pub(super) has_magic: bool,
}

/// The list of the pages that hold nothing any more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Freelist {
    /// Its first page, 0 when there are none.
    pub(super) first: u32,
    /// How many pages it has.
    pub(super) pages: u32,
}

impl Header {
    /// Reads the header in `bytes`. `known` stands in for the layout that it tells, when that is
    /// known better. `None` when these bytes are no header.
    pub(super) fn read(
        bytes: &[u8],
        known: Option<Layout>,
        damage: &mut Vec<Damage>,
    ) -> Option<Self> {
        let has_magic = bytes.starts_with(MAGIC);
        let fractions_are_right = bytes.get(21..24) == Some(&[64, 32, 32]);
        let stored = u16_at(bytes, 16).and_then(page_size_of);
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let layout = match (known, stored) {
            (Some(known), _) => known,
            (None, Some(page_size)) if has_magic || fractions_are_right => {
                let usable = page_size.saturating_sub(u32::from(byte(20)));
                let reserved = if usable >= LEAST_USABLE { byte(20) } else { 0 };
                Layout { page_size, reserved }
            }
            _ => return None,
        };
        let mut check = |is_right: bool, at: u64, expected: &str| {
            if !is_right {
                let message = format!("header: byte {at}: expected {expected}");
                damage.push(Damage { at: Locator::Byte(at), message });
            }
        };
        check(has_magic, 0, "\"SQLite format 3\"");
        let Layout { page_size, reserved } = layout;
        check(stored == Some(page_size), 16, &format!("a page size of {page_size}"));
        check(byte(20) == reserved, 20, &format!("{reserved} reserved bytes"));
        check(fractions_are_right, 21, "64, 32, 32");
        check(byte(19) <= 2, 19, "read version 1 or 2");
        let encoding = u32_at(bytes, 56).unwrap_or_default();
        check(encoding <= 3, 56, "text encoding 1, 2 or 3");
        Some(Self {
            layout,
            encoding: Encoding::of(encoding),
            freelist: has_magic.then(|| Freelist {
                first: u32_at(bytes, 32).unwrap_or_default(),
                pages: u32_at(bytes, 36).unwrap_or_default(),
            }),
            has_magic,
        })
    }
}

/// The page size that the header writes as `stored`.
fn page_size_of(stored: u16) -> Option<u32> {
    match stored {
        1 => Some(65_536),
        size if size.is_power_of_two() && size >= 512 => Some(u32::from(size)),
        _ => None,
    }
}
