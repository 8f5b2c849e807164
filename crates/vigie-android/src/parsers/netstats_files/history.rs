//! Traffic over time.

use vigie_core::{Reader, Stop, Time};

use crate::fields;

/// What a history comes to.
#[derive(Debug, Default)]
pub(super) struct History {
    /// When its first bucket with traffic begins.
    pub(super) first: Option<Time>,
    /// When its last bucket with traffic begins.
    pub(super) last: Option<Time>,
    /// Bytes received.
    pub(super) received: i64,
    /// Bytes sent.
    pub(super) sent: i64,
}

impl History {
    /// Reads a history and adds it up.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let at = reader.offset();
        let version = reader.u32_be("version of a history")?;
        reader.u64_be("length of a bucket")?;
        let (starts, received, sent) = match version {
            1 => (whole(reader)?, whole(reader)?, whole(reader)?),
            2 | 3 => {
                let starts = numbers(reader)?;
                if version == 3 {
                    numbers(reader)?;
                }
                let received = numbers(reader)?;
                numbers(reader)?;
                let sent = numbers(reader)?;
                numbers(reader)?;
                numbers(reader)?;
                (starts, received, sent)
            }
            _ => return Err(Stop::malformed("version of a history", at, "1, 2 or 3")),
        };
        let value = |list: &[i64], at: usize| list.get(at).copied().unwrap_or(0);
        let mut history = Self::default();
        for (at, start) in starts.iter().enumerate() {
            let (into, out) = (value(&received, at), value(&sent, at));
            history.received = history.received.saturating_add(into);
            history.sent = history.sent.saturating_add(out);
            if into != 0 || out != 0 {
                let start = fields::time(*start, 1_000);
                history.first = history.first.or(start);
                history.last = start.or(history.last);
            }
        }
        Ok(history)
    }
}

/// A list of numbers of eight bytes.
fn whole(reader: &mut Reader<'_>) -> Result<Vec<i64>, Stop> {
    let count = count(reader)?;
    let mut list = Vec::new();
    for _ in 0..count {
        list.push(reader.u64_be("number")?.cast_signed());
    }
    Ok(list)
}

/// A list of numbers of seven bits a byte.
fn numbers(reader: &mut Reader<'_>) -> Result<Vec<i64>, Stop> {
    let count = count(reader)?;
    let mut list = Vec::new();
    for _ in 0..count {
        list.push(number(reader)?);
    }
    Ok(list)
}

/// The length of a list; -1 stands for no list.
fn count(reader: &mut Reader<'_>) -> Result<u32, Stop> {
    let count = reader.u32_be("length of a list")?;
    Ok(if count == u32::MAX { 0 } else { count })
}

fn number(reader: &mut Reader<'_>) -> Result<i64, Stop> {
    let at = reader.offset();
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = reader.u8("number")?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value.cast_signed());
        }
    }
    Err(Stop::malformed("number", at, "at most 64 bits"))
}
