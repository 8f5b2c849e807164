//! Builds of iOS, and which of two is newer.

use std::cmp::Ordering;

/// A build of iOS: `21F79` is the 79th of line `21F`, which is iOS 17.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Build {
    major: u32,
    minor: u8,
    /// `None` for betas (`21F5048f`) and rapid security responses (`20F770750d`), whose numbers
    /// do not count along with those of releases.
    number: Option<u32>,
}

impl Build {
    /// Reads `21F79`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let letter = text.find(|c: char| !c.is_ascii_digit())?;
        let (major, rest) = text.split_at_checked(letter)?;
        let (minor, rest) = rest.split_at_checked(1)?;
        let minor = minor.bytes().next().filter(u8::is_ascii_uppercase)?;
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let number: u32 = digits.parse().ok()?;
        let is_release = digits.len() == rest.len();
        Some(Self { major: major.parse().ok()?, minor, number: is_release.then_some(number) })
    }

    /// Whether this is newer or older than `other`; `None` where the two cannot be told apart.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        let line = (self.major, self.minor).cmp(&(other.major, other.minor));
        match line {
            Ordering::Equal => Some(self.number?.cmp(&other.number?)),
            different => Some(different),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_and_older() {
        let compare = |one, other| Build::parse(one).unwrap().compare(Build::parse(other).unwrap());
        assert_eq!(compare("21F79", "21F90"), Some(Ordering::Less));
        assert_eq!(compare("21A331", "20G75"), Some(Ordering::Greater));
        assert_eq!(compare("9B206", "10A403"), Some(Ordering::Less));
        assert_eq!(compare("21F5048f", "21F79"), None);
        assert_eq!(compare("20F770750d", "20F75"), None);
        assert_eq!(compare("21G5052e", "21F79"), Some(Ordering::Greater));
    }

    #[test]
    fn other_texts_are_no_builds() {
        for text in ["", "17.5", "F79", "21", "21f79", "21F", "21FF9", "é1F7"] {
            assert_eq!(Build::parse(text), None, "{text}");
        }
    }
}
