//! Archives of objects that `NSKeyedArchiver` writes: one property list with a table of objects.
//!
//! Found in backups' indexes (`MBFile`), in rows of databases (`payload_data` of messages, actions
//! of shortcuts, states of applications) and inside other archives, on every version of iOS.
//!
//! ```text
//! { $archiver: "NSKeyedArchiver", $version: 100000,
//!   $top:      { root: UID 1 },
//!   $objects:  [ "$null",
//!                { $class: UID 3, NS.keys: [UID …], NS.objects: [UID …] },
//!                "text", …,
//!                { $classname: "NSDictionary", $classes: ["NSDictionary", "NSObject"] } ] }
//! ```
//!
//! Classes of Foundation become the values they stand for; an object of any other class becomes a
//! dictionary of its fields behind the key `$class`. Source: `NSKeyedUnarchiver.swift` of
//! [swift-corelibs-foundation] and Apple's Archives and Serializations Programming Guide.
//!
//! [swift-corelibs-foundation]: https://github.com/swiftlang/swift-corelibs-foundation

mod backup_file;
mod class;
mod resolve;
pub(crate) mod url;

use vigie_core::{Limits, Stop};

pub use backup_file::{BackupFile, backup_file};

use crate::plist::{self, Dictionary, Value};

/// The root object of a keyed archive, with every reference resolved. An object that contains
/// itself is [`Value::Null`] where it does.
///
/// # Errors
/// When the property list is damaged or holds no keyed archive, or asks for more than `limits`.
pub fn unarchive(bytes: &[u8], limits: &Limits) -> Result<Value, Stop> {
    unarchive_value(&plist::parse(bytes, limits)?, limits)
}

/// As [`unarchive`], from a property list that was read already.
///
/// # Errors
/// When it holds no keyed archive, or asks for more than `limits`.
pub fn unarchive_value(archive: &Value, limits: &Limits) -> Result<Value, Stop> {
    resolve::root(archive, limits)
}

/// Every named object of a keyed archive: writers may name several instead of one `root`.
///
/// # Errors
/// As [`unarchive`].
pub fn unarchive_all(bytes: &[u8], limits: &Limits) -> Result<Dictionary, Stop> {
    resolve::all(&plist::parse(bytes, limits)?, limits)
}

/// Whether a property list is a keyed archive.
#[must_use]
pub fn is_archive(value: &Value) -> bool {
    resolve::parts(value).is_some()
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, depth: 32, ..Limits::default() };
    let value = format!("{:?}", unarchive(bytes, &limits));
    assert_eq!(value, format!("{:?}", unarchive(bytes, &limits)));
    let all = format!("{:?}", unarchive_all(bytes, &limits));
    assert_eq!(all, format!("{:?}", unarchive_all(bytes, &limits)));
    let file = format!("{:?}", backup_file(bytes, &limits));
    assert_eq!(file, format!("{:?}", backup_file(bytes, &limits)));
}
