//! The index as a whole.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Stamp, Text, Volume, revive, Origin};

use super::file::File;

pub(super) static KIND: Kind = Kind {
    id: "ios.manifest.index",
    title: Text { en: "Index of the backup as a whole", fr: "L’index de la sauvegarde entier" },
    brief: &["files", "directories", "links", "missing"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<Index>,
};

/// How many missing files are named.
const MOST_NAMED: usize = 20;

/// What the index lists in all.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Index {
    /// Files.
    pub(crate) files: u64,
    /// Directories.
    pub(crate) directories: u64,
    /// Symbolic links.
    pub(crate) links: u64,
    /// Files that the index lists and the backup lacks.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) missing: u64,
    /// How many of those hold something.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) missing_with_content: u64,
    /// The first of those, as domain and path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) examples: Vec<String>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Index {
    /// Adds `file` to the sums.
    pub(super) fn count(&mut self, file: &File) {
        match file.flags {
            1 => self.files += 1,
            2 => self.directories += 1,
            4 => self.links += 1,
            _ => {}
        }
        if file.missing {
            self.missing += 1;
            if file.size != Some(0) {
                self.missing_with_content += 1;
                if self.examples.len() < MOST_NAMED {
                    self.examples.push(format!("{}-{}", file.domain, file.relative_path));
                }
            }
        }
    }
}

impl Record for Index {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
