//! URLs, read as browsers read them, and brought to one form.

use std::borrow::Cow;
use std::io::Write as _;

use crate::host::{HostKind, split_authority};

/// What a URL leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// A place on a host.
    Web(Web<'a>),
    /// `mailto:`.
    Email(&'a str),
    /// `tel:`, `sms:` and the like.
    Phone(&'a str),
    /// `file:`, as a path.
    File(&'a str),
    /// A scheme without hosts, such as `data:`.
    Opaque,
}

/// The parts of a URL with a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Web<'a> {
    /// Scheme as written; `None` when there is none.
    pub(crate) scheme: Option<&'a str>,
    /// Host as written.
    pub(crate) host: &'a str,
    /// Port as written.
    pub(crate) port: Option<&'a str>,
    /// Path and query, without fragment.
    pub(crate) tail: &'a str,
}

/// Text of a URL without what browsers drop: blanks around it, tabs and line ends inside.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if text.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::Owned(text.replace(['\t', '\n', '\r'], ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Reads a URL whose text is [`cleaned`].
pub(crate) fn read_url(text: &str) -> Target<'_> {
    let Some((scheme, rest)) = split_scheme(text) else {
        return web(None, text.trim_start_matches(['/', '\\']));
    };
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let before_query = || rest.split('?').next().unwrap_or(rest);
    if is("mailto") {
        Target::Email(before_query())
    } else if ["tel", "sms", "facetime", "facetime-audio", "telprompt"].iter().any(|n| is(n)) {
        Target::Phone(before_query().trim_start_matches('/'))
    } else if is("file") {
        let path = rest.strip_prefix("//").unwrap_or(rest);
        Target::File(path.strip_prefix("localhost").unwrap_or(path))
    } else if ["http", "https", "ftp", "ws", "wss"].iter().any(|name| is(name)) {
        // Browsers take any number of slashes, of either kind.
        web(Some(scheme), rest.trim_start_matches(['/', '\\']))
    } else {
        match rest.strip_prefix("//") {
            Some(rest) => web(Some(scheme), rest),
            None => Target::Opaque,
        }
    }
}

/// The scheme and what follows its colon. `bad.example:8080` has none.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let plain = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
    let is_port = rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        && !["tel", "sms", "mailto"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
    (plain && !is_port).then_some((scheme, rest))
}

fn web<'a>(scheme: Option<&'a str>, rest: &'a str) -> Target<'a> {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let tail = tail.split('#').next().unwrap_or("");
    let (host, port) = split_authority(authority);
    Target::Web(Web { scheme, host, port: port.filter(|port| !port.is_empty()), tail })
}

/// Writes the form URLs are compared in: `host[:port]/path?query`. `http` and `https` compare
/// equal, because browsers upgrade, and so does a URL without scheme; other schemes are kept. A
/// final slash of the path is dropped.
pub(crate) fn write_url_key(
    web: &Web<'_>,
    host: HostKind,
    name: &[u8],
    key: &mut Vec<u8>,
) -> Option<()> {
    key.clear();
    let scheme = web.scheme.unwrap_or("http");
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !is_web {
        key.extend(scheme.bytes().map(|byte| byte.to_ascii_lowercase()));
        key.extend_from_slice(b"://");
    }
    match host {
        HostKind::Name => key.extend_from_slice(name),
        HostKind::Ip(address) => write!(key, "{address}").ok()?,
        HostKind::None => return None,
    }
    if let Some(port) = web.port.filter(|port| !is_default(scheme, port)) {
        key.push(b':');
        key.extend_from_slice(port.as_bytes());
    }
    let path_end = web.tail.find('?').unwrap_or(web.tail.len());
    let (path, query) = web.tail.split_at_checked(path_end)?;
    if !path.starts_with(['/', '\\']) && !path.is_empty() {
        return None;
    }
    key.extend(path.bytes().map(|byte| if is_web && byte == b'\\' { b'/' } else { byte }));
    if query.is_empty() {
        if key.last() == Some(&b'/') {
            key.pop();
        }
    } else {
        if path.is_empty() {
            key.push(b'/');
        }
        key.extend_from_slice(query.as_bytes());
    }
    Some(())
}

fn is_default(scheme: &str, port: &str) -> bool {
    let ports = [("http", "80"), ("https", "443"), ("ftp", "21"), ("ws", "80"), ("wss", "443")];
    ports.iter().any(|(name, number)| scheme.eq_ignore_ascii_case(name) && port == *number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::write_host;

    fn key(text: &str) -> String {
        let text = cleaned(text);
        let Target::Web(web) = read_url(&text) else { return "-".into() };
        let (mut name, mut key) = (Vec::new(), Vec::new());
        let host = write_host(web.host, &mut name);
        match write_url_key(&web, host, &name, &mut key) {
            Some(()) => String::from_utf8(key).unwrap(),
            None => "-".into(),
        }
    }

    #[test]
    fn urls_have_one_form() {
        let cases = [
            ("HTTP://User@BAD.example:80/A?b=C#d", "bad.example/A?b=C"),
            ("https://bad.example:443", "bad.example"),
            ("https://bad.example:80/", "bad.example:80"),
            ("http://bad.example/", "bad.example"),
            ("bad.example/x/", "bad.example/x"),
            ("//bad.example/x", "bad.example/x"),
            ("bad.example:8080/x", "bad.example:8080/x"),
            ("http:\\\\bad.example\\x", "bad.example/x"),
            ("http:bad.example", "bad.example"),
            ("https:///bad.example/?q=/", "bad.example/?q=/"),
            ("http://bad.example?q", "bad.example/?q"),
            ("ht\ntp://bad.ex\tample", "bad.example"),
            ("ftp://bad.example/x", "ftp://bad.example/x"),
            ("intent://bad.example/x", "intent://bad.example/x"),
            ("http://[::1]/", "::1"),
            ("http://0x7f.1/a", "127.0.0.1/a"),
            ("data:text/html,x", "-"),
            ("javascript:alert(1)", "-"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(key(text), expected, "{text:?}");
        }
    }

    #[test]
    fn other_targets() {
        assert_eq!(read_url("mailto:a@b.example?subject=x"), Target::Email("a@b.example"));
        assert_eq!(read_url("tel:+33612345678"), Target::Phone("+33612345678"));
        assert_eq!(read_url("sms://+33612345678"), Target::Phone("+33612345678"));
        assert_eq!(read_url("file:///private/var/x"), Target::File("/private/var/x"));
        assert_eq!(read_url("about:blank"), Target::Opaque);
    }
}
