//! Lines as bytes, of any length, without copying them.

use vigie_core::{Input, Stop};

/// Bytes that are looked at at once; a longer line comes in pieces.
const WINDOW: usize = 256 << 10;

/// The least, whatever the size is said to be.
const LEAST: usize = 4 << 10;

/// Takes the number of a line and its bytes.
pub(super) type See<'a> = &'a mut dyn FnMut(u64, &[u8]) -> Result<(), Stop>;

/// Shows every line of `input`, numbered as in the file that it is a section of. A line of more than
/// 256 KiB comes in pieces with one number, cut at spaces where there are any.
pub(super) fn each(input: &Input<'_>, see: See<'_>) -> Result<(), Stop> {
    // Most sections are small.
    let size = usize::try_from(input.data.size()).unwrap_or(WINDOW).saturating_add(1);
    let mut window = vec![0_u8; size.clamp(LEAST, WINDOW)];
    let mut held = 0;
    let mut offset = 0_u64;
    let mut number = input.first_line.max(1);
    loop {
        let room = window.get_mut(held..).unwrap_or_default();
        let read = input.data.read_at(offset, room)?.min(room.len());
        offset = offset.saturating_add(read as u64);
        held += read;
        let filled = window.get(..held).unwrap_or_default();
        if filled.is_empty() {
            return Ok(());
        }
        let is_last = read == 0;
        let is_full = held == window.len();
        let used = show(filled, is_last, is_full, &mut number, see)?;
        window.copy_within(used..held, 0);
        held -= used;
        if is_last {
            return Ok(());
        }
    }
}

/// Shows the lines that end in `bytes`, and how many bytes they take.
fn show(
    bytes: &[u8],
    is_last: bool,
    is_full: bool,
    number: &mut u64,
    see: See<'_>,
) -> Result<usize, Stop> {
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        see(*number, bytes.get(from..end).unwrap_or_default())?;
        *number = number.saturating_add(1);
        from = end + 1;
    }
    let rest = bytes.get(from..).unwrap_or_default();
    if is_last {
        see(*number, rest)?;
        return Ok(bytes.len());
    }
    if from == 0 && is_full {
        let end = memchr::memrchr(b' ', rest).map_or(rest.len(), |at| at + 1);
        see(*number, rest.get(..end).unwrap_or_default())?;
        return Ok(end);
    }
    Ok(from)
}
