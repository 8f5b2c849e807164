//! Every file and folder of a copy of the file system, by name.
//!
//! No artefact of the phone: opening the evidence lists what it holds (`/evidence/listing`), and this
//! parser makes records of that list, so that names and dates can be compared with indicators without
//! a single file being opened. One line each, with tabs between:
//!
//! ```text
//! f ⇥ 5120 ⇥ 1716954390000000 ⇥ /private/var/tmp/agent
//! d ⇥ - ⇥ 1716954390000000 ⇥ /private/var/tmp/
//! ```
//!
//! Size and time of change (microseconds since 1970) are `-` where the evidence does not say. The
//! time is that of the phone where the copy was made with care; a copy by hand has that of the
//! copying. `\`, tab, line feed and carriage return in a path are written `\\`, `\t`, `\n`, `\r`.
//!
//! Archives often leave folders out; those are taken from the paths of the files in them. See also
//! <https://docs.mvt.re/en/latest/ios/records/#filesystem>.

mod entry;
mod line;

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Time, Versions,
};

use vigie_formats::lines::each_line;
use line::Line;

pub(crate) static ITEM: Filesystem = Filesystem;

pub(crate) struct Filesystem;

static META: ParserMeta = ParserMeta {
    id: "filesystem",
    title: Text { en: "Files and folders of the phone", fr: "Fichiers et dossiers du téléphone" },
    reads: &["/evidence/listing"],
    found_in: &[EvidenceKind::IosFileSystem],
    emits: &[&entry::FILE, &entry::FOLDER],
    means: &[
        Text { en: "file modified", fr: "fichier modifié" },
        Text { en: "folder modified", fr: "dossier modifié" },
    ],
    versions: Versions::ios(1),
    references: &["https://docs.mvt.re/en/latest/ios/records/#filesystem"],
};

impl Parser for Filesystem {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut folders = Folders::default();
        each_line(&*input.data, |text| {
            let at = Locator::Line(text.number);
            if text.cut {
                sink.problem(at, "expected a path of less than 16000 bytes");
                return Ok(());
            }
            let Some(line) = Line::read(text.text) else {
                sink.problem(at, "expected a type, a size, a time and a path");
                return Ok(());
            };
            if line.is_folder {
                folders.enter(&line.path, line.modified, &at, sink)
            } else {
                folders.enter(parent(&line.path), None, &at, sink)?;
                sink.emit(at, &entry::File::of(line))
            }
        })
    }
}

/// The folder that holds `path`, with its `/`.
fn parent(path: &str) -> &str {
    let end = path.rfind('/').map_or(0, |slash| slash.saturating_add(1));
    path.get(..end).unwrap_or_default()
}

/// Folders that are remembered, by their hash.
const MOST_FOLDERS: usize = 5_000_000;

/// Folders that were emitted.
#[derive(Default)]
struct Folders {
    hasher: RandomState,
    seen: HashSet<u64>,
    /// The last one: most files stand in the same folder as the one before.
    last: String,
}

impl Folders {
    /// Emits `folder` and the folders around it, each once.
    fn enter(
        &mut self,
        folder: &str,
        modified: Option<Time>,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        if folder == self.last {
            return Ok(());
        }
        let ends = folder.bytes().zip(1_usize..).filter(|(byte, _)| *byte == b'/');
        for (_, end) in ends {
            let Some(path) = folder.get(..end).filter(|path| path.len() > 1) else { continue };
            let is_new = self.seen.len() < MOST_FOLDERS && self.seen.insert(self.hasher.hash_one(path));
            if is_new {
                let modified = modified.filter(|_| path.len() == folder.len());
                let path = path.trim_end_matches('/').to_owned();
                sink.emit(at.clone(), &entry::Folder { path, modified })?;
            }
        }
        folder.clone_into(&mut self.last);
        Ok(())
    }
}
