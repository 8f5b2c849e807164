//! Keys that computers show to a phone before they may debug it.

use vigie_formats::plist::base64;

use crate::digests::hexadecimal;

/// A key as it is written: `BASE64 OWNER`.
pub(crate) struct AdbKey<'a> {
    /// MD5 of the key, as Android shows it: `AA:BB:…`.
    pub(crate) fingerprint: String,
    /// Whose it is: `user@computer`.
    pub(crate) owner: Option<&'a str>,
    /// The key in base64.
    pub(crate) key: &'a str,
}

impl<'a> AdbKey<'a> {
    /// Reads a key; nothing where it is no base64.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (key, owner) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let bytes = base64::decode(key).ok().filter(|bytes| !bytes.is_empty())?;
        let owner = Some(owner.trim()).filter(|owner| !owner.is_empty());
        let pairs = md5::compute(bytes).0.map(|byte| hexadecimal(&[byte]).to_uppercase());
        Some(Self { fingerprint: pairs.join(":"), owner, key })
    }
}
