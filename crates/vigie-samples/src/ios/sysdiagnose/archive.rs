//! The log archive: its description and the logs.

use plist::Value;

use crate::Result;
use crate::ios::archive::dictionary;
use crate::ios::layout::file;
use crate::ios::phone::Phone;
use crate::ios::unified;

/// Writes both.
pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let info = dictionary([
        ("OSArchiveVersion", Value::from(5)),
        ("ArchiveIdentifier", Value::from(phone.rng("log archive").uuid())),
        ("SourceIdentifier", Value::from(phone.identity.udid.as_str())),
    ]);
    phone.write_plist(file("", "system_logs.logarchive/Info.plist"), &info)?;
    unified::write(phone, &unified::ARCHIVE)
}
