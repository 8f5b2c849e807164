//! PBKDF2 (RFC 8018 §5.2) that can be watched and interrupted.
//!
//! A backup asks for ten million rounds. The rounds after the first hash messages of one fixed
//! length, so they are four calls of a compression function on two prepared blocks; the first round
//! goes through the HMAC crate.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

/// Rounds between two reports.
const REPORT_EVERY: u32 = 1 << 15;

/// Block of SHA-1 and of SHA-256, in bytes.
const BLOCK: usize = 64;

/// Initial state of SHA-256 (FIPS 180-4 §5.3.3).
const SHA256_START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// Initial state of SHA-1 (FIPS 180-4 §5.3.1).
const SHA1_START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];

/// Told how many rounds were done since the last time; an error stops the derivation.
pub(crate) type Report<'a, E> = &'a mut dyn FnMut(u32) -> Result<(), E>;

/// 32 bytes by HMAC-SHA-256.
pub(crate) fn with_sha256<E>(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    report: Report<'_, E>,
) -> Result<Zeroizing<[u8; 32]>, E> {
    let mut key = padded(password, |long| Sha256::digest(long).to_vec());
    let hmac = Rounds::new(&mut key, SHA256_START, sha2::block_api::compress256);
    let mut first = Zeroizing::new([0_u8; 32]);
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(password) {
        mac.update(salt);
        mac.update(&1_u32.to_be_bytes());
        first.copy_from_slice(&mac.finalize().into_bytes());
    }
    let mut derived = Zeroizing::new([0; 32]);
    hmac.run(&*first, rounds, report, &mut *derived)?;
    Ok(derived)
}

/// 32 bytes by HMAC-SHA-1: a whole output block of 20 bytes and 12 bytes of a second one.
pub(crate) fn with_sha1<E>(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    report: Report<'_, E>,
) -> Result<Zeroizing<[u8; 32]>, E> {
    let mut key = padded(password, |long| Sha1::digest(long).to_vec());
    let hmac = Rounds::new(&mut key, SHA1_START, sha1::block_api::compress);
    let mut derived = Zeroizing::new([0; 32]);
    let parts = derived.chunks_mut(20);
    for (part, number) in parts.zip(1_u32..) {
        let mut first = Zeroizing::new([0_u8; 20]);
        if let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(password) {
            mac.update(salt);
            mac.update(&number.to_be_bytes());
            first.copy_from_slice(&mac.finalize().into_bytes());
        }
        hmac.run(&*first, rounds, report, part)?;
    }
    Ok(derived)
}

/// The key of an HMAC as one block; keys longer than a block are hashed first (RFC 2104 §2).
fn padded(key: &[u8], hash: impl Fn(&[u8]) -> Vec<u8>) -> Zeroizing<[u8; BLOCK]> {
    let mut block = Zeroizing::new([0; BLOCK]);
    let hashed = Zeroizing::new(if key.len() > BLOCK { hash(key) } else { Vec::new() });
    let key = if key.len() > BLOCK { hashed.as_slice() } else { key };
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    block
}

/// An HMAC whose hash has a state of `W` words, keyed, for messages of exactly one digest.
struct Rounds<const W: usize> {
    inner: [u32; W],
    outer: [u32; W],
    compress: fn(&mut [u32; W], &[[u8; BLOCK]]),
}

impl<const W: usize> Rounds<W> {
    fn new(
        key: &mut [u8; BLOCK],
        start: [u32; W],
        compress: fn(&mut [u32; W], &[[u8; BLOCK]]),
    ) -> Self {
        let (mut inner, mut outer) = (start, start);
        key.iter_mut().for_each(|byte| *byte ^= 0x36);
        compress(&mut inner, &[*key]);
        key.iter_mut().for_each(|byte| *byte ^= 0x36 ^ 0x5c);
        compress(&mut outer, &[*key]);
        Self { inner, outer, compress }
    }

    /// Runs the rounds after the first, whose result is `first`, and writes as much of the sum as
    /// `output` takes.
    fn run<E>(
        &self,
        first: &[u8],
        rounds: u32,
        report: Report<'_, E>,
        output: &mut [u8],
    ) -> Result<(), E> {
        let mut block = Zeroizing::new([0_u8; BLOCK]);
        close_block::<W>(&mut block);
        let mut turn = Zeroizing::new([0_u32; W]);
        for (word, bytes) in turn.iter_mut().zip(first.chunks_exact(4)) {
            *word = u32::from_be_bytes(bytes.try_into().unwrap_or_default());
        }
        let mut sum = turn.clone();
        let mut left = rounds.saturating_sub(1);
        report(u32::from(rounds > 0))?;
        while left > 0 {
            let now = left.min(REPORT_EVERY);
            for _ in 0..now {
                self.turn(&mut block, &mut turn);
                sum.iter_mut().zip(turn.iter()).for_each(|(sum, word)| *sum ^= word);
            }
            left -= now;
            report(now)?;
        }
        for (bytes, word) in output.chunks_mut(4).zip(sum.iter()) {
            bytes.iter_mut().zip(word.to_be_bytes()).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }

    /// One HMAC of the digest in `state`, into `state`.
    #[inline]
    fn turn(&self, block: &mut [u8; BLOCK], state: &mut [u32; W]) {
        write_words(block, state);
        *state = self.inner;
        (self.compress)(state, std::slice::from_ref(block));
        write_words(block, state);
        *state = self.outer;
        (self.compress)(state, std::slice::from_ref(block));
    }
}

impl<const W: usize> Drop for Rounds<W> {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

#[inline]
fn write_words<const W: usize>(block: &mut [u8; BLOCK], words: &[u32; W]) {
    for (bytes, word) in block.chunks_exact_mut(4).zip(words) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
}

/// Ends a block that holds a digest of `W` words behind one block of key: the bit 1, zeros, and the
/// length of both in bits (FIPS 180-4 §5.1.1).
fn close_block<const W: usize>(block: &mut [u8; BLOCK]) {
    let digest = W.saturating_mul(4);
    let bits = (BLOCK.saturating_add(digest) as u64).saturating_mul(8);
    if let Some(end) = block.get_mut(digest) {
        *end = 0x80;
    }
    if let Some(length) = block.last_chunk_mut::<8>() {
        *length = bits.to_be_bytes();
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn both(password: &[u8], salt: &[u8], rounds: u32) -> ([u8; 32], [u8; 32]) {
        let mut all = 0_u64;
        let mut report = |now: u32| -> Result<(), Infallible> {
            all += u64::from(now);
            Ok(())
        };
        let one = *with_sha256(password, salt, rounds, &mut report).unwrap();
        let two = *with_sha1(password, salt, rounds, &mut report).unwrap();
        assert_eq!(all, u64::from(rounds) * 3, "every round is reported");
        (one, two)
    }

    #[test]
    fn it_is_the_function_that_the_crate_computes() {
        for password in [&b""[..], b"password", &[0xff; 64], &[7; 65], &[1; 200]] {
            for (salt, rounds) in [(&b"salt"[..], 1), (&[0; 32], 2), (&[9; 100], 70_000)] {
                let (mut sha256, mut sha1) = ([0; 32], [0; 32]);
                ::pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, &mut sha256);
                ::pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut sha1);
                assert_eq!(both(password, salt, rounds), (sha256, sha1));
            }
        }
    }

    #[test]
    fn it_stops_when_told() {
        let mut stop = |_: u32| Err(());
        assert_eq!(with_sha256(b"p", b"s", u32::MAX, &mut stop), Err(()));
    }
}
