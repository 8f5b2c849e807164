//! From paths to indicators: walking folders, recognising files, handing them to their format.

use std::fs;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use vigie_core::{Limits, Locator, Problem, Stop, Time};

use super::intake::{Intake, Item, Notes};
use super::json::{Piece, Pieces};
use super::misp::Event;
use super::names::{Licences, apply_index, dated_folder, is_stalkerware, is_watchware, set_name};
use super::sniff::{Format, sniff, utf16};
use super::source::{Head, head, read};
use super::stix::Bundle;
use super::{lines, table, yaml};
use crate::build::Builder;
use crate::index::{IndexEntry, read_index};
use crate::indicators::Indicators;
use crate::store::Meta;

/// Loads every indicator file among `paths`; folders are walked in sorted order.
#[must_use]
pub fn load(paths: &[PathBuf], limits: Limits) -> (Indicators, Vec<Problem>) {
    let mut loader = Loader::new(limits);
    for path in paths {
        loader.path(path);
    }
    let loaded = loader.finish();
    (loaded.indicators, loaded.problems)
}

/// Reads indicator files one after the other.
#[derive(Debug)]
pub struct Loader {
    limits: Limits,
    builder: Builder,
    problems: Vec<Problem>,
    ignored: Vec<PathBuf>,
    licences: Licences,
    index: Vec<IndexEntry>,
    now: Option<Time>,
}

/// What [`Loader`] made of the files it was given.
#[derive(Debug)]
pub struct Loaded {
    /// The indicators.
    pub indicators: Indicators,
    /// What could not be read or evaluated.
    pub problems: Vec<Problem>,
    /// Files that hold no indicators: licences, rules of other tools, scripts.
    pub ignored: Vec<PathBuf>,
}

/// Folders inside folders that are walked.
const DEEPEST: usize = 32;

