//! Big-endian numbers and varints, the two ways SQLite writes numbers.
//!
//! <https://www.sqlite.org/fileformat2.html#varint>

/// The two-byte number at `at`.
#[inline]
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}

/// The four-byte number at `at`.
#[inline]
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}

/// The varint at `at`, and the position after it.
#[inline]
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let rest = bytes.get(at..)?;
    match *rest {
        [a, ..] if a < 0x80 => Some((u64::from(a), at + 1)),
        [a, b, ..] if b < 0x80 => Some((u64::from(a & 0x7f) << 7 | u64::from(b), at + 2)),
        _ => long_varint(rest).map(|(value, len)| (value, at + len)),
    }
}

/// A varint of any length. The ninth byte, where there is one, gives all its eight bits.
fn long_varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (&byte, len) in bytes.iter().zip(1..=9) {
        if len == 9 {
            return Some((value << 8 | u64::from(byte), len));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((value, len));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_of_every_length() {
        let cases: [(&[u8], u64); 6] = [
            (&[0x7f], 127),
            (&[0x81, 0x00], 128),
            (&[0xff, 0x7f], 16_383),
            (&[0x81, 0x80, 0x00], 16_384),
            (&[0xff; 9], u64::MAX),
            (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x05], 5),
        ];
        for (bytes, value) in cases {
            assert_eq!(varint(bytes, 0), Some((value, bytes.len())));
            for cut in 0..bytes.len() {
                assert_eq!(varint(&bytes[..cut], 0), None);
            }
        }
        assert_eq!(varint(&[1], 5), None);
    }
}
