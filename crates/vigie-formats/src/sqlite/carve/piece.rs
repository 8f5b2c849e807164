//! A record in the bytes that are free.
//!
//! A cell is the length of its record, its rowid, and the record, which begins with the length of
//! its header and a serial type for each value
//! (<https://www.sqlite.org/fileformat2.html#record_format>). When a cell becomes a free block, its
//! first four bytes are overwritten: mostly length and rowid, of small rows also the length of the
//! header and the first serial type. Those can be worked out from the rest.

use std::mem;
use std::ops::{Range, RangeInclusive};

use super::shapes::{Fit, Shapes};
use crate::sqlite::bytes::{u16_at, u32_at, varint};
use crate::sqlite::definition::{Affinity, Place};
use crate::sqlite::node::Spill;
use crate::sqlite::record::{Class, Field};
use crate::sqlite::text::Encoding;

/// Bytes that the head of a free block takes.
const BLOCK_HEAD: usize = 4;
/// Most places that are tried as the end of a freed cell.
const MOST_ENDS: usize = 16;
/// Longest varint.
const LONGEST_VARINT: usize = 9;
/// How many bytes may be left of a cell's beginning that end with the ninth of the rowid.
const NINTH: RangeInclusive<usize> = 6..=9;
/// Longest record that is taken for one.
const LONGEST_RECORD: u64 = 1 << 24;
/// Fewest bytes of text in a record whose beginning is gone.
const LEAST_TEXT: usize = 4;

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Offset of its cell, or of what is left of it.
    pub(super) at: usize,
    /// Where its record begins; its first bytes may be overwritten.
    pub(super) payload: usize,
    /// Where what is left of it on this page ends.
    pub(super) local_end: usize,
    /// Where its cell ends.
    pub(super) end: usize,
    /// Length of the record.
    pub(super) len: u64,
    /// First overflow page; 0 where there is none or it is not known.
    pub(super) overflow: u32,
    /// The rowid, where it is left.
    pub(super) rowid: Option<i64>,
    /// Tables that it fits.
    pub(super) fit: Fit,
}

/// Reads records of one page.
pub(super) struct Pieces<'a> {
    /// The tables.
    pub(super) shapes: &'a Shapes<'a>,
    /// How text is written.
    pub(super) encoding: Encoding,
    /// How much of a record stays on its page.
    pub(super) spill: Spill,
    /// The table that the page belongs to.
    pub(super) owner: Option<u16>,
    /// The usable bytes of the page.
    pub(super) bytes: &'a [u8],
    /// The values of the record that was found last, as they are stored.
    pub(super) fields: Vec<Field>,
    /// Bytes that may still be looked at again on this page, so that no page can cost much more
    /// than its length.
    pub(super) effort: usize,
}

/// How often each byte of a page may be looked at again.
pub(super) const EFFORT: usize = 64;

/// A record header as it was read.
struct Header {
    /// Where the record begins.
    payload: usize,
    /// Length of the record.
    len: u64,
}

/// A record header that lost its first bytes.
struct Cut<'a> {
    /// Where the cell began.
    at: usize,
    /// Where the record began.
    payload: usize,
    /// Where the header ends.
    header_end: usize,
    /// The serial types that are left.
    serials: &'a [u64],
}

