//! The header of a database: the first 100 bytes of page 1.
//!
//! <https://www.sqlite.org/fileformat2.html#the_database_header>

use vigie_core::Locator;

use super::Damage;
use super::bytes::{u16_at, u32_at};
use super::text::Encoding;

/// What every database begins with.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Length of the header.
pub(super) const HEADER: usize = 100;

/// Fewest usable bytes a page may have.
const LEAST_USABLE: u32 = 480;

/// What the header says, as far as it matters for reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// Bytes of a page.
    pub(super) page_size: u32,
    /// Bytes at the end of each page that are not SQLite's.
    pub(super) reserved: u8,
    /// How text is written.
    pub(super) encoding: Encoding,
    /// How many pages there are, unless an old program changed the file without saying.
    pub(super) pages: Option<u32>,
    /// First page of the list of free pages, 0 when there are none.
    pub(super) freelist: u32,
    /// Whether it begins as every database does.
    pub(super) has_magic: bool,
}

impl Header {
    /// Reads the header in `bytes`. `page_size` stands in for that of the header, when it is known
    /// better. `None` when these bytes are no header.
    pub(super) fn read(
        bytes: &[u8],
        page_size: Option<u32>,
        damage: &mut Vec<Damage>,
    ) -> Option<Self> {
        let has_magic = bytes.starts_with(MAGIC);
        let fractions_are_right = bytes.get(21..24) == Some(&[64, 32, 32]);
        let stored = u16_at(bytes, 16).and_then(page_size_of);
        let known = page_size.or(stored)?;
        if !has_magic && !fractions_are_right && page_size.is_none() {
            return None;
        }
        let mut check = |is_right: bool, at: u64, expected: &str| {
            if !is_right {
                let message = format!("header: byte {at}: expected {expected}");
                damage.push(Damage { at: Locator::Byte(at), message });
            }
        };
        check(has_magic, 0, "\"SQLite format 3\"");
        check(stored == Some(known), 16, &format!("a page size of {known}"));
        check(fractions_are_right, 21, "64, 32, 32");
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        check(byte(19) <= 2, 19, "read version 1 or 2");
        let reserved_is_right = known.saturating_sub(u32::from(byte(20))) >= LEAST_USABLE;
        check(reserved_is_right, 20, "at least 480 usable bytes in a page");
        let encoding = u32_at(bytes, 56).unwrap_or_default();
        check(encoding <= 3, 56, "text encoding 1, 2 or 3");
        let is_up_to_date = u32_at(bytes, 24) == u32_at(bytes, 92);
        Some(Self {
            page_size: known,
            reserved: if reserved_is_right { byte(20) } else { 0 },
            encoding: Encoding::of(encoding),
            pages: u32_at(bytes, 28).filter(|pages| *pages > 0 && is_up_to_date),
            freelist: u32_at(bytes, 32).unwrap_or_default(),
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
