//! Pages of b-trees, and the cells on them.
//!
//! <https://www.sqlite.org/fileformat2.html#b_tree_pages>

use super::bytes::{u16_at, u32_at, varint};
use super::fault::Fault;
use super::pager::Page;

/// Bytes of the database header in front of the b-tree on page 1.
pub(super) const DATABASE_HEADER: usize = 100;

/// What a page of a b-tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Entries of an index or of a WITHOUT ROWID table, with pages below.
    IndexInterior,
    /// Rowids and the pages below them.
    TableInterior,
    /// Entries of an index or of a WITHOUT ROWID table.
    IndexLeaf,
    /// Rows.
    TableLeaf,
}

impl Kind {
    /// The kind that a page's first byte names.
    pub(super) const fn of(byte: u8) -> Option<Self> {
        match byte {
            0x02 => Some(Self::IndexInterior),
            0x05 => Some(Self::TableInterior),
            0x0a => Some(Self::IndexLeaf),
            0x0d => Some(Self::TableLeaf),
            _ => None,
        }
    }

    /// The first byte of such a page.
    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::IndexInterior => 0x02,
            Self::TableInterior => 0x05,
            Self::IndexLeaf => 0x0a,
            Self::TableLeaf => 0x0d,
        }
    }

    /// Whether there are pages below.
    pub(super) const fn is_interior(self) -> bool {
        matches!(self, Self::IndexInterior | Self::TableInterior)
    }

    /// Whether the page belongs to a table with rowids.
    pub(super) const fn has_rowids(self) -> bool {
        matches!(self, Self::TableInterior | Self::TableLeaf)
    }
}

/// The header of a b-tree page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// What the page is.
    pub(super) kind: Kind,
    /// How many cells it has.
    pub(super) cells: usize,
    /// Offset of the first cell pointer.
    pub(super) pointers: usize,
    /// The page below with the greatest keys; 0 on leaves.
    pub(super) right: u32,
}

impl Node {
    /// Reads the header of `page`.
    pub(super) fn read(page: &Page<'_>) -> Result<Self, Fault> {
        let at = header_at(page);
        let kind = page.bytes.get(at).copied().and_then(Kind::of);
        let kind =
            kind.ok_or_else(|| page.fault(at, "expected a b-tree page of type 2, 5, 10 or 13"))?;
        Self::read_as(page, kind)
    }

    /// Reads the header of `page`, which is known to be of `kind`.
    pub(super) fn read_as(page: &Page<'_>, kind: Kind) -> Result<Self, Fault> {
        let at = header_at(page);
        let cut = || page.fault(at, "expected a whole b-tree page header");
        let cells = usize::from(u16_at(page.bytes, at + 3).ok_or_else(cut)?);
        let (len, right) = match kind.is_interior() {
            true => (12, u32_at(page.bytes, at + 8).ok_or_else(cut)?),
            false => (8, 0),
        };
        let pointers = at + len;
        if pointers + 2 * cells > page.usable as usize {
            let message = format!("expected fewer cells than {cells} on a page");
            return Err(page.fault(at + 3, message));
        }
        Ok(Self { kind, cells, pointers, right })
    }

    /// Where cell `number`, counting from 0, starts on its page.
    #[inline]
    pub(super) fn cell_at(&self, bytes: &[u8], number: usize) -> Option<usize> {
        let at = usize::from(u16_at(bytes, self.pointers + 2 * number)?);
        // Cells stand behind the pointers; anything else is the page reading itself as a cell.
        (at >= self.pointers + 2 * self.cells).then_some(at)
    }

    /// The page below cell `number` of an interior page, counting from 0; the last one, whose
    /// number is the count of cells, is in the header.
    pub(super) fn child(&self, bytes: &[u8], number: usize) -> Option<u32> {
        if number == self.cells {
            return Some(self.right);
        }
        u32_at(bytes, self.cell_at(bytes, number)?)
    }
}

/// Where the b-tree header stands.
pub(super) const fn header_at(page: &Page<'_>) -> usize {
    if page.number == 1 { DATABASE_HEADER } else { 0 }
}

