//! The header of a file encrypted with age.

use vigie_core::{ReadAt, Stop};

use super::base64;
use super::{AgeIdentity, AgeKey};
use crate::EvidenceError;
use crate::bytes::fill;

/// The first line.
const MAGIC: &str = "age-encryption.org/v1";

/// No header is longer: one of AndroidQF has one recipient.
const MOST: usize = 64 << 10;

/// Recipients that are read.
const MOST_STANZAS: usize = 64;

/// The header of a file encrypted with age. Nothing in it is secret.
#[derive(Clone, Debug)]
pub struct AgeHeader {
    pub(super) stanzas: Vec<Stanza>,
    /// What the MAC is of: the header up to the three dashes.
    pub(super) sealed: String,
    pub(super) mac: Vec<u8>,
    /// Offset of what follows.
    pub(super) payload: u64,
    /// All of it.
    text: String,
}

/// The key of the file, wrapped for one recipient.
#[derive(Clone, Debug)]
pub(super) struct Stanza {
    pub(super) kind: String,
    pub(super) arguments: Vec<String>,
    pub(super) body: Vec<u8>,
}

/// Whether a file that begins with `start` is encrypted with age.
pub(crate) fn is_age(start: &[u8]) -> bool {
    start.strip_prefix(MAGIC.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"))
}

impl AgeHeader {
    /// Reads the header at the start of `data`.
    pub(crate) fn read(data: &dyn ReadAt) -> Result<Self, Stop> {
        let mut start = vec![0; MOST];
        let filled = fill(data, 0, &mut start)?;
        let start = start.get(..filled).unwrap_or_default();
        Self::parse(start).ok_or_else(|| Stop::malformed("age header", 0, "stanzas and a MAC"))
    }

    /// The header with this text, as [`text`](Self::text) gives it.
    ///
    /// # Errors
    /// [`EvidenceError::DamagedManifest`] when it is none.
    pub fn from_text(text: &str) -> Result<Self, EvidenceError> {
        let damaged = || Stop::malformed("age header", 0, "stanzas and a MAC");
        Self::parse(text.as_bytes()).ok_or_else(|| EvidenceError::damaged("age header", damaged()))
    }

    /// All of the header.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a passphrase opens it, not an identity.
    #[must_use]
    pub fn wants_passphrase(&self) -> bool {
        self.stanzas.iter().any(|stanza| stanza.kind == "scrypt")
    }

    /// The key of the file.
    ///
    /// # Errors
    /// [`EvidenceError::WrongIdentity`] when `identity` opens none of its stanzas.
    pub fn unlock(&self, identity: &AgeIdentity) -> Result<AgeKey, EvidenceError> {
        #[cfg(feature = "age")]
        return super::unwrap::unwrap(self, identity);
        #[cfg(not(feature = "age"))]
        {
            let _ = identity;
            Err(EvidenceError::Unsupported("age, which this program was built without,".into()))
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = Lines { bytes, at: 0 };
        (lines.next()? == MAGIC).then_some(())?;
        let mut stanzas = Vec::new();
        loop {
            let start = lines.at;
            let line = lines.next()?;
            if let Some(mac) = line.strip_prefix("--- ") {
                let end = start.checked_add("---".len())?;
                let sealed = std::str::from_utf8(bytes.get(..end)?).ok()?.to_owned();
                let text = std::str::from_utf8(bytes.get(..lines.at)?).ok()?.to_owned();
                let (mac, payload) = (base64::decode(mac)?, lines.at as u64);
                return Some(Self { stanzas, sealed, mac, payload, text });
            }
            let mut words = line.strip_prefix("-> ")?.split(' ').map(str::to_owned);
            let kind = words.next()?;
            let mut body = String::new();
            // The last line of a body is shorter than 64 digits, and may be empty.
            loop {
                let line = lines.next()?;
                body.push_str(line);
                if line.len() < 64 {
                    break;
                }
            }
            (stanzas.len() < MOST_STANZAS).then_some(())?;
            let (arguments, body) = (words.collect(), base64::decode(&body)?);
            stanzas.push(Stanza { kind, arguments, body });
        }
    }
}

struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.bytes.get(self.at..)?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        self.at = self.at.checked_add(end)?.checked_add(1)?;
        std::str::from_utf8(rest.get(..end)?).ok()
    }
}