impl Pieces<'_> {
    /// The record of the cell at `at`, which ends within `region` or runs over its end.
    pub(super) fn cell(&mut self, at: usize, region: &Range<usize>) -> Option<Piece> {
        let (len, next) = varint(self.bytes, at)?;
        let (rowid, payload) = varint(self.bytes, next)?;
        let first = *self.bytes.get(payload)?;
        if len > LONGEST_RECORD || !self.shapes.may_begin(first) {
            return None;
        }
        let header = self.header(payload, region.end, len)?;
        if header.len != len {
            return None;
        }
        self.piece(at, &header, Some(rowid.cast_signed()), region, false)
    }

    /// The record of the cell whose first four bytes, at `at`, were overwritten.
    pub(super) fn freed_cell(&mut self, at: usize, region: &Range<usize>) -> Option<Piece> {
        let first = at.checked_add(BLOCK_HEAD)?;
        for left in 0..=2 * LONGEST_VARINT - BLOCK_HEAD {
            let payload = first.checked_add(left)?;
            // What is left of the rowid ends with the first byte below 0x80, or with its ninth.
            let is_small = |at: usize| self.bytes.get(at).is_some_and(|byte| *byte < 0x80);
            if left >= 2 && is_small(payload.saturating_sub(2)) {
                break;
            }
            let may_end = left == 0 || is_small(payload.saturating_sub(1)) || NINTH.contains(&left);
            if may_end
                && let Some(header) = self.header(payload, region.end, LONGEST_RECORD)
                && is_prefix(self.bytes, at, payload, header.len)
                && let Some(piece) = self.piece(at, &header, None, region, true)
            {
                return Some(piece);
            }
        }
        (1..=2).find_map(|lost| self.cut_header(at, lost, region))
    }

    /// The record whose header begins at `payload`, and of whose cell no more is known.
    pub(super) fn headless(&mut self, payload: usize, region: &Range<usize>) -> Option<Piece> {
        let first = *self.bytes.get(payload)?;
        let is_worth_it = self.owner.is_some() && self.shapes.may_begin(first);
        let most = region.end.saturating_sub(payload) as u64;
        let header = is_worth_it.then(|| self.header(payload, region.end, most))??;
        // Chance has little to say about records that are all there.
        let is_all_there = self.spill.local(header.len) == header.len;
        is_all_there.then(|| self.piece(payload, &header, None, region, true))?
    }

    /// Whether `piece`, the beginning of which is gone, is nothing but bytes of other cells: one
    /// that is whole stands within it.
    pub(super) fn swallows_a_cell(&mut self, piece: &Piece, region: &Range<usize>) -> bool {
        if piece.rowid.is_some() {
            return false;
        }
        let Some(left) = self.effort.checked_sub(piece.end.saturating_sub(piece.at)) else {
            return true;
        };
        self.effort = left;
        let fields = mem::take(&mut self.fields);
        let is_any =
            (piece.at.saturating_add(1)..piece.end).any(|at| self.cell(at, region).is_some());
        self.fields = fields;
        is_any
    }

    /// Reads a whole record header, of a record of at most `most` bytes.
    fn header(&mut self, payload: usize, end: usize, most: u64) -> Option<Header> {
        let first = *self.bytes.get(payload)?;
        if !self.shapes.may_begin(first) {
            return None;
        }
        let (header_len, serials) = varint(self.bytes, payload)?;
        let body = payload.checked_add(usize::try_from(header_len).ok()?)?;
        if body > end || body <= serials || header_len > most {
            return None;
        }
        self.fields.clear();
        let (mut at, mut offset) = (serials, header_len);
        while at < body {
            let (serial, next) = varint(self.bytes, at)?;
            self.add(serial, &mut offset, most)?;
            at = next;
        }
        (at == body).then_some(Header { payload, len: offset })
    }

    /// Notes a value and moves `offset` behind it. `None` where no record of `most` bytes can have
    /// it.
    #[inline]
    fn add(&mut self, serial: u64, offset: &mut u64, most: u64) -> Option<()> {
        let field =
            Field { serial: u32::try_from(serial).ok()?, offset: u32::try_from(*offset).ok()? };
        if matches!(serial, 10 | 11) || self.fields.len() >= self.shapes.most_fields {
            return None;
        }
        *offset = offset.checked_add(u64::from(field.len()))?;
        self.fields.push(field);
        (*offset <= most.min(LONGEST_RECORD)).then_some(())
    }

    /// The record of a freed cell at `at` that has lost the length of its header, and with two
    /// bytes lost its first serial type. Where the cell ends must tell what that was, and whether
    /// the row is from before columns were added.
    fn cut_header(&mut self, at: usize, lost: usize, region: &Range<usize>) -> Option<Piece> {
        let owner = self.owner?;
        let table = self.shapes.table(owner)?;
        let unknown = lost.checked_sub(1)?;
        let from = at.checked_add(BLOCK_HEAD)?;
        let payload = from.checked_sub(lost)?;
        let (mut next, mut rest, mut ends) = (from, 0_usize, None);
        let mut serials = Vec::new();
        for number in unknown..table.fields {
            let (serial, after) = varint(self.bytes, next)?;
            let field = Field { serial: u32::try_from(serial).ok()?, offset: 0 };
            next = after;
            rest = rest.checked_add(field.len() as usize)?;
            let is_possible = self.shapes.may_hold(owner, number, field);
            if !is_possible || next.checked_add(rest)? > region.end || next - payload >= 0x80 {
                return None;
            }
            serials.push(serial);
            let is_last = number + 1 == table.fields;
            let cut = Cut { at, payload, header_end: next, serials: &serials };
            if is_last && lost == 1 {
                return self.cut_record(&cut, None, region);
            }
            if is_last && table.alias_field == Some(0) {
                return self.cut_record(&cut, Some(0), region);
            }
            if (number + 1) * 2 <= table.fields {
                continue;
            }
            if ends.is_none() {
                self.effort = self.effort.checked_sub(region.end.saturating_sub(at))?;
            }
            for end in ends.get_or_insert_with(|| block_ends(self.bytes, at, region)) {
                let body = end.checked_sub(next).and_then(|body| body.checked_sub(rest));
                let first = body.and_then(|body| match unknown {
                    0 => (body == 0).then_some(None),
                    _ => self.first_serial(body as u64).map(Some),
                });
                let piece = first.and_then(|first| self.cut_record(&cut, first, region));
                if let Some(piece) = piece.filter(|piece| piece.end == *end) {
                    return Some(piece);
                }
            }
        }
        None
    }

    /// The record whose header is `cut`, with `first` in front of it.
    fn cut_record(
        &mut self,
        cut: &Cut<'_>,
        first: Option<u64>,
        region: &Range<usize>,
    ) -> Option<Piece> {
        let Cut { at, payload, header_end, serials } = *cut;
        self.fields.clear();
        let mut offset = header_end.checked_sub(payload)? as u64;
        for serial in first.into_iter().chain(serials.iter().copied()) {
            self.add(serial, &mut offset, LONGEST_RECORD)?;
        }
        let header = Header { payload, len: offset };
        let is_right = is_prefix(self.bytes, at, payload, header.len);
        is_right.then(|| self.piece(at, &header, None, region, true))?
    }

    /// The serial type of a first column whose value takes `len` bytes.
    fn first_serial(&self, len: u64) -> Option<u64> {
        let table = self.shapes.table(self.owner?)?;
        if table.alias_field == Some(0) {
            return Some(0);
        }
        let slot = table.slots.iter().find(|slot| slot.place == Place::Field(0))?;
        Some(match (slot.affinity, len) {
            (_, 0) if !slot.not_null => 0,
            (Affinity::Text, _) => len.checked_mul(2)?.checked_add(13)?,
            (Affinity::Blob, _) => len.checked_mul(2)?.checked_add(12)?,
            (Affinity::Real, 8) => 7,
            (_, 0) => 8,
            (_, 1..=4) => len,
            (_, 6) => 5,
            (_, 8) => 6,
            _ => return None,
        })
    }

    /// The record with `header`, if its values are those of a table and its texts are texts.
    fn piece(
        &mut self,
        at: usize,
        header: &Header,
        rowid: Option<i64>,
        region: &Range<usize>,
        is_weak: bool,
    ) -> Option<Piece> {
        let Header { payload, len } = *header;
        let is_known = self.owner.is_some() || self.shapes.has(self.fields.len());
        let fit = is_known.then(|| self.shapes.fit(self.owner, &self.fields))??;
        let local = usize::try_from(self.spill.local(len)).ok()?;
        let spills = (local as u64) < len;
        let local_end = payload.checked_add(local)?;
        let end = if spills { local_end.checked_add(4)? } else { local_end };
        if is_weak && end > region.end {
            return None;
        }
        let overflow = match spills && end <= region.end {
            true => u32_at(self.bytes, local_end)?,
            false => 0,
        };
        let local_end = local_end.min(region.end);
        let record = self.bytes.get(payload..local_end)?;
        let texts = texts(&self.fields, record, self.encoding)?;
        let is_enough = texts >= if is_weak { LEAST_TEXT } else { 1 };
        is_enough.then(|| Piece {
            at,
            payload,
            local_end,
            end: end.min(region.end),
            len,
            overflow,
            rowid,
            fit,
        })
    }
}

