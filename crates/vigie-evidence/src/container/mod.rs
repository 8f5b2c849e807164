//! What evidence comes in: a folder, an archive, or a file alone.
//!
//! Names in archives are data. They are compared and shown, and never become the path of a file on
//! the computer.

mod adb;
mod archive_name;
mod dos_time;
mod folder;
mod inflate;
mod lone_file;
mod restream;
mod sniff;
mod tar;
mod tar_file;
mod tar_gz;
mod zip;
mod zip_directory;
mod zip_recovery;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use vigie_core::{Limits, SharedBytes, Stop, Time};

pub(crate) use dos_time::DosTime;
pub(crate) use folder::Folder;
pub(crate) use lone_file::LoneFile;
pub(crate) use sniff::{Archive, archive_in, archive_of, sniff};

use crate::android::MasterKey;
use crate::bytes::fill;
use crate::problems::Problems;

/// One regular file in a container, or a folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    /// Its name: components joined by `/`, none of them empty or `.`. A folder's ends in `/`.
    pub(crate) name: &'a str,
    /// When it was last changed, where the container tells without looking at the file.
    pub(crate) modified: Option<Time>,
    /// The same by the clock on the wall of whoever packed it.
    pub(crate) wall: Option<DosTime>,
    /// Its length, where the container tells without looking at the file.
    pub(crate) size: Option<u64>,
    /// What the container finds it by, together with the name.
    pub(crate) handle: u64,
}

impl Member<'_> {
    /// Whether this is a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }
}

/// Shown each member; an error ends the visit.
pub(crate) type See<'a> = &'a mut dyn FnMut(&Member<'_>) -> Result<(), Stop>;

/// What a container knows about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A regular file, with this handle.
    Here(u64),
    /// No file has that name.
    Absent,
    /// There is no quick way to tell: the visitor has to remember names and handles.
    Unknown,
}

/// Files under names.
pub(crate) trait Container: Send + Sync {
    /// Shows every regular file, and folders as far as the container lists them. Where the container can only be read from its start, the members
    /// that `keep` wants are put aside in passing.
    fn visit(
        &self,
        keep: &dyn Fn(&str) -> bool,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop>;

    /// Puts the members with these handles aside, and of each so many bytes, where the container can
    /// only be read from its start.
    fn fetch(&self, handles: &[(u64, u64)], stop: &AtomicBool) -> Result<(), Stop> {
        let _ = (handles, stop);
        Ok(())
    }

    /// The first bytes of a member, without unpacking all of it; gives how many there are.
    fn start(&self, name: &str, handle: u64, buffer: &mut [u8]) -> Result<usize, Stop> {
        Ok(fill(&self.open(name, handle)?, 0, buffer)?)
    }

    /// The bytes of a member.
    fn open(&self, name: &str, handle: u64) -> Result<SharedBytes, Stop>;

    /// Finds a member by name.
    fn find(&self, name: &str) -> Found {
        let _ = name;
        Found::Unknown
    }

    /// What was met while members were opened, since the last time.
    fn late_problems(&self) -> Vec<crate::problems::Problem> {
        Vec::new()
    }
}

/// What an archive reader may use.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    pub(crate) limits: Limits,
    /// Folder for large members; without one they stay in memory, and the largest are refused.
    pub(crate) scratch: Option<PathBuf>,
    /// What opens an Android backup.
    pub(crate) master: Option<MasterKey>,
}

impl Means {
    pub(crate) const fn in_memory(limits: &Limits) -> Self {
        Self { limits: *limits, scratch: None, master: None }
    }

    pub(crate) fn scratch(&self) -> Option<&Path> {
        self.scratch.as_deref()
    }
}

/// # Errors
/// [`Stop::Interrupted`] once `stop` is true.
pub(crate) fn check(stop: &AtomicBool) -> Result<(), Stop> {
    if stop.load(Ordering::Relaxed) { Err(Stop::Interrupted) } else { Ok(()) }
}