/// How much of a payload stays on its page, the rest going to overflow pages.
///
/// <https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages>
#[derive(Clone, Copy, Debug)]
pub(super) struct Spill {
    usable: u64,
    most: u64,
    least: u64,
}

impl Spill {
    /// The rule for leaves of tables with rowids.
    pub(super) fn of_table(usable: u32) -> Self {
        let usable = u64::from(usable);
        Self { usable, most: usable.saturating_sub(35), least: least(usable) }
    }

    /// The rule for every other cell.
    pub(super) fn of_index(usable: u32) -> Self {
        let usable = u64::from(usable);
        let most = (usable.saturating_sub(12) * 64 / 255).saturating_sub(23);
        Self { usable, most, least: least(usable) }
    }

    /// How many bytes of a payload of `len` bytes stay on the page.
    #[inline]
    pub(super) fn local(self, len: u64) -> u64 {
        if len <= self.most {
            return len;
        }
        let over = self.usable.saturating_sub(4).max(1);
        let some = self.least.saturating_add(len.saturating_sub(self.least) % over);
        if some <= self.most { some } else { self.least }
    }
}

fn least(usable: u64) -> u64 {
    (usable.saturating_sub(12) * 32 / 255).saturating_sub(23)
}

/// A cell that holds a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// Its rowid; 0 where there are none.
    pub(super) rowid: i64,
    /// Length of its payload.
    pub(super) len: u64,
    /// What of the payload stands on the page.
    pub(super) local: &'a [u8],
    /// First overflow page; 0 when there is none.
    pub(super) overflow: u32,
    /// Where the cell ends on its page.
    pub(super) end: usize,
}

impl<'a> Cell<'a> {
    /// The cell at `at` of the leaf of a table with rowids. `None` when it does not fit the page.
    #[inline]
    pub(super) fn of_table(page: &Page<'a>, at: usize, spill: Spill) -> Option<Self> {
        let (len, at) = varint(page.bytes, at)?;
        let (rowid, at) = varint(page.bytes, at)?;
        let cell = Self::at(page, at, len, spill)?;
        Some(Self { rowid: rowid.cast_signed(), ..cell })
    }

    /// The cell at `at` of a page of an index or of a WITHOUT ROWID table.
    pub(super) fn of_index(page: &Page<'a>, kind: Kind, at: usize, spill: Spill) -> Option<Self> {
        let at = if kind.is_interior() { at.checked_add(4)? } else { at };
        let (len, at) = varint(page.bytes, at)?;
        Self::at(page, at, len, spill)
    }

    #[inline]
    fn at(page: &Page<'a>, at: usize, len: u64, spill: Spill) -> Option<Self> {
        let local_len = spill.local(len);
        let end = at.checked_add(usize::try_from(local_len).ok()?)?;
        let Some(local) = page.bytes.get(at..end) else {
            return Self::cut(page, at, end, len);
        };
        if local_len == len {
            return Some(Self { rowid: 0, len, local, overflow: 0, end });
        }
        let overflow = u32_at(page.bytes, end)?;
        Some(Self { rowid: 0, len, local, overflow, end: end + 4 })
    }

    /// A cell that is missing its end because the file is.
    fn cut(page: &Page<'a>, at: usize, end: usize, len: u64) -> Option<Self> {
        let fits = page.is_cut() && end <= page.usable as usize;
        let local = page.bytes.get(at..).filter(|local| fits && !local.is_empty())?;
        Some(Self { rowid: 0, len, local, overflow: 0, end })
    }
}

/// The greatest rowid below cell `at` of an interior page of a table.
pub(super) fn interior_key(bytes: &[u8], at: usize) -> Option<i64> {
    varint(bytes, at.checked_add(4)?).map(|(key, _)| key.cast_signed())
}

/// The rowid of cell `at` of a leaf of a table.
pub(super) fn leaf_key(bytes: &[u8], at: usize) -> Option<i64> {
    let (_, at) = varint(bytes, at)?;
    varint(bytes, at).map(|(key, _)| key.cast_signed())
}
