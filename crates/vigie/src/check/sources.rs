//! The pieces of evidence of a run: found, unlocked, opened.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use vigie_case::{KeptSource, SealKey, private_folder};
use vigie_core::{EvidenceKind, Limits, Locator, Problem, SharedBytes, glob_matches};
use vigie_evidence::{
    AgeHeader, EvidenceError, Opened, Options, PassphraseKey, Piece, identify, identify_age, lock,
    open,
};

use super::STOP;
use crate::secret::Keys;
use crate::slices;
use crate::terminal::Terminal;

/// What the header of a file encrypted with age is kept under, in the case that seals its records.
const AGE_HEADER: &str = "age_header";

/// The key that seals records, from how it is `derived`.
pub(crate) fn seal_key(
    what: &str,
    derived: serde_json::Value,
    keys: &mut Keys<'_>,
) -> anyhow::Result<PassphraseKey> {
    if let Some(header) = derived.get(AGE_HEADER).and_then(serde_json::Value::as_str) {
        return Ok(keys.of_age(what, &AgeHeader::from_text(header)?)?.seal());
    }
    keys.key(what, &serde_json::from_value(derived)?)
}

/// A piece of evidence of a run.
pub(super) struct Source {
    /// Its number in the case.
    pub(super) number: u32,
    /// What and where it is.
    pub(super) piece: Piece,
    /// Its key, when it is encrypted.
    pub(super) key: Option<PassphraseKey>,
    /// What seals its records in the case.
    pub(super) seal: Option<SealKey>,
    /// The piece itself; `None` when it could not be opened.
    pub(super) opened: Option<Opened>,
    /// What went wrong while opening.
    pub(super) problems: Vec<Problem>,
}

/// Every piece of evidence under `paths`.
pub(super) fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    for path in paths {
        let found = identify(path, &Limits::default());
        pieces.extend(found.with_context(|| format!("cannot open {}", path.display()))?);
    }
    Ok(pieces)
}

/// The pieces, with those inside files that are encrypted with age in their place. With several,
/// one that cannot be unlocked stays as it is.
pub(super) fn reveal(
    pieces: Vec<Piece>,
    keys: &mut Keys<'_>,
    terminal: &Terminal,
) -> anyhow::Result<Vec<Piece>> {
    let alone = pieces.len() == 1;
    let mut all = Vec::new();
    for piece in pieces {
        match reveal_one(&piece, keys) {
            Ok(Some(inside)) => all.extend(inside),
            Ok(None) => all.push(piece),
            Err(error) if alone => return Err(error),
            Err(error) => {
                terminal.warn(format_args!("{error:#}"));
                all.push(piece);
            }
        }
    }
    Ok(all)
}

/// The pieces in one that is encrypted with age; `None` when it is not, or is unlocked already.
fn reveal_one(piece: &Piece, keys: &mut Keys<'_>) -> anyhow::Result<Option<Vec<Piece>>> {
    let Some((header, false)) = piece.age() else { return Ok(None) };
    let what = piece.path.display().to_string();
    let key = keys.of_age(&what, header).with_context(|| format!("cannot open {what}"))?;
    let inside = identify_age(piece, &key, &Limits::default());
    inside.map(Some).with_context(|| format!("cannot open {what}"))
}

impl Source {
    /// Unlocks a piece. With `sealed`, the records of an encrypted one will be sealed.
    pub(super) fn unlock(
        number: u32,
        piece: Piece,
        keys: &mut Keys<'_>,
        sealed: bool,
    ) -> anyhow::Result<Self> {
        let mut source =
            Self { number, piece, key: None, seal: None, opened: None, problems: Vec::new() };
        let what = source.what();
        let lock = lock(&source.piece).with_context(|| format!("cannot open {what}"))?;
        let Some(lock) = lock else {
            source.seal_age(sealed)?;
            return Ok(source);
        };
        let key = keys.of_backup(&what, &lock).with_context(|| format!("cannot open {what}"))?;
        if sealed {
            source.seal = Some(SealKey::new(key.as_bytes(), serde_json::to_value(lock.kdf())?)?);
        }
        source.key = Some(key);
        Ok(source)
    }

    /// Seals the records of a piece that lies in a file encrypted with age.
    fn seal_age(&mut self, sealed: bool) -> anyhow::Result<()> {
        let (Some((header, _)), Some(key)) = (self.piece.age(), self.piece.age_seal()) else {
            return Ok(());
        };
        if sealed {
            let derivation = serde_json::json!({ AGE_HEADER: header.text() });
            self.seal = Some(SealKey::new(key.as_bytes(), derivation)?);
        }
        self.key = Some(key);
        Ok(())
    }

    /// A piece that could not be unlocked.
    pub(super) fn locked(number: u32, piece: Piece, error: &anyhow::Error) -> Self {
        let mut source =
            Self { number, piece, key: None, seal: None, opened: None, problems: Vec::new() };
        source.failed(&format!("{error:#}"));
        source
    }

    /// Where it is, for whoever is asked for its password.
    fn what(&self) -> String {
        let (path, inner) = (self.piece.path.display(), self.piece.inner.trim_end_matches('/'));
        if inner.is_empty() { path.to_string() } else { format!("{path} : {inner}") }
    }