impl Loader {
    /// Nothing loaded yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            builder: Builder::default(),
            problems: Vec::new(),
            ignored: Vec::new(),
            licences: Licences::default(),
            index: Vec::new(),
            now: None,
        }
    }

    /// Notes indicators whose `valid_until` lies before `now`; they are used all the same.
    #[must_use]
    pub const fn at(mut self, now: Time) -> Self {
        self.now = Some(now);
        self
    }

    /// Loads a file, or every indicator file under a folder. A file given by itself that holds no
    /// indicators is a problem; one in a folder is not.
    pub fn path(&mut self, path: &Path) {
        if path.is_dir() { self.folder(path, path, 0) } else { self.file(path, path) }
    }

    fn folder(&mut self, folder: &Path, root: &Path, depth: usize) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.problem(folder, format!("cannot list this folder: {error}")),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            // A link to a folder may lead back up: it is not followed.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if is_hidden {
                self.ignored.push(path);
            } else if is_folder && depth < DEEPEST {
                self.folder(&path, root, depth + 1);
            } else if path.is_file() {
                self.file(&path, root);
            } else {
                self.ignored.push(path);
            }
        }
    }

    fn problem(&mut self, path: &Path, message: String) {
        let (by, path) = ("indicators".to_owned(), path.display().to_string());
        self.problems.push(Problem { source: None, by, path, at: Locator::Whole, message });
    }

    fn file(&mut self, path: &Path, root: &Path) {
        let head = match head(path, &self.limits) {
            Ok(head) => head,
            Err(error) => return self.problem(path, format!("cannot read this file: {error}")),
        };
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let format = sniff(name, &head.bytes, head.is_whole);
        match format {
            Format::Other => self.ignore(path, root),
            Format::OldXml(what) => {
                let message =
                    format!("{what} is not supported: convert it to STIX 2, CSV or a plain list");
                self.problem(path, message);
            }
            Format::Yaml => self.yaml(path, root, &head),
            format => self.set(path, root, &head, &format),
        }
    }

    /// A file without indicators: nothing wrong with it, unless it was given as one.
    fn ignore(&mut self, path: &Path, root: &Path) {
        if path == root {
            let expected =
                "expected STIX 2, MISP, a stalkerware list, CSV or one value a line".to_owned();
            self.problem(path, format!("holds no indicators: {expected}"));
        }
        self.ignored.push(path.to_owned());
    }

    fn yaml(&mut self, path: &Path, root: &Path, head: &Head) {
        let most = self.limits.whole_file;
        let read = read(path, head, &self.limits, |reader| whole_text(reader, most));
        let (text, hash) = match read {
            Ok((Ok(text), hash)) => (text, hash),
            Ok((Err(stop), _)) => {
                return self.problem(path, format!("cannot read this file: {stop}"));
            }
            Err(error) => return self.problem(path, format!("cannot read this file: {error}")),
        };
        self.yaml_text(path, root, &text, hash);
    }

    fn yaml_text(&mut self, path: &Path, root: &Path, text: &str, hash: String) {
        if let Ok(entries) = read_index(text) {
            self.index.extend(entries);
            return self.ignored.push(path.to_owned());
        }
        match crate::yaml::read(text) {
            Ok(document) if yaml::is_app_list(&document) => {
                self.with_set(path, root, |intake| {
                    yaml::hand_over(intake, &document);
                    Some(hash)
                });
            }
            Ok(_) => self.ignore(path, root),
            Err(error) => self.problem(path, format!("not valid YAML: {error}")),
        }
    }

    fn set(&mut self, path: &Path, root: &Path, head: &Head, format: &Format) {
        let limits = self.limits;
        let mut failed = None;
        let found = self.with_set(path, root, |intake| {
            let done = read(path, head, &limits, |reader| hand_over(intake, reader, head, format));
            match done {
                Ok((Ok(found), hash)) => found.then_some(hash),
                Ok((Err(stop), hash)) => {
                    let message = format!("stopped reading: {stop}");
                    intake.notes.problem(stop.locator(), message);
                    Some(hash)
                }
                Err(error) => {
                    failed = Some(format!("cannot read this file: {error}"));
                    None
                }
            }
        });
        match failed {
            Some(message) => self.problem(path, message),
            None if !found => self.ignore(path, root),
            None => {}
        }
    }

    /// Loads `bytes` as a whole, unpacked file called `name`: what fuzzing runs, without files.
    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        let path = Path::new(name);
        let hash = String::new();
        match sniff(name, bytes, true) {
            Format::Other | Format::OldXml(_) => self.ignore(path, path),
            Format::Yaml => self.yaml_text(path, path, &String::from_utf8_lossy(bytes), hash),
            format => {
                let head = Head::of(bytes);
                self.with_set(path, path, |intake| {
                    let done = hand_over(intake, &mut Cursor::new(bytes), &head, &format);
                    if let Err(stop) = &done {
                        intake.notes.problem(stop.locator(), format!("stopped reading: {stop}"));
                    }
                    done.unwrap_or(true).then_some(hash)
                });
            }
        }
    }

    /// Opens a set for the file at `path`. `hand_over` gives the file's hash, or nothing when it
    /// turns out to be no set.
    fn with_set(
        &mut self,
        path: &Path,
        root: &Path,
        hand_over: impl FnOnce(&mut Intake<'_>) -> Option<String>,
    ) -> bool {
        let shown = path.display().to_string();
        let set = self.builder.open_set(&set_name(path, root), &shown);
        let (stalkerware, dual_use) = (is_stalkerware(path), is_watchware(path));
        let meta = Meta { set, stalkerware, dual_use, ..Meta::default() };
        let notes = Notes::new(&shown, self.limits.problems);
        let licence = self.licences.of(path, root);
        let mut intake = Intake::new(&mut self.builder, notes, meta, self.limits, self.now);
        let hash = hand_over(&mut intake);
        let problems = intake.finish();
        let Some(hash) = hash else {
            self.builder.store.sets.pop();
            return false;
        };
        if let Some(set) = self.builder.set(set) {
            set.shown.sha256 = hash;
            set.shown.licence = set.shown.licence.take().or(licence);
        }
        self.problems.extend(problems);
        true
    }

    /// What was loaded.
    #[must_use]
    pub fn finish(mut self) -> Loaded {
        apply_index(&mut self.builder.store.sets, &self.index);
        self.problems.sort();
        let indicators = self.builder.finish();
        Loaded { indicators, problems: self.problems, ignored: self.ignored }
    }
}

