//! The keys of an encrypted backup: keybag, class keys, file keys.
//!
//! Layout: Apple Platform Security, "Keybags for Data Protection", and the tags of
//! `AppleKeyStore` as many tools document them. A stream of tag, big-endian length, value.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use aes::Aes256;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use aes_kw::{KeyInit, KwAes256};
use sha1::Sha1;
use sha2::Sha256;

use super::{Encryption, Scheme};
use crate::{Error, Result, Rng};

/// The protection class of a file available after the first unlocking, and of the index.
pub(crate) const AFTER_FIRST_UNLOCK: u32 = 3;
const CLASSES: std::ops::RangeInclusive<u32> = 1..=11;
/// `WRAP`: wrapped with the key made of the password.
const BY_PASSWORD: u32 = 2;

/// The keys of one backup.
#[derive(Debug)]
pub(crate) struct Keys {
    /// `BackupKeyBag`.
    pub(crate) keybag: Vec<u8>,
    /// `ManifestKey`, where the index is encrypted.
    pub(crate) manifest_key: Option<Vec<u8>>,
    manifest: [u8; 32],
    classes: Vec<(u32, [u8; 32])>,
    rng: Rng,
}

impl Keys {
    /// Makes all keys from the password and the seed in `rng`.
    pub(crate) fn new(encryption: &Encryption, mut rng: Rng) -> Result<Self> {
        let (salt, first_salt): ([u8; 20], [u8; 20]) = (rng.bytes(), rng.bytes());
        let password = passphrase_key(encryption, &salt, &first_salt);
        let mut keybag = header(encryption, &salt, &first_salt, &mut rng);
        let mut classes = Vec::new();
        for class in CLASSES {
            let key: [u8; 32] = rng.bytes();
            tag(&mut keybag, b"UUID", &rng.bytes::<16>());
            tag(&mut keybag, b"CLAS", &class.to_be_bytes());
            tag(&mut keybag, b"WRAP", &BY_PASSWORD.to_be_bytes());
            tag(&mut keybag, b"KTYP", &u32::from(class == 2).to_be_bytes());
            tag(&mut keybag, b"WPKY", &wrap(&password, &key)?);
            if class == 2 {
                tag(&mut keybag, b"PBKY", &rng.bytes::<32>());
            }
            classes.push((class, key));
        }
        let mut keys = Self { keybag, manifest_key: None, manifest: rng.bytes(), classes, rng };
        if encryption.scheme == Scheme::Double {
            keys.manifest_key = Some(keys.wrapped(AFTER_FIRST_UNLOCK, &keys.manifest)?);
        }
        Ok(keys)
    }

    /// A new file key, and what `EncryptionKey` holds of it.
    pub(crate) fn file_key(&mut self, class: u32) -> Result<([u8; 32], Vec<u8>)> {
        let key = self.rng.bytes();
        Ok((key, self.wrapped(class, &key)?))
    }

    /// The class in four little-endian bytes, then `key` wrapped with the class key.
    fn wrapped(&self, class: u32, key: &[u8; 32]) -> Result<Vec<u8>> {
        let (_, class_key) = self
            .classes
            .iter()
            .find(|(number, _)| *number == class)
            .ok_or(Error::Crypto("no such protection class"))?;
        let mut bytes = class.to_le_bytes().to_vec();
        bytes.extend_from_slice(&wrap(class_key, key)?);
        Ok(bytes)
    }

    /// Encrypts the index.
    pub(crate) fn encrypt_manifest(&self, from: &Path, to: &Path) -> Result<()> {
        encrypt(&self.manifest, from, to)
    }
}

/// AES-256-CBC with a zero IV and PKCS#7 padding, streamed.
pub(crate) fn encrypt(key: &[u8; 32], from: &Path, to: &Path) -> Result<()> {
    let mut reader = BufReader::new(File::open(from).map_err(Error::at(from))?);
    let mut writer = BufWriter::new(File::create(to).map_err(Error::at(to))?);
    let mut cipher = cbc::Encryptor::<Aes256>::new(key.into(), &[0; 16].into());
    let mut chunk = Vec::with_capacity(CHUNK);
    loop {
        chunk.clear();
        let size =
            (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk).map_err(Error::at(from))?;
        let last = size < CHUNK;
        if last {
            let padding = 16 - size % 16;
            chunk.resize(size + padding, u8::try_from(padding).unwrap_or(16));
        }
        let (blocks, _) = chunk.as_chunks_mut::<16>();
        for block in blocks {
            cipher.encrypt_block(block.into());
        }
        writer.write_all(&chunk).map_err(Error::at(to))?;
        if last {
            return writer.flush().map_err(Error::at(to));
        }
    }
}

const CHUNK: usize = 1 << 16;

fn passphrase_key(encryption: &Encryption, salt: &[u8], first_salt: &[u8]) -> [u8; 32] {
    let password = encryption.password.as_bytes();
    let first: [u8; 32] =
        pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(password, first_salt, encryption.dpic);
    let password = match encryption.scheme {
        Scheme::Double => &first[..],
        Scheme::Single => password,
    };
    pbkdf2::pbkdf2_hmac_array::<Sha1, 32>(password, salt, encryption.iter)
}

fn header(encryption: &Encryption, salt: &[u8], first_salt: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut keybag = Vec::new();
    tag(&mut keybag, b"VERS", &4_u32.to_be_bytes());
    // Type 1: a backup keybag.
    tag(&mut keybag, b"TYPE", &1_u32.to_be_bytes());
    tag(&mut keybag, b"UUID", &rng.bytes::<16>());
    tag(&mut keybag, b"HMCK", &rng.bytes::<40>());
    tag(&mut keybag, b"WRAP", &0_u32.to_be_bytes());
    tag(&mut keybag, b"SALT", salt);
    tag(&mut keybag, b"ITER", &encryption.iter.to_be_bytes());
    if encryption.scheme == Scheme::Double {
        tag(&mut keybag, b"DPWT", &1_u32.to_be_bytes());
        tag(&mut keybag, b"DPIC", &encryption.dpic.to_be_bytes());
        tag(&mut keybag, b"DPSL", first_salt);
    }
    keybag
}

fn tag(out: &mut Vec<u8>, name: &[u8; 4], value: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(value.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(value);
}

/// RFC 3394.
fn wrap(with: &[u8; 32], key: &[u8; 32]) -> Result<[u8; 40]> {
    let mut out = [0; 40];
    KwAes256::new(with.into()).wrap_key(key, &mut out).map_err(|_| Error::Crypto("key wrap"))?;
    Ok(out)
}
