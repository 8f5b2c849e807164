//! The keys of an encrypted backup, wrapped: `BackupKeyBag` of its `Manifest.plist`.
//!
//! A keybag is a row of fields: a tag of 4 bytes, a length (4 bytes, big-endian), the value. First
//! the header `VERS TYPE UUID HMCK WRAP SALT ITER DPWT DPIC DPSL`; from the second `UUID` on the
//! class keys, `UUID CLAS WRAP KTYP WPKY` each. Facts: Bédrune and Sigwald, "iPhone data protection
//! in depth" (HITB 2011); the `DP…` fields came with iOS 10.2.

use std::collections::BTreeMap;

use aes_kw::{KeyInit as _, KwAes256};
use vigie_core::{Limits, Reader, Stop};
use vigie_formats::plist::{self, Value};
use zeroize::Zeroizing;

use crate::{EvidenceError, KdfParameters, PassphraseKey, Piece, hex};

/// The bit of `WRAP` that says: wrapped with the passphrase key.
const WRAPPED_BY_PASSPHRASE: u32 = 2;

/// A key of 32 bytes, wrapped (RFC 3394).
pub(crate) type Wrapped = [u8; 40];

/// A backup's keybag: how its passphrase key is derived, and the class keys it wraps.
#[derive(Clone, Debug)]
pub struct Keybag {
    kdf: KdfParameters,
    classes: Vec<(u32, Wrapped)>,
    damage: Option<String>,
}

/// The class keys of a backup, by class.
pub(crate) struct ClassKeys(BTreeMap<u32, Zeroizing<[u8; 32]>>);

/// The keybag of an encrypted backup.
///
/// # Errors
/// [`EvidenceError::MissingKeybag`] when there is none, [`EvidenceError::DamagedManifest`] when it
/// cannot be read.
pub fn keybag(piece: &Piece) -> Result<Keybag, EvidenceError> {
    let plist = piece.manifest_plist.as_deref().ok_or(EvidenceError::MissingKeybag)?;
    Keybag::in_plist(plist, &Limits::default())
}

impl Keybag {
    /// How the passphrase key follows from the password.
    #[must_use]
    pub const fn kdf(&self) -> &KdfParameters {
        &self.kdf
    }

    /// The keybag in a backup's `Manifest.plist`.
    pub(crate) fn in_plist(bytes: &[u8], limits: &Limits) -> Result<Self, EvidenceError> {
        let damaged = |stop| EvidenceError::damaged("Manifest.plist", stop);
        let (plist, damage) = plist::parse_lenient(bytes, limits);
        let keybag = plist.as_ref().and_then(|plist| plist.find("BackupKeyBag"));
        match (keybag.and_then(Value::as_bytes), damage) {
            (Some(keybag), _) => Self::parse(keybag).map_err(damaged),
            (None, Some(damage)) => Err(damaged(damage)),
            (None, None) => Err(EvidenceError::MissingKeybag),
        }
    }

    /// Reads a keybag. One that is damaged after its first class key is kept as far as it goes.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Stop> {
        let mut fields = Fields::default();
        let mut reader = Reader::new(bytes);
        let mut damage = None;
        while !reader.is_empty() {
            if let Err(stop) = fields.next(&mut reader) {
                damage = Some(stop);
                break;
            }
        }
        fields.end_class();
        if fields.classes.is_empty() {
            let expected = "a class key wrapped with the passphrase key";
            let none = || Stop::malformed("BackupKeyBag", reader.offset(), expected);
            return Err(damage.unwrap_or_else(none));
        }
        let kdf = fields.kdf(reader.offset())?;
        Ok(Self { kdf, classes: fields.classes, damage: damage.map(|stop| stop.to_string()) })
    }

    /// What of the keybag could not be read.
    pub(crate) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// Unwraps the class keys.
    pub(crate) fn unlock(&self, key: &PassphraseKey) -> Result<ClassKeys, EvidenceError> {
        let mut keys = BTreeMap::new();
        for (class, wrapped) in &self.classes {
            if let Some(class_key) = unwrap(key.as_bytes(), wrapped) {
                keys.insert(*class, class_key);
            }
        }
        if keys.is_empty() { Err(EvidenceError::WrongPassword) } else { Ok(ClassKeys(keys)) }
    }
}

