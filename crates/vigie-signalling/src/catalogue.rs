//! The entries of the published catalogue of detections, and sets of them.

use std::fmt;
use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

/// Ids of all entries, in the order of their bits.
pub const IDS: &[&str] = &[
    "SS7-01", "SS7-02", "SS7-03", "SS7-04", "SS7-05", "SS7-06", "SS7-07", "SS7-08", "SS7-09",
    "SS7-10", "SS7-11", "SS7-12", "SS7-20", "SS7-21", "SS7-22", "SS7-23", "SS7-24", "SS7-25",
    "SS7-26", "SS7-27", "SS7-28", "SS7-29", "SS7-30", "SS7-31", "SS7-32", "SS7-33", "SS7-34",
    "SS7-35", "SS7-36", "SS7-37", "SS7-38", "SS7-39", "SS7-40", "SS7-41", "SS7-42", "SS7-43",
    "SS7-44", "SS7-45", "SS7-46", "SS7-47", "SS7-48", "SS7-49", "SS7-50", "SS7-51", "SS7-52",
    "SS7-53", "SS7-54", "SS7-60", "SS7-61", "SS7-62", "SS7-63", "SS7-64", "SS7-65", "SS7-66",
    "SS7-67", "SS7-68", "SS7-69", "SS7-70", "SS7-71", "SS7-72", "SS7-73", "SS7-80", "SS7-81",
    "SS7-82", "SS7-83", "SS7-84", "SS7-85", "SS7-86", "SS7-87", "SS7-88", "SS7-89", "SS7-90",
    "SS7-91", "DIA-01", "DIA-02", "DIA-03", "DIA-04", "DIA-05", "DIA-06", "DIA-07", "DIA-08",
    "DIA-09", "DIA-10", "DIA-11", "DIA-12", "DIA-13", "DIA-14", "DIA-15", "DIA-16", "DIA-17",
    "DIA-18", "DIA-19", "DIA-20", "DIA-21", "DIA-22", "DIA-23", "DIA-24", "DIA-25", "DIA-26",
    "DIA-27", "DIA-28", "GTP-01", "GTP-02", "GTP-03", "GTP-04", "GTP-05", "GTP-06", "GTP-07",
    "GTP-08", "GTP-09", "GTP-10", "GTP-11", "GTP-12", "GTP-13", "GTP-14", "GTP-15", "GTP-16",
    "XP-01", "XP-02", "XP-03", "XP-04", "XP-05",
];

/// A set of entries of the catalogue: one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Codes(u128);

impl Codes {
    /// None.
    pub const NONE: Self = Self(0);

    /// Entry `SS7-number`.
    #[must_use]
    pub const fn ss7(number: u32) -> Self {
        let at = match number {
            1..=12 => number - 1,
            20..=54 => number - 8,
            60..=73 => number - 13,
            80..=91 => number - 19,
            _ => return Self::NONE,
        };
        Self(1 << at)
    }

    /// Entry `DIA-number`.
    #[must_use]
    pub const fn dia(number: u32) -> Self {
        if number == 0 || number > 28 { Self::NONE } else { Self(1 << (72 + number)) }
    }

    /// Entry `GTP-number`.
    #[must_use]
    pub const fn gtp(number: u32) -> Self {
        if number == 0 || number > 16 { Self::NONE } else { Self(1 << (100 + number)) }
    }

    /// Entry `XP-number`.
    #[must_use]
    pub const fn xp(number: u32) -> Self {
        if number == 0 || number > 5 { Self::NONE } else { Self(1 << (116 + number)) }
    }

    /// The entry with this id.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        IDS.iter().position(|one| *one == id).map(|at| Self(1 << at))
    }

    /// The entries that a list such as `SS7-01, SS7-91` names; unknown words are left out.
    #[must_use]
    pub fn listed(text: &str) -> Self {
        let words = text.split([',', ' ']).filter_map(Self::named);
        words.fold(Self::NONE, |all, one| all | one)
    }

    /// True without any.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether any of `other` is among them.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Their ids, in order.
    pub fn ids(self) -> impl Iterator<Item = &'static str> {
        IDS.iter().zip(0u32..).filter(move |(_, at)| self.0 >> at & 1 == 1).map(|(id, _)| *id)
    }
}

impl BitOr for Codes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Codes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl BitAnd for Codes {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Not for Codes {
    type Output = Self;
    fn not(self) -> Self {
        Self(!self.0)
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ids().enumerate().try_for_each(|(number, id)| {
            if number > 0 {
                f.write_str(", ")?;
            }
            f.write_str(id)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_its_bit() {
        for id in IDS {
            let (family, number) = id.split_once('-').unwrap();
            let number = number.parse().unwrap();
            let code = match family {
                "SS7" => Codes::ss7(number),
                "DIA" => Codes::dia(number),
                "GTP" => Codes::gtp(number),
                _ => Codes::xp(number),
            };
            assert_eq!(code.to_string(), *id);
            assert_eq!(Codes::named(id), Some(code));
        }
        assert_eq!(IDS.len(), 122);
        assert_eq!(Codes::listed("SS7-01, XP-05").to_string(), "SS7-01, XP-05");
        assert!(Codes::ss7(13).is_empty() && Codes::ss7(0).is_empty());
    }
}
