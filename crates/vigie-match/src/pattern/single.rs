//! The pattern that nearly every published indicator has, read without a tree.

use vigie_core::ObservableKind;

/// The value of `[kind:property = 'value']` without escapes, for the commonest properties; `None`
/// for everything else, which the full grammar reads.
pub(crate) fn single(pattern: &str) -> Option<(ObservableKind, &str)> {
    let inner = pattern.strip_prefix('[')?.strip_suffix(']')?;
    let equals = memchr::memchr(b'=', inner.as_bytes())?;
    let (path, value) = (inner.get(..equals)?.trim(), inner.get(equals + 1..)?.trim());
    let value = value.strip_prefix('\'')?.strip_suffix('\'')?;
    if memchr::memchr2(b'\'', b'\\', value.as_bytes()).is_some() {
        return None;
    }
    Some((kind(path)?, value))
}

fn kind(path: &str) -> Option<ObservableKind> {
    use ObservableKind as Kind;
    Some(match path {
        "domain-name:value" => Kind::Host,
        "ipv4-addr:value" | "ipv6-addr:value" => Kind::Ip,
        "url:value" => Kind::Url,
        "email-addr:value" => Kind::Email,
        "process:name" => Kind::Process,
        "file:name" => Kind::FileName,
        "file:path" => Kind::Path,
        "file:hashes.md5" | "file:hashes.MD5" | "file:hashes.'MD5'" => Kind::FileHash,
        "file:hashes.sha1" | "file:hashes.SHA1" | "file:hashes.'SHA-1'" => Kind::FileHash,
        "file:hashes.sha256" | "file:hashes.SHA256" | "file:hashes.'SHA-256'" => Kind::FileHash,
        "app:id" => Kind::AppId,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_plainest_patterns_take_the_short_way() {
        let host = Some((ObservableKind::Host, "a=b.example"));
        assert_eq!(single("[domain-name:value='a=b.example']"), host);
        assert_eq!(single("[ domain-name:value = 'a=b.example' ]"), host);
        for other in [
            "[domain-name:value != 'a']",
            r"[domain-name:value = 'a\'b']",
            "[domain-name:value = 'a' OR domain-name:value = 'b']",
            "[domain-name:value = 'a'] OR [domain-name:value = 'b']",
            "[domain-name:value == 'a']",
            "[mutex:name = 'a']",
            "[domain-name:value = 'a",
            "",
        ] {
            assert_eq!(single(other), None, "{other}");
        }
    }
}
