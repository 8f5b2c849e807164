//! Called and calling party address (Q.713 §3.4, §3.5; T1.112.3 §3.4).
//!
//! Address indicator: bit 1 point code, bit 2 subsystem number, bits 3 to 6 kind of global title, bit 7
//! routing on subsystem number, bit 8 national. ANSI sets bit 8, swaps bits 1 and 2, and writes the
//! subsystem before a point code of three octets.

use crate::bytes::{u16_le, u24_be};
use crate::numbers::Digits;

/// An address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Point code.
    pub point_code: Option<u32>,
    /// Subsystem number: 6 HLR, 7 VLR, 8 MSC, …
    pub ssn: Option<u8>,
    /// Global title.
    pub title: Option<Title>,
    /// Whether it is routed on the subsystem number, not on the title.
    pub routes_on_ssn: bool,
    /// Whether it is written as ANSI has it.
    pub is_ansi: bool,
    /// Whether it ends too early.
    pub is_cut: bool,
}

/// A global title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Which of its forms, by the address indicator.
    pub indicator: u8,
    /// Translation type.
    pub translation: u8,
    /// Numbering plan: 1 E.164, 6 E.212, 7 E.214.
    pub plan: u8,
    /// Encoding scheme: 1 BCD with an odd number of digits, 2 BCD with an even one.
    pub encoding: u8,
    /// Nature of address: 4 international.
    pub nature: u8,
    /// Its digits.
    pub digits: Digits,
}

/// Numbering plan of telephone numbers.
const E164: u8 = 1;

impl Address {
    /// Reads an address, as far as it goes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let Some((indicator, rest)) = bytes.split_first() else {
            return Self { is_cut: true, ..Self::default() };
        };
        let mut address = Self {
            routes_on_ssn: indicator & 0x40 != 0,
            is_ansi: indicator & 0x80 != 0,
            ..Self::default()
        };
        let kind = indicator >> 2 & 15;
        let title = if address.is_ansi {
            address.read_ansi(*indicator, rest)
        } else {
            address.read_itu(*indicator, rest)
        };
        match title {
            None => address.is_cut = true,
            Some(rest) if kind != 0 => {
                address.title = Title::read(kind, address.is_ansi, rest);
                address.is_cut |= address.title.is_none();
            }
            Some(_) => {}
        }
        address
    }

    /// Point code, then subsystem; gives what follows.
    fn read_itu<'a>(&mut self, indicator: u8, mut rest: &'a [u8]) -> Option<&'a [u8]> {
        if indicator & 1 != 0 {
            self.point_code = Some(u32::from(u16_le(rest, 0)? & 0x3fff));
            rest = rest.get(2..)?;
        }
        if indicator & 2 != 0 {
            self.ssn = Some(*rest.first()?);
            rest = rest.get(1..)?;
        }
        Some(rest)
    }

    /// Subsystem, then point code of three octets; gives what follows.
    fn read_ansi<'a>(&mut self, indicator: u8, mut rest: &'a [u8]) -> Option<&'a [u8]> {
        if indicator & 1 != 0 {
            self.ssn = Some(*rest.first()?);
            rest = rest.get(1..)?;
        }
        if indicator & 2 != 0 {
            self.point_code = Some(u24_be(rest, 0)?.swap_bytes() >> 8);
            rest = rest.get(3..)?;
        }
        Some(rest)
    }

    /// The digits of its title; none without one.
    #[must_use]
    pub fn digits(&self) -> Digits {
        self.title.map_or(Digits::NONE, |title| title.digits)
    }
}

impl Title {
    /// Reads a title of the form that the indicator gives; `None` where it ends too early.
    #[must_use]
    pub fn read(indicator: u8, is_ansi: bool, bytes: &[u8]) -> Option<Self> {
        let mut title = Self { indicator, ..Self::default() };
        let first = *bytes.first()?;
        let mut is_odd = false;
        let digits = match (indicator, is_ansi) {
            (1, false) => {
                title.nature = first & 0x7f;
                title.plan = E164;
                is_odd = first & 0x80 != 0;
                bytes.get(1..)?
            }
            (2, _) => {
                title.translation = first;
                bytes.get(1..)?
            }
            (3, _) | (1, true) => {
                title.translation = first;
                title.plan = bytes.get(1)? >> 4;
                title.encoding = bytes.get(1)? & 15;
                is_odd = title.encoding == 1;
                bytes.get(2..)?
            }
            (4, _) => {
                title.translation = first;
                title.plan = bytes.get(1)? >> 4;
                title.encoding = bytes.get(1)? & 15;
                is_odd = title.encoding == 1;
                title.nature = bytes.get(2)? & 0x7f;
                bytes.get(3..)?
            }
            _ => bytes,
        };
        title.digits = Digits::of_tbcd(digits);
        if is_odd && title.digits.len() == digits.len().saturating_mul(2) {
            title.digits = title.digits.without_last();
        }
        Some(title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_title() {
        let cases: [(&[u8], &str, u8); 5] = [
            (&[0x06, 6, 0x84, 0x33, 0x06], "336", 6),
            (&[0x0a, 6, 9, 0x33, 0x96], "3369", 6),
            (&[0x0e, 7, 0, 0x62, 0x02, 0x98], "20 89", 7),
            (&[0x12, 8, 0, 0x11, 4, 0x33, 0x06], "336", 8),
            (&[0x12, 8, 0, 0x12, 4, 0x33, 0x96], "3369", 8),
        ];
        for (bytes, digits, ssn) in cases {
            let address = Address::read(bytes);
            assert_eq!(address.digits(), Digits::of_text(digits), "{bytes:02x?}");
            assert_eq!((address.ssn, address.is_cut), (Some(ssn), false));
        }
    }

    #[test]
    fn point_codes_of_both_worlds() {
        let itu = Address::read(&[0x43, 0x01, 0x20, 6]);
        assert_eq!((itu.point_code, itu.ssn, itu.routes_on_ssn), (Some(0x2001), Some(6), true));
        let ansi = Address::read(&[0xc3, 6, 1, 2, 3]);
        assert_eq!((ansi.point_code, ansi.ssn, ansi.is_ansi), (Some(0x03_0201), Some(6), true));
        let ansi = Address::read(&[0x85, 6, 10, 0x12, 0x33]);
        assert_eq!((ansi.digits().as_str(), ansi.ssn), ("33", Some(6)));
    }

    #[test]
    fn short_addresses_keep_what_was_read() {
        let cut = Address::read(&[0x12, 6, 0]);
        assert!(cut.is_cut && cut.ssn == Some(6) && cut.title.is_none());
        assert!(Address::read(&[]).is_cut);
        assert!(Address::read(&[0x02]).is_cut);
        assert!(!Address::read(&[0x00]).is_cut);
    }
}
