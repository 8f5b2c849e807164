//! Hashes of what stands in evidence.

use std::io::Read as _;

use md5::Context as Md5;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use vigie_core::{ReadAt, Sink, Stop, Streamed};

/// The hashes that published lists name things by, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Digests {
    /// MD5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) md5: Option<String>,
    /// SHA-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha1: Option<String>,
    /// SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// SHA-512.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha512: Option<String>,
}

impl Digests {
    /// Those of bytes in memory, less SHA-512.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut digest = Digest::new();
        digest.add(bytes);
        digest.finish()
    }

    /// Those of a file, less SHA-512.
    ///
    /// # Errors
    /// When it cannot be read, or time is up.
    pub(crate) fn of_file(data: &dyn ReadAt, sink: &Sink<'_>) -> Result<Self, Stop> {
        let mut digest = Digest::new();
        let mut stream = Streamed::new(data);
        let mut buffer = vec![0; 256 << 10];
        loop {
            let length = stream.read(&mut buffer)?;
            let Some(read) = buffer.get(..length).filter(|read| !read.is_empty()) else {
                return Ok(digest.finish());
            };
            digest.add(read);
            sink.check()?;
        }
    }

    /// Each of them.
    pub(crate) fn each(&self) -> impl Iterator<Item = &str> {
        let all = [&self.md5, &self.sha1, &self.sha256, &self.sha512];
        all.into_iter().filter_map(|hash| hash.as_deref())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.each().next().is_none()
    }
}

struct Digest {
    md5: Md5,
    sha1: Sha1,
    sha256: Sha256,
}

impl Digest {
    fn new() -> Self {
        Self { md5: Md5::new(), sha1: Sha1::new(), sha256: Sha256::new() }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.md5.consume(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
    }

    fn finish(self) -> Digests {
        Digests {
            md5: Some(hexadecimal(&*self.md5.finalize())),
            sha1: Some(hexadecimal(&self.sha1.finalize())),
            sha256: Some(hexadecimal(&self.sha256.finalize())),
            sha512: None,
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes that hexadecimal digits stand for; nothing where there are none or something else.
pub(crate) fn unhexadecimal(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) {
        return None;
    }
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_of_nothing() {
        let digests = Digests::of(b"");
        let firsts: Vec<&str> = digests.each().filter_map(|hash| hash.get(..8)).collect();
        assert_eq!(firsts, ["d41d8cd9", "da39a3ee", "e3b0c442"]);
    }
}
