//! Hashing of normalised values, one byte at a time, so that every suffix of a host name and every
//! prefix of a path gets its hash in one pass.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// What a key is compared with. Equal texts in different spaces are different keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Space {
    /// Host names, hashed from their last byte.
    Host,
    /// Addresses: 16 bytes, IPv4 mapped into IPv6.
    Ip,
    /// Networks: 16 bytes and the length of the prefix in bits.
    Network,
    /// URLs without scheme and fragment.
    Url,
    /// The same, matched up to a boundary in the path.
    UrlPrefix,
    /// Process names.
    Process,
    /// The first 15 or 16 bytes of longer process names.
    ProcessCut,
    /// Absolute paths, matched up to a component.
    Path,
    /// Last components of paths, hashed from their last byte.
    PathTail,
    /// File names.
    FileName,
    /// E-mail addresses.
    Email,
    /// Digits of telephone numbers.
    Phone,
    /// Last nine digits of international numbers.
    PhoneTail,
    /// Hashes of files.
    FileHash,
    /// Hashes of certificates.
    CertificateHash,
    /// Organisations in certificates.
    Organisation,
    /// Common names in certificates.
    CommonName,
    /// Identifiers of apps.
    App,
    /// Identifiers of configuration profiles.
    Profile,
    /// Names of Android properties.
    Property,
    /// Rules, which are found by their expression instead.
    Rule,
}

impl Space {
    /// A set of spaces with this one in it.
    pub(crate) const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// True where keys are hashed from their last byte to their first.
    const fn is_reversed(self) -> bool {
        matches!(self, Self::Host | Self::PathTail)
    }
}

/// The secret part of the hash: values chosen by an enemy cannot be made to collide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed {
    state: u64,
    factor: u64,
}

impl Default for Seed {
    fn default() -> Self {
        let random = RandomState::new();
        let number = |n: u64| {
            let mut hasher = random.build_hasher();
            hasher.write_u64(n);
            hasher.finish()
        };
        Self { state: number(0), factor: number(1) | 1 }
    }
}

impl Seed {
    /// The hash of nothing yet.
    pub(crate) const fn start(self, space: Space) -> u64 {
        let mixed = self.state ^ ((space as u64) << 32);
        self.step(mixed, space as u8)
    }

    /// The hash with one byte more: a multiplication whose upper half is folded back.
    #[expect(clippy::cast_possible_truncation, reason = "both halves of the product are used")]
    pub(crate) const fn step(self, hash: u64, byte: u8) -> u64 {
        let product = ((hash ^ byte as u64) as u128).wrapping_mul(self.factor as u128);
        (product as u64).wrapping_add(self.state) ^ (product >> 64) as u64
    }

    /// The hash of a whole key.
    pub(crate) fn of(self, space: Space, key: &[u8]) -> u64 {
        let start = self.start(space);
        if space.is_reversed() {
            key.iter().rev().fold(start, |hash, byte| self.step(hash, *byte))
        } else {
            key.iter().fold(start, |hash, byte| self.step(hash, *byte))
        }
    }
}
