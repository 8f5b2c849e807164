//! `uuidtext/XX/REST`: the texts of a program's lines; and where all texts of a log are found.

use std::collections::HashMap;
use std::io::{Error, Read};
use std::sync::{Arc, Mutex, PoisonError};

use macos_unifiedlogs::dsc::SharedCacheStrings;
use macos_unifiedlogs::traits::{FileProvider, SourceFile, StringCache};
use macos_unifiedlogs::uuidtext::UUIDText;
use vigie_core::{Siblings, Stop, read_all};

use super::dsc;

/// Most bytes of one program's texts.
const MOST_BYTES: u64 = 16 << 20;
/// Bytes of programs' texts that are kept; then all are let go.
const MOST_KEPT: u64 = 48 << 20;
/// Texts that are kept, or known to be missing.
const MOST_FILES: usize = 10_000;
/// Longest text of a line; what is longer ends there.
const LONGEST: usize = 2048;

/// The folders of a log.
#[derive(Debug, PartialEq)]
pub(super) struct Folders {
    /// Where `timesync` is, with `/` at its end.
    pub(super) timesync: String,
    /// Where the folders of texts are, with `/` at its end.
    pub(super) texts: String,
}

impl Folders {
    /// Of the log that the file at `path` belongs to.
    pub(super) fn of(path: &str) -> Self {
        const ARCHIVE: &str = ".logarchive/";
        const ON_PHONE: &str = "/diagnostics/";
        let before = |mark: &str| path.rfind(mark).and_then(|at| path.get(..at));
        if let Some(archive) = before(ARCHIVE) {
            let texts = format!("{archive}{ARCHIVE}");
            return Self { timesync: format!("{texts}timesync/"), texts };
        }
        if let Some(folder) = before(ON_PHONE) {
            let (timesync, texts) =
                (format!("{folder}{ON_PHONE}timesync/"), format!("{folder}/uuidtext/"));
            return Self { timesync, texts };
        }
        let folder = path.rsplitn(3, '/').nth(2).unwrap_or_default();
        Self { timesync: format!("{folder}/timesync/"), texts: format!("{folder}/") }
    }
}

/// Texts of a log, opened when they are asked for.
pub(super) struct Texts<'a> {
    siblings: &'a dyn Siblings,
    folder: String,
}

impl<'a> Texts<'a> {
    pub(super) fn new(siblings: &'a dyn Siblings, folder: String) -> Self {
        Self { siblings, folder }
    }

    fn program(&self, uuid: &str) -> Result<(UUIDText, u64), Stop> {
        let (first, rest) = uuid.split_at_checked(2).ok_or_else(missing)?;
        let path = format!("{}{first}/{rest}", self.folder);
        let data = self.siblings.open(&path)?.ok_or_else(missing)?;
        let mut bytes = read_all(&*data, MOST_BYTES)?;
        bytes.push(0);
        let Ok((_, mut texts)) = UUIDText::parse_uuidtext(&bytes) else { return Err(missing()) };
        uuid.clone_into(&mut texts.uuid);
        tame(&mut texts.footer_data);
        Ok((texts, bytes.len() as u64))
    }

    fn shared(&self, uuid: &str) -> Result<(SharedCacheStrings, u64), Stop> {
        let path = format!("{}dsc/{uuid}", self.folder);
        dsc::read(&*self.siblings.open(&path)?.ok_or_else(missing)?, uuid)
    }
}

fn missing() -> Stop {
    Stop::Unsupported("a file of texts that is missing or damaged".to_owned())
}

/// Ends texts that are too long, and makes fields that they ask to be wider than 99 narrower: a few
/// bytes could otherwise stand for gigabytes of spaces.
pub(super) fn tame(texts: &mut [u8]) {
    for text in texts.split_mut(|byte| *byte == 0) {
        if let Some(end) = text.get_mut(LONGEST) {
            *end = 0;
        }
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'%', rest)) {
            at = at.saturating_add(found).saturating_add(1);
            at = narrow(text, at);
        }
    }
}

/// Narrows the field that begins at `at`, behind its `%`; gives where to go on.
fn narrow(text: &mut [u8], mut at: usize) -> usize {
    if text.get(at) == Some(&b'%') {
        return at.saturating_add(1);
    }
    if text.get(at) == Some(&b'{') {
        let name = text.get(at..).and_then(|rest| memchr::memchr(b'}', rest));
        let Some(name) = name else { return at };
        at = at.saturating_add(name).saturating_add(1);
    }
    let is_field = |byte: &u8| byte.is_ascii_digit() || b"-+# .*".contains(byte);
    let field = text.get_mut(at..).unwrap_or_default();
    let length = field.iter().take_while(|byte| is_field(byte)).count();
    for digits in field.split_at_mut(length).0.split_mut(|byte| !byte.is_ascii_digit()) {
        let wide = digits.len().saturating_sub(2);
        digits.iter_mut().take(wide).for_each(|digit| *digit = b'0');
    }
    at.saturating_add(length)
}

