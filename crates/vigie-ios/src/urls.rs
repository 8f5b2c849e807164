//! Hosts of URLs, and which hosts belong together.

/// The host of `url`, as written, without user, port and brackets; `None` where there is none.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(address) => address.split_once(']')?.0,
        None => host.split_once(':').map_or(host, |(host, _)| host),
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The scheme of `url`, as written.
pub(crate) fn scheme(url: &str) -> &str {
    url.split_once(':').map_or("", |(scheme, _)| scheme)
}

/// The port that `url` names.
pub(crate) fn port(url: &str) -> Option<u16> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let after = authority.rsplit_once(']').map_or(authority, |(_, after)| after);
    after.rsplit_once(':')?.1.parse().ok()
}

/// URLs among bytes of an unknown format.
pub(crate) fn raw_urls(bytes: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for at in memchr::memmem::find_iter(bytes, b"://").take(100) {
        let before = bytes.get(..at).unwrap_or_default();
        let scheme = before.iter().rev().take(16).take_while(|byte| byte.is_ascii_alphanumeric());
        let start = at.saturating_sub(scheme.count());
        let rest = bytes.get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
        let url = rest.get(..end.min(4096)).unwrap_or_default();
        if start < at && url.len() > at - start + 3 {
            let url = String::from_utf8_lossy(url).into_owned();
            if !found.contains(&url) {
                found.push(url);
            }
        }
    }
    found
}

/// Whether two hosts are likely to belong to the same owner: the same registrable domain, or the
/// same name under another suffix (`example.com`, `example.fr`).
pub(crate) fn same_site(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    if one == other {
        return true;
    }
    let is_address = |host: &str| host.parse::<std::net::IpAddr>().is_ok();
    if is_address(&one) || is_address(&other) {
        return false;
    }
    match (psl::domain(one.as_bytes()), psl::domain(other.as_bytes())) {
        (Some(a), Some(b)) => a == b || name(&a) == name(&b),
        _ => false,
    }
}

/// A registrable domain without its public suffix.
fn name<'a>(domain: &psl::Domain<'a>) -> &'a [u8] {
    let all = domain.as_bytes();
    let suffix = domain.suffix().as_bytes().len();
    all.get(..all.len().saturating_sub(suffix)).unwrap_or(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_urls() {
        assert_eq!(host("http://user@Bad.example:8080/x"), Some("Bad.example"));
        assert_eq!(host("https://[2001:db8::1]:99/"), Some("2001:db8::1"));
        assert_eq!((host("bad.example"), host("http:///x")), (None, None));
        assert_eq!(port("http://user:1@bad.example:8080/x:7"), Some(8080));
        assert_eq!(port("https://[2001:db8::1]/"), None);
        assert_eq!(port("https://[2001:db8::1]:99/"), Some(99));
    }

    #[test]
    fn sites() {
        assert!(same_site("www.example.co.uk", "m.example.co.uk"));
        assert!(same_site("wikipedia.com", "en.wikipedia.org"));
        assert!(!same_site("one.co.uk", "two.co.uk"));
        assert!(!same_site("192.0.2.1", "192.0.2.2"));
        assert!(!same_site("weer.test", "landing.example.com"));
    }
}
