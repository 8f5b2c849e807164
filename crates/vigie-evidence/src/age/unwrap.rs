//! From an identity or a passphrase to the key of the file.

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::AgeKey;
use super::base64;
use super::header::{AgeHeader, Stanza};
use super::identity::{AgeIdentity, Secret};
use crate::EvidenceError;

/// What the key of X25519 is derived with.
const X25519: &[u8] = b"age-encryption.org/v1/X25519";

/// What stands before the salt of a passphrase.
const SCRYPT: &[u8] = b"age-encryption.org/v1/scrypt";

/// Work that takes 1 GiB; age asks for 18 by default. More wants to keep us busy.
const MOST_WORK: u8 = 20;

type Key = Zeroizing<[u8; 32]>;

/// The key of the file that `header` heads.
pub(super) fn unwrap(header: &AgeHeader, identity: &AgeIdentity) -> Result<AgeKey, EvidenceError> {
    let mut found = None;
    for stanza in &header.stanzas {
        found = match &identity.0 {
            Secret::Keys(keys) => keys.iter().find_map(|key| of_identity(stanza, key)),
            // Nobody else may have sealed it: a passphrase stands alone.
            Secret::Passphrase(passphrase) if header.stanzas.len() == 1 => {
                of_passphrase(stanza, passphrase)?
            }
            Secret::Passphrase(_) => None,
        };
        if found.is_some() {
            break;
        }
    }
    let key = found.ok_or(EvidenceError::WrongIdentity)?;
    let mac_key = derive(&*key.0, None, b"header");
    let mac = Hmac::<Sha256>::new_from_slice(&*mac_key).ok();
    let sound = mac.is_some_and(|mut mac| {
        mac.update(header.sealed.as_bytes());
        mac.verify_slice(&header.mac).is_ok()
    });
    if sound { Ok(key) } else { Err(EvidenceError::WrongIdentity) }
}

/// The key in a stanza of X25519.
fn of_identity(stanza: &Stanza, secret: &Key) -> Option<AgeKey> {
    let [share] = stanza.arguments.as_slice() else { return None };
    let share: [u8; 32] = base64::decode(share)?.try_into().ok()?;
    (stanza.kind == "X25519").then_some(())?;
    let shared = Zeroizing::new(x25519_dalek::x25519(**secret, share));
    // A share of low order would make a key that everybody knows.
    shared.iter().any(|byte| *byte != 0).then_some(())?;
    let own = x25519_dalek::x25519(**secret, x25519_dalek::X25519_BASEPOINT_BYTES);
    open(&derive(&*shared, Some(&[share, own].concat()), X25519), &stanza.body)
}

/// The key in a stanza of a passphrase.
fn of_passphrase(stanza: &Stanza, passphrase: &[u8]) -> Result<Option<AgeKey>, EvidenceError> {
    let [salt, work] = stanza.arguments.as_slice() else { return Ok(None) };
    let (Some(salt), Ok(work)) = (base64::decode(salt), work.parse::<u8>()) else {
        return Ok(None);
    };
    if stanza.kind != "scrypt" || salt.len() != 16 {
        return Ok(None);
    }
    if work > MOST_WORK {
        let (rounds, most) = (1 << u64::from(work.min(63)), 1 << MOST_WORK);
        return Err(EvidenceError::TooManyRounds { rounds, most });
    }
    let Ok(parameters) = scrypt::Params::new(work, 8, 1) else { return Ok(None) };
    let mut key = Key::default();
    let salt = [SCRYPT, &salt].concat();
    let derived = scrypt::scrypt(passphrase, &salt, &parameters, &mut *key);
    Ok(derived.ok().and_then(|()| open(&key, &stanza.body)))
}

/// Opens a wrapped key of 16 bytes.
fn open(key: &Key, wrapped: &[u8]) -> Option<AgeKey> {
    // Longer bodies could be made to open with several keys.
    (wrapped.len() == 32).then_some(())?;
    let cipher = ChaCha20Poly1305::new((&**key).into());
    let plain = Zeroizing::new(cipher.decrypt(&[0; 12].into(), wrapped).ok()?);
    plain.as_slice().try_into().ok().map(|key| AgeKey(Zeroizing::new(key)))
}

/// 32 bytes by HKDF with SHA-256.
pub(super) fn derive(secret: &[u8], salt: Option<&[u8]>, info: &[u8]) -> Key {
    let mut key = Key::default();
    // 32 bytes are never too many.
    let _ = Hkdf::<Sha256>::new(salt, secret).expand(info, &mut *key);
    key
}
