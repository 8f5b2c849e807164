//! A zip archive: stored and deflated members, zip64, any leading or trailing bytes.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use vigie_core::{Locator, ReadAt, SharedBytes, Stop};

use super::inflate::{Said, inflate, inflate_start};
use super::zip_directory::{Directory, Entry};
use super::zip_recovery::{LOCAL, after, local};
use super::{Container, Means, Member, See, archive_name, check};
use crate::bytes::{Window, fill};
use crate::problems::{Problem, Problems};

/// Flag of encrypted members.
const ENCRYPTED: u16 = 1;

/// A zip archive. A member's handle is the offset of its entry in the central directory, or of its
/// local header when there is no directory.
pub(crate) struct Zip {
    data: SharedBytes,
    /// `None` when the archive has lost it.
    directory: Option<Directory>,
    means: Means,
    unpacked: Mutex<HashMap<u64, Weak<dyn ReadAt>>>,
    late: Mutex<Vec<Problem>>,
}

impl Zip {
    pub(crate) fn new(data: SharedBytes, means: Means) -> Result<Self, Stop> {
        let directory = match Directory::find(&data) {
            Ok(directory) => Some(directory),
            Err(lost) => match local(&data, 0, &means) {
                Ok(Some(_)) => None,
                _ => return Err(lost),
            },
        };
        let (unpacked, late) = (Mutex::default(), Mutex::default());
        Ok(Self { data, directory, means, unpacked, late })
    }

    /// Shows the members that the central directory lists.
    fn visit_directory(
        &self,
        directory: Directory,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let mut name = String::new();
        let mut ranges = Vec::new();
        let mut count = 0_u64;
        let mut entries = |offset, stored: &[u8], entry: &Entry| {
            check(stop)?;
            count = count.saturating_add(1);
            check_count(count, &self.means)?;
            let end = entry.local.saturating_add(LOCAL as u64).saturating_add(entry.compressed);
            ranges.push((entry.local, end));
            let stored = String::from_utf8_lossy(stored);
            archive_name::clean(&stored, &mut name);
            if archive_name::is_folder(&stored) && !name.is_empty() {
                name.push('/');
            } else if !entry.is_regular() || name.is_empty() {
                return Ok(());
            }
            let Entry { modified, wall, size, .. } = *entry;
            let (wall, size) = (Some(wall), Some(size));
            see(&Member { name: &name, modified, wall, size, handle: offset })
        };
        let walked = directory.walk(&self.data, &mut entries);
        check_overlap(&mut ranges)?;
        match walked {
            Ok(()) if count & 0xffff != directory.entries & 0xffff => {
                let message =
                    format!("the archive lists {count} members, expected {}", directory.entries);
                problems.note("", Locator::Byte(directory.start), message);
                Ok(())
            }
            Err(stop @ (Stop::Truncated { .. } | Stop::Malformed { .. })) if count > 0 => {
                problems.note(
                    "",
                    stop.locator(),
                    format!("members after this are unknown: {stop}"),
                );
                Ok(())
            }
            walked => walked,
        }
    }

    /// Shows the members whose local headers follow one another from the start.
    fn visit_headers(
        &self,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let (mut at, mut count) = (0, 0_u64);
        let mut name = String::new();
        let why = loop {
            check(stop)?;
            let found = match local(&self.data, at, &self.means) {
                Ok(Some(found)) => found,
                Ok(None) => break "no further member was found here".to_owned(),
                Err(stop) => break format!("a member that is cut short here: {stop}"),
            };
            count = count.saturating_add(1);
            check_count(count, &self.means)?;
            let stored = String::from_utf8_lossy(&found.name);
            archive_name::clean(&stored, &mut name);
            if !name.is_empty() {
                let folder = archive_name::is_folder(&stored);
                if folder {
                    name.push('/');
                }
                let Entry { modified, wall, .. } = found.entry;
                let (wall, size) = (Some(wall), folder.then_some(0));
                see(&Member { name: &name, modified, wall, size, handle: at })?;
            }
            at = after(&self.data, &found)?;
        };
        let message = format!("the archive has lost its directory; {why}");
        problems.note("", Locator::Byte(at), message);
        Ok(())
    }

