//! Evidence in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigie_core::{EvidenceKind, Limits};

use super::android::{
    self, APPS, FILE_SYSTEM, MOST_PROPERTIES, is_called_package, is_of_app, looked_at, package,
};
use super::backup::{BackupFound, is_backup};
use super::marks::{
    FILE_SYSTEM_NEEDS, MVT_RESULTS_NEED, OF_VAR, SYSDIAGNOSE_NEEDS, is_mvt_results,
    is_of_private_var, is_of_root, is_sysdiagnose,
};
use super::system::{SYSTEM_VERSION, file_system, sysdiagnose};
use super::{archive, file_alone, files_in_archive, unreadable};
use crate::Piece;
use crate::backup::{IndexFile, Plists, is_sqlite};
use crate::bytes::{FileBytes, fill};
use crate::container::{Archive, Container as _, Folder, sniff};

/// Folders in folders that are looked into.
const MOST_LEVELS: usize = 6;

/// Entries of folders that are looked at in all.
const MOST_ENTRIES: usize = 500_000;

/// Folders of apps that are looked into to tell a backup.
const MOST_APPS: usize = 100;

/// Bytes of a property list that is looked at here.
const MOST_PLIST: u64 = 64 << 20;

/// The pieces of evidence in the folder `path`.
pub(super) fn pieces(path: &Path, limits: &Limits) -> io::Result<Vec<Piece>> {
    let mut search = Search { limits, pieces: Vec::new(), known: 0, files: 0, entries: 0 };
    let entries = Entries::of(path)?;
    search.look(path, &entries, 0);
    if search.known == 0 && search.files > 0 {
        let all = Piece::new(path.to_owned(), String::new(), EvidenceKind::Files);
        search.pieces.push(all);
    }
    Ok(search.pieces)
}

/// What a folder holds, by name.
#[derive(Default)]
struct Entries(BTreeMap<String, Is>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Folder,
    File,
}

impl Entries {
    /// Regular files and folders; links are left out.
    fn of(folder: &Path) -> io::Result<Self> {
        let mut entries = BTreeMap::new();
        for entry in fs::read_dir(folder)?.take(MOST_ENTRIES) {
            // What cannot be read is told when the evidence is opened.
            let Ok(entry) = entry else { continue };
            let Ok(kind) = entry.file_type() else { continue };
            let Ok(name) = entry.file_name().into_string() else { continue };
            if kind.is_dir() {
                entries.insert(name, Is::Folder);
            } else if kind.is_file() {
                entries.insert(name, Is::File);
            }
        }
        Ok(Self(entries))
    }

    fn has_file(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Is::File)
    }

    fn has_folder(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Is::Folder)
    }

    /// Files named by an id, or folders for them.
    fn has_ids(&self) -> bool {
        let hex = |name: &str| name.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.0.iter().any(|(name, is)| match is {
            Is::File => name.len() == 40 && hex(name),
            Is::Folder => name.len() == 2 && hex(name),
        })
    }
}

struct Search<'a> {
    limits: &'a Limits,
    pieces: Vec<Piece>,
    /// How many of the pieces are of a known kind.
    known: usize,
    /// Regular files seen.
    files: usize,
    entries: usize,
}

