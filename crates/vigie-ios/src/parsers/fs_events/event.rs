//! A change of a file.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::page::Raw;

pub(super) static KIND: Kind = Kind {
    id: "ios.fs_events.event",
    title: Text { en: "Change of a file", fr: "Changement d’un fichier" },
    brief: &["path", "flags"],
    personal: &["path"],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<FileEvent>,
};

/// What flags say, from the lowest bit on.
const FLAGS: &[(u32, &str)] = &[
    (1 << 0, "created"),
    (1 << 1, "removed"),
    (1 << 2, "status changed"),
    (1 << 3, "renamed"),
    (1 << 4, "content changed"),
    (1 << 5, "exchanged"),
    (1 << 6, "Finder information changed"),
    (1 << 7, "folder created"),
    (1 << 8, "owner or mode changed"),
    (1 << 9, "extended attribute changed"),
    (1 << 10, "extended attribute removed"),
    (1 << 11, "document id created"),
    (1 << 12, "document id changed"),
    (1 << 13, "about to be unmounted"),
    (1 << 14, "cloned"),
    (1 << 19, "last hard link removed"),
    (1 << 20, "hard link"),
    (1 << 22, "symbolic link"),
    (1 << 23, "file"),
    (1 << 24, "folder"),
    (1 << 25, "mounted"),
    (1 << 26, "unmounted"),
    (1 << 29, "end of a transaction"),
];

/// What happened to a file or a folder.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FileEvent {
    /// Number of the event: later ones have greater ones.
    pub(crate) id: u64,
    /// Absolute path.
    pub(crate) path: String,
    /// What happened, and to what, in the order of the flags' bits.
    pub(crate) flags: String,
    /// Flags that have no known meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) other_flags: Option<u32>,
    /// Number of the file on its volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) node: Option<u64>,
    /// When the log was last written: the event is older.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) log_written: Option<Time>,
}

/// The record of an event on the volume mounted at `root`, which ends in `/`.
pub(super) fn emit(raw: &Raw<'_>, root: &str, log_written: Option<Time>) -> FileEvent {
    let below = raw.path.strip_prefix('/').unwrap_or(&raw.path);
    let mut path = String::with_capacity(root.len().saturating_add(below.len()));
    path.push_str(root);
    path.push_str(below);
    let (flags, other) = names(raw.flags);
    let other_flags = (other != 0).then_some(other);
    FileEvent { id: raw.id, path, flags, other_flags, node: raw.node, log_written }
}

/// The names of `flags`, and those that have none.
fn names(flags: u32) -> (String, u32) {
    let (mut names, mut other) = (String::new(), flags);
    for (bit, name) in FLAGS.iter().filter(|(bit, _)| flags & bit != 0) {
        if !names.is_empty() {
            names.push_str(", ");
        }
        names.push_str(name);
        other &= !bit;
    }
    (names, other)
}

impl Record for FileEvent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.log_written {
            see(Stamp::utc(at, "log with this change of a file last written"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        // As of files that are there: the name of a program that was removed tells as much.
        see(
            "path",
            match self.flags.contains("folder") {
                true => Observable::Path(&self.path),
                false => Observable::Process(&self.path),
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_have_names() {
        assert_eq!(names(0x0080_0002), ("removed, file".to_owned(), 0));
        assert_eq!(names(0x8000_0108), ("renamed, owner or mode changed".to_owned(), 0x8000_0000));
        assert_eq!(names(0), (String::new(), 0));
    }
}
