//! What is odd about a process.

use vigie_core::{Confidence, Severity};

use crate::paths;
use crate::seen_process::{List, SeenProcess};

/// Why a program is told.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    /// Called like the program that updates iOS, in its folder.
    Updater,
    /// In a folder that no program of the system or of an app runs from, on a part of the disk that
    /// is never written to.
    Unknown,
    /// In such a folder, where files can be written.
    Writable,
    /// An app's program that runs as root.
    Root,
    /// A library in a folder that spyware was seen to run from, and the process that had loaded it.
    Library(String),
    /// Started by an app, and that app.
    Child(String),
    /// In a folder that spyware was seen to run from.
    Staging,
}

impl Why {
    /// The larger, the more it weighs.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Updater => 0,
            Self::Unknown => 1,
            Self::Writable => 2,
            Self::Root => 3,
            Self::Library(_) => 4,
            Self::Child(_) => 5,
            Self::Staging => 6,
        }
    }

    /// Severity, confidence, and the key of the sentence.
    pub(super) const fn weight(&self) -> (Severity, Confidence, &'static str) {
        use {Confidence as C, Severity as S};
        match self {
            Self::Updater => (S::Info, C::Low, "running-in-odd-folder-updater"),
            Self::Unknown => (S::Info, C::Low, "running-in-odd-folder-unknown"),
            Self::Writable => (S::Low, C::Low, "running-in-odd-folder-writable"),
            Self::Root => (S::Medium, C::Medium, "running-in-odd-folder-root"),
            Self::Library(_) => (S::Medium, C::Medium, "running-in-odd-folder-library"),
            Self::Child(_) => (S::Medium, C::Medium, "running-in-odd-folder-child"),
            Self::Staging => (S::High, C::Medium, "running-in-odd-folder-staging"),
        }
    }

    /// The other process that the sentence names.
    pub(super) fn other(&self) -> &str {
        match self {
            Self::Library(process) | Self::Child(process) => process,
            _ => "",
        }
    }
}

/// What is odd about `process`, whose program is at `path`, by itself.
pub(super) fn of(process: &SeenProcess, path: &str) -> Option<Why> {
    if paths::is_called_updater(path) {
        return Some(Why::Updater);
    }
    if paths::is_staging(path) {
        return Some(Why::Staging);
    }
    if paths::is_of_app(path) {
        return (process.uid == Some(0)).then_some(Why::Root);
    }
    // The kernel has no folder.
    let top = path.matches('/').count() < 2;
    if paths::is_of_programs(path) || top {
        return None;
    }
    // Traces of performance list libraries of any sort too.
    let writable = path.starts_with("/private/") && process.list != List::Tailspin;
    Some(if writable { Why::Writable } else { Why::Unknown })
}
