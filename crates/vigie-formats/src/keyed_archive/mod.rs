//! Archives of objects that `NSKeyedArchiver` writes.

mod backup_file;

use vigie_core::{Limits, Stop};

pub use backup_file::{BackupFile, backup_file};

use crate::plist::Value;

/// The root object of a keyed archive, with every reference resolved.
///
/// # Errors
/// When the property list is damaged or holds no keyed archive, or asks for more than `limits`.
pub fn unarchive(bytes: &[u8], limits: &Limits) -> Result<Value, Stop> {
    unarchive_value(&crate::plist::parse(bytes, limits)?, limits)
}

/// As [`unarchive`], from a property list that was read already.
///
/// # Errors
/// When it holds no keyed archive, or asks for more than `limits`.
pub fn unarchive_value(archive: &Value, limits: &Limits) -> Result<Value, Stop> {
    let _ = (archive, limits);
    Err(Stop::Unsupported("this keyed archive".into()))
}
