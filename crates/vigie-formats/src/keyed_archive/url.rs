//! URLs relative to others, as `NSURL` keeps them.

/// `relative` as seen from `base` (RFC 3986 §5.2, without removing dots, which `NSURL` keeps too).
pub(crate) fn join(base: &str, relative: &str) -> String {
    if base.is_empty() || scheme(relative).is_some() {
        return relative.to_owned();
    }
    let Some(scheme) = scheme(base) else { return relative.to_owned() };
    if relative.starts_with("//") {
        return format!("{scheme}:{relative}");
    }
    let before = |end: Option<usize>| end.and_then(|end| base.get(..end)).unwrap_or(base);
    let path = |from: &str| from.find(['?', '#']).unwrap_or(from.len());
    let kept = match relative.chars().next() {
        None | Some('#') => before(base.find('#')),
        Some('?') => before(Some(path(base))),
        Some('/') => before(Some(host_end(base, scheme))),
        Some(_) => {
            let path = before(Some(path(base)));
            let host = host_end(base, scheme);
            return match path.rfind('/').filter(|slash| *slash >= host) {
                Some(slash) => format!("{}{relative}", path.get(..=slash).unwrap_or(path)),
                None => format!("{}/{relative}", before(Some(host))),
            };
        }
    };
    format!("{kept}{relative}")
}

/// The scheme of `url`, when it has one.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let first = scheme.bytes().next()?;
    (first.is_ascii_alphabetic() && scheme.bytes().all(letters)).then_some(scheme)
}

/// Where the host of `url` ends and its path begins.
fn host_end(url: &str, scheme: &str) -> usize {
    let after_scheme = scheme.len().saturating_add(1);
    let rest = url.get(after_scheme..).unwrap_or("");
    match rest.strip_prefix("//") {
        Some(host) => {
            let end = host.find(['/', '?', '#']).unwrap_or(host.len());
            after_scheme.saturating_add(2).saturating_add(end)
        }
        None => after_scheme,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_urls_as_rfc_3986_has_them() {
        // §5.4.1, those without dot segments.
        let base = "http://a/b/c/d;p?q";
        for (relative, joined) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("", "http://a/b/c/d;p?q"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ] {
            assert_eq!(join(base, relative), joined, "{relative}");
        }
        assert_eq!(join("https://a.example", "b"), "https://a.example/b");
        assert_eq!(join("https://a.example?q", "b"), "https://a.example/b");
        assert_eq!(join("", "b"), "b");
        assert_eq!(join("nonsense", "b"), "b");
        assert_eq!(join("file:///private/var/", "é/x"), "file:///private/var/é/x");
    }
}
