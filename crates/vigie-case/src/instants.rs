//! The instants of a block's records, apart from the records: what a question about time reads.
//!
//! For each record the number of its stamps, then each as the difference from the one before it in
//! the block, as LEB128. A block of 150 records takes a kilobyte where the records take sixty-four.

use vigie_core::{Reader, Stamp, Stop};

/// Collects the instants of a block.
#[derive(Default)]
pub(crate) struct Instants {
    bytes: Vec<u8>,
    last: i64,
}

impl Instants {
    /// Adds the next record's.
    pub(crate) fn push(&mut self, stamps: &[Stamp]) {
        number(&mut self.bytes, stamps.len() as u64);
        for stamp in stamps {
            let micros = stamp.at.unix_micros();
            // Years 1 to 9999 are far from the ends of an i64.
            number(&mut self.bytes, zigzag(micros.saturating_sub(self.last)));
            self.last = micros;
        }
    }

    /// Takes what was collected and starts the next block.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.last = 0;
        std::mem::take(&mut self.bytes)
    }
}

/// Shows the place of each record in its block, the place of each stamp in the record, and its
/// microseconds since 1970.
pub(crate) fn each(bytes: &[u8], see: &mut dyn FnMut(i64, u16, i64)) -> Result<(), Stop> {
    let mut reader = Reader::new(bytes);
    let mut last = 0i64;
    for place in 0i64.. {
        if reader.is_empty() {
            break;
        }
        let count = read_number(&mut reader)?;
        for stamp in 0..count {
            last = last.saturating_add(unzigzag(read_number(&mut reader)?));
            see(place, u16::try_from(stamp).unwrap_or(u16::MAX), last);
        }
    }
    Ok(())
}

/// LEB128.
pub(crate) fn number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(low_seven(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low_seven(number));
}

fn low_seven(number: u64) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7f
}

/// Small magnitudes are small whatever their sign.
pub(crate) fn zigzag(number: i64) -> u64 {
    let beyond = if number < 0 { -1 - number } else { number };
    (beyond.unsigned_abs() << 1) | u64::from(number < 0)
}

/// The number that [`zigzag`] made this of.
pub(crate) fn unzigzag(zigzag: u64) -> i64 {
    // The upper 63 bits always fit.
    let magnitude = i64::try_from(zigzag >> 1).unwrap_or(i64::MAX);
    if zigzag & 1 == 0 { magnitude } else { -1 - magnitude }
}

/// A LEB128 number.
pub(crate) fn read_number(reader: &mut Reader<'_>) -> Result<u64, Stop> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = reader.u8("number")?;
        number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(Stop::malformed("number", reader.offset(), "at most ten bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive() {
        for value in [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN, 1_700_000_000_000_000] {
            let mut bytes = Vec::new();
            number(&mut bytes, zigzag(value));
            let mut reader = Reader::new(&bytes);
            assert_eq!(unzigzag(read_number(&mut reader).unwrap()), value);
            assert!(reader.is_empty());
        }
        assert!(read_number(&mut Reader::new(&[0xff; 11])).is_err());
        assert!(read_number(&mut Reader::new(&[0xff])).is_err());
    }
}
