//! One file that the user named.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{SharedBytes, Stop};

use super::{Container, Found, Member, See};
use crate::bytes::FileBytes;
use crate::problems::Problems;

/// A file alone, as a container of itself.
pub(crate) struct LoneFile {
    path: PathBuf,
    name: String,
}

impl LoneFile {
    pub(crate) fn new(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self { path: path.to_owned(), name }
    }
}

impl Container for LoneFile {
    fn visit(
        &self,
        _: &dyn Fn(&str) -> bool,
        see: See<'_>,
        _: &mut Problems,
        _: &AtomicBool,
    ) -> Result<(), Stop> {
        let size = std::fs::metadata(&self.path)?.len();
        see(&Member { name: &self.name, modified: None, wall: None, size: Some(size), handle: 0 })
    }

    fn open(&self, _: &str, _: u64) -> Result<SharedBytes, Stop> {
        Ok(Arc::new(FileBytes::open(&self.path)?))
    }

    fn find(&self, name: &str) -> Found {
        if name == self.name { Found::Here(0) } else { Found::Absent }
    }
}
