//! A backup of an iPhone: an index, `Manifest.db`, and a file per file of the device.
//!
//! Made by Finder, iTunes or idevicebackup2. A file is stored under its id, the SHA-1 of
//! `DOMAIN-RELATIVE/PATH` in 40 hexadecimal digits, in a folder named by the first two (since iOS
//! 10) or beside the index. Facts: Levinson, "iOS Forensic Analysis"; Infosec-notes of
//! `iphone-dataprotection` (Bédrune, Sigwald, 2011); `libimobiledevice`'s `idevicebackup2`.

mod facts;
mod index_file;
mod listing;
mod reading;
mod stored;

pub(crate) use facts::{Plists, facts};
pub(crate) use index_file::{IndexFile, is_sqlite};
pub(crate) use listing::Listed;
pub(crate) use reading::Backup;
