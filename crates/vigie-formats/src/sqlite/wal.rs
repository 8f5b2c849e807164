//! The write-ahead log: newer versions of pages, waiting to be written to the main file.
//!
//! A header of 32 bytes, then frames: 24 bytes of header and one page. A frame counts when its
//! salts are those of the log's header, the running checksum is right, and a commit frame comes
//! with it or after it. Frames with other salts are left from an earlier round and mean nothing.
//!
//! <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>

use std::collections::HashMap;
use std::io;

use vigie_core::{Locator, ReadAt, SharedBytes};

use super::Damage;
use super::bytes::u32_at;
use super::window::{AHEAD, Stretch};

pub(super) const HEADER: usize = 32;
pub(super) const FRAME_HEADER: usize = 24;

/// The committed pages of a write-ahead log.
pub(super) struct Wal {
    bytes: SharedBytes,
    page_size: u32,
    pages: u32,
    offsets: HashMap<u32, u64>,
    /// Where the last commit ends.
    committed: u64,
}

impl Wal {
    /// Reads `bytes` from start to end. `None` when nothing in it is committed.
    pub(super) fn open(bytes: SharedBytes, damage: &mut Vec<Damage>) -> Option<Self> {
        if bytes.size() == 0 {
            return None;
        }
        let mut frames = Frames::open(&*bytes, damage)?;
        let (mut offsets, mut pending, mut pages) = (HashMap::new(), Vec::new(), None);
        let mut committed = 0;
        while let Some(frame) = frames.next() {
            pending.push((frame.page, frame.at));
            if frame.pages_after_commit > 0 {
                pages = Some(frame.pages_after_commit);
                committed = frames.at;
                offsets.extend(pending.drain(..));
            }
        }
        damage.extend(frames.dropped(&pending));
        let page_size = frames.page_size;
        pages.map(|pages| Self { bytes, page_size, pages, offsets, committed })
    }

    /// Bytes of a page.
    pub(super) const fn page_size(&self) -> u32 {
        self.page_size
    }

    /// Pages of the database after the last commit.
    pub(super) const fn pages(&self) -> u32 {
        self.pages
    }

    /// How many pages stand here.
    pub(super) fn len(&self) -> u64 {
        self.offsets.len() as u64
    }

    /// The greatest number of a page that stands here.
    pub(super) fn last_page(&self) -> u32 {
        self.offsets.keys().copied().max().unwrap_or_default()
    }

    /// Offset of page `number` in the log, if it stands here.
    pub(super) fn page_at(&self, number: u32) -> Option<u64> {
        self.offsets.get(&number).copied()
    }

    /// Numbers of the pages that stand here, in ascending order.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.offsets.keys().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    /// Where the last commit ends.
    pub(super) const fn committed(&self) -> u64 {
        self.committed
    }

    /// The log.
    pub(super) fn bytes(&self) -> &dyn ReadAt {
        &*self.bytes
    }
}

/// A valid frame.
struct Frame {
    page: u32,
    /// Offset of the page itself.
    at: u64,
    /// Zero unless the frame commits.
    pages_after_commit: u32,
}

/// The valid frames of a log, in order.
struct Frames<'a> {
    log: &'a dyn ReadAt,
    stretch: Stretch,
    page_size: u32,
    salts: [u8; 8],
    checksum: Checksum,
    at: u64,
    unreadable: Option<io::Error>,
}

impl<'a> Frames<'a> {
    fn open(log: &'a dyn ReadAt, damage: &mut Vec<Damage>) -> Option<Self> {
        let mut stretch = Stretch::default();
        let mut ignored = |expected: &str| {
            let message = format!("write-ahead log ignored: header at byte 0: expected {expected}");
            damage.push(Damage { at: Locator::Byte(0), message });
            None
        };
        if let Err(error) = stretch.read(log, 0, AHEAD, HEADER) {
            return ignored(&format!("readable bytes: {error}"));
        }
        let header = stretch.get(0, HEADER);
        let field = |at| u32_at(header, at).unwrap_or_default();
        let (magic, page_size) = (field(0), field(8));
        if header.len() < HEADER || !matches!(magic, 0x377f_0682 | 0x377f_0683) {
            return ignored("32 bytes that begin with 37 7f 06 82 or 83");
        }
        if !page_size.is_power_of_two() || !(512..=65_536).contains(&page_size) {
            return ignored("a page size of 512 to 65536");
        }
        let mut checksum = Checksum { big_endian: magic & 1 == 1, sums: (0, 0) };
        checksum.add(header.get(..24).unwrap_or_default());
        if checksum.sums != (field(24), field(28)) {
            return ignored("the checksum of its first 24 bytes");
        }
        let salts = header.get(16..)?.first_chunk().copied()?;
        Some(Self { log, stretch, page_size, salts, checksum, at: HEADER as u64, unreadable: None })
    }

