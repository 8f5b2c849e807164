//! Heads of HTTP/1 messages (RFC 9112), as they come: lines may end in LF alone, which is what some
//! devices that inject answers send.

/// Longest head.
pub(super) const LONGEST: usize = 64 << 10;
/// Most headers of one head.
const HEADERS: usize = 256;

/// A head: the first line and the headers.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    /// The first line.
    pub(super) start: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    /// Whether some line ends in LF without CR.
    pub(super) bare_lf: bool,
}

/// Where the head at the start of `bytes` ends, its empty line included.
pub(super) fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(b'\n', bytes.get(from..)?)?;
        match bytes.get(at + 1..)? {
            [b'\n', ..] => return Some(at + 2),
            [b'\r', b'\n', ..] => return Some(at + 3),
            _ => from = at + 1,
        }
    }
}

impl<'a> Head<'a> {
    /// Reads a head; bytes that are no UTF-8 end a value.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut head = Self { start: "", headers: Vec::new(), bare_lf: false };
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let text = match line.strip_suffix(b"\r") {
                Some(text) => text,
                None => {
                    head.bare_lf |= !line.is_empty();
                    line
                }
            };
            let text = match std::str::from_utf8(text) {
                Ok(text) => text,
                Err(wrong) => {
                    std::str::from_utf8(text.get(..wrong.valid_up_to())?).unwrap_or_default()
                }
            };
            if number == 0 {
                head.start = text;
            } else if let Some((name, value)) = text.split_once(':')
                && head.headers.len() < HEADERS
            {
                head.headers.push((name.trim(), value.trim()));
            }
        }
        (!head.start.is_empty()).then_some(head)
    }

    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        let mut all = self.headers.iter();
        all.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Names of the headers, in lower case, each once, in order of the alphabet.
    pub(super) fn names(&self) -> Vec<String> {
        let is_name = |name: &str| name.len() <= 64 && name.bytes().all(is_token);
        let named = self.headers.iter().filter(|(name, _)| is_name(name));
        let mut names: Vec<String> = named.map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Characters of methods and names of headers (RFC 9110 §5.6.2).
pub(super) const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        )
}

/// Method, target and version of a request line.
pub(super) fn request_line(line: &str) -> Option<(&str, &str, &str)> {
    let (method, rest) = line.split_once(' ')?;
    let (target, version) = rest.trim_end().rsplit_once(' ')?;
    let is_method = !method.is_empty() && method.len() <= 20 && method.bytes().all(is_token);
    let version = version.strip_prefix("HTTP/")?;
    (is_method && !target.is_empty()).then_some((method, target.trim(), version))
}

/// Version and status of a status line.
pub(super) fn status_line(line: &str) -> Option<(&str, u16)> {
    let (version, rest) = line.strip_prefix("HTTP/")?.split_once(' ')?;
    let status = rest.trim_start().get(..3)?.parse().ok()?;
    (100..600).contains(&status).then_some((version, status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_line_ends() {
        let crlf = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://b.example/\r\n\r\nrest";
        let lf = b"HTTP/1.1 307 Temporary Redirect\nLocation: http://b.example/\n\nrest";
        for (bytes, bare) in [(&crlf[..], false), (&lf[..], true)] {
            let end = end_of_head(bytes).unwrap();
            assert_eq!(&bytes[end..], b"rest");
            let head = Head::read(&bytes[..end]).unwrap();
            assert_eq!(status_line(head.start), Some(("1.1", 307)));
            assert_eq!(head.header("LOCATION"), Some("http://b.example/"));
            assert_eq!(head.names(), ["location"]);
            assert_eq!(head.bare_lf, bare);
        }
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\nHost: a\r\n"), None);
    }

    #[test]
    fn first_lines() {
        assert_eq!(request_line("GET /a b HTTP/1.0"), Some(("GET", "/a b", "1.0")));
        assert_eq!(request_line("SSH-2.0-x"), None);
        assert_eq!(request_line("M-SEARCH * HTTP/1.1"), Some(("M-SEARCH", "*", "1.1")));
        assert_eq!(status_line("HTTP/1.1 99 x"), None);
        assert_eq!(status_line("HTTP/1.0 200"), Some(("1.0", 200)));
    }
}
