//! Which site a host belongs to.

use std::net::IpAddr;

/// The registrable domain of `host` by the list of public suffixes; an address, or a name without one, is a
/// site of its own.
pub(crate) fn site_of(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
        return host;
    }
    psl::domain_str(host).unwrap_or(host)
}

/// Whether two hosts, in lower case, belong to different sites.
pub(crate) fn are_other_sites(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && site_of(one) != site_of(other)
}

/// The host of an authority or of an absolute URL, in lower case, without user, port and final dot; empty
/// for a URL without a host.
pub(crate) fn host_of(text: &str) -> String {
    let authority = match text.find("://") {
        Some(at) => text.get(at + 3..).unwrap_or(""),
        None => text.strip_prefix("//").unwrap_or(text),
    };
    let authority = authority.split(['/', '?', '#', '\\']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        },
    };
    host.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_follow_public_suffixes() {
        assert_eq!(site_of("a.b.example.co.uk"), "example.co.uk");
        assert!(!are_other_sites("www.example.com", "cdn.example.com"));
        assert!(are_other_sites("a.github.io", "b.github.io"));
        assert!(are_other_sites("192.0.2.1", "192.0.2.2"));
    }

    #[test]
    fn hosts_of_urls() {
        let cases = [
            ("http://WWW.Bad.example.:8080/x", "www.bad.example"),
            ("//cdn.example/x", "cdn.example"),
            ("user@bad.example:80", "bad.example"),
            ("http://[2001:db8::1]:80/", "2001:db8::1"),
            ("/path", ""),
        ];
        for (url, host) in cases {
            assert_eq!(host_of(url), host, "{url}");
        }
    }
}