/// Whether a cell of a record of `len` bytes that begins at `at` has its record at `payload`, as
/// far as bytes behind the first four tell.
fn is_prefix(bytes: &[u8], at: usize, payload: usize, len: u64) -> bool {
    let Some(prefix) = payload.checked_sub(at) else { return false };
    let of_rowid = prefix.saturating_sub(varint_len(len));
    if !(1..=LONGEST_VARINT).contains(&of_rowid) {
        return false;
    }
    let Some(left) = bytes.get(at.saturating_add(BLOCK_HEAD)..payload) else {
        // The record itself lost its first bytes.
        return prefix < BLOCK_HEAD;
    };
    match left.split_last() {
        None => true,
        // A ninth byte gives all its bits.
        Some((last, more)) => {
            (*last < 0x80 || of_rowid == LONGEST_VARINT) && more.iter().all(|byte| *byte >= 0x80)
        }
    }
}

/// Where the cell that a free block at `at` begins with can end: at the end of the block, or where
/// another block began that was freed before and ended there, too.
fn block_ends(bytes: &[u8], at: usize, region: &Range<usize>) -> Vec<usize> {
    let size = |at: usize| u16_at(bytes, at.saturating_add(2)).map_or(0, usize::from);
    let end = at.saturating_add(size(at)).min(region.end);
    let inner = (at.saturating_add(2 * BLOCK_HEAD)..end.saturating_sub(BLOCK_HEAD))
        .filter(|inner| inner.saturating_add(size(*inner)) == end);
    inner.take(MOST_ENDS).chain([end]).collect()
}

