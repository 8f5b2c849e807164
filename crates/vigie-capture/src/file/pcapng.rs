//! pcapng: blocks of a type, a length, a body and the length once more.
//!
//! Written by Wireshark, dumpcap, tshark, PCAPdroid, Apple's rvictl and others. A section header block
//! tells the order of bytes of all up to the next one; interface description blocks number interfaces
//! from 0 in each section, with link type and the clock of timestamps; packets stand in enhanced
//! (6), simple (3) or obsolete (2) packet blocks. Blocks with secrets to decrypt (10) are skipped.

use vigie_core::Stop;

use super::fields::Order;
use super::options::{Options, text};
use super::search::{Guess, search};
use super::window::Window;
use super::{Book, Found, MOST_FRAME};
use crate::frame::{Interface, Ticks};
use crate::{Direction, LinkType};

const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const STATISTICS: u32 = 5;
const ENHANCED_PACKET: u32 = 6;
const JOURNAL: u32 = 9;
const SECRETS: u32 = 10;

/// Bytes of a block that is taken into memory: a frame, and options.
const MOST_BLOCK: usize = MOST_FRAME + (1 << 20);

/// Bytes of a block that is looked for behind damage.
const MOST_SEARCHED: usize = 1 << 20;

/// Most interfaces in one file.
const MOST_INTERFACES: usize = 65_536;

/// A pcapng file being read.
pub(super) struct Pcapng {
    order: Order,
    /// Number of the section's first interface in the whole file.
    first: usize,
}

/// A block's type and length.
#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    len: usize,
}

impl Pcapng {
    pub(super) fn is_one(start: &[u8]) -> bool {
        start.starts_with(&SECTION.to_be_bytes()) && order_of(start).is_some()
    }

    pub(super) fn open(book: &mut Book) -> Self {
        book.facts.form = "pcapng";
        Self { order: Order::Little, first: 0 }
    }

    pub(super) fn next(
        &mut self,
        window: &mut Window,
        book: &mut Book,
    ) -> Result<Option<Found>, Stop> {
        loop {
            let start = window.have(12)?;
            if start.len() < 12 {
                let have = start.len();
                if have > 0 {
                    let text = format!("block is cut short: needs 12 bytes, {have} left");
                    book.damage(window.offset(), text);
                    window.skip(have);
                }
                return Ok(None);
            }
            let Some(head) = self.head(start) else {
                self.find_next(window, book)?;
                continue;
            };
            if !is_read(head.kind) {
                if !self.pass(window, book, head)? {
                    self.find_next(window, book)?;
                }
                continue;
            }
            let have = window.have(head.len)?.len();
            if !self.is_whole(window, book, head, have)? {
                continue;
            }
            let block = window.bytes();
            let body = block.get(8..have.min(head.len.saturating_sub(4))).unwrap_or_default();
            let read = self.read(head, body, window.offset(), book);
            match read {
                Some(mut found) => {
                    found.whole = head.len;
                    return Ok(Some(found));
                }
                None => window.skip(head.len),
            }
        }
    }

    /// The head of the block at the start of `bytes`, whose order of bytes holds from there on if it
    /// is a section's; `None` where it cannot be one.
    fn head(&mut self, bytes: &[u8]) -> Option<Head> {
        if bytes.starts_with(&SECTION.to_be_bytes()) {
            self.order = order_of(bytes)?;
        }
        self.plain_head(bytes, 0)
    }

    fn plain_head(&self, bytes: &[u8], at: usize) -> Option<Head> {
        let bytes = bytes.get(at..)?;
        let kind = self.order.u32(bytes, 0)?;
        // Some programs forget to count the padding.
        let len = usize::try_from(self.order.u32(bytes, 4)?).ok()?.checked_next_multiple_of(4)?;
        let least = match kind {
            SECTION => 28,
            INTERFACE => 20,
            PACKET | ENHANCED_PACKET => 32,
            SIMPLE_PACKET => 16,
            STATISTICS => 24,
            _ => 12,
        };
        let most = if is_read(kind) { MOST_BLOCK } else { usize::MAX };
        (is_known(kind) && (least..=most).contains(&len)).then_some(Head { kind, len })
    }

    /// Whether the block is to be read: it ends with its length, or is followed by another block, or is
    /// the last. Else goes on to the next.
    fn is_whole(
        &mut self,
        window: &mut Window,
        book: &mut Book,
        head: Head,
        have: usize,
    ) -> Result<bool, Stop> {
        let at = window.offset();
        if have < head.len {
            let text = format!("block is cut short: needs {} bytes, {have} left", head.len);
            book.damage(at, text);
            let bytes = window.bytes();
            let next = (1..have).find(|at| self.is_block(bytes, *at, true) == Guess::Yes);
            if let Some(next) = next {
                window.skip(next);
                return Ok(false);
            }
            return Ok(true);
        }
        let end = self.order.u32(window.bytes(), head.len.saturating_sub(4));
        if end.map(|len| (len as usize).next_multiple_of(4)) == Some(head.len) {
            return Ok(true);
        }
        let after = window.have(head.len.saturating_add(12))?;
        let next = self.plain_head(after, head.len);
        if next.is_some() || after.len() == head.len {
            book.damage(at, format!("block does not end with its length, {}", head.len));
            return Ok(true);
        }
        self.find_next(window, book)?;
        Ok(false)
    }

