//! Signed notes (<https://c2sp.org/signed-note>): a text, and signature lines by keys that have a name.
//!
//! Algorithm 1 is Ed25519 over the text; algorithm 4 is the cosignature of a witness
//! (<https://c2sp.org/tlog-cosignature>), which signs the time with it.

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// Octets of the longest note.
const MOST: usize = 1 << 20;

/// Signatures of one note.
const MOST_SIGNATURES: usize = 100;

/// Sort of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Signs notes.
    Ed25519,
    /// Signs checkpoints with a time, as a witness.
    Cosignature,
}

impl Algorithm {
    const fn octet(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::Cosignature => 4,
        }
    }
}

/// A key that verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Its sort.
    pub algorithm: Algorithm,
    /// The first octets of its hash, by which signature lines name it.
    pub id: [u8; 4],
    key: VerifyingKey,
}

/// What a signature line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The signature is the key's; with the time it signed, in seconds since 1970, for a cosignature.
    Valid(Option<u64>),
    /// It names the key, but is not the key's.
    Invalid,
}

fn id(name: &str, algorithm: Algorithm, key: &[u8; 32]) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([b'\n', algorithm.octet()]);
    hash.update(key);
    let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
    [a, b, c, d]
}

/// Whether a name of a key may be one: not empty, no space, no `+`.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+' || c.is_control())
}

impl Key {
    /// The key that a verifier key `name+hash+base64` is; `None` when that is none that is known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '+');
        let (name, hash, key) = (parts.next()?, parts.next()?, parts.next()?);
        let bytes = Base64::decode_vec(key).ok()?;
        let (sort, key) = bytes.split_first()?;
        let algorithm = match sort {
            1 => Algorithm::Ed25519,
            4 => Algorithm::Cosignature,
            _ => return None,
        };
        let key: [u8; 32] = key.try_into().ok()?;
        let made = Self::new(name, algorithm, VerifyingKey::from_bytes(&key).ok()?)?;
        let declared = u32::from_str_radix(hash, 16).ok()?;
        (hash.len() == 8 && made.id == declared.to_be_bytes()).then_some(made)
    }

    /// A key called `name`.
    #[must_use]
    pub fn new(name: &str, algorithm: Algorithm, key: VerifyingKey) -> Option<Self> {
        is_name(name).then(|| Self {
            name: name.to_owned(),
            algorithm,
            id: id(name, algorithm, &key.to_bytes()),
            key,
        })
    }

    /// As a verifier key is written.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut bytes = vec![self.algorithm.octet()];
        bytes.extend(self.key.to_bytes());
        let hash = u32::from_be_bytes(self.id);
        format!("{}+{hash:08x}+{}", self.name, Base64::encode_string(&bytes))
    }
}

/// A signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Name of the key.
    pub name: String,
    /// First octets of the key's hash.
    pub id: [u8; 4],
    /// What was signed with.
    pub signature: Vec<u8>,
}

/// A signed note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its text, with the newline at its end.
    pub text: String,
    /// Its signature lines.
    pub lines: Vec<Line>,
}

impl Note {
    /// The note that a text is; `None` when it is none.
    #[must_use]
    pub fn parse(whole: &str) -> Option<Self> {
        if whole.len() > MOST || whole.contains(|c: char| c.is_control() && c != '\n') {
            return None;
        }
        let at = whole.rfind("\n\n")?.checked_add(1)?;
        let (text, signatures) = whole.split_at_checked(at)?;
        let signatures = signatures.strip_prefix('\n')?;
        if !signatures.ends_with('\n') {
            return None;
        }
        let mut lines = Vec::new();
        for line in signatures.lines() {
            if lines.len() >= MOST_SIGNATURES {
                return None;
            }
            let (name, value) = line.strip_prefix("— ")?.split_once(' ')?;
            let bytes = Base64::decode_vec(value).ok()?;
            let (id, signature) = bytes.split_first_chunk::<4>()?;
            if !is_name(name) {
                return None;
            }
            lines.push(Line { name: name.to_owned(), id: *id, signature: signature.to_vec() });
        }
        (!lines.is_empty()).then(|| Self { text: text.to_owned(), lines })
    }

    /// What the note says of `key`; `None` when no line names it.
    #[must_use]
    pub fn verdict(&self, key: &Key) -> Option<Verdict> {
        let mut lines = self.lines.iter().filter(|line| line.name == key.name && line.id == key.id);
        lines.next().map(|line| self.check(line, key).map_or(Verdict::Invalid, Verdict::Valid))
    }

    fn check(&self, line: &Line, key: &Key) -> Option<Option<u64>> {
        match key.algorithm {
            Algorithm::Ed25519 => {
                let signature = Signature::from_slice(&line.signature).ok()?;
                key.key.verify_strict(self.text.as_bytes(), &signature).ok()?;
                Some(None)
            }
            Algorithm::Cosignature => {
                let (time, signature) = line.signature.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                let signature = Signature::from_slice(signature).ok()?;
                key.key.verify_strict(cosigned(&self.text, time).as_bytes(), &signature).ok()?;
                Some(Some(time))
            }
        }
    }

    /// As it is written.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut whole = format!("{}\n", self.text);
        for line in &self.lines {
            let bytes = [line.id.as_slice(), &line.signature].concat();
            whole.push_str(&format!("— {} {}\n", line.name, Base64::encode_string(&bytes)));
        }
        whole
    }
}

/// What a witness signs.
fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// A key that signs.
pub struct Signer {
    key: Key,
    secret: SigningKey,
}

impl Signer {
    /// Of these 32 octets, under a name.
    #[must_use]
    pub fn new(name: &str, algorithm: Algorithm, seed: &[u8; 32]) -> Option<Self> {
        let secret = SigningKey::from_bytes(seed);
        let key = Key::new(name, algorithm, secret.verifying_key())?;
        Some(Self { key, secret })
    }

    /// The key that a private key `PRIVATE+KEY+name+hash+base64` is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+")?;
        let mut parts = rest.splitn(3, '+');
        let (name, hash, key) = (parts.next()?, parts.next()?, parts.next()?);
        let bytes = Base64::decode_vec(key).ok()?;
        let (sort, seed) = bytes.split_first()?;
        let algorithm = match sort {
            1 => Algorithm::Ed25519,
            4 => Algorithm::Cosignature,
            _ => return None,
        };
        let signer = Self::new(name, algorithm, seed.try_into().ok()?)?;
        let id = u32::from_be_bytes(signer.key.id);
        (format!("{id:08x}") == hash).then_some(signer)
    }

    /// As a private key is written, for a file that only its owner reads.
    #[must_use]
    pub fn encode_private(&self) -> String {
        let mut bytes = vec![self.key.algorithm.octet()];
        bytes.extend(self.secret.to_bytes());
        let id = u32::from_be_bytes(self.key.id);
        format!("PRIVATE+KEY+{}+{id:08x}+{}", self.key.name, Base64::encode_string(&bytes))
    }

    /// The key that verifies.
    #[must_use]
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// Signs `text`, which ends in a newline; a witness signs it as of `time`, in seconds since 1970.
    #[must_use]
    pub fn sign(&self, text: &str, time: u64) -> Line {
        let signature = match self.key.algorithm {
            Algorithm::Ed25519 => self.secret.sign(text.as_bytes()).to_bytes().to_vec(),
            Algorithm::Cosignature => {
                let signature = self.secret.sign(cosigned(text, time).as_bytes());
                [time.to_be_bytes().as_slice(), &signature.to_bytes()].concat()
            }
        };
        Line { name: self.key.name.clone(), id: self.key.id, signature }
    }
}
