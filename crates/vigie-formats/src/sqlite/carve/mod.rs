//! Rows that were deleted and whose bytes are still there.
//!
//! SQLite does not wipe what it deletes unless it is told to: a row's cell becomes a free block of
//! its page, a page without rows goes to the list of free pages as it was, and the write-ahead log
//! keeps the older versions of pages until its next round overwrites them. What stands there is
//! taken for a row when it reads as a record with exactly the columns of a table and at least one
//! text, and when no row that still exists has the same texts.
//!
//! ```text
//! Carver ── Owners: which table each page belongs to, which pages are free
//!    ├─ regions: what is free on a page ─→ Piece: a record in it ─→ Shapes: the table that it fits
//!    ├─ Tally: which rowids are missing
//!    ├─ frames: older versions of pages in the log
//!    └─ Finds ── existing: whether the row still exists
//! ```
//!
//! Tables without rowids are not looked for: their rows stand on pages of the kind that indexes use.

mod carved;
mod carver;
mod existing;
mod finds;
mod frames;
mod owners;
mod piece;
mod regions;
mod rowids;
mod shapes;

pub use carved::{Carved, Carving, How};
pub use rowids::Rowids;
