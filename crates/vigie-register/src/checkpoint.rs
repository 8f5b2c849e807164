//! Checkpoints of a log (<https://c2sp.org/tlog-checkpoint>): origin, size and root, as the text of a note.

use base64ct::{Base64, Encoding as _};

use crate::note::Note;
use crate::tree::Hash;

/// The state of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root above them.
    pub root: Hash,
}

impl Checkpoint {
    /// The checkpoint that the text of a note is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
        let digits = lines.next()?;
        let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !plain || (digits.len() > 1 && digits.starts_with('0')) {
            return None;
        }
        let root = Base64::decode_vec(lines.next()?).ok()?;
        Some(Self { origin, size: digits.parse().ok()?, root: root.try_into().ok()? })
    }

    /// As the text of a note.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(&self.root))
    }
}

#[doc(hidden)]
pub fn fuzz_checkpoint(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = crate::note::Key::parse(text);
    if let Some(note) = Note::parse(text) {
        let _ = Checkpoint::parse(&note.text);
        let _ = Note::parse(&note.encode());
    }
}
