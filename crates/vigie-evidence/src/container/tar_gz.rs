//! A tar archive in gzip or zlib, which can only be read from its start.
//!
//! Every visit unpacks the whole of it; members that are wanted are put aside on the way, as they
//! are stored. What was not put aside costs another pass.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use vigie_core::{Locator, SharedBytes, Stop};

use super::restream::Restreamed;
use super::tar::{Entry, Forward, Walker};
use super::{Container, Means, Member, See, check};
use crate::bytes::{Cursor, Spill, Window};
use crate::problems::Problems;

/// Archives that unpack to less than this are never too dense.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// Bytes unpacked at once.
const PIECE: usize = 128 << 10;

/// Bytes put aside of an archive whose content must not touch a disk; what is not is unpacked again.
const MOST_ASIDE: u64 = 32 << 20;

/// How an archive is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952, of one member or several.
    Gzip,
    /// RFC 1950.
    Zlib,
}

/// A tar archive in gzip or zlib. A member's handle is the offset of its first header, when unpacked.
pub(crate) struct TarGz {
    data: SharedBytes,
    packing: Packing,
    means: Means,
    /// Whether only so much may be put aside.
    is_frugal: bool,
    aside: Mutex<HashMap<u64, SharedBytes>>,
}

impl TarGz {
    pub(crate) fn new(data: SharedBytes, packing: Packing, means: Means) -> Self {
        Self { data, packing, means, is_frugal: false, aside: Mutex::default() }
    }

    /// An archive in zlib whose content must not touch a disk.
    pub(super) fn frugal(data: SharedBytes, means: Means) -> Self {
        let means = Means { scratch: None, ..means };
        Self { is_frugal: true, ..Self::new(data, Packing::Zlib, means) }
    }

    /// Goes through the archive; `want` says what happens to each member.
    fn pass(
        &self,
        want: &mut dyn FnMut(&Member<'_>) -> Result<Want, Stop>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let unpacked = Unpacked::new(self.data.clone(), self.packing, &self.means, stop);
        let mut walker = Walker::new(unpacked, &self.means.limits);
        let mut aside = Aside::new(self.means.scratch());
        let mut seen = false;
        let ended = loop {
            let entry = match walker.next(problems) {
                Ok(Some(entry)) => entry,
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            };
            seen = true;
            let Entry { name, modified, size, header: handle, .. } = entry;
            let member = Member { name, modified, wall: None, size: Some(size), handle };
            let size = match want(&member)? {
                Want::No => continue,
                Want::NothingMore => break Ok(()),
                Want::Aside(most) if size.min(most) > self.means.limits.member => {
                    let message = format!("skipped: a member of {size} bytes is over the limit");
                    problems.note(entry.name, Locator::Whole, message);
                    continue;
                }
                Want::Aside(most) => size.min(most),
            };
            if self.is_frugal && aside.spill.size().saturating_add(size) > MOST_ASIDE {
                continue;
            }
            let name = entry.name.to_owned();
            let start = aside.spill.size();
            let copied = aside.copy(walker.source(), size);
            let got = aside.spill.size().saturating_sub(start);
            aside.places.push((handle, start, got));
            if got < size {
                let have = got;
                let cut = Stop::Truncated { what: "member", offset: 0, need: size, have };
                problems.note(&name, Locator::Byte(got), cut.to_string());
            }
            if let Err(stop) = copied {
                break Err(stop);
            }
        };
        self.keep(aside);
        match ended {
            Err(Stop::Io(error)) if is_interruption(&error) => Err(Stop::Interrupted),
            Err(stop @ Stop::Io(_)) if seen => {
                problems.note("", Locator::Whole, format!("unpacking stopped: {stop}"));
                Ok(())
            }
            ended => ended,
        }
    }

    fn keep(&self, aside: Aside) {
        let data = aside.spill.finish();
        let mut all = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        for (handle, start, size) in aside.places {
            all.insert(handle, Arc::new(Window::new(data.clone(), start, size)));
        }
    }

    fn kept(&self, handle: u64) -> Option<SharedBytes> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner).get(&handle).cloned()
    }
}

