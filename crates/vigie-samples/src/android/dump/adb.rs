//! `adb`: the keys of computers that may debug the phone.

use super::{Dump, put};
use crate::Result;
use crate::android::phone::Phone;

/// A made-up public key: 524 bytes in base64, as `adb` makes them.
pub(crate) fn key() -> String {
    let mut rng = crate::Rng::part(1, "adb key");
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("QAAAA");
    for _ in 0..694 {
        let at = usize::try_from(rng.below(64)).unwrap_or(0);
        text.push(char::from(DIGITS.get(at).copied().unwrap_or(b'A')));
    }
    text + "=" + " owner@desk"
}

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    if phone.make.android < 10 {
        return Ok(());
    }
    let key = key();
    dump.service("adb")?;
    dump.block("ADB MANAGER STATE (dumpsys adb):\n{\n  debugging_manager={\n    connected_to_adb=true\n    last_key_received=F0:A1:3D:8C:B3:F4:7B:09:9F:EE:8B:D8:38:2E:BD:C6")?;
    put!(dump, "    user_keys={key}");
    put!(dump);
    if phone.make.android >= 12 {
        // The text stream spoils the bytes of binary XML.
        let bare = key.split(' ').next().unwrap_or("");
        put!(
            dump,
            "    keystore=ABX\u{0}2\u{fffd}\u{fffd}\u{0}\u{8}keyStore\u{2f}\u{fffd}\u{fffd}\u{0}\u{7}version\u{0}\u{0}\u{0}\u{1}2\u{fffd}\u{fffd}\u{0}\u{6}adbKey\u{2f}\u{fffd}\u{fffd}\u{0}\u{3}key\u{2}{bare}\u{4f}\u{fffd}\u{fffd}\u{0}\u{e}lastConnection"
        );
        dump.block("    adb_wifi={\n      enabled=false\n      network_bssid=\n      network_ssid=\n      is_trusted_network=false\n      tls_port=0\n    }")?;
    } else {
        put!(dump, "    keystore=<?xml version='1.0' encoding='utf-8' standalone='yes' ?>");
        put!(dump, "<keyStore version=\"1\">");
        put!(dump, "<adbKey key=\"{key}\" lastConnection=\"1792484000000\" />");
        put!(dump, "</keyStore>");
    }
    put!(dump, "  }}");
    put!(dump, "}}");
    dump.end_service()
}