impl FileProvider for Texts<'_> {
    fn tracev3_files(&self) -> impl Iterator<Item = impl SourceFile> {
        std::iter::empty::<NoFile>()
    }

    fn uuidtext_files(&self) -> impl Iterator<Item = impl SourceFile> {
        std::iter::empty::<NoFile>()
    }

    fn read_uuidtext(&self, uuid: &str) -> Result<UUIDText, Error> {
        self.program(uuid).map(|(texts, _)| texts).map_err(Error::other)
    }

    fn dsc_files(&self) -> impl Iterator<Item = impl SourceFile> {
        std::iter::empty::<NoFile>()
    }

    fn read_dsc_uuid(&self, uuid: &str) -> Result<SharedCacheStrings, Error> {
        self.shared(uuid).map(|(texts, _)| texts).map_err(Error::other)
    }

    fn timesync_files(&self) -> impl Iterator<Item = impl SourceFile> {
        std::iter::empty::<NoFile>()
    }
}

/// Files are opened by name, never listed.
struct NoFile;

impl SourceFile for NoFile {
    fn reader(&mut self) -> impl Read {
        std::io::empty()
    }

    fn source_path(&self) -> &str {
        ""
    }
}

/// Texts that were read, or were not there; bounded.
pub(super) struct Kept<'a> {
    texts: &'a Texts<'a>,
    programs: Mutex<Cache<UUIDText>>,
    shared: Mutex<Cache<SharedCacheStrings>>,
}

/// Texts by UUID, and the bytes of them.
struct Cache<T> {
    found: HashMap<String, Option<Arc<T>>>,
    bytes: u64,
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self { found: HashMap::new(), bytes: 0 }
    }
}

impl<T> Cache<T> {
    fn load(
        cache: &Mutex<Self>,
        uuid: &str,
        most: u64,
        read: impl FnOnce() -> Result<(T, u64), Stop>,
        room: impl FnOnce(&mut Self),
    ) -> Option<Arc<T>> {
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cache.found.get(uuid) {
            return known.clone();
        }
        room(&mut cache);
        let read = read().ok();
        let bytes = read.as_ref().map_or(0, |(_, bytes)| *bytes);
        if cache.bytes.saturating_add(bytes) > most || cache.found.len() >= MOST_FILES {
            cache.clear();
        }
        cache.bytes = cache.bytes.saturating_add(bytes);
        let texts = read.map(|(texts, _)| Arc::new(texts));
        cache.found.insert(uuid.to_owned(), texts.clone());
        texts
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<'a> Kept<'a> {
    pub(super) fn new(texts: &'a Texts<'a>) -> Self {
        Self { texts, programs: Mutex::default(), shared: Mutex::default() }
    }

    /// How many programs' and shared texts were asked for and could not be had.
    pub(super) fn missing(&self) -> usize {
        fn count<T>(cache: &Mutex<Cache<T>>) -> usize {
            let cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
            cache.found.values().filter(|texts| texts.is_none()).count()
        }
        count(&self.programs).saturating_add(count(&self.shared))
    }
}

impl StringCache for Kept<'_> {
    fn get_or_load_uuidtext(&self, uuid: &str, _: &impl FileProvider) -> Option<Arc<UUIDText>> {
        Cache::load(&self.programs, uuid, MOST_KEPT, || self.texts.program(uuid), |_| {})
    }

    fn get_or_load_dsc(&self, uuid: &str, _: &impl FileProvider) -> Option<Arc<SharedCacheStrings>> {
        // One at a time: an update of iOS between two lines is rare, and two take too much memory.
        let alone = |cache: &mut Cache<SharedCacheStrings>| {
            if cache.bytes > 0 {
                cache.clear();
            }
        };
        Cache::load(&self.shared, uuid, dsc::MOST_BYTES, || self.texts.shared(uuid), alone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_archives_and_phones() {
        let of = |path: &str| {
            let Folders { timesync, texts } = Folders::of(path);
            (timesync, texts)
        };
        let archive = "/sysdiagnose/system_logs.logarchive/";
        let expected = (format!("{archive}timesync/"), archive.to_owned());
        assert_eq!(of(&format!("{archive}Persist/1.tracev3")), expected);
        assert_eq!(of(&format!("{archive}logdata.LiveData.tracev3")), expected);
        let phone = of("/private/var/db/diagnostics/Persist/1.tracev3");
        assert_eq!(phone.0, "/private/var/db/diagnostics/timesync/");
        assert_eq!(phone.1, "/private/var/db/uuidtext/");
        assert_eq!(of("/x/Persist/1.tracev3"), ("/x/timesync/".to_owned(), "/x/".to_owned()));
        assert_eq!(of("1.tracev3"), ("/timesync/".to_owned(), "/".to_owned()));
    }

    #[test]
    fn fields_are_at_most_two_digits_wide() {
        let mut texts = b"%65535d %{public}-123456.99999s\0%12s %% 65535 %{open".to_vec();
        tame(&mut texts);
        assert_eq!(texts, b"%00035d %{public}-000056.00099s\0%12s %% 65535 %{open");
        let mut long = vec![b'x'; 5000];
        tame(&mut long);
        assert_eq!(memchr::memchr(0, &long), Some(LONGEST));
    }
}