    /// Skips a block that is not read, however long; `false` where its end is not one.
    fn pass(&mut self, window: &mut Window, book: &mut Book, head: Head) -> Result<bool, Stop> {
        let whole = window.have(head.len.min(MOST_BLOCK))?;
        let end = self.order.u32(whole, head.len.saturating_sub(4));
        if head.len <= MOST_BLOCK && end.map(|len| len as usize) != Some(head.len) {
            return Ok(false);
        }
        match head.kind {
            SECRETS => book.facts.secrets = book.facts.secrets.saturating_add(1),
            _ => book.facts.other_blocks = book.facts.other_blocks.saturating_add(1),
        }
        if head.kind == JOURNAL {
            // Wireshark numbers entries of a journal among packets.
            book.packets = book.packets.saturating_add(1);
        }
        let mut left = head.len;
        while left > 0 {
            let have = window.have(1)?.len().min(left);
            if have == 0 {
                book.damage(
                    window.offset(),
                    format!("block is cut short: {left} bytes are missing"),
                );
                break;
            }
            window.skip(have);
            left = left.saturating_sub(have);
        }
        Ok(true)
    }

    /// Reads a block's body; gives the frame in it, where there is one.
    fn read(&mut self, head: Head, body: &[u8], at: u64, book: &mut Book) -> Option<Found> {
        match head.kind {
            ENHANCED_PACKET => self.enhanced(body, at, book),
            SIMPLE_PACKET => self.simple(body, at, book),
            PACKET => self.obsolete(body, at, book),
            INTERFACE => self.interface(body, at, book),
            STATISTICS => self.statistics(body, book),
            _ => self.section(body, book),
        }
    }

    fn section(&mut self, body: &[u8], book: &mut Book) -> Option<Found> {
        self.first = book.interfaces.len();
        let facts = &mut book.facts;
        facts.sections = facts.sections.saturating_add(1);
        for (code, value) in self.options(body, 16) {
            match code {
                1 => facts.comments = facts.comments.saturating_add(1),
                2 => facts.hardware = facts.hardware.take().or_else(|| text(value)),
                3 => facts.system = facts.system.take().or_else(|| text(value)),
                4 => facts.application = facts.application.take().or_else(|| text(value)),
                _ => {}
            }
        }
        None
    }

    fn interface(&self, body: &[u8], at: u64, book: &mut Book) -> Option<Found> {
        if book.interfaces.len() >= MOST_INTERFACES {
            book.damage(at, format!("more than {MOST_INTERFACES} interfaces"));
            return None;
        }
        let link = LinkType(self.order.u16(body, 0)?.into());
        let snap_len = self.order.u32(body, 4)?;
        let (mut name, mut filter, mut resolution, mut offset) = (None, None, 6, 0);
        for (code, value) in self.options(body, 8) {
            match (code, value) {
                (1, _) => book.facts.comments = book.facts.comments.saturating_add(1),
                (2, _) => name = text(value),
                (9, [one, ..]) => resolution = *one,
                (11, [0, filtered @ ..]) => filter = text(filtered),
                (12, _) if book.facts.system.is_none() => book.facts.system = text(value),
                (14, _) => offset = self.order.u64(value, 0).unwrap_or_default().cast_signed(),
                (15, _) if book.facts.hardware.is_none() => book.facts.hardware = text(value),
                _ => {}
            }
        }
        let (dropped, clock) = (None, Ticks::new(resolution, offset));
        book.interfaces.push(Interface { link, snap_len, name, filter, frames: 0, dropped, clock });
        None
    }

    fn statistics(&self, body: &[u8], book: &mut Book) -> Option<Found> {
        let number = usize::try_from(self.order.u32(body, 0)?).ok()?.checked_add(self.first)?;
        let interface = book.interfaces.get_mut(number)?;
        for (code, value) in self.options(body, 12) {
            if let (5 | 7, Some(dropped)) = (code, self.order.u64(value, 0)) {
                interface.dropped = Some(interface.dropped.unwrap_or_default().max(dropped));
            }
        }
        None
    }

    #[inline]
    fn enhanced(&self, body: &[u8], at: u64, book: &mut Book) -> Option<Found> {
        let field = |at| self.order.u32(body, at);
        let number = field(0)?;
        let ticks = u64::from(field(4)?) << 32 | u64::from(field(8)?);
        let mut found = self.found(book, at, number, Some(ticks), body, 20, field(12)?)?;
        found.wire_len = field(16)?.max(field(12)?);
        let options =
            usize::try_from(field(12)?).ok()?.checked_next_multiple_of(4)?.checked_add(20)?;
        if options < body.len() {
            self.packet_options(body, options, &mut found, book);
        }
        Some(found)
    }

