//! Files encrypted with age: AndroidQF's acquisitions (`UUID.zip.age`).
//!
//! ```text
//! age-encryption.org/v1
//! -> X25519 EPHEMERAL SHARE             or: -> scrypt SALT LOG2 OF THE WORK
//! FILE KEY, WRAPPED
//! --- MAC
//! nonce of 16 bytes, then chunks of 64 KiB, each with a tag of 16 bytes (STREAM)
//! ```
//!
//! Chunks are decrypted where they are read; nothing decrypted touches a disk. Without the feature
//! `age` the header is read all the same, so that it can be said what the file is.
//! Source: <https://age-encryption.org/v1>.

mod base64;
mod bech32;
mod header;
mod identity;
#[cfg(feature = "age")]
mod stream;
#[cfg(feature = "age")]
mod unwrap;

use std::fmt;
#[cfg(feature = "age")]
use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use vigie_core::{SharedBytes, Stop};
use zeroize::Zeroizing;

use crate::PassphraseKey;

pub use header::AgeHeader;
pub(crate) use header::is_age;
pub use identity::AgeIdentity;

/// The key of one file. Wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct AgeKey(pub(crate) Zeroizing<[u8; 16]>);

impl AgeKey {
    /// A key that seals what is kept of the file.
    #[must_use]
    pub fn seal(&self) -> PassphraseKey {
        let mut seal = Zeroizing::new([0; 32]);
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&*self.0) {
            mac.update(b"vigie case");
            seal.copy_from_slice(&mac.finalize().into_bytes());
        }
        PassphraseKey::from_bytes(seal)
    }
}

/// The plain bytes of `data`, which begins as a file encrypted with age.
pub(crate) fn plain(data: SharedBytes, key: &AgeKey) -> Result<SharedBytes, Stop> {
    #[cfg(feature = "age")]
    {
        let header = AgeHeader::read(&data)?;
        Ok(Arc::new(stream::AgeReader::new(data, &header, key)?))
    }
    #[cfg(not(feature = "age"))]
    {
        let _ = (data, key);
        Err(Stop::Unsupported("age, which this program was built without,".into()))
    }
}

impl fmt::Debug for AgeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgeKey(…)")
    }
}