impl Search<'_> {
    fn look(&mut self, path: &Path, entries: &Entries, level: usize) {
        self.entries = self.entries.saturating_add(entries.0.len());
        self.files =
            self.files.saturating_add(entries.0.values().filter(|is| **is == Is::File).count());
        if is_backup(&|file| entries.has_file(file.name()), entries.has_ids()) {
            return self.found(backup(path, entries, self.limits));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_sysdiagnose(&name, entries.0.keys().map(String::as_str)) {
            let missing = missing(path, &SYSDIAGNOSE_NEEDS);
            return self.found(sysdiagnose(path.to_owned(), String::new(), &name, missing));
        }
        if is_mvt_results(|file| entries.has_file(file)) {
            let mut piece = Piece::new(path.to_owned(), String::new(), EvidenceKind::MvtResults);
            piece.missing = missing(path, &MVT_RESULTS_NEED);
            return self.found(piece);
        }
        if let Some(found) = dossier(path, entries) {
            return self.found(found.piece(path.to_owned(), String::new()));
        }
        let android = Android::of(path, entries);
        for piece in android.pieces(path) {
            self.found(piece);
        }
        if android.found.iter().any(|(_, found)| !found.layout.may_hold_any()) {
            return;
        }
        if let Some(found) = android_copy(path) {
            return self.found(found.piece(path.to_owned(), String::new()));
        }
        let root = system_root(path, &name, entries);
        if let Some(root) = root {
            self.found(system(path, root, self.limits));
        }
        for (name, is) in &entries.0 {
            // What belongs to the file system is no evidence of its own.
            if root.is_some_and(|root| !root.is_empty() || is_of_root(name)) {
                continue;
            }
            if android.has(name, *is) {
                continue;
            }
            let inside = path.join(name);
            match is {
                Is::File => self.file(&inside),
                Is::Folder if android.has_logs(name) => self.archives(&inside, level),
                Is::Folder if level < MOST_LEVELS && self.entries < MOST_ENTRIES => {
                    if let Ok(entries) = Entries::of(&inside) {
                        self.look(&inside, &entries, level.saturating_add(1));
                    }
                }
                Is::Folder => {}
            }
        }
    }

    fn found(&mut self, piece: Piece) {
        self.known = self.known.saturating_add(1);
        self.pieces.push(piece);
    }

    /// Looks into those archives of a folder whose other files belong to something known.
    fn archives(&mut self, path: &Path, level: usize) {
        let Ok(entries) = Entries::of(path) else { return };
        self.entries = self.entries.saturating_add(entries.0.len());
        for (name, is) in &entries.0 {
            let inside = path.join(name);
            match is {
                Is::File if name.to_ascii_lowercase().ends_with(".zip") => self.file(&inside),
                Is::Folder if level < MOST_LEVELS && self.entries < MOST_ENTRIES => {
                    self.archives(&inside, level.saturating_add(1));
                }
                _ => {}
            }
        }
    }

    /// Looks into a file that may be evidence alone, or an archive.
    fn file(&mut self, path: &Path) {
        let Ok(data) = FileBytes::open(path) else { return };
        let data = Arc::new(data);
        let kind = match sniff(&data, false) {
            Ok(Some(kind)) => kind,
            Ok(None) => {
                if let Some(piece) = file_alone(path, &*data) {
                    self.found(piece);
                }
                return;
            }
            Err(_) => return,
        };
        match archive::pieces(path, kind, data, self.limits) {
            Ok(found) => {
                self.known = self.known.saturating_add(found.known());
                self.pieces.extend(found.pieces);
            }
            Err(_) if kind == Archive::Zip && is_called_package(&own_name(path)) => {
                self.found(package(&own_name(path)).of_file(path.to_owned()));
            }
            Err(stop) => {
                let mut piece = files_in_archive(path);
                piece.missing.push(unreadable(&stop));
                self.pieces.push(piece);
            }
        }
    }
}

/// The dossier of interception that a folder is.
fn dossier(path: &Path, entries: &Entries) -> Option<android::Found> {
    let folders = entries.0.iter().filter(|(_, is)| **is == Is::Folder);
    let folders: Vec<&str> = folders.map(|(name, _)| name.as_str()).collect();
    super::dossier::of_folder(&folders, &|name| path.join(name).exists())
}

/// What of Android phones is in a folder: what stands before the names of its files, and what it is.
struct Android {
    found: Vec<(String, android::Found)>,
}

impl Android {
    fn of(path: &Path, entries: &Entries) -> Self {
        let mut all: BTreeMap<&str, android::Names> = BTreeMap::new();
        for (name, is) in &entries.0 {
            // An archive that was made on Windows and unpacked elsewhere.
            let at = name.rfind('\\').map_or(0, |at| at.saturating_add(1));
            let (before, own) = name.split_at(at);
            match is {
                Is::File if looked_at(own).is_some() => {
                    all.entry(before).or_default().files.insert(own.to_owned(), 0);
                }
                Is::Folder if name == FILE_SYSTEM => {
                    all.entry("").or_default().folders.insert(FILE_SYSTEM);
                }
                Is::Folder if name == APPS && holds_apps(&path.join(APPS)) => {
                    all.entry("").or_default().folders.insert(APPS);
                }
                _ => {}
            }
        }
        let folder = Folder::new(path, false);
        let mut found = Vec::new();
        for (before, names) in all {
            let start = |name: &str, most: usize| {
                let mut start = vec![0; most];
                let filled = folder.start(&format!("{before}{name}"), 0, &mut start).unwrap_or(0);
                start.truncate(filled);
                start
            };
            let these = android::in_folder(&names, &start);
            found.extend(these.into_iter().map(|found| (before.to_owned(), found)));
        }
        Self { found }
    }

    fn pieces(&self, path: &Path) -> Vec<Piece> {
        let piece = |(before, found): &(String, android::Found)| {
            let mut found = found.clone();
            match found.file.take() {
                Some(file) => found.of_file(path.join(format!("{before}{file}"))),
                None => found.piece(path.to_owned(), before.clone()),
            }
        };
        self.found.iter().map(piece).collect()
    }

    /// Whether this file or folder belongs to what was found.
    fn has(&self, name: &str, is: Is) -> bool {
        let has = |(before, found): &(String, android::Found)| match (&found.file, is) {
            (Some(file), Is::File) => name.strip_prefix(before.as_str()) == Some(file),
            (Some(_), Is::Folder) => false,
            (None, Is::File) => {
                name.strip_prefix(before.as_str()).is_some_and(|own| !found.layout.may_hold(own))
            }
            (None, Is::Folder) => {
                before.is_empty() && !found.layout.may_hold(&format!("{name}/x.zip"))
            }
        };
        self.found.iter().any(has)
    }

