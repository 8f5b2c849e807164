//! Version 1: each record has a header of its own.

use vigie_core::{Limits, ReadAt, Reader, Stop};

use super::{Record, State, Visitor, checksum, fill, read_payload, time};

/// Bytes before the first record.
const HEADER: u64 = 56;
/// Bytes before a payload.
const RECORD_HEADER: usize = 32;

struct RecordHeader {
    len: i32,
    state: State,
    times: [f64; 2],
    checksum: u32,
}

impl RecordHeader {
    fn read(bytes: &[u8], at: u64) -> Result<Self, Stop> {
        let mut reader = Reader::with_base(bytes, at);
        Ok(Self {
            len: i32::from_le_bytes(reader.array("length of a record")?),
            state: State::new(i32::from_le_bytes(reader.array("state of a record")?)),
            times: [
                f64::from_le_bytes(reader.array("time of a record")?),
                f64::from_le_bytes(reader.array("second time of a record")?),
            ],
            checksum: reader.u32_le("checksum of a record")?,
        })
    }
}

pub(super) fn read(
    data: &dyn ReadAt,
    limits: &Limits,
    visitor: &mut dyn Visitor,
) -> Result<(), Stop> {
    let mut start = [0; 4];
    fill(data, 0, &mut start)?;
    let said = u64::from(u32::from_le_bytes(start));
    let end = said.min(data.size());
    if said > end {
        visitor.damage(0, format!("expected data up to byte {said}, the file ends at {end}"));
    }
    let (mut at, mut payload) = (HEADER, Vec::new());
    while at < end {
        let mut header = [0; RECORD_HEADER];
        let read = fill(data, at, &mut header)?;
        let header = RecordHeader::read(header.get(..read).unwrap_or_default(), at)?;
        let start = at.saturating_add(RECORD_HEADER as u64);
        let left = end.saturating_sub(start);
        let Ok(len) = u64::try_from(header.len) else {
            return Err(Stop::malformed("length of a record", at, "a positive number"));
        };
        if len > left {
            let what = "record";
            return Err(Stop::Truncated { what, offset: start, need: len, have: left });
        }
        read_payload(data, start, len, limits, &mut payload)?;
        let [first, second] = header.times;
        if header.state != State::Empty {
            visitor.record(&Record {
                at: start,
                state: header.state,
                time: time(first),
                second_time: time(second),
                is_intact: checksum(&payload) == header.checksum,
                payload: &payload,
            })?;
        }
        at = start.saturating_add(len).checked_next_multiple_of(8).unwrap_or(u64::MAX);
    }
    Ok(())
}
