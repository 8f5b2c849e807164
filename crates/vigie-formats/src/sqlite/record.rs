//! Records: a header of serial types, then the values.
//!
//! <https://www.sqlite.org/fileformat2.html#record_format>

use super::bytes::varint;

/// Where a value stands in its record, and what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its serial type.
    pub(super) serial: u32,
    /// Offset of its first byte in the record.
    pub(super) offset: u32,
}

/// What a serial type stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Null,
    Integer,
    Real,
    Text,
    Blob,
}

/// Length of the value of every serial type that fits one byte.
const LENGTHS: [u8; 128] = {
    let mut lengths = [0; 128];
    let mut serial: u8 = 0;
    while serial < 128 {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            lengths[serial as usize] = match serial {
                0 | 8..=11 => 0,
                1..=4 => serial,
                5 => 6,
                6 | 7 => 8,
                _ => (serial - 12) / 2,
            };
        }
        serial += 1;
    }
    lengths
};

impl Field {
    /// Length of its value in bytes.
    #[inline]
    pub(super) fn len(self) -> u32 {
        match LENGTHS.get(self.serial as usize) {
            Some(len) => u32::from(*len),
            None => self.serial.saturating_sub(12) / 2,
        }
    }

    /// What it holds.
    #[inline]
    pub(super) const fn class(self) -> Class {
        match self.serial {
            0 | 10 | 11 => Class::Null,
            1..=6 | 8 | 9 => Class::Integer,
            7 => Class::Real,
            even if even % 2 == 0 => Class::Blob,
            _ => Class::Text,
        }
    }

    /// Its bytes in `payload`, as many as there are.
    #[inline]
    pub(super) fn bytes(self, payload: &[u8]) -> &[u8] {
        let start = self.offset as usize;
        let rest = payload.get(start..).unwrap_or_default();
        rest.get(..self.len() as usize).unwrap_or(rest)
    }

    /// Its whole number.
    #[inline]
    pub(super) fn integer(self, payload: &[u8]) -> Option<i64> {
        let rest = payload.get(self.offset as usize..)?;
        Some(match self.serial {
            1 => i64::from(i8::from_be_bytes(*rest.first_chunk()?)),
            2 => i64::from(i16::from_be_bytes(*rest.first_chunk()?)),
            3 => {
                let &[a, b, c] = rest.first_chunk()?;
                i64::from(i32::from_be_bytes([a, b, c, 0]) >> 8)
            }
            4 => i64::from(i32::from_be_bytes(*rest.first_chunk()?)),
            5 => {
                let &[a, b, c, d, e, f] = rest.first_chunk()?;
                i64::from_be_bytes([a, b, c, d, e, f, 0, 0]) >> 16
            }
            6 => i64::from_be_bytes(*rest.first_chunk()?),
            8 => 0,
            9 => 1,
            _ => return None,
        })
    }

    /// Its floating-point number; SQLite reads NaN as NULL.
    #[inline]
    pub(super) fn real(self, payload: &[u8]) -> Option<f64> {
        let bytes = payload.get(self.offset as usize..)?.first_chunk()?;
        let number = f64::from_be_bytes(*bytes);
        (self.serial == 7 && !number.is_nan()).then_some(number)
    }
}

/// Reads the header of the record whose first bytes are `payload` and whose length is `len`, into
/// as many of `fields` as it has values. Gives how many.
///
/// # Errors
/// What was expected, when the record is not one.
#[inline]
pub(super) fn decode(
    payload: &[u8],
    len: u64,
    fields: &mut [Field],
) -> Result<usize, &'static str> {
    let (header_len, mut at) = varint(payload, 0).ok_or("expected a record")?;
    let header = usize::try_from(header_len).ok().and_then(|end| payload.get(..end));
    let header = header.filter(|header| header.len() >= at);
    let header = header.ok_or("expected a record header within the record")?;
    // A sum that wraps at 64 bits would need more fields than a record can have.
    let mut offset = header_len;
    let mut count = 0;
    for field in fields {
        let Some(&byte) = header.get(at) else { break };
        let (serial, size) = match LENGTHS.get(usize::from(byte)) {
            Some(&size) => (u32::from(byte), u64::from(size)),
            None => long_serial(header, &mut at).ok_or("expected a serial type")?,
        };
        at += 1;
        *field = Field { serial, offset: u32::try_from(offset).unwrap_or(u32::MAX) };
        offset = offset.wrapping_add(size);
        count += 1;
    }
    match offset <= len {
        true => Ok(count),
        false => Err("expected values no longer than the record"),
    }
}

/// The serial type at `at` that takes more than one byte, and the length of its value. Moves `at`
/// to its last byte.
fn long_serial(header: &[u8], at: &mut usize) -> Option<(u32, u64)> {
    let (serial, after) = varint(header, *at)?;
    *at = after.checked_sub(1)?;
    let size = if serial < 12 { 0 } else { (serial - 12) / 2 };
    Some((u32::try_from(serial).ok()?, size))
}
