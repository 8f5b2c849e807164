//! A folder of the computer.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::UNIX_EPOCH;

use vigie_core::{Locator, SharedBytes, Stop, Time};

use super::{Container, Found, Member, See, check};
use crate::bytes::FileBytes;
use crate::problems::Problems;

/// Folders in folders; deeper ones are a problem. An iPhone's file system is about 25 deep.
const MOST_LEVELS: usize = 200;

/// A folder and everything below it. Links are not followed, so nothing outside is ever read.
pub(crate) struct Folder {
    root: PathBuf,
    /// Whether the visitor is told the size of files, which costs a call of the system each.
    sizes: bool,
}

impl Folder {
    pub(crate) fn new(root: &Path, sizes: bool) -> Self {
        Self { root: root.to_owned(), sizes }
    }

    /// Visits the folder `name`, whose path is in `name`, and leaves `name` as it was.
    fn walk(&self, name: &mut String, levels: usize, walk: &mut Walk<'_, '_>) -> Result<(), Stop> {
        let entries = match fs::read_dir(self.root.join(&*name)) {
            Ok(entries) => entries,
            Err(error) if name.is_empty() => return Err(error.into()),
            Err(error) => {
                walk.problems.note(name, Locator::Whole, format!("this folder: {error}"));
                return Ok(());
            }
        };
        check(walk.stop)?;
        // The same folder gives the same list, whatever order the computer keeps names in.
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_cached_key(|entry| entry.as_ref().ok().map(fs::DirEntry::file_name));
        let len = name.len();
        for entry in entries {
            let seen = self.entry(entry, name, levels, walk);
            name.truncate(len);
            seen?;
        }
        Ok(())
    }

    fn entry(
        &self,
        entry: io::Result<fs::DirEntry>,
        name: &mut String,
        levels: usize,
        walk: &mut Walk<'_, '_>,
    ) -> Result<(), Stop> {
        let known = entry.and_then(|entry| Ok((entry.file_type()?, entry)));
        let (kind, entry) = match known {
            Ok(known) => known,
            Err(error) => {
                walk.problems.note(
                    name,
                    Locator::Whole,
                    format!("an entry of this folder: {error}"),
                );
                return Ok(());
            }
        };
        let own = entry.file_name();
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(&own.to_string_lossy());
        if own.to_str().is_none() && (kind.is_dir() || kind.is_file()) {
            walk.problems.note(name, Locator::Whole, "expected a name in UTF-8: skipped");
            return Ok(());
        }
        if kind.is_dir() {
            if levels == 0 {
                walk.problems.note(name, Locator::Whole, "folders are nested too deep here");
                return Ok(());
            }
            self.see_folder(&entry, name, walk)?;
            return self.walk(name, levels.saturating_sub(1), walk);
        }
        if !kind.is_file() {
            return Ok(());
        }
        let about = if self.sizes { entry.metadata().ok() } else { None };
        let (size, modified) = (about.as_ref().map(fs::Metadata::len), about.and_then(modified));
        (walk.see)(&Member { name, modified, wall: None, size, handle: 0 })
    }

    fn see_folder(
        &self,
        entry: &fs::DirEntry,
        name: &mut String,
        walk: &mut Walk<'_, '_>,
    ) -> Result<(), Stop> {
        let about = if self.sizes { entry.metadata().ok() } else { None };
        let (size, modified) = (Some(0), about.and_then(modified));
        name.push('/');
        let seen = (walk.see)(&Member { name, modified, wall: None, size, handle: 0 });
        name.pop();
        seen
    }

    /// The path of the regular file `name`, when no part of it below the root is a link.
    fn path_of(&self, name: &str) -> Option<PathBuf> {
        let mut path = self.root.clone();
        let mut kind = None;
        for component in Path::new(name).components() {
            let Component::Normal(component) = component else { return None };
            path.push(component);
            let found = fs::symlink_metadata(&path).ok()?.file_type();
            if found.is_symlink() {
                return None;
            }
            kind = Some(found);
        }
        kind?.is_file().then_some(path)
    }
}

fn modified(about: fs::Metadata) -> Option<Time> {
    let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Time::from_unix_micros(i64::try_from(since.as_micros()).ok()?)
}

struct Walk<'a, 's> {
    see: See<'s>,
    problems: &'a mut Problems,
    stop: &'a AtomicBool,
}

impl Container for Folder {
    fn visit(
        &self,
        _: &dyn Fn(&str) -> bool,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        self.walk(&mut String::new(), MOST_LEVELS, &mut Walk { see, problems, stop })
    }

    fn open(&self, name: &str, _: u64) -> Result<SharedBytes, Stop> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "no regular file of that name");
        let path = self.path_of(name).ok_or_else(missing)?;
        Ok(Arc::new(FileBytes::open(&path)?))
    }

    fn find(&self, name: &str) -> Found {
        self.path_of(name).map_or(Found::Absent, |_| Found::Here(0))
    }
}

#[cfg(test)]
mod tests {
    use vigie_core::Limits;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let inside = tempfile::tempdir().unwrap();
        let link = |target: &Path, name: &str| {
            std::os::unix::fs::symlink(target, inside.path().join(name)).unwrap();
        };
        link(&outside.path().join("secret"), "file");
        link(outside.path(), "folder");
        link(inside.path(), "loop");
        fs::create_dir(inside.path().join("a")).unwrap();
        fs::write(inside.path().join("a/real"), "12345").unwrap();

        let folder = Folder::new(inside.path(), true);
        let mut problems = Problems::new(&Limits::default());
        let mut seen = Vec::new();
        let mut see = |member: &Member<'_>| {
            seen.push((member.name.to_owned(), member.size));
            Ok(())
        };
        let stop = AtomicBool::new(false);
        folder.visit(&|_| true, &mut see, &mut problems, &stop).unwrap();
        assert_eq!(seen, [("a/".to_owned(), Some(0)), ("a/real".to_owned(), Some(5))]);
        assert!(problems.settle().is_empty());
        for name in
            ["file", "folder/secret", "loop/a/real", "a/../../x", "../x", "/etc/passwd", "a"]
        {
            assert!(folder.open(name, 0).is_err(), "{name}");
            assert_eq!(folder.find(name), Found::Absent, "{name}");
        }
        assert_eq!(folder.open("a/real", 0).unwrap().size(), 5);
    }
}
