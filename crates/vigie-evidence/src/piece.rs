//! One piece of evidence, as found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigie_core::{EvidenceKind, Stop};

use crate::bytes::FileBytes;
use crate::container::{Container, Folder, LoneFile, Means, archive_in, sniff};

/// One piece of evidence, as [`identify`](crate::identify) found it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The folder, archive or file that holds it.
    pub path: PathBuf,
    /// What stands before its files' names inside an archive: `""`, or `top/folder/`.
    pub inner: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// What it says about the device and itself: `product_version`, `product_type`,
    /// `build_version`, `device_name`, `serial_number`, `unique_identifier`, `last_backup_date`, ….
    pub facts: BTreeMap<String, String>,
    /// What a complete one of its kind would have, and what of it cannot be read.
    pub missing: Vec<String>,
    /// The folder on the device that it is a copy of; without a slash at the end.
    pub(crate) root: &'static str,
    /// `Manifest.plist` of a backup.
    pub(crate) manifest_plist: Option<Arc<[u8]>>,
}

impl Piece {
    /// A piece about which nothing is known yet.
    pub(crate) fn new(path: PathBuf, inner: String, kind: EvidenceKind) -> Self {
        let (facts, missing) = (BTreeMap::new(), Vec::new());
        Self { path, inner, kind, facts, missing, root: "", manifest_plist: None }
    }
}

/// What lies at `path`: a folder, an archive or a file alone. `sizes` asks a folder for the sizes of
/// its files.
pub(crate) fn container(
    path: &Path,
    sizes: bool,
    means: Means,
) -> Result<Box<dyn Container>, Stop> {
    if std::fs::metadata(path)?.is_dir() {
        return Ok(Box::new(Folder::new(path, sizes)));
    }
    let data = Arc::new(FileBytes::open(path)?);
    match sniff(&data, true)? {
        Some(kind) => archive_in(kind, data, means),
        None => Ok(Box::new(LoneFile::new(path))),
    }
}
