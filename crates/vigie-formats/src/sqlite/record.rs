//! Records: a header of serial types, then the values.
//!
//! <https://www.sqlite.org/fileformat2.html#record_format>

use std::slice;

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

    /// True for NULL, 0, the empty text and the empty blob.
    #[inline]
    pub(super) const fn is_bare(self) -> bool {
        matches!(self.serial, 0 | 8 | 12 | 13)
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
    let (header_len, at) = varint(payload, 0).ok_or("expected a record")?;
    let header = usize::try_from(header_len).ok().and_then(|end| payload.get(at..end));
    let mut serials = header.ok_or("expected a record header within the record")?.iter();
    // Offsets stay at their greatest once they reach it, and then are longer than any record.
    let mut offset = u32::try_from(header_len).unwrap_or(u32::MAX);
    let most = fields.len();
    let mut slots = fields.iter_mut();
    while slots.len() > 0
        && let Some(&byte) = serials.next()
    {
        let (serial, size) = match LENGTHS.get(usize::from(byte)) {
            Some(&size) => (u32::from(byte), u32::from(size)),
            None => long_serial(byte, &mut serials).ok_or("expected a serial type")?,
        };
        if let Some(slot) = slots.next() {
            *slot = Field { serial, offset };
        }
        offset = offset.saturating_add(size);
    }
    match u64::from(offset) <= len && offset < u32::MAX {
        true => Ok(most.saturating_sub(slots.len())),
        false => Err("expected values no longer than the record"),
    }
}

/// The serial type whose first byte of several is `first`, and the length of its value.
fn long_serial(first: u8, rest: &mut slice::Iter<'_, u8>) -> Option<(u32, u32)> {
    let mut serial = u64::from(first & 0x7f);
    for (&byte, len) in rest.zip(2_u8..=9) {
        if len == 9 {
            serial = serial << 8 | u64::from(byte);
        } else {
            serial = serial << 7 | u64::from(byte & 0x7f);
        }
        if byte < 0x80 || len == 9 {
            let serial = u32::try_from(serial).ok()?;
            return Some((serial, serial.saturating_sub(12) / 2));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(payload: &[u8], len: u64) -> Result<Vec<Field>, &'static str> {
        let mut fields = [Field::default(); 4];
        decode(payload, len, &mut fields).map(|count| fields[..count].to_vec())
    }

    #[test]
    fn serial_types_of_any_length() {
        let field = |serial, offset| Field { serial, offset };
        // NULL, a byte, a text of 58 bytes in two bytes, a blob of 8191 bytes in two.
        let header = [7, 0, 1, 0x81, 0x01, 0xff, 0x7e];
        let expected = [field(0, 7), field(1, 7), field(129, 8), field(16_382, 66)];
        assert_eq!(fields(&header, 66 + 8185).unwrap(), expected);
        assert!(fields(&header, 66 + 8184).is_err());
        // The same 1 in nine bytes, and a serial type of nine bytes that no record can hold.
        let long = [10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1];
        assert_eq!(fields(&long, 11).unwrap(), [field(1, 10)]);
        assert!(
            fields(&[10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 1 << 40).is_err()
        );
        assert!(fields(&[6, 0xff, 0xff, 0xff, 0xff, 0x7f], 1 << 40).is_err());
    }

    #[test]
    fn headers_that_are_none() {
        for payload in [&[][..], &[0], &[2], &[0x80], &[3, 0x81, 0x80], &[9, 1, 1]] {
            assert!(fields(payload, 100).is_err(), "{payload:?}");
        }
        assert_eq!(fields(&[1], 1).unwrap(), []);
    }
}
