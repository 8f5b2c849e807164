//! Where the files of a phone go: into a backup or into a dump.

use std::path::PathBuf;

use crate::Result;

/// A file on the phone, by the domain and the path that backups know it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeviceFile<'a> {
    pub(crate) domain: &'a str,
    pub(crate) path: &'a str,
}

/// The file at `path` in `domain`.
pub(crate) const fn file<'a>(domain: &'a str, path: &'a str) -> DeviceFile<'a> {
    DeviceFile { domain, path }
}

/// Evidence being written.
pub(crate) trait Layout {
    /// What the file is called in this evidence.
    fn name(&self, file: DeviceFile) -> String;

    /// Where to write the file in clear; its folder exists.
    fn place(&mut self, file: DeviceFile) -> Result<PathBuf>;

    /// Takes in a file that stands complete at its [`Layout::place`].
    fn keep(&mut self, file: DeviceFile) -> Result<()>;

    /// Adds a directory and those above it.
    fn directory(&mut self, file: DeviceFile) -> Result<()>;

    /// Adds a symbolic link.
    fn link(&mut self, file: DeviceFile, target: &str) -> Result<()>;

    /// Lists a file that is not there, where the evidence has a list.
    fn missing(&mut self, file: DeviceFile) -> Result<()>;
}

/// Evidence that takes no more files.
pub(crate) struct Nowhere;

impl Layout for Nowhere {
    fn name(&self, file: DeviceFile) -> String {
        file.path.to_owned()
    }

    fn place(&mut self, file: DeviceFile) -> Result<PathBuf> {
        Ok(PathBuf::from(file.path))
    }

    fn keep(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }

    fn directory(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }

    fn link(&mut self, _: DeviceFile, _: &str) -> Result<()> {
        Ok(())
    }

    fn missing(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }
}
