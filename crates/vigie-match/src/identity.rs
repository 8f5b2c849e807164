//! Forms in which paths, telephone numbers, addresses of people, apps and certificates compare.

/// Writes an absolute path without final slash and doubled slashes; `/private/var`, `/private/tmp`
/// and `/private/etc` are the names behind the links `/var`, `/tmp` and `/etc`.
pub(crate) fn write_path(path: &str, out: &mut Vec<u8>) {
    out.clear();
    for byte in path.trim_matches('\0').bytes() {
        if byte != b'/' || out.last() != Some(&b'/') {
            out.push(byte);
        }
    }
    if out.len() > 1 && out.last() == Some(&b'/') {
        out.pop();
    }
    let is_link = out.strip_prefix(PRIVATE).is_some_and(|rest| {
        [&b"/var"[..], b"/tmp", b"/etc"].iter().any(|linked| {
            rest.strip_prefix(*linked).is_some_and(|more| more.first().is_none_or(|b| *b == b'/'))
        })
    });
    if is_link {
        out.drain(..PRIVATE.len());
    }
}

const PRIVATE: &[u8] = b"/private";

/// The last component of a path.
pub(crate) fn file_name(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A telephone number's digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// True when it began with `+` or `00`.
    pub(crate) international: bool,
}

/// Most digits that are kept; E.164 allows 15.
const MOST_DIGITS: usize = 24;

/// Writes the digits of a telephone number to `out`, without international prefix. `None` when the
/// text is no number: letters, as in `PROMO24`, make it a name.
pub(crate) fn write_phone(text: &str, out: &mut Vec<u8>) -> Option<Number> {
    out.clear();
    let text = without_scheme(text.trim());
    // A WhatsApp identifier: the number, perhaps a device, then the server.
    let text = text.split_once('@').map_or(text, |(number, _)| number);
    let text = text.split([';', ',']).next().unwrap_or(text).trim();
    let mut international = false;
    let mut optional_zero = false;
    for c in text.chars() {
        match c {
            '0'..='9' => out.push(u8::try_from(c).ok()?),
            '(' => optional_zero = true,
            ')' => {
                // `+33 (0)6…`: the zero is dialled inside the country only.
                if optional_zero && international && out.last() == Some(&b'0') {
                    out.pop();
                }
                optional_zero = false;
            }
            '+' | '＋' if out.is_empty() => international = true,
            '+'
            | '＋'
            | '-'
            | '.'
            | '/'
            | ' '
            | '\u{a0}'
            | '\u{202f}'
            | '\u{2010}'..='\u{2015}' => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ => return None,
        }
        if out.len() > MOST_DIGITS {
            return None;
        }
    }
    if !international && out.len() > 8 && out.starts_with(b"00") {
        out.drain(..2);
        international = true;
    }
    (out.len() >= 3).then_some(Number { international })
}

/// Digits by which a number inside a country may equal an international one.
pub(crate) const TAIL: usize = 9;

/// The last [`TAIL`] digits, when there are as many.
pub(crate) fn tail(digits: &[u8]) -> Option<&[u8]> {
    digits.get(digits.len().checked_sub(TAIL)?..)
}

/// Writes an e-mail address in lower case, without `mailto:`, display name and brackets. False when
/// it is none.
pub(crate) fn write_email(text: &str, out: &mut Vec<u8>) -> bool {
    out.clear();
    let text = text.trim();
    let text = match text.rsplit_once('<') {
        Some((_, inner)) => inner.split('>').next().unwrap_or(inner),
        None => text,
    };
    let text = without_scheme(text.trim());
    let text = text.split('?').next().unwrap_or(text);
    if text.is_ascii() {
        out.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        out.extend_from_slice(text.to_lowercase().as_bytes());
    }
    let at = memchr::memchr(b'@', out);
    at.is_some_and(|at| at > 0 && at + 1 < out.len())
}