impl Container for TarGz {
    fn visit(
        &self,
        keep: &dyn Fn(&str) -> bool,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let mut want = |member: &Member<'_>| {
            check(stop)?;
            see(member)?;
            Ok(if keep(member.name) { Want::Aside(u64::MAX) } else { Want::No })
        };
        self.pass(&mut want, problems, stop)
    }

    fn fetch(&self, handles: &[(u64, u64)], stop: &AtomicBool) -> Result<(), Stop> {
        let new = handles.iter().copied().filter(|(handle, _)| self.kept(*handle).is_none());
        let mut wanted: BTreeMap<u64, u64> = new.collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut want = |member: &Member<'_>| {
            check(stop)?;
            let most = wanted.remove(&member.handle);
            let more = wanted.last_key_value().is_some_and(|(last, _)| *last > member.handle);
            Ok(match (most, more) {
                (Some(most), _) => Want::Aside(most),
                (None, true) => Want::No,
                (None, false) => Want::NothingMore,
            })
        };
        // Problems were noted by the visit that gave the handles.
        self.pass(&mut want, &mut Problems::new(&self.means.limits), stop)
    }

    fn open(&self, _: &str, handle: u64) -> Result<SharedBytes, Stop> {
        if self.is_frugal && self.kept(handle).is_none() {
            let (data, means) = (self.data.clone(), self.means.clone());
            return Ok(Arc::new(Restreamed::new(data, self.packing, means, handle)?));
        }
        if self.kept(handle).is_none() {
            self.fetch(&[(handle, u64::MAX)], &AtomicBool::new(false))?;
        }
        let missing = || io::Error::new(io::ErrorKind::NotFound, "the archive ends before it");
        self.kept(handle).ok_or_else(|| missing().into())
    }
}

/// What to do with a member.
enum Want {
    No,
    /// So many bytes of it.
    Aside(u64),
    /// Neither this one nor any after it.
    NothingMore,
}

/// Members put aside in one pass, one behind the other.
struct Aside {
    spill: Spill,
    /// Handle, where it begins, its length.
    places: Vec<(u64, u64, u64)>,
    buffer: Vec<u8>,
}

impl Aside {
    fn new(scratch: Option<&Path>) -> Self {
        Self { spill: Spill::new(scratch), places: Vec::new(), buffer: vec![0; PIECE] }
    }

    fn copy(&mut self, source: &mut impl Read, size: u64) -> Result<(), Stop> {
        let mut left = size;
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
            let buffer = self.buffer.get_mut(..most).unwrap_or_default();
            let read = source.read(buffer)?;
            if read == 0 {
                return Ok(());
            }
            self.spill.push(buffer.get(..read).unwrap_or_default())?;
            left = left.saturating_sub(read as u64);
        }
        Ok(())
    }
}

/// The bytes that come out of what is packed.
pub(super) struct Unpacked<'a> {
    decoder: Decoder,
    offset: u64,
    ratio: u64,
    stop: &'a AtomicBool,
    skipped: Vec<u8>,
}

enum Decoder {
    Gzip(MultiGzDecoder<io::BufReader<Cursor>>),
    Zlib(ZlibDecoder<io::BufReader<Cursor>>),
}

impl Decoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.read(buffer),
            Self::Zlib(decoder) => decoder.read(buffer),
        }
    }

    /// Packed bytes that were read.
    fn packed(&self) -> u64 {
        match self {
            Self::Gzip(decoder) => decoder.get_ref().get_ref().offset(),
            Self::Zlib(decoder) => decoder.get_ref().get_ref().offset(),
        }
    }
}

impl<'a> Unpacked<'a> {
    pub(super) fn new(
        data: SharedBytes,
        packing: Packing,
        means: &Means,
        stop: &'a AtomicBool,
    ) -> Self {
        let packed = io::BufReader::with_capacity(PIECE, Cursor::new(data));
        let decoder = match packing {
            Packing::Gzip => Decoder::Gzip(MultiGzDecoder::new(packed)),
            Packing::Zlib => Decoder::Zlib(ZlibDecoder::new(packed)),
        };
        let ratio = means.limits.ratio.max(1);
        Self { decoder, offset: 0, ratio, stop, skipped: vec![0; PIECE] }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        check(self.stop).map_err(|_| io::Error::other(Interrupted))?;
        let read = self.decoder.read(buffer)?;
        self.offset = self.offset.saturating_add(read as u64);
        let packed = self.decoder.packed();
        if self.offset > ALWAYS_ALLOWED && self.offset / self.ratio > packed {
            let most = self.ratio;
            let text = format!("the limit of {most} bytes unpacked from each byte was reached");
            return Err(io::Error::other(text));
        }
        Ok(read)
    }
}

impl Forward for Unpacked<'_> {
    fn offset(&self) -> u64 {
        self.offset
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let mut left = bytes;
        let mut buffer = std::mem::take(&mut self.skipped);
        let skipped = loop {
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
            match self.read(buffer.get_mut(..most).unwrap_or_default()) {
                Ok(0) => break Ok(()),
                Ok(read) => left = left.saturating_sub(read as u64),
                Err(error) => break Err(error),
            }
        };
        self.skipped = buffer;
        skipped
    }
}

/// The user's wish to stop, on its way through [`Read`].
#[derive(Debug, thiserror::Error)]
#[error("interrupted")]
struct Interrupted;

fn is_interruption(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Interrupted>())
}
