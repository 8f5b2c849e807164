//! The key that a backup's password stands for.

use std::fmt;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use zeroize::Zeroizing;

use crate::{EvidenceError, Keybag, hex};

/// The 32 bytes that open a backup's keybag. Wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct PassphraseKey(Zeroizing<[u8; 32]>);

/// A key file is 64 digits and perhaps a line end; more than this is something else.
const MOST_KEY_FILE: u64 = 1024;

impl PassphraseKey {
    /// Derives the key of `keybag` from `password`: [`KdfParameters::derive`](crate::KdfParameters::derive).
    ///
    /// # Errors
    /// [`EvidenceError::TooManyRounds`] for absurd parameters, [`EvidenceError::Interrupted`] once
    /// `stop` is true. A wrong password is found by [`check`](Self::check), not here.
    pub fn derive(
        keybag: &Keybag,
        password: &[u8],
        progress: &mut dyn FnMut(u64, u64),
        stop: &AtomicBool,
    ) -> Result<Self, EvidenceError> {
        keybag.kdf().derive(password, progress, stop)
    }

    /// The key in a file of 64 hexadecimal digits, as [`to_hex`](Self::to_hex) and MVT's
    /// `extract-key` write it.
    ///
    /// # Errors
    /// [`EvidenceError::Io`] when it cannot be read, [`EvidenceError::KeyFile`] when it holds
    /// something else.
    pub fn from_hex_file(path: &Path) -> Result<Self, EvidenceError> {
        use std::io::Read as _;
        let io = |source| EvidenceError::Io { path: path.to_owned(), source };
        let mut text = Zeroizing::new(Vec::with_capacity(128));
        std::fs::File::open(path)
            .and_then(|file| file.take(MOST_KEY_FILE).read_to_end(&mut text))
            .map_err(io)?;
        let key = hex::decode(text.trim_ascii()).map(Zeroizing::new);
        key.map(Self).ok_or_else(|| EvidenceError::KeyFile { path: path.to_owned() })
    }

    /// A key from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The key as 64 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(&*self.0))
    }

    /// The key itself, to derive other keys from it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Tells whether the key opens `keybag`.
    ///
    /// # Errors
    /// [`EvidenceError::WrongPassword`] when it opens none of its class keys.
    pub fn check(&self, keybag: &Keybag) -> Result<(), EvidenceError> {
        keybag.unlock(self).map(drop)
    }
}

impl fmt::Debug for PassphraseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassphraseKey(…)")
    }
}