/// Whether what stands at `at` can be the head of a free block: the offset of the next one, which
/// lies behind it, and its size.
pub(super) fn may_be_block(bytes: &[u8], at: usize, region: &Range<usize>) -> bool {
    let (Some(next), Some(size)) = (u16_at(bytes, at), u16_at(bytes, at + 2)) else { return false };
    let size = usize::from(size);
    (next == 0 || usize::from(next) > at)
        && size > 2 * BLOCK_HEAD
        && at.saturating_add(size) <= region.end
}

const fn varint_len(value: u64) -> usize {
    match value {
        0..=0x7f => 1,
        0x80..=0x3fff => 2,
        0x4000..=0x1f_ffff => 3,
        _ => 4,
    }
}

/// How many bytes of text `record` holds. `None` where what should be text is none.
fn texts(fields: &[Field], record: &[u8], encoding: Encoding) -> Option<usize> {
    let mut count = 0_usize;
    for field in fields.iter().filter(|field| field.class() == Class::Text) {
        let bytes = field.bytes(record);
        let is_whole = bytes.len() == field.len() as usize;
        if !is_text(bytes, is_whole, encoding) {
            return None;
        }
        count = count.saturating_add(bytes.len());
    }
    Some(count)
}

/// Whether `bytes` are a text that an app would write; of one that is not whole, the end may be
/// anything.
fn is_text(bytes: &[u8], is_whole: bool, encoding: Encoding) -> bool {
    let is_ordinary =
        |text: &str| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if encoding != Encoding::Utf8 {
        let text = encoding.decode(bytes);
        let text = if is_whole { &*text } else { text.trim_end_matches('\u{fffd}') };
        return is_ordinary(text) && !text.contains('\u{fffd}');
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => is_ordinary(text),
        Err(error) if !is_whole && error.error_len().is_none() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).is_ok_and(is_ordinary)
        }
        Err(_) => false,
    }
}
