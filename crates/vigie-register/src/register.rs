//! A register on disk: a folder with `log.txt` (its origin), `leaves.jsonl` (a line per entry), tiles of
//! hashes (<https://c2sp.org/tlog-tiles>) and checkpoints.
//!
//! A leaf is `SHA-256(0x00 ‖ commitment)`, and the commitment is
//! `SHA-256("vigie-register/v1" ‖ 0x00 ‖ salt ‖ message)` with 32 octets of salt that go to whoever may open
//! it: LIIDs and numbers have so little entropy that a hash without salt could be searched. Salts are
//! written to a file that the user names, never beside the log. Nothing is sent anywhere.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::checkpoint::Checkpoint;
use crate::note::{Key, Note, Signer, Verdict};
use crate::tree::{self, Hash};

/// What stands in front of salt and message.
const DOMAIN: &[u8] = b"vigie-register/v1\0";

/// Hashes in a full tile.
const TILE: usize = 256;

/// Leaves of a register that are read.
const MOST_LEAVES: usize = 50_000_000;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, #[source] io::Error),
    /// The folder is no register, or is damaged.
    #[error("{0}: expected {1}")]
    Malformed(PathBuf, String),
    /// What is there is not what it should be.
    #[error("{0}")]
    Wrong(String),
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// Its number.
    pub index: u64,
    /// The commitment, in hexadecimal.
    pub commitment: String,
    /// The leaf, in hexadecimal.
    pub leaf_hash: String,
}

/// What opens a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Number of the leaf.
    pub index: u64,
    /// The salt, in hexadecimal.
    pub salt: String,
}

/// A register.
pub struct Register {
    folder: PathBuf,
    origin: String,
    leaves: Vec<Hash>,
}

/// The commitment to a message.
#[must_use]
pub fn commitment(salt: &[u8; 32], message: &[u8]) -> Hash {
    Sha256::new_with_prefix(DOMAIN).chain_update(salt).chain_update(message).finalize().into()
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |error| Error::Io(path.to_owned(), error)
}

impl Register {
    /// Makes an empty register in a folder that is not there yet.
    ///
    /// # Errors
    /// When the folder is there, or cannot be made.
    pub fn init(folder: &Path, origin: &str) -> Result<Self, Error> {
        if origin.is_empty() || origin.contains(char::is_control) {
            return Err(Error::Wrong("expected an origin of one line".into()));
        }
        fs::create_dir(folder).map_err(io_at(folder))?;
        let log = folder.join("log.txt");
        fs::write(&log, format!("{origin}\n")).map_err(io_at(&log))?;
        let leaves = folder.join("leaves.jsonl");
        fs::write(&leaves, "").map_err(io_at(&leaves))?;
        Ok(Self { folder: folder.to_owned(), origin: origin.to_owned(), leaves: Vec::new() })
    }

    /// Opens a register, and verifies that every leaf is the one of its commitment.
    ///
    /// # Errors
    /// When it is none, or was changed.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let log = folder.join("log.txt");
        let origin = fs::read_to_string(&log).map_err(io_at(&log))?.trim_end().to_owned();
        let path = folder.join("leaves.jsonl");
        let text = fs::read_to_string(&path).map_err(io_at(&path))?;
        let mut leaves = Vec::new();
        for line in text.lines().take(MOST_LEAVES) {
            let bad = |what: &str| {
                Error::Malformed(path.clone(), format!("{what}, at leaf {}", leaves.len()))
            };
            let leaf: Leaf = serde_json::from_str(line).map_err(|_| bad("a leaf"))?;
            let commitment = tree::from_hex(&leaf.commitment).ok_or_else(|| bad("a commitment"))?;
            let hash = tree::leaf(&commitment);
            if leaf.index != leaves.len() as u64 || leaf.leaf_hash != tree::to_hex(&hash) {
                return Err(bad("the number and leaf of its commitment"));
            }
            leaves.push(hash);
        }
        Ok(Self { folder: folder.to_owned(), origin, leaves })
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> Hash {
        tree::root(&self.leaves)
    }

