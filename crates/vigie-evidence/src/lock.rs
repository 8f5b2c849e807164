//! What keeps a piece of evidence closed.

use crate::android::Encryption;
use crate::{EvidenceError, KdfParameters, Keybag, PassphraseKey, Piece, keybag};
use vigie_core::EvidenceKind;

/// What keeps an encrypted piece closed: how its key follows from the password, and what tells
/// whether that is the right one.
#[derive(Clone, Debug)]
pub struct Lock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Keybag(Box<Keybag>),
    Adb(Box<Encryption>),
}

/// The lock of a piece; `None` when it is not encrypted.
///
/// # Errors
/// When it is, but says too little about how: see [`keybag`].
pub fn lock(piece: &Piece) -> Result<Option<Lock>, EvidenceError> {
    if piece.kind == EvidenceKind::IosBackupEncrypted {
        return keybag(piece).map(|keybag| Some(Lock(Kind::Keybag(Box::new(keybag)))));
    }
    let encryption = piece.adb_backup.as_ref().and_then(|backup| backup.encryption.clone());
    Ok(encryption.map(|encryption| Lock(Kind::Adb(Box::new(encryption)))))
}

impl Lock {
    /// How the key follows from the password.
    #[must_use]
    pub const fn kdf(&self) -> &KdfParameters {
        match &self.0 {
            Kind::Keybag(keybag) => keybag.kdf(),
            Kind::Adb(encryption) => encryption.kdf(),
        }
    }

    /// Tells whether `key` opens it.
    ///
    /// # Errors
    /// [`EvidenceError::WrongPassword`] when it does not.
    pub fn check(&self, key: &PassphraseKey) -> Result<(), EvidenceError> {
        match &self.0 {
            Kind::Keybag(keybag) => key.check(keybag),
            Kind::Adb(encryption) => encryption.unlock(key).map(drop),
        }
    }
}