    fn frame_len(&self) -> usize {
        FRAME_HEADER + self.page_size as usize
    }

    /// The bytes of the frame at the present position, fewer where the log ends.
    fn bytes(&mut self) -> &[u8] {
        let len = self.frame_len();
        if !self.stretch.holds(self.at, len)
            && let Err(error) = self.stretch.read(self.log, self.at, AHEAD, len)
        {
            self.unreadable = Some(error);
        }
        self.stretch.get(self.at, len)
    }

    /// The next frame, if it is valid.
    fn next(&mut self) -> Option<Frame> {
        let (salts, mut checksum, at) = (self.salts, self.checksum, self.at);
        let len = self.frame_len();
        let bytes = Some(self.bytes()).filter(|bytes| bytes.len() == len)?;
        let (header, page) = bytes.split_at_checked(FRAME_HEADER)?;
        let number = u32_at(header, 0).filter(|number| *number > 0)?;
        if header.get(8..16)? != salts {
            return None;
        }
        checksum.add(header.get(..8)?);
        checksum.add(page);
        if checksum.sums != (u32_at(header, 16)?, u32_at(header, 20)?) {
            return None;
        }
        let pages_after_commit = u32_at(header, 4)?;
        self.checksum = checksum;
        self.at = at.saturating_add(self.frame_len() as u64);
        let at = at.saturating_add(FRAME_HEADER as u64);
        Some(Frame { page: number, at, pages_after_commit })
    }

    /// What to say about the frames after the last commit: those in `pending`, which are valid, and
    /// those of this round that follow. A transaction that was under way, or rolled back, leaves
    /// some; damage does too.
    fn dropped(&mut self, pending: &[(u32, u64)]) -> Option<Damage> {
        let (from, salts) = (self.at, self.salts);
        let mut invalid = 0_u64;
        while let Some(found) = self.bytes().get(8..16) {
            invalid += u64::from(found == salts);
            self.at = self.at.saturating_add(self.frame_len() as u64);
        }
        let valid = pending.len();
        let first = pending.first().map_or(from, |(_, at)| at.saturating_sub(FRAME_HEADER as u64));
        let mut message =
            format!("write-ahead log: frame at byte {first}: expected a commit after it");
        if let Some(error) = &self.unreadable {
            message = format!("write-ahead log: byte {from}: expected readable bytes: {error}");
        } else if valid == 0 && invalid == 0 {
            return None;
        } else if invalid > 0 {
            message = format!("write-ahead log: frame at byte {from}: expected its checksum");
        }
        message.push_str(&format!(
            "; {} frames after the last commit are left out: they are damaged or were never \
             committed",
            invalid.saturating_add(valid as u64)
        ));
        Some(Damage { at: Locator::Byte(first), message })
    }
}

/// The running checksum of a log.
#[derive(Clone, Copy)]
struct Checksum {
    big_endian: bool,
    sums: (u32, u32),
}

impl Checksum {
    /// Adds `bytes`, a multiple of eight.
    fn add(&mut self, bytes: &[u8]) {
        self.sums = match self.big_endian {
            true => sum(bytes, self.sums, u32::from_be_bytes),
            false => sum(bytes, self.sums, u32::from_le_bytes),
        };
    }
}

#[inline]
fn sum(bytes: &[u8], mut sums: (u32, u32), word: impl Fn([u8; 4]) -> u32) -> (u32, u32) {
    let (pairs, _) = bytes.as_chunks::<8>();
    for &[a, b, c, d, e, f, g, h] in pairs {
        sums.0 = sums.0.wrapping_add(word([a, b, c, d])).wrapping_add(sums.1);
        sums.1 = sums.1.wrapping_add(word([e, f, g, h])).wrapping_add(sums.0);
    }
    sums
}
