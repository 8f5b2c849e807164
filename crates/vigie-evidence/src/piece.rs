//! One piece of evidence, as found.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{EvidenceKind, SharedBytes, Stop};

use crate::age::plain;
use crate::android::AdbBackup;
use crate::bytes::FileBytes;
use crate::container::{Container, Folder, LoneFile, Means, Member, archive_in, sniff};
use crate::layout::Layout;
use crate::problems::Problems;
use crate::{AgeHeader, AgeKey, PassphraseKey};

/// One piece of evidence, as [`identify`](crate::identify) found it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The folder, archive or file that holds it.
    pub path: PathBuf,
    /// What stands before its files' names inside an archive: `""`, or `top/folder/`; in an archive
    /// inside an archive, that one's name first: `mail/phone.tar.gz/top/`.
    pub inner: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// What it says about the device and itself: `product_version`, `product_type`,
    /// `build_version`, `device_name`, `serial_number`, `unique_identifier`, `last_backup_date`, ….
    pub facts: BTreeMap<String, String>,
    /// What a complete one of its kind would have, and what of it cannot be read.
    pub missing: Vec<String>,
    /// Names of the archives that it lies in, inside that at `path`, from the outermost on.
    pub(crate) within: Vec<String>,
    /// What stands before its files' names in the innermost archive.
    pub(crate) prefix: String,
    /// Where its files stood on the device.
    pub(crate) layout: Layout,
    /// `Manifest.plist` of a backup.
    pub(crate) manifest_plist: Option<Arc<[u8]>>,
    /// Whether it is the file at `path` as it is, not what lies in that.
    pub(crate) is_file: bool,
    /// The header of a file encrypted with age, in which it lies, and what opens that.
    pub(crate) age: Option<Arc<AgeHeader>>,
    pub(crate) age_key: Option<AgeKey>,
    /// The header of an Android backup.
    pub(crate) adb_backup: Option<Arc<AdbBackup>>,
}

impl Piece {
    /// A piece about which nothing is known yet.
    pub(crate) fn new(path: PathBuf, inner: String, kind: EvidenceKind) -> Self {
        let (facts, missing, within) = (BTreeMap::new(), Vec::new(), Vec::new());
        let (prefix, layout) = (inner.clone(), Layout::Below(""));
        Self {
            path,
            inner,
            kind,
            facts,
            missing,
            within,
            prefix,
            layout,
            manifest_plist: None,
            is_file: false,
            age: None,
            age_key: None,
            adb_backup: None,
        }
    }

    /// The header of the file encrypted with age that it lies in, and whether that was
    /// [unlocked](crate::identify_age).
    #[must_use]
    pub fn age(&self) -> Option<(&AgeHeader, bool)> {
        self.age.as_deref().map(|header| (header, self.age_key.is_some()))
    }

    /// What seals the records of a piece that was unlocked.
    #[must_use]
    pub fn age_seal(&self) -> Option<PassphraseKey> {
        self.age_key.as_ref().map(AgeKey::seal)
    }

    /// The same piece, in an archive that is member `name` of the one at `path`.
    pub(crate) fn inside(mut self, name: &str) -> Self {
        self.inner = format!("{name}/{}", self.inner);
        self.within.insert(0, name.to_owned());
        self
    }
}

/// What a piece lies in: a folder, an archive or a file alone. `sizes` asks a folder for the sizes of
/// its files.
pub(crate) fn container(
    piece: &Piece,
    sizes: bool,
    means: &Means,
    stop: &AtomicBool,
) -> Result<Box<dyn Container>, Stop> {
    let path = &piece.path;
    if std::fs::metadata(path)?.is_dir() {
        return Ok(Box::new(Folder::new(path, sizes)));
    }
    if piece.is_file {
        return Ok(Box::new(LoneFile::new(path)));
    }
    let mut data: SharedBytes = Arc::new(FileBytes::open(path)?);
    if let Some(key) = &piece.age_key {
        data = plain(data, key)?;
    }
    let Some(kind) = sniff(&data, true)? else { return Ok(Box::new(LoneFile::new(path))) };
    let mut container = archive_in(kind, data, means.clone())?;
    for name in &piece.within {
        let data = member(&*container, name, means, stop)?;
        let expected = || Stop::Unsupported(format!("{name}, which is no archive,"));
        let kind = sniff(&data, false)?.ok_or_else(expected)?;
        container = archive_in(kind, data, means.clone())?;
    }
    Ok(container)
}

/// The last member of that name.
fn member(
    container: &dyn Container,
    name: &str,
    means: &Means,
    stop: &AtomicBool,
) -> Result<SharedBytes, Stop> {
    let mut found = None;
    let mut see = |member: &Member<'_>| {
        if member.name == name {
            found = Some(member.handle);
        }
        Ok(())
    };
    container.visit(&|other| other == name, &mut see, &mut Problems::new(&means.limits), stop)?;
    let missing = || Stop::Unsupported(format!("{name}, which is not there any more,"));
    container.open(name, found.ok_or_else(missing)?)
}
