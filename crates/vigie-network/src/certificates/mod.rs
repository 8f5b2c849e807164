//! Certificates that servers show: what they say, and what they are worth at the time of capture.
//!
//! | file | what |
//! |---|---|
//! | `chain.rs` | those of one connection, gathered and judged |
//! | `certificate.rs` | one of them, as a record |
//! | `judgement.rs` | what they are worth together, as a record |
//! | `trust.rs` | whether a public root vouches for them |
//! | `timestamps.rs` | whether logs have seen them |
//! | `readers.rs` | whether somebody known to read along made them |
//! | `signature.rs`, `names.rs` | what these stand on |

mod certificate;
mod chain;
mod judgement;
mod names;
mod readers;
mod signature;
mod timestamps;
mod trust;

pub(crate) use certificate::{CERTIFICATE, FROM, UNTIL};
pub(crate) use chain::{Chain, Memory};
pub(crate) use judgement::{CHAIN, Judgement, Proof, SHOWN, Trust};
pub(crate) use names::site;

use vigie_formats::x509::Key;

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The key in a `SubjectPublicKeyInfo`.
fn key(info: &[u8]) -> Option<Key<'_>> {
    Key::of_info(info).ok()
}

/// Base64 with the usual alphabet; `None` for anything else, such as `-`.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
        held &= 0xffff;
    }
    (!out.is_empty()).then_some(out)
}
