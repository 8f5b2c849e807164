//! Reading fields from bytes that an enemy may have written.

use crate::Stop;

/// A position in bytes. Every read names its field; every error says offset, need and have.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    base: u64,
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, base: 0 }
    }

    /// Starts at the first byte of bytes that stand at `base` in their file.
    #[must_use]
    pub const fn with_base(bytes: &'a [u8], base: u64) -> Self {
        Self { bytes, at: 0, base }
    }

    /// Offset of the next byte, in the file.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.base.saturating_add(self.at as u64)
    }

    /// Bytes left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// True at the end.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left() == 0
    }

    /// The next `len` bytes.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn take(&mut self, what: &'static str, len: usize) -> Result<&'a [u8], Stop> {
        let end = self.at.checked_add(len);
        let Some((taken, end)) = end.and_then(|end| Some((self.bytes.get(self.at..end)?, end)))
        else {
            let (need, have) = (len as u64, self.left() as u64);
            return Err(Stop::Truncated { what, offset: self.offset(), need, have });
        };
        self.at = end;
        Ok(taken)
    }

    /// The next `N` bytes as an array.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn array<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], Stop> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(what, N)?);
        Ok(array)
    }

    /// One byte.
    ///
    /// # Errors
    /// [`Stop::Truncated`] at the end.
    pub fn u8(&mut self, what: &'static str) -> Result<u8, Stop> {
        self.array(what).map(u8::from_be_bytes)
    }

    /// Two bytes, big-endian.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn u16_be(&mut self, what: &'static str) -> Result<u16, Stop> {
        self.array(what).map(u16::from_be_bytes)
    }

    /// Four bytes, big-endian.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn u32_be(&mut self, what: &'static str) -> Result<u32, Stop> {
        self.array(what).map(u32::from_be_bytes)
    }

    /// Eight bytes, big-endian.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn u64_be(&mut self, what: &'static str) -> Result<u64, Stop> {
        self.array(what).map(u64::from_be_bytes)
    }

    /// Two bytes, little-endian.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn u16_le(&mut self, what: &'static str) -> Result<u16, Stop> {
        self.array(what).map(u16::from_le_bytes)
    }

    /// Four bytes, little-endian.
    ///
    /// # Errors
    /// [`Stop::Truncated`] when fewer are left.
    pub fn u32_le(&mut self, what: &'static str) -> Result<u32, Stop> {
        self.array(what).map(u32::from_le_bytes)
    }

    /// Everything that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len();
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_in_both_orders_and_knows_where_it_is() {
        let mut reader = Reader::with_base(&[1, 0, 2, 2, 0, 0, 0, 0, 3, 9, 8, 7], 100);
        assert_eq!(reader.u8("a").unwrap(), 1);
        assert_eq!(reader.u16_be("b").unwrap(), 2);
        assert_eq!(reader.u16_le("c").unwrap(), 2);
        assert_eq!(reader.u32_be("d").unwrap(), 3);
        assert_eq!((reader.offset(), reader.left()), (109, 3));
        assert_eq!(reader.rest(), [9, 8, 7]);
        assert!(reader.is_empty());
    }

    #[test]
    fn a_short_field_says_where_and_how_much() {
        let mut reader = Reader::with_base(&[1, 2], 10);
        let text = reader.u64_be("date").unwrap_err().to_string();
        assert_eq!(text, "date at byte 10 is cut short: needs 8 bytes, 2 left");
        assert!(reader.take("all", usize::MAX).is_err());
        assert_eq!(reader.u16_le("kept").unwrap(), 0x0201);
        assert!(reader.u32_le("x").is_err());
    }
}
