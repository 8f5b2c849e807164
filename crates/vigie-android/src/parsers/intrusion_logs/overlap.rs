//! Events that came before: files of intrusion logs overlap, and one event would count twice.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};
use vigie_core::{Input, ReadAt, SharedBytes, Sink, Stop};
use vigie_formats::lines::each_line;

/// The events that were seen, by the beginnings of their hashes: an enemy who can choose an event must
/// not be able to make another one pass for it.
#[derive(Default)]
pub(super) struct Earlier(HashSet<u128>);

/// Most events that are remembered.
const MOST_EVENTS: usize = 4_000_000;

/// Bytes at the beginning or the end of a file in which its first or last dates are looked for.
const EDGE: usize = 64 << 10;

impl Earlier {
    /// The events in the files before `input` that may overlap with it.
    pub(super) fn of(input: &Input<'_>, sink: &Sink<'_>) -> Result<Self, Stop> {
        let mut earlier = Self::default();
        let first = first_date(&*input.data)?;
        for path in input.siblings.below("/intrusion_logs/") {
            if path.as_str() >= input.path {
                continue;
            }
            sink.check()?;
            let Some(data) = input.siblings.open(&path)? else { continue };
            if may_overlap(&data, first)? {
                earlier.remember(&*data)?;
            }
        }
        Ok(earlier)
    }

    fn remember(&mut self, data: &dyn ReadAt) -> Result<(), Stop> {
        each_line(data, |line| {
            if !line.cut {
                self.is_new(line.text.trim().as_bytes());
            }
            Ok(())
        })
    }

    /// Whether an event did not come before; it is remembered.
    pub(super) fn is_new(&mut self, event: &[u8]) -> bool {
        let mut start = [0; 16];
        for (place, byte) in start.iter_mut().zip(Sha256::digest(event)) {
            *place = byte;
        }
        let hash = u128::from_be_bytes(start);
        if self.0.len() >= MOST_EVENTS {
            return !self.0.contains(&hash);
        }
        self.0.insert(hash)
    }
}

/// Whether the last events of a file lie after the first date of another.
fn may_overlap(data: &SharedBytes, first: Option<u64>) -> Result<bool, Stop> {
    let start = data.size().saturating_sub(EDGE as u64);
    let last = dates(&edge(&**data, start)?).max();
    Ok(first.zip(last).is_none_or(|(first, last)| last >= first))
}

fn first_date(data: &dyn ReadAt) -> Result<Option<u64>, Stop> {
    Ok(dates(&edge(data, 0)?).min())
}

fn edge(data: &dyn ReadAt, start: u64) -> Result<Vec<u8>, Stop> {
    let mut bytes = vec![0; EDGE];
    let mut length = 0;
    while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match data.read_at(start.saturating_add(length as u64), rest)? {
            0 => break,
            read => length = length.saturating_add(read),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// Every date in `bytes`, in seconds.
fn dates(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let key = b"\"event_time\"";
    memchr::memmem::find_iter(bytes, key).filter_map(|at| {
        let rest = bytes.get(at.saturating_add(key.len())..)?;
        let digits = rest.iter().skip_while(|byte| b": \"".contains(byte));
        let digits: Vec<u8> = digits.copied().take_while(u8::is_ascii_digit).take(19).collect();
        let value: u64 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
        Some(if value >= 100_000_000_000_000_000 { value / 1_000_000_000 } else { value / 1_000 })
    })
}
