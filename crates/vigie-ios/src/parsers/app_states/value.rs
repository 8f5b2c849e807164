//! Property lists inside property lists.

use vigie_core::{Limits, Stop};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};

/// The value in `bytes`: a property list, which may be the bytes of another one, or of a keyed
/// archive.
///
/// # Errors
/// When the outermost one is damaged, or an archive in it.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Value, Stop> {
    let mut value = plist::parse(bytes, limits)?;
    for _ in 0..4 {
        if keyed_archive::is_archive(&value) {
            value = keyed_archive::unarchive_value(&value, limits)?;
        }
        match value.as_bytes().filter(|bytes| plist::looks_like_one(bytes)) {
            Some(inner) => value = plist::parse(inner, limits)?,
            None => break,
        }
    }
    Ok(value)
}
