//! What is known of each attribute-value pair.

use std::sync::LazyLock;

use super::dictionary_table::{self, Row};

/// Vendor number of 3GPP.
pub const TGPP: u32 = 10415;

/// Code of Session-Id.
pub(super) const SESSION_ID: u32 = 263;

/// Pairs of the IETF that say who speaks, and of whom.
pub(super) const IDENTIFIES: [u32; 3] = [1, 264, 296];

/// Type of a value (RFC 6733 §4.2, §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Any octets.
    Octets,
    /// Text in UTF-8.
    Text,
    /// Name of a host or realm.
    Identity,
    /// 32 bits.
    Word,
    /// 64 bits.
    Long,
    /// An address with its family in front.
    Address,
    /// Further pairs.
    Grouped,
}

impl Shape {
    /// Whether a value of `length` octets can be of this type.
    #[must_use]
    pub const fn fits(self, length: usize) -> bool {
        match self {
            Self::Word => length == 4,
            Self::Long => length == 8,
            Self::Address => length >= 2,
            Self::Octets | Self::Text | Self::Identity | Self::Grouped => true,
        }
    }
}

/// One kind of pair.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its code.
    pub code: u32,
    /// Vendor that gave the code; 0 for those of the IETF.
    pub vendor: u32,
    /// Its name in the specification.
    pub name: &'static str,
    /// Type of its value.
    pub shape: Shape,
    /// Its number among those that may stand once in a message itself.
    pub once: Option<u8>,
}

/// Pairs that may stand once in a message itself, whatever its command: vendor and code.
const ONCE: &[(u32, u32)] = &[
    (0, 263),
    (0, 264),
    (0, 296),
    (0, 293),
    (0, 283),
    (0, 1),
    (0, 268),
    (0, 297),
    (0, 277),
    (0, 278),
    (0, 260),
    (0, 279),
    (0, 281),
    (0, 294),
    (0, 273),
    (0, 269),
    (0, 301),
    (0, 493),
    (TGPP, 1032),
    (TGPP, 1400),
    (TGPP, 1401),
    (TGPP, 1405),
    (TGPP, 1406),
    (TGPP, 1407),
    (TGPP, 1408),
    (TGPP, 1409),
    (TGPP, 1413),
    (TGPP, 1420),
    (TGPP, 1421),
    (TGPP, 1422),
    (TGPP, 1434),
    (TGPP, 1441),
    (TGPP, 1442),
    (TGPP, 1443),
    (TGPP, 1445),
    (TGPP, 1490),
    (TGPP, 1495),
    (TGPP, 1496),
    (TGPP, 1635),
    (TGPP, 1638),
    (TGPP, 1645),
    (TGPP, 1489),
    (TGPP, 701),
    (TGPP, 700),
    (TGPP, 600),
    (TGPP, 606),
    (TGPP, 614),
    (TGPP, 2401),
    (TGPP, 2500),
    (TGPP, 2501),
    (TGPP, 1241),
    (TGPP, 1242),
    (TGPP, 3102),
    (TGPP, 3300),
    (TGPP, 3301),
    (TGPP, 3302),
    (TGPP, 3310),
];

/// In which commands of TS 29.272 a pair may stand: command, and whether in its request.
const BELONGS: &[(u32, &[(u32, bool)])] = &[
    (1400, &[(316, false), (319, true)]),
    (1405, &[(316, true)]),
    (1406, &[(316, false)]),
    (1407, &[(316, true), (318, true), (323, true), (319, false)]),
    (1408, &[(318, true)]),
    (1409, &[(318, true)]),
    (1413, &[(318, false)]),
    (1420, &[(317, true)]),
    (1421, &[(320, true)]),
    (1422, &[(320, false)]),
    (1434, &[(323, true)]),
    (1441, &[(319, false)]),
    (1442, &[(321, false)]),
    (1443, &[(323, true)]),
    (1445, &[(324, false)]),
    (1490, &[(319, true)]),
    (1495, &[(319, false)]),
    (1496, &[(319, false), (321, true)]),
    (1635, &[(321, true)]),
    (1638, &[(317, true)]),
    (3301, &[]),
];

/// Commands of TS 29.272: 316 to 324.
const FIRST_COMMAND: u32 = 316;
const COMMANDS: usize = 9;