    /// Adds a commitment to a message, under a fresh salt; gives what opens it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, message: &[u8]) -> Result<Opening, Error> {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt)
            .map_err(|error| Error::Wrong(format!("no randomness: {error}")))?;
        self.append_salted(message, &salt)
    }

    /// As [`Self::append`], under this salt.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append_salted(&mut self, message: &[u8], salt: &[u8; 32]) -> Result<Opening, Error> {
        let commitment = commitment(salt, message);
        let hash = tree::leaf(&commitment);
        let index = self.size();
        let leaf =
            Leaf { index, commitment: tree::to_hex(&commitment), leaf_hash: tree::to_hex(&hash) };
        let path = self.folder.join("leaves.jsonl");
        let line = serde_json::to_string(&leaf).map_err(|error| Error::Wrong(error.to_string()))?;
        let mut file = fs::OpenOptions::new().append(true).open(&path).map_err(io_at(&path))?;
        file.write_all(format!("{line}\n").as_bytes()).map_err(io_at(&path))?;
        file.sync_all().map_err(io_at(&path))?;
        self.leaves.push(hash);
        Ok(Opening { index, salt: tree::to_hex(salt) })
    }

    /// Signs the present state, writes it and its tiles; gives the note. A checkpoint of the same size must
    /// not be there with another root.
    ///
    /// # Errors
    /// When the state does not continue the newest checkpoint, or cannot be written.
    pub fn checkpoint(&self, signer: &Signer, time: u64) -> Result<Note, Error> {
        let state =
            Checkpoint { origin: self.origin.clone(), size: self.size(), root: self.root() };
        for (path, note) in self.checkpoints()? {
            self.continues(&path, &note)?;
        }
        self.write_tiles()?;
        let text = state.text();
        let note = Note { lines: vec![signer.sign(&text, time)], text };
        let path = self.folder.join(format!("checkpoint-{}.txt", state.size));
        fs::write(&path, note.encode()).map_err(io_at(&path))?;
        Ok(note)
    }

    /// Every checkpoint that was written.
    fn checkpoints(&self) -> Result<Vec<(PathBuf, Note)>, Error> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(io_at(&self.folder))? {
            let path = entry.map_err(io_at(&self.folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("checkpoint-") && name.ends_with(".txt") {
                let text = fs::read_to_string(&path).map_err(io_at(&path))?;
                let note = Note::parse(&text);
                let note =
                    note.ok_or_else(|| Error::Malformed(path.clone(), "a signed note".into()))?;
                all.push((path, note));
            }
        }
        all.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(all)
    }

    /// Whether the register continues a checkpoint.
    fn continues(&self, path: &Path, note: &Note) -> Result<Checkpoint, Error> {
        let bad = |what: &str| Error::Malformed(path.to_owned(), what.to_owned());
        let state = Checkpoint::parse(&note.text).ok_or_else(|| bad("a checkpoint"))?;
        let size = usize::try_from(state.size).unwrap_or(usize::MAX);
        let leaves =
            self.leaves.get(..size).ok_or_else(|| bad("at most as many leaves as there are"))?;
        if state.origin != self.origin || tree::root(leaves) != state.root {
            return Err(bad("the root of the first leaves: the register was rewritten"));
        }
        Ok(state)
    }

    /// Verifies the whole register: leaves, and every checkpoint with these keys. Gives how many
    /// checkpoints hold.
    ///
    /// # Errors
    /// At the first that does not.
    pub fn verify(&self, keys: &[Key]) -> Result<usize, Error> {
        let all = self.checkpoints()?;
        for (path, note) in &all {
            self.continues(path, note)?;
            let verdicts: Vec<Verdict> = keys.iter().filter_map(|key| note.verdict(key)).collect();
            if verdicts.is_empty() || verdicts.contains(&Verdict::Invalid) {
                return Err(Error::Malformed(
                    path.clone(),
                    "a signature by a key that is given".into(),
                ));
            }
        }
        Ok(all.len())
    }

    /// The proof that leaf `index` is in the tree of the first `size` leaves.
    #[must_use]
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        let leaves = self.leaves.get(..usize::try_from(size).ok()?)?;
        tree::inclusion(leaves, usize::try_from(index).ok()?)
    }

    /// The proof that the first `from` leaves are a beginning of the first `to`.
    #[must_use]
    pub fn prove_consistency(&self, from: u64, to: u64) -> Option<Vec<Hash>> {
        let leaves = self.leaves.get(..usize::try_from(to).ok()?)?;
        tree::consistency(leaves, usize::try_from(from).ok()?)
    }

    /// Whether leaf `index` is the commitment to this message under this salt.
    #[must_use]
    pub fn opens(&self, opening: &Opening, message: &[u8]) -> bool {
        let Some(salt) = tree::from_hex(&opening.salt) else { return false };
        let hash = tree::leaf(&commitment(&salt, message));
        let index = usize::try_from(opening.index).unwrap_or(usize::MAX);
        self.leaves.get(index) == Some(&hash)
    }

    /// Writes the tiles of every level: 256 hashes in a file, the last one partial.
    fn write_tiles(&self) -> Result<(), Error> {
        let mut level = 0_u32;
        let mut hashes = self.leaves.clone();
        while !hashes.is_empty() {
            for (number, tile) in hashes.chunks(TILE).enumerate() {
                let mut path = self.folder.join("tile").join(level.to_string());
                path.push(tile_name(number));
                if tile.len() < TILE {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    path = path.with_file_name(format!("{name}.p")).join(tile.len().to_string());
                }
                if path.exists() {
                    continue;
                }
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(io_at(folder))?;
                }
                fs::write(&path, tile.concat()).map_err(io_at(&path))?;
            }
            hashes = hashes.chunks_exact(TILE).map(tree::root).collect();
            level = level.saturating_add(1);
        }
        Ok(())
    }
}

/// Name of a tile: groups of three digits, all but the last with an `x` in front.
fn tile_name(number: usize) -> String {
    let mut parts = vec![format!("{:03}", number % 1000)];
    let mut rest = number / 1000;
    while rest > 0 {
        parts.push(format!("x{:03}", rest % 1000));
        rest /= 1000;
    }
    parts.reverse();
    parts.join("/")
}
