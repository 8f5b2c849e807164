//! Pages in the write-ahead log that are not, or no longer, part of the database.

use std::io;

use vigie_core::{ReadAt, SharedBytes, Stop};

use super::How;
use crate::sqlite::bytes::u32_at;
use crate::sqlite::pager::{Page, Pager, Place};
use crate::sqlite::wal::{FRAME_HEADER, HEADER};
use crate::sqlite::window::{AHEAD, Stretch};

/// Shows every page of `log` that is not the present version of it, the last first.
///
/// # Errors
/// When the log cannot be read, and what `see` gives.
pub(super) fn each_old(
    log: &SharedBytes,
    pager: &Pager,
    see: &mut dyn FnMut(How, Page<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let committed = pager.committed_in_log();
    let page_size = pager.page_size();
    let frame = u64::from(page_size).saturating_add(FRAME_HEADER as u64);
    let mut stretch = Stretch::default();
    stretch.read(&**log, 0, HEADER, HEADER)?;
    let salts = stretch.get(16, 8).to_vec();
    let frames = log.size().saturating_sub(HEADER as u64) / frame;
    for index in (0..frames).rev() {
        let at = (HEADER as u64).saturating_add(index.saturating_mul(frame));
        let bytes = read_back(&mut stretch, &**log, at, frame)?;
        let (Some(number), Some(own)) = (u32_at(bytes, 0), bytes.get(8..16)) else { continue };
        let at = at.saturating_add(FRAME_HEADER as u64);
        // Frames that a transaction under way writes again have no salts until it commits.
        let is_of_this_round = own == salts || own == [0; 8];
        let how = match (is_of_this_round, at < committed) {
            (true, true) if pager.is_in_log_at(number, at) => continue,
            (true, true) => How::OldFrame,
            (true, false) => How::Uncommitted,
            (false, _) => How::EarlierRound,
        };
        let usable = pager.usable();
        let page = bytes.get(FRAME_HEADER..).and_then(|page| page.get(..usable as usize));
        let Some(bytes) = page.filter(|_| number > 0) else { continue };
        see(how, Page { number, bytes, place: Place { at, wal: true }, usable })?;
    }
    Ok(())
}

/// The bytes of the frame at `at`; what stands before it is read with it, as it is asked for next.
fn read_back<'s>(
    stretch: &'s mut Stretch,
    log: &dyn ReadAt,
    at: u64,
    frame: u64,
) -> io::Result<&'s [u8]> {
    let len = usize::try_from(frame).unwrap_or(usize::MAX);
    if !stretch.holds(at, len) {
        let before = (AHEAD as u64 / frame).saturating_sub(1).saturating_mul(frame);
        let from = at.saturating_sub(before);
        stretch.read(log, from, AHEAD, len)?;
        if !stretch.holds(at, len) {
            stretch.read(log, at, len, len)?;
        }
    }
    Ok(stretch.get(at, len))
}
