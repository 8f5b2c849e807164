//! File formats that several kinds of evidence share: SQLite, property lists, archives of objects,
//! cookies, XML of Android, lines of text.

pub mod abx;
pub mod apk;
pub mod axml;
pub mod ber;
pub mod binarycookies;
mod budget;
pub mod gzip;
pub mod keyed_archive;
pub mod lines;
pub mod packed;
pub mod plist;
pub mod protobuf;
pub mod scan;
pub mod segb;
pub mod sqlite;
pub mod typedstream;
pub mod x509;
