//! The header of an Android backup (`.ab`), and the key of an encrypted one.
//!
//! ```text
//! ANDROID BACKUP              lines that end in LF
//! 5                           version: 1 to 5
//! 1                           1: the payload is one zlib stream
//! AES-256                     or `none`; then come five lines more:
//! user salt · checksum salt · rounds · user IV · master key blob      in hexadecimal, rounds decimal
//! ```
//!
//! The payload is a tar archive. The blob, decrypted by AES-256-CBC with the key that PBKDF2 makes of
//! the password, holds IV, master key and a checksum of the latter, each after its length (a byte).
//! Source: AOSP `services/backup/java/com/android/server/backup/utils/PasswordUtils.java` and
//! `encryption` in `PerformAdbRestoreTask.java`,
//! <https://android.googlesource.com/platform/frameworks/base/>.

use std::sync::Arc;

use vigie_core::{Bytes, ReadAt, SharedBytes, Stop, read_all};
use zeroize::Zeroizing;

use crate::bytes::fill;
use crate::cbc::CbcReader;
use crate::{EvidenceError, KdfParameters, PassphraseKey, hex, pbkdf2};

/// Its first line.
const MAGIC: &[u8] = b"ANDROID BACKUP\n";

/// No header is longer.
const MOST_HEADER: usize = 4096;

/// Versions that are known.
const VERSIONS: std::ops::RangeInclusive<u32> = 1..=5;

/// Phones ask for 10,000 rounds; more than this wants to keep us busy.
const MOST_ROUNDS: u32 = 20_000_000;

/// The header of a backup.
#[derive(Clone, Debug)]
pub(crate) struct AdbBackup {
    pub(crate) version: u32,
    pub(crate) is_compressed: bool,
    pub(crate) encryption: Option<Encryption>,
    /// Offset of the payload.
    pub(crate) payload: u64,
}

/// How a backup is encrypted. Nothing here is secret.
#[derive(Clone, Debug)]
pub(crate) struct Encryption {
    kdf: KdfParameters,
    checksum_salt: Vec<u8>,
    iv: [u8; 16],
    blob: Vec<u8>,
    /// Whether the checksum is of the key's bytes as they are.
    is_old: bool,
}

