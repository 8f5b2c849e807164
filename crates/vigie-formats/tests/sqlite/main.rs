//! The SQLite reader against SQLite itself.

mod damage;
mod differential;
mod random;
mod support;
mod wal;
