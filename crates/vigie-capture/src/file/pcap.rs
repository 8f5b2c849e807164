//! pcap: a header of 24 bytes, then records of a header and a frame.
//!
//! Written by tcpdump, Wireshark and nearly everything else since 1989. Header: magic number, version,
//! time zone and accuracy (unused), most bytes kept of a frame, link-layer header type. The magic
//! number tells the order of bytes, whether times count micro- or nanoseconds, and the header of
//! records: 16 bytes (seconds, fraction, bytes kept, bytes on the wire) or, in the "modified" form of
//! Linux distributions around 2000, 24 with the interface's index, protocol and packet type behind.

use vigie_core::Stop;

use super::fields::Order;
use super::search::{Guess, search};
use super::window::Window;
use super::{Book, Found, MOST_FRAME};
use crate::LinkType;
use crate::frame::{Interface, Ticks};

/// Bytes of a frame that libpcap takes whatever the header says.
const USUAL_MOST: usize = 262_144;

/// Seconds that consecutive records are expected to lie apart at most.
const YEAR: u32 = 366 * 86_400;

/// A pcap file being read.
pub(super) struct Pcap {
    order: Order,
    /// Ticks of one second.
    fractions: u32,
    header: usize,
    most: usize,
    lengths: Lengths,
    last: Option<u32>,
}

/// Which length of a record comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lengths {
    KeptFirst,
    /// libpcap wrote them the other way round before version 2.3, and some of 2.3 too.
    Either,
}

/// The header of a record.
#[derive(Clone, Copy)]
struct Record {
    seconds: u32,
    fraction: u32,
    kept: u32,
    on_wire: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Sound,
    Doubtful,
    Wrong,
}

/// What a magic number tells.
fn magic(start: &[u8]) -> Option<(Order, u32, usize)> {
    let order = |number| match number {
        0xa1b2_c3d4_u32 => Some((1_000_000, 16)),
        0xa1b2_3c4d => Some((1_000_000_000, 16)),
        0xa1b2_cd34 => Some((1_000_000, 24)),
        _ => None,
    };
    [Order::Big, Order::Little].into_iter().find_map(|one| {
        let (fractions, header) = order(one.u32(start, 0)?)?;
        Some((one, fractions, header))
    })
}

impl Pcap {
    pub(super) fn is_one(start: &[u8]) -> bool {
        magic(start).is_some()
    }

    pub(super) fn open(window: &mut Window, book: &mut Book) -> Result<Self, Stop> {
        let start = window.have(24)?;
        let have = start.len() as u64;
        let cut = || Stop::Truncated { what: "header of pcap", offset: 0, need: 24, have };
        let (order, fractions, header) = magic(start).ok_or_else(cut)?;
        let major = order.u16(start, 4).ok_or_else(cut)?;
        let minor = order.u16(start, 6).ok_or_else(cut)?;
        let snap_len = order.u32(start, 16).ok_or_else(cut)?;
        // The upper bits tell of a checksum at the end of frames.
        let link = LinkType(order.u32(start, 20).ok_or_else(cut)? & 0x03ff_ffff);
        let is_old = major < 2 || (major == 2 && minor <= 3) || major == 543;
        book.facts.form = "pcap";
        let (name, filter, dropped, clock) = (None, None, None, Ticks::MICROS);
        book.interfaces =
            vec![Interface { link, snap_len, name, filter, frames: 0, dropped, clock }];
        window.skip(24);
        Ok(Self {
            order,
            fractions,
            header,
            most: usize::try_from(snap_len).unwrap_or(MOST_FRAME).clamp(USUAL_MOST, MOST_FRAME),
            lengths: if is_old { Lengths::Either } else { Lengths::KeptFirst },
            last: None,
        })
    }