/// What opens the payload.
#[derive(Clone)]
pub(crate) struct MasterKey {
    pub(crate) key: Zeroizing<[u8; 32]>,
    pub(crate) iv: [u8; 16],
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// Whether a file that begins with `start` is a backup.
pub(crate) fn is_adb_backup(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

impl AdbBackup {
    /// Reads the header at the start of `data`.
    pub(crate) fn read(data: &dyn ReadAt) -> Result<Self, Stop> {
        let mut start = vec![0; MOST_HEADER];
        let filled = fill(data, 0, &mut start)?;
        start.truncate(filled);
        let mut lines = Lines { bytes: &start, at: 0 };
        lines.next("the first line of an Android backup", |line| {
            (line == "ANDROID BACKUP").then_some(())
        })?;
        let version = lines.next("a version", |line| line.parse().ok())?;
        if !VERSIONS.contains(&version) {
            return Err(Stop::Unsupported(format!("version {version} of Android backups")));
        }
        let is_compressed = lines.next("0 or 1, for compression", |line| match line {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        })?;
        let cipher = lines.next("the name of a cipher", |line| Some(line.to_owned()))?;
        let encryption = match cipher.as_str() {
            "none" => None,
            "AES-256" => Some(Encryption::read(&mut lines, version)?),
            _ => return Err(Stop::Unsupported("the cipher of this Android backup".into())),
        };
        Ok(Self { version, is_compressed, encryption, payload: lines.at as u64 })
    }
}

impl Encryption {
    fn read(lines: &mut Lines<'_>, version: u32) -> Result<Self, Stop> {
        let hex = |line: &str| hex::decode_all(line).filter(|bytes| !bytes.is_empty());
        let salt = lines.next("a salt in hexadecimal", hex)?;
        let checksum_salt = lines.next("a salt in hexadecimal", hex)?;
        let iterations = lines.next("a number of rounds", |line| line.parse().ok())?;
        let iv = lines.next("an IV of 16 bytes", |line| hex::decode(line.as_bytes()))?;
        let blob = lines.next("the master key in hexadecimal", hex)?;
        let salt = hex::encode(&salt);
        let kdf = KdfParameters { salt, iterations, double_salt: None, double_iterations: None };
        Ok(Self { kdf, checksum_salt, iv, blob, is_old: version == 1 })
    }

    /// How the key that opens the blob follows from the password.
    pub(crate) const fn kdf(&self) -> &KdfParameters {
        &self.kdf
    }

    /// The key of the payload.
    ///
    /// # Errors
    /// [`EvidenceError::WrongPassword`] when `key` does not open it.
    pub(crate) fn unlock(&self, key: &PassphraseKey) -> Result<MasterKey, EvidenceError> {
        let rounds = self.kdf.iterations;
        if rounds > MOST_ROUNDS {
            let (rounds, most) = (rounds.into(), MOST_ROUNDS.into());
            return Err(EvidenceError::TooManyRounds { rounds, most });
        }
        let data: SharedBytes = Arc::new(Bytes(self.blob.clone()));
        let plain = CbcReader::with_iv(data, key.as_bytes(), self.iv, None)
            .map_err(Stop::Io)
            .and_then(|plain| read_all(&plain, MOST_HEADER as u64))
            .map(Zeroizing::new)
            .map_err(|_| EvidenceError::WrongPassword)?;
        let mut rest = plain.as_slice();
        let mut field = || {
            let (len, after) = rest.split_first()?;
            let (field, after) = after.split_at_checked(usize::from(*len))?;
            rest = after;
            Some(field)
        };
        let (iv, master, checksum) = (field(), field(), field());
        let (Some(iv), Some(master), Some(checksum)) = (iv, master, checksum) else {
            return Err(EvidenceError::WrongPassword);
        };
        let (Ok(iv), Ok(master)) = (iv.try_into(), <[u8; 32]>::try_from(master)) else {
            return Err(EvidenceError::WrongPassword);
        };
        let key = Zeroizing::new(master);
        // Some makers wrote the checksum of another version.
        let fits = |is_old| self.checksum(&key, is_old).is_ok_and(|sum| *sum == *checksum);
        if fits(self.is_old) || fits(!self.is_old) {
            return Ok(MasterKey { key, iv });
        }
        Err(EvidenceError::WrongPassword)
    }

    /// The checksum of the master key. Since version 2 its bytes go through the characters of Java,
    /// whose bytes are signed: those from 0x80 on become U+FF80 and above, in UTF-8.
    fn checksum(&self, key: &[u8; 32], is_old: bool) -> Result<Zeroizing<[u8; 32]>, EvidenceError> {
        let mut text = Zeroizing::new(Vec::with_capacity(96));
        for byte in key {
            if is_old || *byte < 0x80 {
                text.push(*byte);
            } else {
                text.extend_from_slice(&[0xef, 0xbc | (byte >> 6 & 0x3f), 0x80 | (byte & 0x3f)]);
            }
        }
        let mut report = |_| Ok(());
        pbkdf2::with_sha1(&text, &self.checksum_salt, self.kdf.iterations, &mut report)
    }
}

/// Lines of the header.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Lines<'_> {
    /// What `read` makes of the next line.
    fn next<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Stop> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let line = end.and_then(|end| std::str::from_utf8(rest.get(..end)?).ok());
        let value = line.map(|line| line.trim_end_matches('\r')).and_then(read);
        let at = self.at as u64;
        let value = value.ok_or_else(|| Stop::malformed("Android backup", at, expected))?;
        self.at = self.at.saturating_add(end.unwrap_or(0)).saturating_add(1);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<AdbBackup, Stop> {
        AdbBackup::read(&Bytes(text.as_bytes().to_vec()))
    }

    #[test]
    fn a_plain_header_ends_with_its_fourth_line() {
        let backup = read("ANDROID BACKUP\n5\n1\nnone\nxyz").unwrap();
        assert_eq!((backup.version, backup.is_compressed, backup.payload), (5, true, 24));
        assert!(backup.encryption.is_none());
    }

    #[test]
    fn what_is_no_header_is_said_to_be_none() {
        for text in [
            "",
            "ANDROID BACKUP",
            "ANDROID BACKUP\n",
            "ANDROID BACKUP\n6\n0\nnone\n",
            "ANDROID BACKUP\n5\n2\nnone\n",
            "ANDROID BACKUP\n5\n0\nDES\n",
            "ANDROID BACKUP\n5\n0\nAES-256\nAB\nAB\n10\nAB\nAB\n",
            "ANDROID BACKUP\n5\n0\nAES-256\nA\n",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
