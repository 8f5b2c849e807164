//! Capture files: which form they have, and their frames one after another.
//!
//! Two forms are read, alone or inside gzip or zstd: pcap
//! (<https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/>) and pcapng
//! (<https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/>). A file is read through one window of
//! a mebibyte. What is damaged is skipped up to the next place that looks like a record, and noted.

mod fields;
mod options;
mod pcap;
mod pcapng;
mod search;
mod window;
mod zstd;

use std::io::Read;

use vigie_core::{SharedBytes, Stop};

use crate::frame::{Frame, Interface};
use crate::{Direction, Moment, Origin};
use pcap::Pcap;
use pcapng::Pcapng;
use window::{Packing, Window};

/// Most bytes of one frame: what libpcap allows for the link types with the largest ones, and more
/// than any card sends.
const MOST_FRAME: usize = 16 << 20;

/// Damages that are kept until they are taken; further ones are only counted.
const MOST_DAMAGES: usize = 1000;

/// Damage in a capture that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins; inside gzip or zstd, counting unpacked bytes.
    pub offset: u64,
    /// What was met and what was expected, in English.
    pub message: String,
}

/// What a capture file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// `pcap` or `pcapng`.
    pub form: &'static str,
    /// What made it, as pcapng tells: the machine.
    pub hardware: Option<String>,
    /// Its operating system.
    pub system: Option<String>,
    /// Its program.
    pub application: Option<String>,
    /// Sections of a pcapng file.
    pub sections: u64,
    /// Comments that somebody wrote into it. They are counted, never kept.
    pub comments: u64,
    /// Blocks that hold secrets to decrypt with. They are counted, never read.
    pub secrets: u64,
    /// Blocks of a kind that is skipped: names, statistics of others, a system's journal.
    pub other_blocks: u64,
}

/// Whether a file that begins with `start` is a capture, or something packed that may hold one.
#[must_use]
pub fn recognise(start: &[u8]) -> Recognised {
    match () {
        () if Pcap::is_one(start) => Recognised::Pcap,
        () if Pcapng::is_one(start) => Recognised::Pcapng,
        () if matches!(Packing::of(start), Packing::Gzip | Packing::Zstd) => Recognised::Packed,
        () => Recognised::No,
    }
}

/// What a file's first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A pcap file.
    Pcap,
    /// A pcapng file.
    Pcapng,
    /// Something inside gzip or zstd.
    Packed,
    /// Something else.
    No,
}

/// The frames of a capture file.
pub(crate) struct Frames {
    window: Window,
    form: Form,
    pub(crate) book: Book,
    /// Bytes of the frame that was given last.
    given: usize,
}

enum Form {
    Pcap(Pcap),
    Pcapng(Pcapng),
}

/// What was read besides frames.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) facts: FileFacts,
    pub(crate) interfaces: Vec<Interface>,
    pub(crate) packets: u64,
    damages: Vec<Damage>,
    /// How many there were in all.
    pub(crate) damage_count: u64,
}

impl Book {
    pub(super) fn damage(&mut self, offset: u64, message: impl Into<String>) {
        self.damage_count = self.damage_count.saturating_add(1);
        if self.damages.len() < MOST_DAMAGES {
            self.damages.push(Damage { offset, message: message.into() });
        }
    }

    pub(crate) fn take_damages(&mut self) -> Vec<Damage> {
        std::mem::take(&mut self.damages)
    }
}

/// Where a frame was found in the window.
struct Found {
    interface: u32,
    nanos: Option<i64>,
    direction: Option<Direction>,
    /// Bytes before those of the frame, and those of it that are there.
    before: usize,
    len: usize,
    /// Bytes to the next record.
    whole: usize,
    wire_len: u32,
}

impl Frames {
    /// # Errors
    /// When it is no capture, or cannot be read.
    pub(crate) fn of_file(data: SharedBytes) -> Result<Self, Stop> {
        Self::of_window(Window::of_file(data))
    }

    /// # Errors
    /// When it is no capture, or cannot be read.
    pub(crate) fn of_stream(stream: Box<dyn Read + Send>) -> Result<Self, Stop> {
        Self::of_window(Window::of_stream(stream))
    }

    fn of_window(window: Window) -> Result<Self, Stop> {
        // Some programs pack what is packed already.
        let mut window = window.unpacked()?.unpacked()?;
        let mut book = Book::default();
        let start = window.have(24)?;
        let form = match recognise(start) {
            Recognised::Pcap => Form::Pcap(Pcap::open(&mut window, &mut book)?),
            Recognised::Pcapng => Form::Pcapng(Pcapng::open(&mut book)),
            _ => {
                if let Some(damage) = window.take_damage() {
                    return Err(Stop::Unsupported(format!("a capture of which {damage}")));
                }
                let expected = "the magic number of pcap or the section header of pcapng";
                return Err(Stop::malformed("capture", 0, expected));
            }
        };
        Ok(Self { window, form, book, given: 0 })
    }

    /// The whole file, where frames stand in it as they are.
    pub(crate) const fn file(&self) -> Option<&SharedBytes> {
        self.window.file()
    }

    /// Offset of the next record.
    pub(crate) const fn offset(&self) -> u64 {
        self.window.offset().saturating_add(self.given as u64)
    }

    /// The next frame, lent until the one after it is asked for.
    ///
    /// # Errors
    /// When bytes cannot be had.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Option<Frame<'_>>, Stop> {
        self.window.skip(self.given);
        self.given = 0;
        let found = match &mut self.form {
            Form::Pcap(pcap) => pcap.next(&mut self.window, &mut self.book)?,
            Form::Pcapng(pcapng) => pcapng.next(&mut self.window, &mut self.book)?,
        };
        let Some(found) = found else {
            if let Some(message) = self.window.take_damage() {
                self.book.damage(self.window.offset(), message);
            }
            return Ok(None);
        };
        self.given = found.whole;
        self.book.packets = self.book.packets.saturating_add(1);
        let Some(interface) = self.book.interfaces.get_mut(found.interface as usize) else {
            return Ok(None);
        };
        interface.frames = interface.frames.saturating_add(1);
        let end = found.before.saturating_add(found.len);
        let origin = match self.window.file() {
            Some(_) => Origin::File(self.window.offset().saturating_add(found.before as u64)),
            None => Origin::Memory,
        };
        Ok(Some(Frame {
            at: Moment { packet: self.book.packets, nanos: found.nanos },
            interface: found.interface,
            link: interface.link,
            direction: found.direction,
            data: self.window.bytes().get(found.before..end).unwrap_or_default(),
            wire_len: found.wire_len,
            origin,
        }))
    }
}
