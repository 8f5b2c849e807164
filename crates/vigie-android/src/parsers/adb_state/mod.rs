//! Computers that may debug the phone: service `adb`.
//!
//! `AdbService` prints what `/data/misc/adb` holds: the public keys that the owner accepted
//! (`adb_keys`) and, from Android 11 on, `adb_temp_keys.xml` with the last connection of each (milliseconds
//! since 1970) and the access points on which debugging without a cable is allowed.
//!
//! ```text
//! {
//!   debugging_manager={
//!     connected_to_adb=true
//!     last_key_received=F0:A1:…
//!     user_keys=QAAAAPUB… user@computer
//!     keystore=<?xml …><keyStore version="1"><adbKey key="QAAA… user@computer" lastConnection="1628501829898" />
//!     adb_wifi={
//!       enabled=false
//! ```
//!
//! From Android 12 on the file is binary XML (ABX), whose bytes the dump prints as text: what is no
//! UTF-8 became U+FFFD. The keys survive as the only long runs of base64; a last connection survives where
//! all its bytes were below 0x80. Up to Android 9 service `usb` prints the keys.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/adb/AdbDebuggingManager.java>.

mod key;
mod keystore;
mod state;

use std::collections::BTreeMap;

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions, read_all,
};


pub(crate) use self::key::Key;

pub(crate) use self::state::State;

pub(crate) static ITEM: AdbState = AdbState;

pub(crate) struct AdbState;

/// Bytes of the section that are read.
const MOST: u64 = 16 << 20;

static META: ParserMeta = ParserMeta {
    id: "adb_state",
    title: Text {
        en: "Computers allowed to debug the phone",
        fr: "Ordinateurs autorisés à déboguer le téléphone",
    },
    reads: &["/dumpsys/adb", "/dumpsys/*/adb", "/dumpsys/usb", "/dumpsys/*/usb"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&key::KIND, &state::KIND, &state::NETWORK],
    means: &[Text {
        en: "computer last connected for debugging",
        fr: "dernière connexion d’un ordinateur pour débogage",
    }],
    versions: Versions::android(7),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/adb/AdbDebuggingManager.java",
    ],
};

impl Parser for AdbState {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = read_all(&*input.data, input.limits.whole_file.min(MOST))?;
        let text = String::from_utf8_lossy(&bytes);
        let line = |at: usize| {
            let before = text.as_bytes().get(..at).unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', before).count() as u64;
            Locator::Line(input.first_line.saturating_add(lines))
        };
        if let Some((at, state)) = state::read(&text) {
            sink.emit(line(at), &state)?;
        }
        let store_at = text.find("keystore=").unwrap_or(text.len());
        let (lists, store) = text.split_at_checked(store_at).unwrap_or((&text, ""));
        let mut keys: BTreeMap<String, (usize, Key)> = BTreeMap::new();
        key::listed(lists, &mut keys);
        keystore::keys(store, store_at, &mut keys);
        let mut keys: Vec<_> = keys.into_values().collect();
        keys.sort_by_key(|(at, _)| *at);
        for (at, key) in &keys {
            sink.emit(line(*at), key)?;
        }
        let store = store.split("adb_wifi={").next().unwrap_or(store);
        for (at, network) in keystore::networks(store) {
            sink.emit(line(store_at + at), &network)?;
        }
        Ok(())
    }
}
