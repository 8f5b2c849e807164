//! Values in few bytes: how a case keeps the fields of records.
//!
//! A value is a tag byte and its content; integers are LEB128. Names (of fields, variants, tables)
//! are numbers; what they stand for is spelt out at the end of the block, so a block needs nothing but
//! itself to be read, by this version or a later one, and nothing has to be read to pass over what
//! stands before. Times are integers.
//!
//! It stands here and not with the case because each type of record gets its own code for it
//! ([`Packed`]): nothing is decided at run time for each field of each record.

mod key;
mod names;
mod write;

use serde::Serialize;

use crate::{Reader, Stop};

pub use write::{Open, Packer, Unwritable};

/// The values of a block and the names that their numbers stand for, from 1 on.
///
/// # Errors
/// When the end of the block is not what [`Packer::take`] writes.
pub fn divide(block: &[u8]) -> Result<(&[u8], Vec<&str>), Stop> {
    let malformed = |what: &str| Stop::malformed("block", block.len() as u64, what);
    let Some((rest, length)) = block.split_last_chunk::<4>() else {
        return if block.is_empty() { Ok((block, Vec::new())) } else { Err(malformed("4 bytes")) };
    };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (values, spelt) =
        rest.split_at_checked(length).ok_or_else(|| malformed("its names behind its values"))?;
    let mut reader = Reader::new(spelt);
    let mut names = Vec::new();
    while !reader.is_empty() {
        let length = usize::try_from(read_leb128(&mut reader)?).unwrap_or(usize::MAX);
        let name = std::str::from_utf8(reader.take("name", length)?);
        names.push(name.map_err(|_| malformed("names in UTF-8"))?);
    }
    Ok((values, names))
}

/// A type that can be packed: every serialisable one.
pub trait Packed {
    /// Appends this value.
    ///
    /// # Errors
    /// When it is of a shape that JSON cannot hold; what was appended must be cut off.
    fn pack(&self, packer: &mut Packer) -> Result<(), Unwritable>;
}

impl<T: Serialize> Packed for T {
    fn pack(&self, packer: &mut Packer) -> Result<(), Unwritable> {
        self.serialize(packer)
    }
}

/// First byte of a value, and what ends lists and maps.
pub mod tag {
    /// Nothing.
    pub const NULL: u8 = 0;
    /// False.
    pub const FALSE: u8 = 1;
    /// True.
    pub const TRUE: u8 = 2;
    /// An integer of 0 or more.
    pub const POSITIVE: u8 = 3;
    /// An integer below 0, as −1 − n.
    pub const NEGATIVE: u8 = 4;
    /// Eight bytes, IEEE 754, little-endian.
    pub const REAL: u8 = 5;
    /// Length and UTF-8.
    pub const TEXT: u8 = 6;
    /// Values up to [`END`].
    pub const LIST: u8 = 7;
    /// Names and values up to [`END_NAME`].
    pub const MAP: u8 = 8;
    /// An instant: a further value, the microseconds since 1970.
    pub const TIME: u8 = 9;
    /// A name.
    pub const NAME: u8 = 10;
    /// The end of a list.
    pub const END: u8 = 15;
    /// In place of a name: the end of a map.
    pub const END_NAME: u64 = 0;
}

/// Appends `number` as LEB128.
pub fn leb128(bytes: &mut Vec<u8>, mut number: u64) {
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
#[must_use]
pub fn zigzag(number: i64) -> u64 {
    let beyond = if number < 0 { -1 - number } else { number };
    (beyond.unsigned_abs() << 1) | u64::from(number < 0)
}

/// The number that [`zigzag`] made this of.
#[must_use]
pub fn unzigzag(zigzag: u64) -> i64 {
    // The upper 63 bits always fit.
    let magnitude = i64::try_from(zigzag >> 1).unwrap_or(i64::MAX);
    if zigzag & 1 == 0 { magnitude } else { -1 - magnitude }
}

/// Reads a LEB128 number.
///
/// # Errors
/// When it is cut off or longer than 64 bits.
pub fn read_leb128(reader: &mut Reader<'_>) -> Result<u64, Stop> {
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
            leb128(&mut bytes, zigzag(value));
            let mut reader = Reader::new(&bytes);
            assert_eq!(unzigzag(read_leb128(&mut reader).unwrap()), value);
            assert!(reader.is_empty());
        }
        assert!(read_leb128(&mut Reader::new(&[0xff; 11])).is_err());
        assert!(read_leb128(&mut Reader::new(&[0xff])).is_err());
    }
}
