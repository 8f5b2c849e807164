//! Host names and addresses, brought to one form: lower case, ASCII (IDNA), no final dot, no port,
//! no user; addresses in any notation that browsers accept.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What stands where a host is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostKind {
    /// A name, written to the buffer.
    Name,
    /// An address.
    Ip(IpAddr),
    /// Nothing usable.
    None,
}

/// Most bytes of a host that are looked at; names have at most 253.
const LONGEST: usize = 1024;

/// Splits `user@host:port` into the host, with brackets, and the port.
pub(crate) fn split_authority(authority: &str) -> (&str, Option<&str>) {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.starts_with('[') {
        return match host.split_once(']') {
            Some((_, rest)) => {
                let end = host.len().saturating_sub(rest.len());
                (host.get(..end).unwrap_or(host), rest.strip_prefix(':'))
            }
            None => (host, None),
        };
    }
    match host.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => {
            (name, Some(port))
        }
        _ => (host, None),
    }
}

/// Writes the normal form of `raw`, a host without user and port, to `out`.
pub(crate) fn write_host(raw: &str, out: &mut Vec<u8>) -> HostKind {
    out.clear();
    if let Some(address) = bracketed(raw) {
        return HostKind::Ip(address);
    }
    if raw.is_empty() || raw.len() > LONGEST {
        return HostKind::None;
    }
    if raw.bytes().all(|byte| byte.is_ascii() && byte != b'%') {
        out.extend(raw.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        write_unusual(raw, out);
    }
    while out.last() == Some(&b'.') {
        out.pop();
    }
    if out.starts_with(b"*.") {
        out.drain(..2);
    }
    if out.is_empty() || out.iter().any(|byte| matches!(byte, b' ' | b'/' | b'@' | b'<' | b'"')) {
        return HostKind::None;
    }
    match std::str::from_utf8(out).ok().and_then(number_address) {
        Some(address) => HostKind::Ip(IpAddr::V4(address)),
        None => HostKind::Name,
    }
}

/// `[::1]`, or an IPv6 address without its brackets; a zone (`%en0`) is dropped.
fn bracketed(raw: &str) -> Option<IpAddr> {
    let inner = raw.strip_prefix('[').map(|rest| rest.strip_suffix(']').unwrap_or(rest));
    let inner = match inner {
        Some(inner) => inner,
        None if memchr::memchr(b':', raw.as_bytes()).is_some() => raw,
        None => return None,
    };
    let address = inner.split_once('%').map_or(inner, |(address, _)| address);
    address.parse::<Ipv6Addr>().ok().map(|address| canonical(IpAddr::V6(address)))
}

/// Percent-encoded or Unicode hosts, as browsers read them.
fn write_unusual(raw: &str, out: &mut Vec<u8>) {
    let decoded = percent_decoded(raw);
    let text = String::from_utf8_lossy(&decoded);
    match idna::domain_to_ascii(&text) {
        Ok(ascii) if !ascii.is_empty() => out.extend_from_slice(ascii.as_bytes()),
        _ => out.extend_from_slice(text.to_lowercase().as_bytes()),
    }
}

fn percent_decoded(raw: &str) -> Vec<u8> {
    let bytes = raw.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let value = pair.and_then(|pair| std::str::from_utf8(pair).ok());
        match value.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

/// An IPv4 address as browsers read it (WHATWG URL §3.5): one to four parts, each decimal, octal
/// (`0…`) or hexadecimal (`0x…`), the last one filling what is left.
pub(crate) fn number_address(host: &str) -> Option<Ipv4Addr> {
    if !host.bytes().next_back().is_some_and(|byte| byte.is_ascii_hexdigit() || byte == b'x') {
        return None;
    }
    let last = host.rsplit('.').next()?;
    let decimal = last.bytes().all(|byte| byte.is_ascii_digit());
    if !decimal && !last.starts_with("0x") {
        return None;
    }
    let mut value: u64 = 0;
    let mut parts: u32 = 0;
    let mut pieces = host.split('.').peekable();
    while let Some(piece) = pieces.next() {
        let number = part(piece)?;
        parts += 1;
        if parts > 4 {
            return None;
        }
        if pieces.peek().is_some() {
            value = value.checked_mul(256)?.checked_add(u64::from(u8::try_from(number).ok()?))?;
        } else {
            let room = 256u64.checked_pow(5 - parts)?;
            if number >= room {
                return None;
            }
            value = value.checked_mul(room)?.checked_add(number)?;
        }
    }
    Some(Ipv4Addr::from(u32::try_from(value).ok()?))
}

fn part(piece: &str) -> Option<u64> {
    if let Some(hex) = piece.strip_prefix("0x").or_else(|| piece.strip_prefix("0X")) {
        return if hex.is_empty() { Some(0) } else { u64::from_str_radix(hex, 16).ok() };
    }
    if piece.is_empty() || !piece.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match piece.strip_prefix('0') {
        Some(octal) if !octal.is_empty() => u64::from_str_radix(octal, 8).ok(),
        _ => piece.parse().ok(),
    }
}

/// IPv4 mapped into IPv6 (`::ffff:1.2.3.4`) is the IPv4 address.
pub(crate) fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// The 16 bytes an address is compared by.
pub(crate) fn ip_key(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(four) => four.to_ipv6_mapped().octets(),
        IpAddr::V6(six) => six.octets(),
    }
}

/// `host` without a leading `www.`, unless what is left is a public suffix or no name at all.
pub(crate) fn without_www(host: &str) -> &str {
    match host.strip_prefix("www.") {
        Some(rest) if rest.contains('.') && !is_public_suffix(rest) => rest,
        _ => host,
    }
}

/// True for names under which strangers register theirs, such as `co.uk` or `github.io`, and for
/// names without a dot: what is listed there says nothing about its children.
pub(crate) fn is_public_suffix(host: &str) -> bool {
    if !host.contains('.') {
        return true;
    }
    psl::suffix(host.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() == host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(raw: &str) -> String {
        let mut out = Vec::new();
        match write_host(raw, &mut out) {
            HostKind::Name => String::from_utf8(out).unwrap(),
            HostKind::Ip(address) => address.to_string(),
            HostKind::None => "-".into(),
        }
    }

    #[test]
    fn names_have_one_form() {
        let cases = [
            ("BAD.Example.", "bad.example"),
            ("*.bad.example", "bad.example"),
            ("b%61d.example", "bad.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("BÜCHER.example", "xn--bcher-kva.example"),
            ("xn--BCHER-kva.example", "xn--bcher-kva.example"),
            ("bad。example", "bad.example"),
            ("", "-"),
            ("a b", "-"),
            ("...", "-"),
        ];
        for (raw, expected) in cases {
            assert_eq!(normal(raw), expected, "{raw}");
        }
        assert_eq!(normal(&"a".repeat(5000)), "-");
    }

    #[test]
    fn addresses_in_every_notation_of_browsers() {
        for raw in [
            "192.0.2.1",
            "3221225985",
            "0xC0000201",
            "0300.0.2.1",
            "192.0.513",
            "192.513",
            "[::ffff:192.0.2.1]",
            "::ffff:c000:201",
            "192.0.2.1.",
            "１９２.0.2.1",
        ] {
            assert_eq!(normal(raw), "192.0.2.1", "{raw}");
        }
        assert_eq!(normal("[2001:DB8::1%25en0]"), "2001:db8::1");
        for name in ["192.0.2.1.example", "1.2.3.4.5", "256.256.256.256", "0xg", "1..2", "08.1.1.1"]
        {
            assert_eq!(normal(name), name, "{name}");
        }
    }

    #[test]
    fn authorities_lose_user_and_port() {
        let cases = [
            ("u:p@bad.example:8443", ("bad.example", Some("8443"))),
            ("[::1]:80", ("[::1]", Some("80"))),
            ("[::1]", ("[::1]", None)),
            ("[::1", ("[::1", None)),
            ("2001:db8::1", ("2001:db8::1", None)),
            ("bad.example:", ("bad.example", Some(""))),
            ("a@b@bad.example", ("bad.example", None)),
        ];
        for (authority, expected) in cases {
            assert_eq!(split_authority(authority), expected, "{authority}");
        }
    }

    #[test]
    fn suffixes_of_strangers_are_known() {
        for suffix in ["co.uk", "github.io", "com", "localhost"] {
            assert!(is_public_suffix(suffix), "{suffix}");
        }
        for name in ["bad.co.uk", "a.github.io", "bad.example", "bad.onion"] {
            assert!(!is_public_suffix(name), "{name}");
        }
        assert_eq!(without_www("www.bad.example"), "bad.example");
        assert_eq!(without_www("www.co.uk"), "www.co.uk");
        assert_eq!(without_www("www.com"), "www.com");
        assert_eq!(without_www("wwwbad.example"), "wwwbad.example");
    }
}
