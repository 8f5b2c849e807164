//! From a password to the key of a backup: PBKDF2, once or twice.
//!
//! iOS 10.2 and later: `PBKDF2-HMAC-SHA-1(PBKDF2-HMAC-SHA-256(password, DPSL, DPIC), SALT, ITER)`.
//! Earlier: the second stage alone, on the password itself.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{EvidenceError, PassphraseKey, hex, pbkdf2};

/// Devices ask for 10,000,000 rounds; a keybag that asks for more than this wants to keep us busy.
const MOST_ROUNDS: u32 = 200_000_000;

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
    /// Rounds of the first stage (`DPIC`), with HMAC-SHA-256; `None` before iOS 10.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub double_iterations: Option<u32>,
}

impl KdfParameters {
    /// Derives the key from `password`. `progress` hears rounds done and rounds in all, many times
    /// a second.
    ///
    /// # Errors
    /// [`EvidenceError::TooManyRounds`] for absurd parameters, [`EvidenceError::DamagedManifest`]
    /// for a salt that is not hexadecimal, [`EvidenceError::Interrupted`] once `stop` is true.
    pub fn derive(
        &self,
        password: &[u8],
        progress: &mut dyn FnMut(u64, u64),
        stop: &AtomicBool,
    ) -> Result<PassphraseKey, EvidenceError> {
        let first_rounds = self.first_stage().map(|(_, rounds)| rounds);
        for rounds in [self.iterations, first_rounds.unwrap_or(1)] {
            check_rounds(rounds)?;
        }
        // HMAC-SHA-1 gives 20 bytes, and 32 are wanted: each of its rounds counts twice.
        let all = u64::from(self.iterations) * 2 + u64::from(first_rounds.unwrap_or(0));
        let mut done = 0_u64;
        let mut report = |rounds: u32| {
            done = done.saturating_add(rounds.into());
            progress(done, all);
            if stop.load(Ordering::Relaxed) { Err(EvidenceError::Interrupted) } else { Ok(()) }
        };
        let stretched = match self.first_stage() {
            Some((salt, rounds)) => {
                pbkdf2::with_sha256(password, &unhex(salt)?, rounds, &mut report)?.to_vec()
            }
            None => password.to_vec(),
        };
        let stretched = Zeroizing::new(stretched);
        let salt = unhex(&self.salt)?;
        let key = pbkdf2::with_sha1(&stretched, &salt, self.iterations, &mut report)?;
        Ok(PassphraseKey::from_bytes(key))
    }

    /// Salt and rounds of the first stage, where there is one.
    fn first_stage(&self) -> Option<(&str, u32)> {
        Some((self.double_salt.as_deref()?, self.double_iterations?))
    }
}

fn check_rounds(rounds: u32) -> Result<(), EvidenceError> {
    if rounds > MOST_ROUNDS {
        let (rounds, most) = (rounds.into(), MOST_ROUNDS.into());
        return Err(EvidenceError::TooManyRounds { rounds, most });
    }
    if rounds == 0 {
        return Err(damaged("at least one round of key derivation"));
    }
    Ok(())
}

fn unhex(salt: &str) -> Result<Vec<u8>, EvidenceError> {
    hex::decode_all(salt).ok_or_else(|| damaged("a salt in hexadecimal"))
}

fn damaged(expected: &str) -> EvidenceError {
    let (file, expected) = ("BackupKeyBag".to_owned(), expected.to_owned());
    EvidenceError::DamagedManifest { file, offset: 0, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> KdfParameters {
        KdfParameters {
            salt: "00112233".into(),
            iterations: 3,
            double_salt: Some("44556677".into()),
            double_iterations: Some(40_000),
        }
    }

    #[test]
    fn both_stages_run_and_are_reported() {
        let mut seen = Vec::new();
        let run = &AtomicBool::new(false);
        let mut progress = |done, all| seen.push((done, all));
        let key = parameters().derive(b"secret", &mut progress, run).unwrap();
        let (mut first, mut second) = ([0; 32], [0; 32]);
        ::pbkdf2::pbkdf2_hmac::<sha2::Sha256>(b"secret", b"\x44\x55\x66\x77", 40_000, &mut first);
        ::pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&first, b"\x00\x11\x22\x33", 3, &mut second);
        assert_eq!(key.as_bytes(), &second);
        assert_eq!(seen.last(), Some(&(40_006, 40_006)));
    }

    #[test]
    fn one_stage_before_ios_10_2() {
        let old = KdfParameters { double_salt: None, double_iterations: None, ..parameters() };
        let key = old.derive(b"secret", &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
        let mut expected = [0; 32];
        ::pbkdf2::pbkdf2_hmac::<sha1::Sha1>(b"secret", b"\x00\x11\x22\x33", 3, &mut expected);
        assert_eq!(key.as_bytes(), &expected);
    }

    #[test]
    fn absurd_rounds_are_refused_and_zero_too() {
        let derive = |one: &KdfParameters| {
            one.derive(b"x", &mut |_, _| {}, &AtomicBool::new(false)).unwrap_err().to_string()
        };
        let many = KdfParameters { double_iterations: Some(u32::MAX), ..parameters() };
        assert!(derive(&many).contains("4294967295 rounds"));
        let none = KdfParameters { iterations: 0, ..parameters() };
        assert!(derive(&none).contains("at least one round"));
        let salt = KdfParameters { salt: "0x".into(), ..parameters() };
        assert!(derive(&salt).contains("hexadecimal"));
    }

    #[test]
    fn a_stop_is_obeyed() {
        let stop = AtomicBool::new(true);
        let many = KdfParameters { double_iterations: Some(MOST_ROUNDS), ..parameters() };
        let done = many.derive(b"x", &mut |_, _| {}, &stop);
        assert!(matches!(done, Err(EvidenceError::Interrupted)));
    }
}