struct Dictionary {
    ietf: Vec<Option<Entry>>,
    tgpp: Vec<Option<Entry>>,
    /// Of each command's request and answer, which pairs of [`ONCE`] are not its own.
    strangers: [[u128; 2]; COMMANDS],
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary {
    ietf: by_code(0, dictionary_table::IETF),
    tgpp: by_code(TGPP, dictionary_table::TGPP),
    strangers: all_strangers(),
});

fn by_code(vendor: u32, rows: &[Row]) -> Vec<Option<Entry>> {
    let most = rows.iter().map(|(code, ..)| *code).max().unwrap_or(0);
    let mut all = vec![None; usize::try_from(most).unwrap_or(0).saturating_add(1)];
    for (code, name, shape) in rows {
        let slot = usize::try_from(*code).ok().and_then(|code| all.get_mut(code));
        if let Some(slot) = slot {
            let once = once(vendor, *code);
            *slot = Some(Entry { code: *code, vendor, name, shape: *shape, once });
        }
    }
    all
}

fn once(vendor: u32, code: u32) -> Option<u8> {
    let at = ONCE.iter().position(|one| *one == (vendor, code))?;
    u8::try_from(at).ok()
}

fn all_strangers() -> [[u128; 2]; COMMANDS] {
    let mut all = [[0; 2]; COMMANDS];
    for (command, sides) in (FIRST_COMMAND..).zip(&mut all) {
        for (is_request, mask) in [false, true].into_iter().zip(sides) {
            for (code, places) in BELONGS {
                let bit = once(TGPP, *code).map_or(0, |bit| 1_u128.wrapping_shl(bit.into()));
                if !places.contains(&(command, is_request)) {
                    *mask |= bit;
                }
            }
        }
    }
    all
}

/// What is known of a pair.
#[inline]
#[must_use]
pub fn entry(vendor: u32, code: u32) -> Option<&'static Entry> {
    let all = match vendor {
        0 => &DICTIONARY.ietf,
        TGPP => &DICTIONARY.tgpp,
        _ => return None,
    };
    all.get(usize::try_from(code).ok()?)?.as_ref()
}

/// The pairs of [`ONCE`] that have no place in a command, one bit each.
#[inline]
pub(super) fn strangers(command: u32, is_request: bool) -> u128 {
    let at = usize::try_from(command.wrapping_sub(FIRST_COMMAND)).unwrap_or(usize::MAX);
    let sides = DICTIONARY.strangers.get(at);
    sides.and_then(|sides| sides.get(usize::from(is_request))).copied().unwrap_or(0)
}

/// Whether what a group holds was said by somebody else: Failed-AVP repeats the request, Proxy-Info is
/// an agent's.
pub(super) const fn is_foreign(vendor: u32, code: u32) -> bool {
    vendor == 0 && matches!(code, 279 | 284)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_by_vendor_and_code() {
        let flags = entry(TGPP, 1490).unwrap();
        assert_eq!((flags.name, flags.shape), ("IDR-Flags", Shape::Word));
        assert_eq!(entry(0, 1).unwrap().name, "User-Name");
        assert!(entry(0, 1490).is_none() && entry(193, 1).is_none());
        assert!(entry(TGPP, u32::MAX).is_none());
    }

    #[test]
    fn every_code_of_the_lists_is_in_the_tables() {
        assert!(ONCE.len() <= 128);
        for (vendor, code) in ONCE {
            assert!(entry(*vendor, *code).is_some_and(|entry| entry.once.is_some()), "{code}");
        }
        for (code, _) in BELONGS {
            assert!(once(TGPP, *code).is_some(), "{code}");
        }
        for table in [dictionary_table::IETF, dictionary_table::TGPP] {
            assert!(table.is_sorted_by(|one, next| one.0 < next.0));
        }
    }

    #[test]
    fn location_flags_have_no_place_in_a_cancellation() {
        let bit = 1_u128 << once(TGPP, 1490).unwrap();
        assert_eq!(strangers(319, true) & bit, 0);
        assert_ne!(strangers(317, true) & bit, 0);
        assert_eq!(strangers(8_388_646, true), 0);
    }
}
