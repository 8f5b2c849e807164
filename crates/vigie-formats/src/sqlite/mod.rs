//! SQLite databases, read in place and never written to.
//!
//! Nearly everything a phone's apps remember stands in SQLite databases. This reader follows the
//! file format (<https://www.sqlite.org/fileformat2.html>) instead of using SQLite's library:
//! pages are read where they stand, also inside an encrypted backup, so nothing is copied to disk;
//! the write-ahead log is laid over the main file; every row knows the byte it stands at; and what
//! is damaged costs itself only.
//!
//! ```text
//! Database ── Store: Pager (Wal, Window, PageCache), text encoding
//!    └─ Table ── Scan: b-tree pages → Rows: cells → RowReader: record, Overflow → Row
//!         └───── descent: one Row by its rowid
//!
//! Database::carve ── rows that were deleted and whose bytes are still there
//! ```

mod audit;
mod bytes;
mod cache;
mod carve;
mod create_table;
mod database;
mod definition;
mod descent;
mod fault;
mod fuzz;
mod guess;
mod header;
mod node;
mod opening;
mod overflow;
mod page_set;
mod pager;
mod record;
mod row;
mod row_reader;
mod rows;
mod salvage;
mod scan;
mod schema;
mod sql;
mod store;
mod table;
mod text;
mod value;
mod wal;
mod window;

pub use carve::{Carved, Carving, How, Rowids};
pub use database::{Damage, Database};
#[doc(hidden)]
pub use fuzz::fuzz;
pub use row::Row;
pub use table::{Column, Table};
pub use value::Value;
