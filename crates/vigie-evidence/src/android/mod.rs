//! What evidence of Android phones is made of.

mod adb_backup;
mod cut;
mod facts;
mod headings;
mod sections;

pub(crate) use adb_backup::{AdbBackup, Encryption, MasterKey, is_adb_backup};
pub(crate) use cut::Cut;
pub(crate) use facts::{facts_of_header, facts_of_properties};
pub(crate) use headings::is_dumpstate;
pub(crate) use sections::sections;
