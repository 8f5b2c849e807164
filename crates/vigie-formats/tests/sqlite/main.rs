//! The SQLite reader against SQLite itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod carve;
mod damage;
mod differential;
mod random;
mod support;
mod wal;