/// Hands a file over to its format; false when it turns out to hold no indicators.
fn hand_over(
    intake: &mut Intake<'_>,
    reader: &mut dyn Read,
    head: &Head,
    format: &Format,
) -> Result<bool, Stop> {
    if *format == Format::Json {
        return json(intake, reader);
    }
    let unit = match head.bytes.as_slice() {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes as fn([u8; 2]) -> u16),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes as fn([u8; 2]) -> u16),
        _ => None,
    };
    let Some(unit) = unit else {
        text(intake, reader, format)?;
        return Ok(true);
    };
    let bytes = whole(reader, intake.limits.whole_file)?;
    let decoded = utf16(bytes.get(2..).unwrap_or_default(), unit);
    text(intake, &mut Cursor::new(decoded), format)?;
    Ok(true)
}

fn text(intake: &mut Intake<'_>, reader: &mut dyn Read, format: &Format) -> Result<(), Stop> {
    if let Some((date, name)) = dated_folder(Path::new(intake.notes.path())) {
        intake.meta.malware = intake.name(&name);
        intake.date = Some(date);
    }
    match format {
        Format::Csv(columns) => table::hand_over(intake, reader, columns),
        Format::List(hint) => lines::hand_over(intake, &mut BufReader::new(reader), *hint),
        Format::Json | Format::Yaml | Format::OldXml(_) | Format::Other => Ok(()),
    }
}

/// STIX, MISP, or a list of types and values: told apart by the names of their members.
fn json(intake: &mut Intake<'_>, reader: &mut dyn Read) -> Result<bool, Stop> {
    let mut bundle = Bundle::default();
    let mut bare = Event::default();
    let mut found = false;
    let limits = intake.limits;
    let read = Pieces::new(reader, &limits).each(&mut |piece| {
        let done = match piece.member {
            "objects" => {
                found = true;
                bundle.object(intake, &piece);
                Ok(())
            }
            "iocs" => {
                found = true;
                super::pairs::pair(intake, piece.json, piece.offset);
                Ok(())
            }
            "Event" => {
                found = true;
                serde_json::from_slice::<Event>(piece.json)
                    .map(|event| event.hand_over_named(intake))
            }
            "response" | "" => element(intake, &mut bundle, &piece, &mut found),
            "Attribute" => bare.attribute(piece.json),
            "Object" => bare.object(piece.json),
            member => bare.member(member, piece.json),
        };
        if let Err(error) = done {
            let message = format!("{}: {error}", piece.member);
            intake.notes.problem(Locator::Byte(piece.offset), message);
        }
        Ok(())
    });
    if bare.has_attributes() {
        found = true;
        bare.hand_over_named(intake);
    }
    bundle.finish(intake);
    read.map(|()| found)
}

/// An element of an outermost array: `{"Event": …}`, a STIX object, or a type and a value.
fn element(
    intake: &mut Intake<'_>,
    bundle: &mut Bundle,
    piece: &Piece<'_>,
    found: &mut bool,
) -> Result<(), serde_json::Error> {
    if let Some(value) = super::tokens::text(piece.json) {
        // A list of bare values, if they look like any.
        if let Some(kind) = super::infer::infer(&value) {
            *found = true;
            let item = Item { kind, text: &value, id: "", date: None, meta: intake.meta, flags: 0 };
            intake.item(item, &|| Locator::Byte(piece.offset));
        }
        return Ok(());
    }
    let (mut event, mut is_stix, mut is_pair) = (None, false, false);
    // Damage shows again below, where it is noted.
    let _ = piece.members(&mut |name, value| match name {
        b"Event" => event = Some(value),
        b"id" | b"spec_version" | b"objects" => is_stix = true,
        b"value" | b"indicator" => is_pair = true,
        _ => {}
    });
    *found |= event.is_some() || is_stix || is_pair;
    if let Some(event) = event {
        return serde_json::from_slice::<Event>(event).map(|event| event.hand_over_named(intake));
    }
    if is_pair && !is_stix {
        super::pairs::pair(intake, piece.json, piece.offset);
    } else if is_stix {
        bundle.object(intake, piece);
    }
    Ok(())
}

fn whole(reader: &mut dyn Read, most: u64) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Stop::Limit { what: "bytes of a file read whole", most });
    }
    Ok(bytes)
}

fn whole_text(reader: &mut dyn Read, most: u64) -> Result<String, Stop> {
    let bytes = whole(reader, most.min(MOST_YAML))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() as u64;
        Stop::malformed("text", at, "UTF-8")
    })
}

/// YAML is read whole and becomes many times larger in memory, in bytes.
const MOST_YAML: u64 = 32 << 20;
