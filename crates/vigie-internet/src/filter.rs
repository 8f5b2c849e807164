//! Which places of a block hold one of many literals, upper and lower case alike.
//!
//! Nearly every record of a scan matches no rule. So records are not parsed first: the block is looked
//! through for the literals that rules cannot match without, and only what surrounds a hit is read.
//!
//! Every literal is at least [`SHORTEST`] bytes long. Of the literals' beginnings, all groups of four
//! bytes are in a set; looking at every `stride`-th place of a block finds one of them in each literal,
//! whatever follows, because the stride is no longer than the number of groups in a beginning. The
//! looks do not depend on one another, so they cost the same for ten literals and for ten thousand: a
//! set of a quarter of a million bits tells nearly all places apart.

use std::collections::HashMap;

/// Bytes of the shortest literal that can be looked for.
pub const SHORTEST: usize = 6;

/// Bytes of a beginning that are put into groups; longer strides gain little.
const LONGEST_BEGINNING: usize = 12;

/// Bytes of a group.
const GROUP: usize = 4;

/// Bits of the set of groups.
const SET_BITS: u32 = 18;

/// Looks for literals.
#[derive(Debug, Default)]
pub struct Filter {
    literals: Vec<Literal>,
    stride: usize,
    /// One bit for each hash of a group.
    set: Vec<u64>,
    /// By group, the literals that hold it and how far from their start.
    groups: HashMap<u32, Vec<(u32, usize)>>,
}

#[derive(Debug)]
struct Literal {
    /// In lower case.
    text: Vec<u8>,
    /// What it was given with.
    owner: u32,
}

impl Filter {
    /// A filter for `literals`, each with a number that hits are told by. Those that are too short
    /// are left out: nobody may give one.
    #[must_use]
    pub fn new(literals: impl IntoIterator<Item = (Vec<u8>, u32)>) -> Self {
        let literals = literals.into_iter().filter(|(text, _)| text.len() >= SHORTEST);
        let literals: Vec<Literal> = literals
            .map(|(text, owner)| Literal { text: text.to_ascii_lowercase(), owner })
            .collect();
        let shortest = literals.iter().map(|literal| literal.text.len()).min().unwrap_or(0);
        if shortest == 0 {
            return Self::default();
        }
        let stride = shortest.min(LONGEST_BEGINNING).saturating_sub(GROUP).saturating_add(1);
        let mut set = vec![0; 1 << (SET_BITS - 6)];
        let mut groups: HashMap<u32, Vec<(u32, usize)>> = HashMap::new();
        for (number, literal) in (0..).zip(&literals) {
            for at in 0..stride {
                let Some(group) = group_at(&literal.text, at) else { continue };
                let (word, bit) = place(group);
                if let Some(word) = set.get_mut(word) {
                    *word |= bit;
                }
                groups.entry(group).or_default().push((number, at));
            }
        }
        Self { literals, stride, set, groups }
    }

    /// True where there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.literals.is_empty()
    }

    /// How many literals are looked for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.literals.len()
    }

    /// Shows where a literal begins and its number, in order of the place looked at; the same place
    /// may come more than once, and a hit of a later place a few bytes early.
    pub fn find(&self, block: &[u8], mut see: impl FnMut(usize, u32)) {
        if self.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(group) = group_at(block, at) {
            let (word, bit) = place(group);
            if self.set.get(word).copied().unwrap_or(0) & bit != 0 {
                self.check(block, at, group, &mut see);
            }
            at = at.saturating_add(self.stride);
        }
    }

    #[cold]
    #[inline(never)]
    fn check(&self, block: &[u8], at: usize, group: u32, see: &mut impl FnMut(usize, u32)) {
        for (number, offset) in self.groups.get(&group).into_iter().flatten() {
            let literal = usize::try_from(*number).ok().and_then(|at| self.literals.get(at));
            let (Some(literal), Some(start)) = (literal, at.checked_sub(*offset)) else { continue };
            let end = start.saturating_add(literal.text.len());
            if block.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(&literal.text))
            {
                see(start, literal.owner);
            }
        }
    }
}

/// The four bytes at `at` with the bit set that tells small letters from capitals. Other characters
/// that differ only in it fall together, which costs a comparison.
#[inline(always)]
fn group_at(block: &[u8], at: usize) -> Option<u32> {
    let group = block.get(at..)?.first_chunk::<GROUP>()?;
    Some(u32::from_le_bytes(*group) | 0x2020_2020)
}

/// Where a group stands in the set: the word, and its bit.
#[inline(always)]
fn place(group: u32) -> (usize, u64) {
    let hash = group.wrapping_mul(0x9e37_79b1) >> (32 - SET_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(literals: &[&str], block: &str) -> Vec<(usize, u32)> {
        let literals = literals.iter().map(|text| text.as_bytes().to_vec()).zip(0..);
        let mut found = Vec::new();
        Filter::new(literals).find(block.as_bytes(), |at, owner| found.push((at, owner)));
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn every_place_and_case_is_found() {
        for before in 0..20 {
            let block = format!("{}TrackSystem.info{}", "x".repeat(before), "y".repeat(before));
            assert_eq!(found(&["tracksystem.info", "ht srl"], &block), [(before, 0)], "{before}");
        }
        assert_eq!(found(&["abcdef", "bcdefg"], "abcdefg abcde"), [(0, 0), (1, 1)]);
        assert_eq!(found(&["abcdef"], "abcde"), []);
        assert_eq!(found(&["short"], "short"), [], "a literal that is too short is no literal");
        // `@` and a backtick differ in the same bit as letters do.
        assert_eq!(found(&["ab@def"], "ab`def"), []);
    }

    #[test]
    fn a_plain_search_finds_the_same() {
        let mut noise = 1_u64;
        let mut next = |most: u64| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (noise >> 33) % most
        };
        for _ in 0..200 {
            let mut text = |length: u64| -> String {
                (0..length)
                    .map(|_| char::from(b"abAB"[usize::try_from(next(4)).unwrap()]))
                    .collect()
            };
            let literals: Vec<String> = (0..5).map(|extra| text(6 + extra)).collect();
            let block = text(400);
            let names: Vec<&str> = literals.iter().map(String::as_str).collect();
            let mut expected = Vec::new();
            for at in 0..block.len() {
                for (number, literal) in (0..).zip(&literals) {
                    let end = at + literal.len();
                    if block.get(at..end).is_some_and(|one| one.eq_ignore_ascii_case(literal)) {
                        expected.push((at, number));
                    }
                }
            }
            assert_eq!(found(&names, &block), expected);
        }
    }
}
