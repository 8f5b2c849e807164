//! A public key that may debug the phone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};
use vigie_formats::plist::base64;

pub(super) static KIND: Kind = Kind {
    id: "android.adb_state.key",
    title: Text { en: "Computer allowed to debug", fr: "Ordinateur autorisé à déboguer" },
    brief: &["user", "fingerprint"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Key>,
};

/// Bytes of a key: the structure that mincrypt had for RSA keys of 2048 bits.
const LENGTH: usize = 524;

/// Keys that are kept.
const MOST_KEYS: usize = 10_000;

/// A key of a computer that may debug the phone.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Key {
    /// Name that the computer gave itself: `user@computer`; empty where it is lost.
    pub(crate) user: String,
    /// MD5 of the key, as the phone shows it when it asks; absent where the key is no base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<String>,
    /// The key, in base64.
    pub(crate) key: String,
    /// Whether it has the form of a key.
    pub(crate) valid: bool,
    /// Whether it is on the list of accepted keys.
    pub(crate) accepted: bool,
    /// Whether the store of keys with dates has it.
    pub(crate) stored: bool,
    /// When its computer was last connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_connection: Option<Time>,
}

impl Key {
    /// Reads `QAAA… user@computer`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (key, user) = text.split_once(' ').unwrap_or((text, ""));
        if key.len() < 8 {
            return None;
        }
        let bytes = base64::decode(key).ok();
        // 64 words of 32 bits.
        let valid = bytes.as_ref().is_some_and(|bytes| {
            bytes.len() == LENGTH && bytes.starts_with(&[64, 0, 0, 0])
        });
        Some(Self {
            user: user.trim().to_owned(),
            fingerprint: bytes.as_deref().map(fingerprint),
            key: key.to_owned(),
            valid,
            accepted: false,
            stored: false,
            last_connection: None,
        })
    }
}

/// The MD5 of `bytes` in pairs of digits.
fn fingerprint(bytes: &[u8]) -> String {
    let pairs: Vec<String> = md5::compute(bytes).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// Adds the keys of `user_keys=` and `system_keys=`, one a line.
pub(super) fn listed(text: &str, keys: &mut BTreeMap<String, (usize, Key)>) {
    let mut inside = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim();
        let value = ["user_keys=", "system_keys="].iter().find_map(|name| line.strip_prefix(name));
        let value = match value {
            Some(value) => value,
            // A line with a key of its own, or the end of the block.
            None if line.starts_with('}') || is_field(line) => {
                inside = false;
                continue;
            }
            None => line,
        };
        inside |= value.len() != line.len();
        if inside && let Some(key) = Key::read(value) {
            let known = add(keys, start, key);
            if let Some(known) = known {
                known.accepted = true;
            }
        }
    }
}

/// Whether a line is `name=value`: a key has `=` only at its end.
fn is_field(line: &str) -> bool {
    let name = line.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty() && name.len() < 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The entry of `key`, new or known.
pub(super) fn add(
    keys: &mut BTreeMap<String, (usize, Key)>,
    at: usize,
    key: Key,
) -> Option<&mut Key> {
    if keys.len() >= MOST_KEYS && !keys.contains_key(&key.key) {
        return None;
    }
    let known = keys.entry(key.key.clone()).or_insert_with(|| (at, key));
    Some(&mut known.1)
}

impl Record for Key {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_connection {
            see(Stamp::utc(at, "computer last connected for debugging"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if self.user.contains('.') {
            see("user", Observable::Email(&self.user));
        }
        if let Some(fingerprint) = &self.fingerprint {
            see("fingerprint", Observable::CertificateHash(fingerprint));
        }
    }
}