/// Drops what addresses of people are prefixed with.
fn without_scheme(text: &str) -> &str {
    const SCHEMES: [&str; 9] =
        ["mailto:", "tel:", "sip:", "sips:", "sms:", "im:", "xmpp:", "e:", "p:"];
    let rest = SCHEMES.iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..))?
    });
    rest.unwrap_or(text)
}

/// Writes hexadecimal digits in lower case, without colons and blanks. False when something else
/// stands there or the length is that of no hash in `lengths`.
pub(crate) fn write_hex(text: &str, lengths: &[usize], out: &mut Vec<u8>) -> bool {
    out.clear();
    for byte in text.bytes() {
        match byte {
            b':' | b' ' | b'\t' => {}
            _ if byte.is_ascii_hexdigit() => out.push(byte.to_ascii_lowercase()),
            _ => return false,
        }
        if out.len() > 128 {
            return false;
        }
    }
    lengths.contains(&out.len())
}

/// Hexadecimal digits of MD5, SHA-1, SHA-256 and SHA-512.
pub(crate) const HASH_LENGTHS: [usize; 4] = [32, 40, 64, 128];

/// Writes text in lower case.
pub(crate) fn write_lower(text: &str, out: &mut Vec<u8>) {
    out.clear();
    let text = text.trim();
    if text.is_ascii() {
        out.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        out.extend_from_slice(text.to_lowercase().as_bytes());
    }
}

/// An app's identifier without the ten characters of its developer's team.
pub(crate) fn without_team(id: &str) -> Option<&str> {
    let (team, rest) = id.split_at_checked(10)?;
    let is_team = team.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    rest.strip_prefix('.').filter(|rest| is_team && rest.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn linked_folders_are_one() {
        let cases = [
            ("/private/var/x/", "/var/x"),
            ("/private/tmp", "/tmp"),
            ("/private/etc//hosts", "/etc/hosts"),
            ("/private/variable", "/private/variable"),
            ("/private/other", "/private/other"),
            ("/", "/"),
        ];
        for (path, expected) in cases {
            assert_eq!(written(|out| write_path(path, out)), expected);
        }
        assert_eq!(file_name("/a/b/"), "b");
        assert_eq!(file_name("b"), "b");
    }

    #[test]
    fn numbers_in_any_notation() {
        let cases = [
            ("+33 6 12 34 56 78", "33612345678", true),
            ("+33 (0)6 12 34 56 78", "33612345678", true),
            ("0033612345678", "33612345678", true),
            ("06.12-34/56 78", "0612345678", false),
            ("tel:+33612345678", "33612345678", true),
            ("33612345678@s.whatsapp.net", "33612345678", false),
            ("\u{202a}+33\u{a0}612345678\u{202c}", "33612345678", true),
            ("(212) 555-0100", "2125550100", false),
        ];
        for (text, digits, international) in cases {
            let mut out = Vec::new();
            let number = write_phone(text, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), digits, "{text}");
            assert_eq!(number, Some(Number { international }), "{text}");
        }
        for text in ["PROMO24", "", "12", "+", &"1".repeat(40)] {
            assert_eq!(write_phone(text, &mut Vec::new()), None, "{text}");
        }
    }

    #[test]
    fn addresses_of_people() {
        for text in [
            "Eve@Bad.Example",
            "mailto:eve@bad.example?subject=a",
            "E:eve@bad.example",
            "Eve <EVE@bad.example>",
        ] {
            assert_eq!(written(|out| assert!(write_email(text, out))), "eve@bad.example");
        }
        for text in ["eve", "@bad.example", "eve@", ""] {
            assert!(!write_email(text, &mut Vec::new()), "{text}");
        }
    }

    #[test]
    fn teams_are_dropped() {
        assert_eq!(without_team("ABCDE12345.com.bad.app"), Some("com.bad.app"));
        assert_eq!(without_team("com.bad.ap.app"), None);
        assert_eq!(without_team("ABCDE12345.x"), None);
        assert_eq!(without_team("short"), None);
    }
}
