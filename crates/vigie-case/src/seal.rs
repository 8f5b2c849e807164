//! Sealing the records of encrypted evidence.
//!
//! The key is HMAC-SHA-256 of a random salt under the backup's passphrase key, so whoever knows the
//! password of the backup, and nobody else, can open the records. Each block has its own random
//! nonce and is bound to its id.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::CaseError;

const NONCE: usize = 12;

/// What a case keeps of a seal: nothing secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SealParameters {
    /// How the passphrase key is derived from the password, as the evidence slice wrote it.
    pub(crate) derivation: serde_json::Value,
    salt: [u8; 16],
    check: [u8; 16],
}

/// Opens and closes the records of one source. The key is wiped from memory when dropped.
#[derive(Clone)]
pub struct SealKey {
    key: Zeroizing<[u8; 32]>,
    parameters: SealParameters,
}

impl SealKey {
    /// A new seal under `passphrase_key`; `derivation` says how a password becomes that key.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new(
        passphrase_key: &[u8; 32],
        derivation: serde_json::Value,
    ) -> Result<Self, CaseError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| {
            CaseError::Io("random numbers".into(), std::io::Error::other(error.to_string()))
        })?;
        let key = mac(passphrase_key, b"vigie case seal 1", &salt);
        let check = check(&key);
        Ok(Self { key, parameters: SealParameters { derivation, salt, check } })
    }

    /// The seal that `parameters` describe, if `passphrase_key` is the right one.
    pub(crate) fn open(
        passphrase_key: &[u8; 32],
        parameters: &SealParameters,
        source: u32,
    ) -> Result<Self, CaseError> {
        let key = mac(passphrase_key, b"vigie case seal 1", &parameters.salt);
        if check(&key) != parameters.check {
            return Err(CaseError::WrongKey(source));
        }
        Ok(Self { key, parameters: parameters.clone() })
    }

    pub(crate) const fn parameters(&self) -> &SealParameters {
        &self.parameters
    }

    /// Nonce and ciphertext of `plain`, which is wiped.
    pub(crate) fn seal(
        &self,
        block: i64,
        part: Part,
        plain: &mut Vec<u8>,
    ) -> Result<Vec<u8>, CaseError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| failed())?;
        let payload = Payload { msg: plain, aad: &part.bound_to(block) };
        let mut sealed = nonce.to_vec();
        let cipher = self.cipher().encrypt(&Nonce::from(nonce), payload).map_err(|_| failed())?;
        sealed.extend_from_slice(&cipher);
        plain.zeroize();
        Ok(sealed)
    }

    /// The plain text of a sealed block.
    pub(crate) fn unseal(
        &self,
        block: i64,
        part: Part,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CaseError> {
        let (nonce, cipher) = sealed.split_first_chunk::<NONCE>().ok_or_else(failed)?;
        let payload = Payload { msg: cipher, aad: &part.bound_to(block) };
        let plain = self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| failed())?;
        Ok(Zeroizing::new(plain))
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&(*self.key).into())
    }
}

/// What of a block is sealed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// Its records.
    Records,
    /// Their instants.
    Instants,
}

impl Part {
    /// What ties the sealed bytes to their place, so that none can be put in another's.
    fn bound_to(self, block: i64) -> [u8; 9] {
        let [a, b, c, d, e, f, g, h] = block.to_be_bytes();
        [a, b, c, d, e, f, g, h, self as u8]
    }
}

fn failed() -> CaseError {
    CaseError::Io("case.sqlite".into(), std::io::Error::other("a sealed block is damaged"))
}

fn mac(key: &[u8; 32], label: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
    // HMAC takes keys of any length: the error cannot occur, and an all-zero key would fail the check.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Zeroizing::default() };
    mac.update(label);
    mac.update(salt);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Tells a right key from a wrong one without revealing it.
fn check(key: &[u8; 32]) -> [u8; 16] {
    let full = mac(key, b"check", b"");
    let mut check = [0; 16];
    check.copy_from_slice(full.get(..16).unwrap_or(&[0; 16]));
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_and_block_open_a_seal() {
        let seal = SealKey::new(&[7; 32], serde_json::Value::Null).unwrap();
        let mut plain = b"a message".to_vec();
        let sealed = seal.seal(5, Part::Records, &mut plain).unwrap();
        assert!(plain.is_empty() && !sealed.windows(9).any(|part| part == b"a message"));
        let again = SealKey::open(&[7; 32], seal.parameters(), 0).unwrap();
        assert_eq!(*again.unseal(5, Part::Records, &sealed).unwrap(), b"a message");
        assert!(again.unseal(6, Part::Records, &sealed).is_err());
        assert!(again.unseal(5, Part::Records, &sealed[..sealed.len() - 1]).is_err());
        assert!(again.unseal(5, Part::Instants, &sealed).is_err());
        assert!(again.unseal(5, Part::Records, &[]).is_err());
        assert!(matches!(
            SealKey::open(&[8; 32], seal.parameters(), 3),
            Err(CaseError::WrongKey(3))
        ));
    }
}
