//! Which mobile network: a country's code and a network's code within it (3GPP TS 23.003 §2.2).
//!
//! On the wire three octets hold the digits in the order MCC2 MCC1, MNC3 MCC3, MNC2 MNC1, where an
//! MNC of two digits has `F` for its third (TS 24.008 §10.5.1.3). In names of hosts and realms it reads
//! `mncNNN.mccNNN.3gppnetwork.org` (TS 23.003 §19), there always with three digits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A public land mobile network. Shown as `208-01`: whether the MNC has two or three digits matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Plmn {
    /// Mobile country code.
    pub mcc: u16,
    /// Mobile network code.
    pub mnc: u16,
    /// Whether the network code has three digits.
    pub is_long: bool,
}

impl Plmn {
    /// From the three octets of TS 24.008; `None` where a digit is none.
    #[must_use]
    pub fn from_octets(octets: [u8; 3]) -> Option<Self> {
        let [one, two, three] = octets;
        let mcc = number([one & 15, one >> 4, two & 15])?;
        let (first, second, third) = (three & 15, three >> 4, two >> 4);
        let (mnc, is_long) = match third {
            15 => (number([0, first, second])?, false),
            _ => (number([first, second, third])?, true),
        };
        Some(Self { mcc, mnc, is_long })
    }

    /// From a realm or host name of the form `….mncNNN.mccNNN.3gppnetwork.org`, letters compared without
    /// case. Names cannot tell `mnc001` from `mnc01`: a leading zero is taken for a filler.
    #[must_use]
    pub fn from_name(name: &[u8]) -> Option<Self> {
        let name = name.strip_suffix(b".").unwrap_or(name);
        let end = name.len().checked_sub(SUFFIX.len())?;
        let (front, suffix) = name.split_at_checked(end)?;
        if !suffix.eq_ignore_ascii_case(SUFFIX) {
            return None;
        }
        let mut labels = front.rsplit(|byte| *byte == b'.');
        let mcc = labelled(labels.next()?, b"mcc")?;
        let mnc = labelled(labels.next()?, b"mnc")?;
        Some(Self { mcc, mnc, is_long: mnc > 99 })
    }

    /// Whether both are one network, however many digits their network codes are written with: names do
    /// not tell.
    #[must_use]
    pub const fn is_same(self, other: Self) -> bool {
        self.mcc == other.mcc && self.mnc == other.mnc
    }

    /// Whether an IMSI, in decimal digits, belongs to it.
    #[must_use]
    pub fn holds_imsi(self, imsi: &[u8]) -> bool {
        let digits = if self.is_long { 6 } else { 5 };
        let Some(start) = imsi.get(..digits) else { return false };
        let (mcc, mnc) = start.split_at(3);
        decimal(mcc) == Some(self.mcc) && decimal(mnc) == Some(self.mnc)
    }
}

const SUFFIX: &[u8] = b".3gppnetwork.org";

fn number(digits: [u8; 3]) -> Option<u16> {
    digits.into_iter().try_fold(0_u16, |all, digit| {
        (digit <= 9).then(|| all.wrapping_mul(10).wrapping_add(digit.into()))
    })
}

fn decimal(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    digits.iter().try_fold(0_u16, |all, digit| {
        let digit = digit.wrapping_sub(b'0');
        (digit <= 9).then(|| all.wrapping_mul(10).wrapping_add(digit.into()))
    })
}

fn labelled(label: &[u8], name: &[u8]) -> Option<u16> {
    let (start, digits) = label.split_at_checked(name.len())?;
    if start.eq_ignore_ascii_case(name) && digits.len() >= 2 { decimal(digits) } else { None }
}

impl fmt::Display for Plmn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = if self.is_long { 3 } else { 2 };
        write!(f, "{:03}-{:0width$}", self.mcc, self.mnc)
    }
}

impl From<Plmn> for String {
    fn from(plmn: Plmn) -> Self {
        plmn.to_string()
    }
}

/// Text that names no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a country code and a network code, such as 208-01")]
pub struct NotAPlmn;

impl FromStr for Plmn {
    type Err = NotAPlmn;

    /// Reads `208-01`, and `20801`.
    fn from_str(text: &str) -> Result<Self, NotAPlmn> {
        let text = text.as_bytes();
        let (mcc, rest) = text.split_at_checked(3).ok_or(NotAPlmn)?;
        let mnc = rest.strip_prefix(b"-").unwrap_or(rest);
        let is_long = match mnc.len() {
            2 => false,
            3 => true,
            _ => return Err(NotAPlmn),
        };
        let (mcc, mnc) = (decimal(mcc).ok_or(NotAPlmn)?, decimal(mnc).ok_or(NotAPlmn)?);
        Ok(Self { mcc, mnc, is_long })
    }
}

impl TryFrom<String> for Plmn {
    type Error = NotAPlmn;

    fn try_from(text: String) -> Result<Self, NotAPlmn> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Plmn {
        text.parse().unwrap()
    }

    #[test]
    fn octets_hold_two_or_three_digits_of_the_network() {
        assert_eq!(Plmn::from_octets([0x02, 0xf8, 0x10]), Some(read("208-01")));
        assert_eq!(Plmn::from_octets([0x13, 0x00, 0x14]), Some(read("310-410")));
        assert_eq!(Plmn::from_octets([0x13, 0xf0, 0xf4]), None, "no digit");
    }

    #[test]
    fn names_of_realms_and_hosts_tell_the_network() {
        let of = |name: &str| Plmn::from_name(name.as_bytes());
        assert_eq!(of("epc.mnc001.mcc208.3gppnetwork.org"), Some(read("208-01")));
        assert_eq!(of("mme1.EPC.MNC410.MCC310.3gppnetwork.ORG."), Some(read("310-410")));
        assert_eq!(of("epc.mnc001.mcc208.3gppnetwork.org.evil.example"), None);
        assert_eq!(of("mcc208.3gppnetwork.org"), None);
        assert_eq!(of(".3gppnetwork.org"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn an_imsi_belongs_to_one_network() {
        assert!(read("208-01").holds_imsi(b"208011234567890"));
        assert!(!read("208-01").holds_imsi(b"208101234567890"));
        assert!(read("310-410").holds_imsi(b"310410123456789"));
        assert!(!read("310-410").holds_imsi(b"31041"));
    }

    #[test]
    fn text_goes_there_and_back() {
        for text in ["208-01", "310-410", "001-001"] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("20801"), read("208-01"));
        assert_eq!("2080".parse::<Plmn>(), Err(NotAPlmn));
        assert_eq!("208-x1".parse::<Plmn>(), Err(NotAPlmn));
    }
}
