//! What opens a file: an identity from a file, or a passphrase.

use std::io::Read as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::bech32;
use crate::EvidenceError;

/// How an identity begins, in lower case.
const PREFIX: &str = "age-secret-key-";

/// More than this is no file of identities.
const MOST: u64 = 1 << 20;

/// Identities of an identity file, or a passphrase. Wiped from memory when dropped, never printed.
pub struct AgeIdentity(pub(super) Secret);

pub(super) enum Secret {
    /// Scalars of X25519.
    Keys(Vec<Zeroizing<[u8; 32]>>),
    Passphrase(Zeroizing<Vec<u8>>),
}

impl AgeIdentity {
    /// The identities in a file, one on a line: `AGE-SECRET-KEY-1…`. Lines that begin with `#` are
    /// comments.
    ///
    /// # Errors
    /// [`EvidenceError::Io`] when it cannot be read, [`EvidenceError::IdentityFile`] when it holds
    /// none.
    pub fn from_file(path: &Path) -> Result<Self, EvidenceError> {
        let io = |source| EvidenceError::Io { path: path.to_owned(), source };
        let mut text = Zeroizing::new(Vec::new());
        let file = std::fs::File::open(path).map_err(io)?;
        file.take(MOST).read_to_end(&mut text).map_err(io)?;
        let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let lines = lines.filter_map(|line| std::str::from_utf8(line).ok());
        let keys: Vec<_> = lines.filter_map(|line| bech32::decode(line, PREFIX)).collect();
        if keys.is_empty() {
            return Err(EvidenceError::IdentityFile { path: path.to_owned() });
        }
        Ok(Self(Secret::Keys(keys)))
    }

    /// A passphrase.
    #[must_use]
    pub const fn from_passphrase(passphrase: Zeroizing<Vec<u8>>) -> Self {
        Self(Secret::Passphrase(passphrase))
    }
}

impl std::fmt::Debug for AgeIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AgeIdentity(…)")
    }
}
