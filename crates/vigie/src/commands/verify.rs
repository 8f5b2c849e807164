//! `vigie verify`: is the evidence still what it was?

use std::collections::HashSet;
use std::fs::File;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;
use vigie_case::{KeptFile, KeptSource};
use vigie_core::Untrusted;
use vigie_evidence::{LISTING, Opened};

use super::case::open;
use crate::check::{STOP, hash_of, hash_reader, open_again, scratch};
use crate::cli::Verify;
use crate::exit::Exit;
use crate::secret::Keys;
use crate::terminal::Terminal;

/// Hashes every file that was read once more and compares.
pub(crate) fn verify(arguments: &Verify, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = open(&arguments.case)?;
    let (sources, files) = (case.sources()?, case.files()?);
    if arguments.evidence.is_some() && sources.len() != 1 {
        bail!("--evidence names one piece of evidence, this case has {}", sources.len());
    }
    let scratch = scratch(case.folder())?;
    let mut keys = Keys::new(&arguments.secret, terminal, &STOP);
    let mut out = terminal.out();
    let (mut same, mut wrong) = (0u64, 0u64);
    for source in &sources {
        let evidence = arguments.evidence.as_deref();
        let stored = Stored::open(source, evidence, &mut keys, scratch.path())?;
        let of_source = || files.iter().filter(|file| file.source == source.number);
        let whole: HashSet<&str> = of_source()
            .filter(|file| file.sha256.is_some())
            .map(|file| file.stored.as_str())
            .collect();
        for file in of_source().filter(|file| is_stored(file, &whole)) {
            match stored.state(file) {
                State::Same => same += 1,
                state => {
                    wrong += 1;
                    writeln!(out, "{}  {}", state.word(), Untrusted(&file.stored))?;
                }
            }
        }
    }
    writeln!(out, "{same} files as they were, {wrong} not")?;
    out.flush()?;
    Ok(if wrong == 0 { Exit::Nothing } else { Exit::Failed })
}

/// Whether this file stands in the evidence: the list of its files is made when it is opened, and
/// sections are part of a file that is compared as a `whole`.
fn is_stored(file: &KeptFile, whole: &HashSet<&str>) -> bool {
    let is_section = file.sha256.is_none() && whole.contains(file.stored.as_str());
    file.path != LISTING && !is_section
}

/// Stored bytes of one piece of evidence.
enum Stored {
    /// A folder: its files need no key to be hashed.
    Folder(PathBuf),
    /// An archive, opened again.
    Archive(Box<Opened>),
}

impl Stored {
    fn open(
        source: &KeptSource,
        moved: Option<&Path>,
        keys: &mut Keys<'_>,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        let path = moved.unwrap_or(Path::new(&source.path));
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        Ok(Self::Archive(Box::new(open_again(source, moved, Some(keys), scratch)?)))
    }

    fn state(&self, file: &KeptFile) -> State {
        let (Some(size), Some(sha256)) = (file.size, &file.sha256) else {
            return State::NeverHashed;
        };
        match self.hash(&file.stored) {
            Some((now, hash)) if now == size && hash == *sha256 => State::Same,
            Some(_) => State::Changed,
            None => State::Missing,
        }
    }

    fn hash(&self, stored: &str) -> Option<(u64, String)> {
        match self {
            Self::Folder(folder) => {
                let inside = |part| matches!(part, Component::Normal(_));
                let relative = Path::new(stored);
                relative.components().all(inside).then_some(())?;
                if stored.ends_with('/') {
                    let there = folder.join(relative).is_dir();
                    return there.then(|| hash_reader(&mut std::io::empty()).ok())?;
                }
                hash_reader(&mut File::open(folder.join(relative)).ok()?).ok()
            }
            Self::Archive(opened) => {
                let mut files = opened.files().iter().filter(|file| file.is_stored());
                let file = files.find(|file| file.stored == stored)?;
                hash_of(&*opened.raw(file).ok()?).ok()
            }
        }
    }
}

enum State {
    Same,
    Changed,
    Missing,
    NeverHashed,
}

impl State {
    const fn word(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::NeverHashed => "not read when the case was made",
        }
    }
}
