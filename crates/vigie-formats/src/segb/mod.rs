//! SEGB: the log files of Biome, where Apple's systems note what their owners do.
//!
//! Written by `biomed` and `privacyaccountingd` since iOS 15; a file is created at a fixed size and
//! filled from its beginning. Numbers are little-endian, times seconds since 2001 as doubles,
//! checksums CRC-32 of the payload. Two versions:
//!
//! ```text
//! 1 (iOS 15, 16)   0  u32 offset of the end of data … 52 "SEGB"
//!                 56  records: i32 length, i32 state, f64 time, f64 time, u32 checksum, i32 ?,
//!                     payload, padding to a multiple of 8
//! 2 (iOS 17 on)    0  "SEGB", i32 count, f64 time of creation, 16 bytes ?
//!                 32  records: u32 checksum, i32 ?, payload, padding to a multiple of 4
//!                  …  unused
//!               end-  count times: i32 end of a record, counted from 32, i32 state, f64 time
//! ```
//!
//! State 1 is written, 3 deleted, 4 empty. A deleted record often, not always, has a payload of
//! zeros; its time stays. Sources: <https://github.com/cclgroupltd/ccl-segb> and
//! <https://cellebrite.com/en/understanding-and-decoding-the-newest-ios-segb-format/>.

mod first;
mod second;

use flate2::Crc;
use vigie_core::{Limits, ReadAt, Stop, Time};

/// A record of a SEGB file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record<'a> {
    /// Where its payload stands in the file.
    pub at: u64,
    /// Whether it is written or deleted.
    pub state: State,
    /// When it was written.
    pub time: Option<Time>,
    /// The second time of version 1.
    pub second_time: Option<Time>,
    /// Whether the payload has the checksum that the file says.
    pub is_intact: bool,
    /// What it holds, mostly a message of Protocol Buffers.
    pub payload: &'a [u8],
}

/// State of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Written: 1.
    Written,
    /// Deleted: 3.
    Deleted,
    /// Never used: 4.
    Empty,
    /// Some other number.
    Other(i32),
}

impl State {
    const fn new(number: i32) -> Self {
        match number {
            1 => Self::Written,
            3 => Self::Deleted,
            4 => Self::Empty,
            other => Self::Other(other),
        }
    }
}

/// The four bytes that both versions have, at different places.
const MAGIC: [u8; 4] = *b"SEGB";

/// Takes what is read.
pub trait Visitor {
    /// Takes a record.
    ///
    /// # Errors
    /// When no more are wanted.
    fn record(&mut self, record: &Record<'_>) -> Result<(), Stop>;

    /// Takes a note of damage that was met at a byte of the file.
    fn damage(&mut self, at: u64, message: String);
}

/// Which version of the format `data` is in.
///
/// # Errors
/// When its bytes cannot be had.
pub fn version(data: &dyn ReadAt) -> Result<Option<u8>, Stop> {
    let mut start = [0; 56];
    let read = fill(data, 0, &mut start)?;
    let has = |at: usize| read >= at + 4 && start.get(at..at + 4) == Some(&MAGIC);
    Ok(if has(0) {
        Some(2)
    } else if has(52) {
        Some(1)
    } else {
        None
    })
}

/// Shows every record of `data` that is not empty to `visitor`, in the order of the file.
///
/// # Errors
/// When it is no SEGB file, and what `visitor` gives.
pub fn read(data: &dyn ReadAt, limits: &Limits, visitor: &mut dyn Visitor) -> Result<(), Stop> {
    match version(data)? {
        Some(1) => first::read(data, limits, visitor),
        Some(_) => second::read(data, limits, visitor),
        None => Err(Stop::malformed("SEGB file", 0, "“SEGB” at byte 0 or 52")),
    }
}

/// Fills `buffer` from `offset` on; gives how much there was.
fn fill(data: &dyn ReadAt, offset: u64, buffer: &mut [u8]) -> Result<usize, Stop> {
    let mut filled = 0_usize;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match data.read_at(offset.saturating_add(filled as u64), rest)? {
            0 => break,
            read => filled = filled.saturating_add(read),
        }
    }
    Ok(filled)
}

/// Reads `len` bytes at `offset` into `payload`, as far as there are any. Whoever calls has compared
/// `len` with the size of the file.
fn read_payload(
    data: &dyn ReadAt,
    offset: u64,
    len: u64,
    limits: &Limits,
    payload: &mut Vec<u8>,
) -> Result<(), Stop> {
    if len > limits.value {
        return Err(Stop::Limit { what: "bytes of one record", most: limits.value });
    }
    payload.clear();
    payload.resize(usize::try_from(len).unwrap_or(0), 0);
    let read = fill(data, offset, payload)?;
    payload.truncate(read);
    Ok(())
}

fn checksum(payload: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(payload);
    crc.sum()
}

/// A time of the file; nothing where it is 0 or no date.
fn time(seconds: f64) -> Option<Time> {
    Time::from_mac_float(seconds).filter(|_| seconds != 0.0)
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    struct Kept(Vec<String>);
    impl Visitor for Kept {
        fn record(&mut self, record: &Record<'_>) -> Result<(), Stop> {
            self.0.push(format!("{record:?}"));
            crate::protobuf::fuzz(record.payload);
            Ok(())
        }

        fn damage(&mut self, at: u64, message: String) {
            self.0.push(format!("{at} {message}"));
        }
    }
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    let run = || {
        let mut kept = Kept(Vec::new());
        let end = read(&vigie_core::Bytes(bytes.to_vec()), &limits, &mut kept);
        (kept.0, end.map_err(|stop| stop.to_string()))
    };
    assert_eq!(run(), run());
}
