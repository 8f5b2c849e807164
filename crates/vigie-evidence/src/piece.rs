//! One piece of evidence, as found.

use std::collections::BTreeMap;
use std::path::PathBuf;

use vigie_core::EvidenceKind;

/// One piece of evidence, as [`identify`](crate::identify) found it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The folder, archive or file that holds it.
    pub path: PathBuf,
    /// What stands before its files' names inside an archive: `""`, or `top/folder/`.
    pub inner: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// What it says about the device: `product_version`, `product_type`, `build_version`,
    /// `device_name`, `serial_number`, `unique_identifier`, `last_backup_date`, ….
    pub facts: BTreeMap<String, String>,
    /// What a complete one of its kind would have.
    pub missing: Vec<String>,
}