    /// Its file name, for a line of progress.
    pub(super) fn name(&self) -> String {
        let name = self.piece.path.file_name().unwrap_or(self.piece.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// What is known of the device: what recognising it told, then what opening it did.
    pub(super) fn facts(&self) -> BTreeMap<String, String> {
        let mut facts = self.piece.facts.clone();
        for (name, value) in self.opened.iter().filter_map(Opened::facts).flatten() {
            facts.entry(name.clone()).or_insert_with(|| value.clone());
        }
        facts
    }

    /// Opens the piece; what goes wrong is kept as a problem.
    pub(super) fn open(&mut self, scratch: &Path) -> Result<(), EvidenceError> {
        let opened = open_piece(&self.piece, self.key.as_ref(), scratch)?;
        self.note(opened.problems());
        self.opened = Some(opened);
        Ok(())
    }

    /// Lays a file beside the piece's own.
    pub(super) fn put_beside(&mut self, path: &str, bytes: &SharedBytes) {
        if let Some(opened) = &mut self.opened {
            opened.put_beside(path, bytes.clone());
        }
    }

    /// Keeps what was met while files were opened.
    pub(super) fn note_late_problems(&mut self) {
        if let Some(opened) = &self.opened {
            let late = opened.late_problems();
            self.note(&late);
        }
    }

    fn note(&mut self, problems: &[(String, Locator, String)]) {
        let number = self.number;
        let problem = |(path, at, message): &(String, Locator, String)| Problem {
            source: Some(number),
            by: "evidence".to_owned(),
            path: path.clone(),
            at: at.clone(),
            message: message.clone(),
        };
        self.problems.extend(problems.iter().map(problem));
    }

    /// Notes that the piece could not be opened.
    pub(super) fn failed(&mut self, error: &dyn std::fmt::Display) {
        self.problems.push(Problem {
            source: Some(self.number),
            by: "evidence".to_owned(),
            path: self.piece.path.display().to_string(),
            at: Locator::Whole,
            message: format!("cannot open: {error}"),
        });
    }
}

fn open_piece(
    piece: &Piece,
    key: Option<&PassphraseKey>,
    scratch: &Path,
) -> Result<Opened, EvidenceError> {
    let globs = Globs::of_parsers(piece.kind);
    let wanted = |path: &str| globs.match_any(path);
    let limits = Limits::default();
    open(piece, &Options { limits, scratch, wanted: &wanted, stop: &STOP, key })
}

/// What parsers read of one kind of evidence, by the last component of the path: an index of
/// hundreds of thousands of files is asked for each of them.
struct Globs {
    named: HashMap<&'static str, Vec<&'static str>>,
    others: Vec<Starred>,
}

/// A pattern whose last component has a `*`, what such a component starts and ends with, and what
/// stands before the first `*` of all.
struct Starred {
    glob: &'static str,
    before: &'static str,
    start: &'static str,
    end: &'static str,
}

impl Globs {
    fn of_parsers(kind: EvidenceKind) -> Self {
        let mut globs = Self { named: HashMap::new(), others: Vec::new() };
        let metas = slices::parser_metas().into_iter();
        let metas = metas.filter(|meta| meta.found_in.contains(&kind));
        for glob in metas.flat_map(|meta| meta.reads) {
            let name = last_component(glob);
            match (name.split_once('*'), name.rsplit_once('*')) {
                (Some((start, _)), Some((_, end))) => {
                    let before = glob.split('*').next().unwrap_or("").trim_end_matches('/');
                    globs.others.push(Starred { glob, before, start, end });
                }
                _ => globs.named.entry(name).or_default().push(glob),
            }
        }
        globs
    }

    fn match_any(&self, path: &str) -> bool {
        let name = last_component(path);
        let mut named = self.named.get(name).into_iter().flatten();
        named.any(|glob| glob_matches(glob, path))
            || self.others.iter().any(|Starred { glob, before, start, end }| {
                path.starts_with(before)
                    && name.starts_with(start)
                    && name.ends_with(end)
                    && glob_matches(glob, path)
            })
    }
}

fn last_component(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The private folder of a case for what must lie on disk while plain archives are read.
pub(crate) fn scratch(case: &Path) -> anyhow::Result<Scratch> {
    let folder = case.join("scratch");
    private_folder(&folder)?;
    Ok(Scratch(folder))
}

/// A folder that goes away with its content.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Its files remove themselves; an empty folder left behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Opens a piece of evidence of an old case again, from `moved` if it moved.
pub(crate) fn open_again(
    source: &KeptSource,
    moved: Option<&Path>,
    mut keys: Option<&mut Keys<'_>>,
    scratch: &Path,
) -> anyhow::Result<Opened> {
    let path = moved.unwrap_or(Path::new(&source.path));
    let mut pieces = identify(path, &Limits::default())
        .with_context(|| format!("cannot open {}", path.display()))?;
    if let (Some(keys), [piece]) = (&mut keys, pieces.as_slice())
        && let Some(inside) = reveal_one(piece, keys)?
    {
        pieces = inside;
    }
    let same = |piece: &&Piece| {
        moved.is_some() || (piece.path == Path::new(&source.path) && piece.inner == source.inner)
    };
    let piece = pieces.iter().find(same).context("the evidence is not there any more")?;
    let key = match (keys, lock(piece)?) {
        (Some(keys), Some(lock)) => Some(keys.of_backup(&path.display().to_string(), &lock)?),
        _ => None,
    };
    Ok(open_piece(piece, key.as_ref(), scratch)?)
}
