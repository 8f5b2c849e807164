//! Property lists inside signed messages (CMS), which stand there in clear. Signatures are not
//! checked: the phone did that when it took them.

/// The property list inside `bytes` where they begin as a DER structure does, else `bytes`.
pub(crate) fn signed_content(bytes: &[u8]) -> &[u8] {
    if bytes.first() != Some(&0x30) {
        return bytes;
    }
    let start = memchr::memmem::find(bytes, b"<?xml");
    let start = start.or_else(|| memchr::memmem::find(bytes, b"<plist"));
    let end = memchr::memmem::rfind(bytes, b"</plist>").map(|at| at + b"</plist>".len());
    let found = start.zip(end).filter(|(start, end)| start < end);
    found.and_then(|(start, end)| bytes.get(start..end)).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_found_in_what_is_signed() {
        assert_eq!(signed_content(b"0\x82..<plist></plist>.."), b"<plist></plist>");
        assert_eq!(signed_content(b"<plist>"), b"<plist>");
        assert_eq!(signed_content(b"0</plist><plist>"), b"0</plist><plist>");
    }
}