impl ClassKeys {
    /// Unwraps a key that a class key wraps. The error says which, after "cannot read …: ".
    pub(crate) fn unwrap(
        &self,
        class: u32,
        wrapped: &Wrapped,
    ) -> Result<Zeroizing<[u8; 32]>, Stop> {
        let Some(class_key) = self.0.get(&class) else {
            return Err(Stop::Unsupported(format!(
                "a file of protection class {class}, whose key the keybag does not give,"
            )));
        };
        unwrap(class_key, wrapped).ok_or_else(|| {
            let expected = format!("a key wrapped with that of protection class {class}");
            Stop::malformed("EncryptionKey", 0, expected)
        })
    }
}

/// RFC 3394; `None` when the integrity value is wrong, hence the key.
fn unwrap(key: &[u8; 32], wrapped: &Wrapped) -> Option<Zeroizing<[u8; 32]>> {
    let mut plain = Zeroizing::new([0; 32]);
    KwAes256::new(key.into()).unwrap_key(wrapped, &mut *plain).ok()?;
    Some(plain)
}

/// What was read of a keybag so far.
#[derive(Default)]
struct Fields {
    salt: Option<String>,
    iterations: Option<u32>,
    double_salt: Option<String>,
    double_iterations: Option<u32>,
    uuids: u32,
    class: Option<u32>,
    wrap: u32,
    key: Option<Wrapped>,
    classes: Vec<(u32, Wrapped)>,
}

impl Fields {
    /// Reads one field.
    fn next(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        let tag: [u8; 4] = reader.array("tag of a field of BackupKeyBag")?;
        let len = reader.u32_be("length of a field of BackupKeyBag")?;
        let at = reader.offset();
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let value = reader.take("field of BackupKeyBag", len)?;
        let number = |what| Reader::with_base(value, at).u32_be(what);
        match &tag {
            b"UUID" => {
                self.end_class();
                self.uuids = self.uuids.saturating_add(1);
            }
            b"SALT" if self.in_header() => self.salt = Some(hex::encode(value)),
            b"DPSL" if self.in_header() => self.double_salt = Some(hex::encode(value)),
            b"ITER" if self.in_header() => self.iterations = Some(number("ITER")?),
            b"DPIC" if self.in_header() => self.double_iterations = Some(number("DPIC")?),
            b"CLAS" => self.class = Some(number("CLAS")?),
            b"WRAP" if !self.in_header() => self.wrap = number("WRAP")?,
            b"WPKY" => self.key = value.try_into().ok(),
            _ => {}
        }
        Ok(())
    }

    const fn in_header(&self) -> bool {
        self.uuids <= 1
    }

    /// Keeps the class key read so far, if it is one that a password opens.
    fn end_class(&mut self) {
        let (class, key) = (self.class.take(), self.key.take());
        let wrap = std::mem::take(&mut self.wrap);
        if let (Some(class), Some(key), true) = (class, key, wrap & WRAPPED_BY_PASSPHRASE != 0) {
            // The upper half of the number is not part of the class.
            self.classes.push((class & 0xffff, key));
        }
    }

    fn kdf(&mut self, end: u64) -> Result<KdfParameters, Stop> {
        let missing = |what| Stop::malformed("BackupKeyBag", end, what);
        Ok(KdfParameters {
            salt: self.salt.take().ok_or_else(|| missing("a field SALT before its end"))?,
            iterations: self.iterations.ok_or_else(|| missing("a field ITER before its end"))?,
            double_salt: self.double_salt.take(),
            double_iterations: self.double_iterations,
        })
    }
}
