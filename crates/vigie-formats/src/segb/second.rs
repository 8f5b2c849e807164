//! Version 2: a trailer says where each record ends.

use vigie_core::{Limits, ReadAt, Reader, Stop};

use super::{Record, State, Visitor, checksum, fill, read_payload, time};

/// Bytes before the first record; ends of records count from here.
const HEADER: u64 = 32;
/// Bytes before a payload: its checksum, and something unknown.
const RECORD_HEADER: u64 = 8;
/// Bytes of an entry of the trailer.
const ENTRY: u64 = 16;
/// Entries of a trailer that are read at once.
const PIECE: usize = 4096 * 16;

/// An entry of the trailer.
struct Entry {
    /// Where the record ends, in the file.
    end: u64,
    state: State,
    seconds: f64,
    /// Where the entry stands.
    at: u64,
}

pub(super) fn read(
    data: &dyn ReadAt,
    limits: &Limits,
    visitor: &mut dyn Visitor,
) -> Result<(), Stop> {
    let (entries, trailer) = trailer(data, visitor)?;
    let mut records = Records { data, limits, payload: Vec::new(), at: HEADER, skipped: None };
    for entry in entries {
        if entry.end <= records.at || entry.end > trailer {
            if entry.state != State::Empty {
                let expected = format!("a record that ends between {} and {trailer}", records.at);
                visitor.damage(entry.at, format!("expected {expected}, found {}", entry.end));
            }
            continue;
        }
        records.show(&entry, visitor)?;
    }
    Ok(())
}

/// The entries in the order of their records, and where the trailer begins.
fn trailer(data: &dyn ReadAt, visitor: &mut dyn Visitor) -> Result<(Vec<Entry>, u64), Stop> {
    let mut header = [0; 32];
    let read = fill(data, 0, &mut header)?;
    let mut reader = Reader::new(header.get(..read).unwrap_or_default());
    reader.take("magic", 4)?;
    let count = i32::from_le_bytes(reader.array("count of records")?);
    let said = u64::try_from(count)
        .map_err(|_| Stop::malformed("count of records", 4, "a positive number"))?;
    let room = data.size().saturating_sub(HEADER) / ENTRY;
    if said > room {
        visitor.damage(4, format!("expected at most {room} records, found {said}"));
    }
    let count = said.min(room);
    let start = data.size().saturating_sub(count.saturating_mul(ENTRY));
    let mut entries = Vec::new();
    let mut piece = vec![0; PIECE];
    let mut at = start;
    while at < data.size() {
        let read = fill(data, at, &mut piece)?;
        let whole = piece.get(..read - read % 16).unwrap_or_default();
        if whole.is_empty() {
            break;
        }
        for entry in whole.chunks_exact(16) {
            entries.extend(Entry::read(entry, at)?);
            at = at.saturating_add(ENTRY);
        }
    }
    entries.sort_by_key(|entry| entry.end);
    Ok((entries, start))
}

impl Entry {
    /// `None` for an entry whose end is negative, as unused ones may have.
    fn read(bytes: &[u8], at: u64) -> Result<Option<Self>, Stop> {
        let mut reader = Reader::with_base(bytes, at);
        let end = i32::from_le_bytes(reader.array("end of a record")?);
        let state = State::new(i32::from_le_bytes(reader.array("state of a record")?));
        let seconds = f64::from_le_bytes(reader.array("time of a record")?);
        let Ok(end) = u64::try_from(end) else { return Ok(None) };
        Ok(Some(Self { end: end.saturating_add(HEADER), state, seconds, at }))
    }
}

/// The records, one after the other.
struct Records<'a> {
    data: &'a dyn ReadAt,
    limits: &'a Limits,
    payload: Vec<u8>,
    /// Where the next record begins.
    at: u64,
    /// Where it begins if the empty entries before it take room, which not all writers do.
    skipped: Option<u64>,
}

impl Records<'_> {
    fn show(&mut self, entry: &Entry, visitor: &mut dyn Visitor) -> Result<(), Stop> {
        let next = entry.end.checked_next_multiple_of(4).unwrap_or(u64::MAX);
        if entry.state == State::Empty {
            self.skipped = Some(next);
            return Ok(());
        }
        let mut start = self.at;
        let mut is_intact = self.load(start, entry.end)?;
        if !is_intact && let Some(skipped) = self.skipped.filter(|skipped| *skipped < entry.end) {
            is_intact = self.load(skipped, entry.end)?;
            start = if is_intact { skipped } else { start };
            if !is_intact {
                self.load(start, entry.end)?;
            }
        }
        self.skipped = None;
        self.at = next;
        if entry.end.saturating_sub(start) < RECORD_HEADER {
            visitor.damage(
                start,
                format!("expected 8 bytes before a payload, found its end at {}", entry.end),
            );
            return Ok(());
        }
        visitor.record(&Record {
            at: start.saturating_add(RECORD_HEADER),
            state: entry.state,
            time: time(entry.seconds),
            second_time: None,
            is_intact,
            payload: &self.payload,
        })
    }

    /// Reads the record from `start` to `end`; true where its checksum is right.
    fn load(&mut self, start: u64, end: u64) -> Result<bool, Stop> {
        let mut said = [0; 4];
        let read = fill(self.data, start, &mut said)?;
        let from = start.saturating_add(RECORD_HEADER);
        let len = end.saturating_sub(from);
        read_payload(self.data, from, len, self.limits, &mut self.payload)?;
        Ok(read == 4 && from <= end && checksum(&self.payload) == u32::from_le_bytes(said))
    }
}
