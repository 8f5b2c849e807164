//! File formats that several kinds of evidence share: SQLite, property lists, archives of objects.

pub mod keyed_archive;
pub mod plist;
pub mod typedstream;

pub mod sqlite;