    /// Whether this folder holds logs, and archives of some.
    fn has_logs(&self, name: &str) -> bool {
        name == "intrusion_logs" && self.found.iter().any(|(before, _)| before.is_empty())
    }
}

/// The copy of an Android phone's file system that the folder is.
fn android_copy(path: &Path) -> Option<android::Found> {
    let exists = |inside: &str| fs::symlink_metadata(path.join(inside)).is_ok();
    let folder = Folder::new(path, false);
    android::copy(&exists, &|name| {
        let mut start = vec![0; MOST_PROPERTIES];
        let filled = folder.start(name, 0, &mut start).ok()?;
        start.truncate(filled);
        Some(start)
    })
}

fn own_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether the folders in `apps` are those of an Android backup.
fn holds_apps(apps: &Path) -> bool {
    let entries = Entries::of(apps).unwrap_or_default();
    let packages = entries.0.iter().filter(|(_, is)| **is == Is::Folder).map(|(name, _)| name);
    packages.take(MOST_APPS).any(|package| {
        let of_app = Entries::of(&apps.join(package)).unwrap_or_default();
        of_app.0.iter().any(|(name, is)| match is {
            Is::File => is_of_app(&format!("{package}/{name}")),
            Is::Folder => is_of_app(&format!("{package}/{name}/x")),
        })
    })
}

fn backup(path: &Path, entries: &Entries, limits: &Limits) -> Piece {
    let mut found = BackupFound::default();
    let mut plist = |file: IndexFile| {
        if !entries.has_file(file.name()) {
            return None;
        }
        let data = FileBytes::open(&path.join(file.name()));
        match data.map_err(Into::into).and_then(|data| vigie_core::read_all(&data, MOST_PLIST)) {
            Ok(bytes) => Some(bytes),
            Err(stop) => {
                found.unreadable.push(format!("{} that can be read: {stop}", file.name()));
                None
            }
        }
    };
    let plists = Plists {
        info: plist(IndexFile::Info),
        manifest: plist(IndexFile::ManifestPlist),
        status: plist(IndexFile::Status),
    };
    found.plists = plists;
    found.index = entries.has_file(IndexFile::ManifestDb.name());
    found.old_index = entries.has_file(IndexFile::ManifestMbdb.name());
    let mut start = [0; 16];
    let index = FileBytes::open(&path.join(IndexFile::ManifestDb.name()));
    // An index that is empty is damaged, not encrypted.
    found.index_is_plain = match index.and_then(|data| fill(&data, 0, &mut start)) {
        Ok(filled) => filled == 0 || is_sqlite(&start),
        Err(_) => true,
    };
    found.describe(path.to_owned(), String::new(), limits)
}

/// The folder of the device that `path` is a copy of, if it is one.
fn system_root(path: &Path, name: &str, entries: &Entries) -> Option<&'static str> {
    let is_folder =
        |inside: &str| fs::symlink_metadata(path.join(inside)).is_ok_and(|data| data.is_dir());
    let of_var = || OF_VAR.iter().any(|mark| is_folder(&format!("var/{mark}")));
    if entries.has_folder("private") && holds_private_var(&path.join("private/var"))
        || entries.has_folder("var") && of_var()
    {
        return Some("");
    }
    // The user may have named a folder further down.
    match name {
        "var" if OF_VAR.iter().any(|mark| is_folder(mark)) => Some("/private/var"),
        "mobile" if is_folder("Library") && (is_folder("Media") || is_folder("Containers")) => {
            Some("/private/var/mobile")
        }
        _ => None,
    }
}

fn holds_private_var(var: &Path) -> bool {
    let Ok(data) = fs::symlink_metadata(var) else { return false };
    let entries = if data.is_dir() { Entries::of(var).unwrap_or_default() } else { return false };
    entries.0.iter().any(|(name, is)| *is == Is::Folder && is_of_private_var(name))
}

fn system(path: &Path, root: &'static str, limits: &Limits) -> Piece {
    let missing = if root.is_empty() {
        missing_of_system(path)
    } else {
        vec!["the rest of the file system".to_owned()]
    };
    let version = FileBytes::open(&path.join(SYSTEM_VERSION)).ok();
    let version = version.and_then(|data| vigie_core::read_all(&data, MOST_PLIST).ok());
    file_system(path.to_owned(), String::new(), root, missing, version.as_deref(), limits)
}

fn missing_of_system(path: &Path) -> Vec<String> {
    let here = |need: &str| {
        let short = need.strip_prefix("private/").unwrap_or(need);
        path.join(need).is_dir() || path.join(short).is_dir()
    };
    FILE_SYSTEM_NEEDS.iter().filter(|need| !here(need)).map(|need| (*need).to_owned()).collect()
}

/// What of `needs` the folder lacks.
fn missing(path: &Path, needs: &[&str]) -> Vec<String> {
    let absent = |need: &&&str| !PathBuf::from(path).join(**need).exists();
    needs.iter().filter(absent).map(|need| (*need).to_owned()).collect()
}
