//! Numbers: E.164 (subscribers, nodes), E.212 (IMSI), E.214 (mobile global titles).
//!
//! On the wire they are binary-coded decimal, the low half of each octet first, filled up with `F`
//! (TBCD, 3GPP TS 29.002 §17.7.8, Q.713 §3.4.2.3). Here they are text without allocation.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Longest number that is kept; E.164 and E.212 allow 15 digits, short messages 20.
const MOST: usize = 23;

/// A number of at most 23 digits, on the stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digits {
    text: [u8; MOST],
    len: u8,
}

/// What half an octet stands for in TBCD; 15 is a filler.
const HALVES: [u8; 16] = *b"0123456789*#abcF";

impl Default for Digits {
    fn default() -> Self {
        Self::NONE
    }
}

impl Digits {
    /// No digit.
    pub const NONE: Self = Self { text: [0; MOST], len: 0 };

    /// Reads binary-coded decimal until the filler or the end; what exceeds 23 digits is left out.
    #[must_use]
    pub fn of_tbcd(bytes: &[u8]) -> Self {
        let mut digits = Self::NONE;
        for byte in bytes {
            for half in [byte & 15, byte >> 4] {
                if half == 15 {
                    return digits;
                }
                digits.push(HALVES.get(usize::from(half)).copied().unwrap_or(b'0'));
            }
        }
        digits
    }

    /// Reads an AddressString (3GPP TS 29.002): one octet for nature and plan of the number, then digits.
    #[must_use]
    pub fn of_address_string(bytes: &[u8]) -> Self {
        bytes.get(1..).map_or(Self::NONE, Self::of_tbcd)
    }

    /// The digits of `text`; other characters are left out.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut digits = Self::NONE;
        let wanted = |byte: &u8| byte.is_ascii_digit() || b"*#abc".contains(byte);
        text.bytes().filter(wanted).for_each(|byte| digits.push(byte));
        digits
    }

    /// Adds one digit, unless there are 23 already.
    pub fn push(&mut self, digit: u8) {
        if let Some(place) = self.text.get_mut(usize::from(self.len)) {
            *place = digit;
            self.len = self.len.saturating_add(1);
        }
    }

    /// Without its last digit: the filler of an odd number that was written as 0.
    #[must_use]
    pub fn without_last(mut self) -> Self {
        self.len = self.len.saturating_sub(1);
        if let Some(place) = self.text.get_mut(usize::from(self.len)) {
            *place = 0;
        }
        self
    }

    /// The digits as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    /// The digits as ASCII.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.text.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// How many.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// True without any.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether all are from 0 to 9.
    #[must_use]
    pub fn is_decimal(&self) -> bool {
        self.as_bytes().iter().all(u8::is_ascii_digit)
    }

    /// The number itself, for comparing neighbours; `None` when it has other digits or more than 18.
    #[must_use]
    pub fn value(&self) -> Option<u64> {
        if self.is_empty() || self.len() > 18 || !self.is_decimal() {
            return None;
        }
        let add = |sum: u64, digit: &u8| {
            sum.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0')))
        };
        Some(self.as_bytes().iter().fold(0, add))
    }

    /// `self`, or `other` if it has no digit.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if self.is_empty() { other } else { self }
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digits({})", self.as_str())
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::of_text(&String::deserialize(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_half_first_and_filler_ends() {
        assert_eq!(Digits::of_tbcd(&[0x02, 0x80, 0x01, 0xf1]).as_str(), "2008101");
        assert_eq!(Digits::of_tbcd(&[0x21, 0xba]).as_str(), "12*#");
        assert_eq!(Digits::of_address_string(&[0x91, 0x33, 0xf6]).as_str(), "336");
        assert_eq!(Digits::of_tbcd(&[0x11; 40]).len(), 23);
    }

    #[test]
    fn numbers_compare_as_numbers() {
        assert_eq!(Digits::of_text("+33 6 09").value(), Some(33_609));
        assert_eq!(Digits::of_text("12*").value(), None);
        assert_eq!(Digits::of_text("120").without_last(), Digits::of_text("12"));
    }
}