    #[inline]
    pub(super) fn next(
        &mut self,
        window: &mut Window,
        book: &mut Book,
    ) -> Result<Option<Found>, Stop> {
        loop {
            let head = window.have(self.header)?;
            let Some(record) = self.record(head, 0) else {
                let (have, need) = (head.len(), self.header);
                if have > 0 {
                    let text =
                        format!("header of a record is cut short: needs {need} bytes, {have} left");
                    book.damage(window.offset(), text);
                    window.skip(have);
                }
                return Ok(None);
            };
            let is_sound = match self.look(record, self.last) {
                Look::Sound => true,
                Look::Doubtful => self.is_followed(window, record)?,
                Look::Wrong => false,
            };
            if !is_sound {
                self.find_next(window, book)?;
                continue;
            }
            let kept = usize::try_from(record.kept).unwrap_or(usize::MAX);
            let whole = self.header.saturating_add(kept);
            let have = window.have(whole)?.len();
            if have < whole {
                let text = format!("record is cut short: needs {whole} bytes, {have} left");
                book.damage(window.offset(), text);
                let bytes = window.bytes();
                let next = (1..have).find(|at| self.is_record(bytes, *at, true) == Guess::Yes);
                if let Some(at) = next {
                    window.skip(at);
                    continue;
                }
            }
            self.last = Some(record.seconds);
            return Ok(Some(Found {
                interface: 0,
                nanos: self.nanos(record),
                direction: None,
                before: self.header,
                len: kept.min(have.saturating_sub(self.header)),
                whole,
                wire_len: record.on_wire.max(record.kept),
            }));
        }
    }

    fn nanos(&self, record: Record) -> Option<i64> {
        let each = 1_000_000_000_u32.checked_div(self.fractions)?;
        let fraction = i64::from(record.fraction).checked_mul(i64::from(each))?;
        i64::from(record.seconds).checked_mul(1_000_000_000)?.checked_add(fraction)
    }

    #[inline]
    fn record(&self, bytes: &[u8], at: usize) -> Option<Record> {
        let bytes = bytes.get(at..)?.get(..self.header)?;
        let field = |at| self.order.u32(bytes, at);
        let (first, second) = (field(8)?, field(12)?);
        let (kept, on_wire) = match self.lengths {
            Lengths::Either if first > second => (second, first),
            _ => (first, second),
        };
        Some(Record { seconds: field(0)?, fraction: field(4)?, kept, on_wire })
    }

    /// How much a record looks like one, after one of second `last`.
    #[inline]
    fn look(&self, record: Record, last: Option<u32>) -> Look {
        if record.kept as usize > self.most {
            return Look::Wrong;
        }
        let is_near = last.is_none_or(|last| record.seconds.abs_diff(last) < YEAR);
        let is_sane = record.fraction < self.fractions && record.on_wire >= record.kept;
        if is_near && is_sane { Look::Sound } else { Look::Doubtful }
    }

    /// Whether a record, or the end, stands where the one at the start of the window ends.
    fn is_followed(&self, window: &mut Window, record: Record) -> Result<bool, Stop> {
        let end = self.header.saturating_add(record.kept as usize);
        let bytes = window.have(end.saturating_add(self.header))?;
        Ok(match self.record(bytes, end) {
            Some(next) => self.look(next, Some(record.seconds)) == Look::Sound,
            // What is left at the end may be the beginning of one.
            None => bytes.len() >= end,
        })
    }

    /// Goes on to the next place that looks like a record, or to the end.
    #[cold]
    fn find_next(&self, window: &mut Window, book: &mut Book) -> Result<(), Stop> {
        search(window, book, "the header of a record", |bytes, at, is_last| {
            self.is_record(bytes, at, is_last)
        })
    }

    /// Whether a record stands at `at` that looks sound and is followed by another, or by the end where
    /// `bytes` are the last.
    fn is_record(&self, bytes: &[u8], at: usize, is_last: bool) -> Guess {
        let Some(record) = self.record(bytes, at) else {
            return if is_last { Guess::No } else { Guess::NeedsMore };
        };
        if record.kept == 0 || self.look(record, self.last) != Look::Sound {
            return Guess::No;
        }
        let next = at.saturating_add(self.header).saturating_add(record.kept as usize);
        match self.record(bytes, next) {
            Some(next) if self.look(next, Some(record.seconds)) == Look::Sound => Guess::Yes,
            None if !is_last => Guess::NeedsMore,
            None if next == bytes.len() => Guess::Yes,
            _ => Guess::No,
        }
    }
}