    /// What the archive says about a member, and where its bytes begin.
    fn member(&self, handle: u64) -> Result<(Entry, u64), Stop> {
        let Some(directory) = self.directory else {
            let found = local(&self.data, handle, &self.means)?;
            let found = found.ok_or_else(|| no_local(handle))?;
            return Ok((found.entry, found.data));
        };
        let entry = Entry::at(&self.data, handle)?;
        let at = entry.local.saturating_add(directory.shift);
        let mut header = [0; LOCAL];
        if fill(&self.data, at, &mut header)? < LOCAL || !header.starts_with(b"PK\x03\x04") {
            return Err(no_local(at));
        }
        let [.., name_low, name_high, extra_low, extra_high] = header;
        let name = u64::from(u16::from_le_bytes([name_low, name_high]));
        let extra = u64::from(u16::from_le_bytes([extra_low, extra_high]));
        Ok((entry, at.saturating_add(LOCAL as u64).saturating_add(name).saturating_add(extra)))
    }

    fn unpack(&self, name: &str, entry: &Entry, start: u64) -> Result<SharedBytes, Stop> {
        if entry.flags & ENCRYPTED != 0 {
            return Err(Stop::Unsupported("an encrypted zip member".into()));
        }
        if entry.size > self.means.limits.member {
            let most = self.means.limits.member;
            return Err(Stop::Limit { what: "bytes of an archive member", most });
        }
        let packed = Window::new(self.data.clone(), start, entry.compressed);
        let missing = entry.compressed.saturating_sub(packed.size());
        if missing > 0 {
            self.note(name, format!("the archive ends {missing} bytes before this member does"));
        }
        let packed: SharedBytes = Arc::new(packed);
        match entry.method {
            0 => Ok(packed),
            8 => {
                // Without a directory, what the local header says may stand behind the member.
                let said = Said { size: entry.size, crc: entry.crc };
                let (data, note) = inflate(packed, self.directory.map(|_| said), &self.means)?;
                if let Some(note) = note {
                    self.note(name, note);
                }
                Ok(data)
            }
            method => Err(Stop::Unsupported(format!("compression method {method} of zip"))),
        }
    }

    fn note(&self, name: &str, message: String) {
        let mut late = self.late.lock().unwrap_or_else(PoisonError::into_inner);
        late.push((name.to_owned(), Locator::Whole, message));
    }
}

impl Container for Zip {
    fn visit(
        &self,
        _: &dyn Fn(&str) -> bool,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        match self.directory {
            Some(directory) => self.visit_directory(directory, see, problems, stop),
            None => self.visit_headers(see, problems, stop),
        }
    }

    fn open(&self, name: &str, handle: u64) -> Result<SharedBytes, Stop> {
        let known = {
            let unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
            unpacked.get(&handle).and_then(Weak::upgrade)
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let (entry, start) = self.member(handle)?;
        let data = self.unpack(name, &entry, start)?;
        let mut unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        unpacked.retain(|_, data| data.strong_count() > 0);
        unpacked.insert(handle, Arc::downgrade(&data));
        Ok(data)
    }

    fn start(&self, name: &str, handle: u64, buffer: &mut [u8]) -> Result<usize, Stop> {
        let (entry, start) = self.member(handle)?;
        let packed = Window::new(self.data.clone(), start, entry.compressed);
        match entry.method {
            8 if entry.flags & ENCRYPTED == 0 => inflate_start(Arc::new(packed), buffer),
            _ => Ok(fill(&self.open(name, handle)?, 0, buffer)?),
        }
    }

    fn late_problems(&self) -> Vec<Problem> {
        std::mem::take(&mut self.late.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn no_local(at: u64) -> Stop {
    Stop::malformed("zip archive", at, "the local header of a member")
}

fn check_count(count: u64, means: &Means) -> Result<(), Stop> {
    let most = means.limits.members;
    if count > most { Err(Stop::Limit { what: "members of an archive", most }) } else { Ok(()) }
}

/// Refuses archives whose members share bytes: they are made to unpack to more than a disk holds.
/// Two entries for the very same member are allowed, as some tools write them.
fn check_overlap(ranges: &mut Vec<(u64, u64)>) -> Result<(), Stop> {
    ranges.sort_unstable();
    ranges.dedup();
    let overlap = ranges.iter().zip(ranges.iter().skip(1)).find(|(one, next)| next.0 < one.1);
    match overlap {
        Some((_, (at, _))) => {
            Err(Stop::malformed("zip archive", *at, "members that share no bytes"))
        }
        None => Ok(()),
    }
}