    fn packet_options(&self, body: &[u8], from: usize, found: &mut Found, book: &mut Book) {
        for (code, value) in self.options(body, from) {
            match code {
                1 => book.facts.comments = book.facts.comments.saturating_add(1),
                2 => {
                    found.direction = match self.order.u32(value, 0).unwrap_or_default() & 3 {
                        1 => Some(Direction::In),
                        2 => Some(Direction::Out),
                        _ => None,
                    };
                }
                _ => {}
            }
        }
    }

    fn simple(&self, body: &[u8], at: u64, book: &mut Book) -> Option<Found> {
        let on_wire = self.order.u32(body, 0)?;
        let most = book.interfaces.get(self.first).map_or(0, |first| first.snap_len);
        let kept = if most == 0 { on_wire } else { on_wire.min(most) };
        let kept = kept.min(u32::try_from(body.len().saturating_sub(4)).ok()?);
        let mut found = self.found(book, at, 0, None, body, 4, kept)?;
        found.wire_len = on_wire;
        Some(found)
    }

    fn obsolete(&self, body: &[u8], at: u64, book: &mut Book) -> Option<Found> {
        let field = |at| self.order.u32(body, at);
        let number = self.order.u16(body, 0)?.into();
        let ticks = u64::from(field(4)?) << 32 | u64::from(field(8)?);
        let mut found = self.found(book, at, number, Some(ticks), body, 20, field(12)?)?;
        found.wire_len = field(16)?.max(field(12)?);
        Some(found)
    }

    #[expect(clippy::too_many_arguments, reason = "the fields that three kinds of block share")]
    fn found(
        &self,
        book: &mut Book,
        at: u64,
        number: u32,
        ticks: Option<u64>,
        body: &[u8],
        before: usize,
        kept: u32,
    ) -> Option<Found> {
        let interface = self.first.checked_add(usize::try_from(number).ok()?)?;
        let Some(described) = book.interfaces.get(interface) else {
            let there = book.interfaces.len().saturating_sub(self.first);
            book.packets = book.packets.saturating_add(1);
            book.damage(at, format!("packet of interface {number}: the section describes {there}"));
            return None;
        };
        let room = body.len().saturating_sub(before);
        let kept = usize::try_from(kept).ok()?;
        let nanos = ticks.and_then(|ticks| described.clock.nanos(ticks));
        if kept > room {
            book.damage(at, format!("packet of {kept} bytes in a block with room for {room}"));
        }
        Some(Found {
            interface: u32::try_from(interface).ok()?,
            nanos,
            direction: None,
            before: before.saturating_add(8),
            len: kept.min(room),
            whole: 0,
            wire_len: 0,
        })
    }

    fn options<'a>(&self, body: &'a [u8], from: usize) -> Options<'a> {
        Options { bytes: body.get(from..).unwrap_or_default(), order: self.order }
    }

    /// Goes on to the next place that looks like a block, or to the end.
    #[cold]
    fn find_next(&self, window: &mut Window, book: &mut Book) -> Result<(), Stop> {
        search(window, book, "a block", |bytes, at, is_last| self.is_block(bytes, at, is_last))
    }

    /// Whether a block stands at `at` that ends with its length.
    fn is_block(&self, bytes: &[u8], at: usize, is_last: bool) -> Guess {
        let more = if is_last { Guess::No } else { Guess::NeedsMore };
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.len() < 12 {
            return more;
        }
        let is_section = rest.starts_with(&SECTION.to_be_bytes());
        let order = if is_section { order_of(rest) } else { Some(self.order) };
        let Some(order) = order else { return Guess::No };
        let as_written = Self { order, first: self.first };
        let head = as_written.plain_head(rest, 0).filter(|head| head.len <= MOST_SEARCHED);
        let Some(head) = head else { return Guess::No };
        match order.u32(rest, head.len.saturating_sub(4)) {
            Some(len) if len as usize == head.len => Guess::Yes,
            Some(_) => Guess::No,
            None => more,
        }
    }
}

/// The order of bytes of the section that begins `bytes`.
fn order_of(bytes: &[u8]) -> Option<Order> {
    match bytes.get(8..12)? {
        [0x1a, 0x2b, 0x3c, 0x4d] => Some(Order::Big),
        [0x4d, 0x3c, 0x2b, 0x1a] => Some(Order::Little),
        _ => None,
    }
}

/// Whether blocks of this kind are read.
const fn is_read(kind: u32) -> bool {
    matches!(kind, SECTION | INTERFACE | PACKET | SIMPLE_PACKET | STATISTICS | ENHANCED_PACKET)
}

/// Whether some program writes blocks of this kind: what the draft lists, custom blocks, and those
/// with the top bit for local use.
const fn is_known(kind: u32) -> bool {
    matches!(kind, SECTION | 1..=12 | 0x201..=0x215 | 0xbad | 0x4000_0bad | 0x8000_0000..=0x8000_ffff)
}
