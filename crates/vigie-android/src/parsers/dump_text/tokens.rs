//! Words of a line that an indicator could list, found in one pass over its bytes.

use serde::{Deserialize, Serialize};

use super::classes::{AT, COLON, DOT, LETTER, NO_HEX, SLASH, class};
use crate::names::is_of_android;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub(crate) enum What {
    /// Labels with dots: the name of a package, a host, a file, a property.
    Name,
    /// A word where the name of a process stands.
    Process,
    /// An absolute path.
    Path,
    /// A URL with its scheme.
    Url,
    /// An e-mail address.
    Email,
    /// An IPv4 or IPv6 address.
    Address,
    /// 32, 40 or 64 hexadecimal digits.
    Hash,
}

/// A word and where it starts in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) what: What,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

/// Takes a word.
type See<'a> = &'a mut dyn FnMut(Token<'_>);

/// Longest word that is looked at.
const LONGEST: usize = 2048;

/// Shows every word of `line` that can be listed. One may come several times, as may parts of one.
pub(super) fn each(line: &[u8], see: See<'_>) {
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        if class(*byte) == 0 {
            // A byte of a URL inside another: `%2F`.
            let is_escape = *byte == b'%'
                && line.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
            at += if is_escape { 3 } else { 1 };
            continue;
        }
        let start = at;
        let mut flags = 0;
        while let Some(found) = line.get(at).map(|byte| class(*byte)).filter(|class| *class != 0) {
            flags |= found;
            at += 1;
        }
        at = run(line, start, at, flags, see);
    }
}

/// Looks at the bytes from `start` to `end`, which stand between others; gives where to go on.
fn run(line: &[u8], start: usize, end: usize, flags: u8, see: See<'_>) -> usize {
    if flags & (DOT | SLASH | COLON | AT) == 0 {
        plain(line, start, end, see);
        return end;
    }
    let whole = line.get(start..end).unwrap_or_default();
    if flags & (LETTER | SLASH) == 0 && !can_be_address(whole) {
        // A time, a number.
        return end;
    }
    if flags & (COLON | SLASH) == COLON | SLASH && memchr::memmem::find(whole, b"://").is_some() {
        return url(line, start, see);
    }
    // `Tag:`, the most frequent word of a log.
    let word = if flags & COLON == 0 { whole } else { trim_end(whole, b":") };
    if word.len() > LONGEST {
        parts(line, start, start + word.len(), see);
    } else if flags & (DOT | SLASH | AT) == 0 && !word.contains(&b':') {
        plain(line, start, start + word.len(), see);
    } else if flags & SLASH != 0 && word.first() == Some(&b'/') {
        let end = path_end(line, end);
        path(line, start, end, see);
        return end;
    } else if flags & (COLON | NO_HEX) != COLON
        || !(with_colons(word, start, see) || with_colons(whole, start, see))
    {
        parts(line, start, start + word.len(), see);
    }
    end
}

/// Whether digits with dots and colons can be an address: three dots, or a colon twice or often.
fn can_be_address(word: &[u8]) -> bool {
    let (mut dots, mut colons, mut twice) = (0, 0, false);
    let mut last = 0;
    for byte in word {
        dots += usize::from(*byte == b'.');
        colons += usize::from(*byte == b':');
        twice |= *byte == b':' && last == b':';
        last = *byte;
    }
    dots >= 3 || colons >= 7 || twice
}

/// A word without dots, slashes, colons and `@`: a hash, or a process where one is named.
fn plain(line: &[u8], start: usize, end: usize, see: See<'_>) {
    let word = line.get(start..end).unwrap_or_default();
    if word.len() >= 32 {
        hashes(word, start, see);
    } else if word.len() >= 2
        && line.get(..start).is_some_and(names_a_process)
        && word.iter().any(u8::is_ascii_alphabetic)
    {
        process(word, start, see);
    }
}

/// Hexadecimal digits of the length of a hash, by themselves or between other signs: `sha256-…`.
fn hashes(word: &[u8], start: usize, see: See<'_>) {
    let mut from = start;
    for part in word.split(|byte| !byte.is_ascii_alphanumeric()) {
        if matches!(part.len(), 32 | 40 | 64) && part.iter().all(u8::is_ascii_hexdigit) {
            show(What::Hash, part, from, see);
        }
        from += part.len() + 1;
    }
}

/// What stands before the name of a process.
fn names_a_process(before: &[u8]) -> bool {
    const MARKS: [&[u8]; 13] = [
        b"comm=\"",
        b"comm=",
        b"exe=\"",
        b">>> ",
        b"rocess ",
        b"Cmdline: ",
        b"md line: ",
        b"ervice '",
        b"ill '",
        b"rocessName=",
        b"rocess=",
        b"proc=",
        b"K: ",
    ];
    let is_mark = match before {
        [.., last, b' '] => matches!(last, b's' | b':' | b'>'),
        [.., last] => matches!(last, b'=' | b'"' | b'\''),
        [] => false,
    };
    is_mark && MARKS.iter().any(|mark| before.ends_with(mark))
}

fn process(word: &[u8], at: usize, see: See<'_>) {
    if !std::str::from_utf8(word).is_ok_and(is_of_android) {
        show(What::Process, word, at, see);
    }
}

/// A URL that has its `://` behind `start`: gives where it ends.
fn url(line: &[u8], start: usize, see: See<'_>) -> usize {
    let rest = line.get(start..).unwrap_or_default();
    let ends = |byte: &u8| {
        *byte <= b' ' || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'{' | b'}' | b'|' | b'\\' | b'`')
    };
    let end = start + rest.iter().position(ends).unwrap_or(rest.len()).min(LONGEST);
    let whole = line.get(start..end).unwrap_or_default();
    let mark = memchr::memmem::find(whole, b"://").unwrap_or(0);
    let scheme = whole.get(..mark).unwrap_or_default();
    // What is glued to the front: `url:https://`.
    let is_other = |byte: &u8| !byte.is_ascii_alphanumeric();
    let from = scheme.iter().rposition(is_other).map_or(0, |at| at + 1);
    let text = whole.get(from..).unwrap_or_default();
    let text = trim_end(text, b".,;:!)]*");
    if mark > from && text.len() > mark - from + 3 {
        show(What::Url, text, start + from, see);
    }
    // An app's own scheme names the app: `intent://`, `android-app://com.example/`.
    if let Some(authority) = text.get(mark.saturating_sub(from) + 3..) {
        let end = authority.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        let authority = authority.get(..end.unwrap_or(authority.len())).unwrap_or_default();
        if !scheme.starts_with(b"http") {
            dotted(authority, start + mark + 3, see);
        }
    }
    // Another one may follow after a comma.
    let comma = whole.iter().position(|byte| *byte == b',').filter(|at| *at > mark + 3);
    let again = comma.filter(|at| memchr::memmem::find(whole.get(*at..).unwrap_or_default(), b"://").is_some());
    again.map_or(end, |at| start + at + 1).max(start + 1)
}

/// Where a path ends whose first word ends at `end`: names of installed apps' folders end in `==`.
fn path_end(line: &[u8], mut end: usize) -> usize {
    while line.get(end) == Some(&b'=') {
        while line.get(end).is_some_and(|byte| *byte == b'=') {
            end += 1;
        }
        if line.get(end) != Some(&b'/') {
            break;
        }
        while line.get(end).is_some_and(|byte| class(*byte) != 0) {
            end += 1;
        }
    }
    end
}

fn path(line: &[u8], start: usize, end: usize, see: See<'_>) {
    let whole = line.get(start..end).unwrap_or_default();
    // `/data/x: No such file`, `/system/lib/x.so:123`.
    let colon = whole.iter().position(|byte| *byte == b':').unwrap_or(whole.len());
    let text = trim_end(whole.get(..colon).unwrap_or_default(), b".,=");
    if text.len() < 2 || text.len() > LONGEST {
        return;
    }
    if text.get(1..).is_some_and(|rest| rest.contains(&b'/')) {
        show(What::Path, text, start, see);
    }
    components(text, start, see);
    if colon < whole.len() {
        parts(line, start + colon, end, see);
    }
}

/// Names with dots among the components of a path; that of an app may have a random end.
fn components(path: &[u8], start: usize, see: See<'_>) {
    let mut from = 0;
    for part in path.split(|byte| *byte == b'/') {
        if part.contains(&b'.') {
            let end = part.iter().position(|byte| matches!(byte, b'-' | b'='));
            let name = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
            dotted(if name.contains(&b'.') { name } else { part }, start + from, see);
        } else if part.len() >= 32 {
            hashes(part, start + from, see);
        }
        from += part.len() + 1;
    }
}

/// Digits and colons: an IPv6 address, or a hash written in pairs. True where it is one.
fn with_colons(word: &[u8], at: usize, see: See<'_>) -> bool {
    let colons = word.iter().filter(|byte| **byte == b':').count();
    let is_hash = matches!(colons, 15 | 19 | 31) && word.len() == colons * 3 + 2;
    if is_hash {
        show(What::Hash, word, at, see);
        return true;
    }
    let can_be_address = colons == 7 || memchr::memmem::find(word, b"::").is_some();
    let text = std::str::from_utf8(word).unwrap_or("");
    if can_be_address && word.len() > 4 && text.parse::<std::net::Ipv6Addr>().is_ok() {
        show(What::Address, word, at, see);
        return true;
    }
    false
}

/// The parts of a word between colons.
fn parts(line: &[u8], start: usize, end: usize, see: See<'_>) {
    let word = line.get(start..end).unwrap_or_default();
    let mut at = start;
    let mut after_number = false;
    for part in word.split(|byte| *byte == b':') {
        if !part.is_empty() {
            self::part(line, part, at, after_number, see);
        }
        after_number = !part.is_empty() && part.iter().all(u8::is_ascii_digit);
        at += part.len() + 1;
    }
}

/// A part of a word without colons.
fn part(line: &[u8], part: &[u8], at: usize, after_number: bool, see: See<'_>) {
    if part.first() == Some(&b'/') {
        let text = trim_end(part, b".,");
        if text.get(1..).is_some_and(|rest| rest.contains(&b'/')) {
            show(What::Path, text, at, see);
        }
        return components(text, at, see);
    }
    // `1234:name/u0a1`, `345/name`: a process with its id.
    if let Some(slash) = part.iter().position(|byte| *byte == b'/') {
        let (left, right) = part.split_at(slash);
        let right = right.get(1..).unwrap_or_default();
        let is_id = !left.is_empty() && left.iter().all(u8::is_ascii_digit);
        if after_number && !left.contains(&b'.') {
            process_part(left, at, see);
        } else if is_id && !right.contains(&b'/') && !right.contains(&b'.') {
            process_part(right, at + slash + 1, see);
        }
        let mut from = at;
        for piece in part.split(|byte| *byte == b'/') {
            mail_or_name(line, piece, from, see);
            from += piece.len() + 1;
        }
        return;
    }
    mail_or_name(line, part, at, see);
}

fn process_part(word: &[u8], at: usize, see: See<'_>) {
    if word.len() >= 2 && word.first().is_some_and(u8::is_ascii_alphabetic) {
        process(word, at, see);
    }
}

fn mail_or_name(line: &[u8], word: &[u8], at: usize, see: See<'_>) {
    let Some(mark) = word.iter().position(|byte| *byte == b'@') else {
        if word.contains(&b'.') {
            return dotted(word, at, see);
        }
        return plain(line, at, at + word.len(), see);
    };
    let (user, host) = word.split_at(mark);
    let host = trim_end(host.get(1..).unwrap_or_default(), b".-");
    let top = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let is_host = host.contains(&b'.') && top.len() > 1 && top.iter().all(u8::is_ascii_alphabetic);
    if is_host && !user.is_empty() {
        let end = mark + 1 + host.len();
        show(What::Email, word.get(..end).unwrap_or_default(), at, see);
    } else if user.contains(&b'.') {
        dotted(user, at, see);
    }
    if host.contains(&b'.') {
        dotted(host, at + mark + 1, see);
    }
}

/// Labels with dots between them: a name, or an IPv4 address.
fn dotted(word: &[u8], at: usize, see: See<'_>) {
    let start = word.iter().position(|byte| !matches!(byte, b'.' | b'-' | b'+' | b'~' | b'_'));
    let Some(start) = start else { return };
    let word = trim_end(word.get(start..).unwrap_or_default(), b".-+~_");
    let at = at + start;
    if !word.contains(&b'.') || word.len() > 255 {
        return;
    }
    let letters = word.iter().any(u8::is_ascii_alphabetic);
    if !letters {
        let text = std::str::from_utf8(word).unwrap_or("");
        if word.len() >= 7 && text.parse::<std::net::Ipv4Addr>().is_ok() {
            show(What::Address, word, at, see);
        }
        return;
    }
    // `1.5s`, `10.2MB`, `12.ab`: numbers, not names, unless a label behind is a word.
    let top = word.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let first = word.first().is_some_and(u8::is_ascii_alphabetic);
    if first || top.len() > 1 && top.iter().all(u8::is_ascii_alphabetic) {
        show(What::Name, word, at, see);
        // `com.example-1.apk`: the name of an app goes to the dash.
        let name = word.split(|byte| *byte == b'-').next().unwrap_or_default();
        if name.len() < word.len() && name.contains(&b'.') {
            show(What::Name, trim_end(name, b"."), at, see);
        }
    }
    if word.len() > 32 {
        hashes(word, at, see);
    }
}

fn show(what: What, bytes: &[u8], at: usize, see: See<'_>) {
    see(Token { what, bytes, at });
}

fn trim_end<'a>(word: &'a [u8], any: &[u8]) -> &'a [u8] {
    let end = word.iter().rposition(|byte| !any.contains(byte)).map_or(0, |at| at + 1);
    word.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parsers::dump_text::shapes::{is_host, is_program};

    fn found(line: &str) -> Vec<(What, String)> {
        let mut found = Vec::new();
        each(line.as_bytes(), &mut |token| {
            let text = std::str::from_utf8(token.bytes).unwrap();
            assert_eq!(line.get(token.at..token.at + text.len()), Some(text), "{line}");
            found.push((token.what, text.to_owned()));
        });
        found
    }

    fn texts(line: &str, what: What) -> Vec<String> {
        found(line).into_iter().filter(|(kind, _)| *kind == what).map(|(_, text)| text).collect()
    }

    #[test]
    fn names_of_apps_in_all_clothes() {
        for line in [
            "pkg=com.bad.app,",
            "com.bad.app/.Service",
            "12345:com.bad.app/u0a123",
            "com.bad.app:remote",
            "[com.bad.app]",
            "'com.bad.app'.",
            "package:com.bad.app",
            "com.bad.app@1a2b",
            "/data/app/~~Ab1-_c==/com.bad.app-Xy_z==/base.apk",
            "/data/user/0/com.bad.app/databases",
            "com.host/com.bad.app",
            "com.bad.app-2.apk",
            "{\\\"id\\\":\\\"com.bad.app\\\"}",
            "base.apk!/com.bad.app",
            "u0a12:\"com.bad.app\"",
        ] {
            assert!(texts(line, What::Name).iter().any(|name| name == "com.bad.app"), "{line} {:?}", found(line));
        }
    }

    #[test]
    fn urls_addresses_and_hosts() {
        assert_eq!(
            texts("GET url:https://bad.example/x?a=1&b=%2F, then", What::Url),
            ["https://bad.example/x?a=1&b=%2F"]
        );
        assert_eq!(texts("http://a.example/1,http://b.example/2", What::Url).len(), 2);
        assert_eq!(texts("to 203.0.113.7:8443 and 203.0.113.77", What::Address), ["203.0.113.7", "203.0.113.77"]);
        assert_eq!(texts("via 2001:db8::1 at 10:40:12", What::Address), ["2001:db8::1"]);
        assert_eq!(texts("resolve bad.example:443", What::Name), ["bad.example"]);
        assert_eq!(texts("u=https%3A%2F%2Fbad.example%2Fx", What::Name), ["bad.example"]);
        assert_eq!(texts("eve@bad.example.", What::Email), ["eve@bad.example"]);
        assert_eq!(texts("socket host/203.0.113.7:443", What::Address), ["203.0.113.7"]);
        assert_eq!(texts("socket /203.0.113.7:443", What::Address), ["203.0.113.7"]);
        assert_eq!(texts("\"https:\\/\\/bad.example\\/x\"", What::Name), ["bad.example"]);
        assert!(is_host("bad.example.com") && is_host("cdn-1.bad.net") && !is_host("com.bad.app"));
        assert!(!is_host("Foo.app") && !is_host("libx.so.1"));
    }

    #[test]
    fn hashes_paths_and_processes() {
        let hash = "d41d8cd98f00b204e9800998ecf8427e";
        assert_eq!(texts(&format!("md5={hash};"), What::Hash), [hash]);
        for line in [
            format!("sha256-{hash}"),
            format!("{hash}.apk"),
            format!("/sdcard/{hash}/x.y"),
            format!("md5:{hash}"),
        ] {
            assert_eq!(texts(&line, What::Hash), [hash], "{line}");
        }
        assert_eq!(texts(&"a".repeat(33), What::Hash), [""; 0]);
        let pairs = "F0:A1:3D:8C:B3:F4:7B:09:9F:EE:8B:D8:38:2E:BD:C6";
        assert_eq!(texts(pairs, What::Hash), [pairs]);
        assert_eq!(texts("open /data/local/tmp/.x: denied", What::Path), ["/data/local/tmp/.x"]);
        assert_eq!(texts("avc: denied { read } for comm=\"implantd\" name", What::Process), ["implantd"]);
        assert_eq!(texts("1234:implantd/u0a1 (adj)", What::Process), ["implantd"]);
        assert_eq!(texts("2.5% 123/implantd: 1% user", What::Process), ["implantd"]);
        assert!(is_program("/data/local/tmp/x") && !is_program("/data/app/x"));
    }

    #[test]
    fn long_lists_and_colons_at_the_end() {
        let list = "com.fill.er/.Service:".repeat(200) + "com.bad.app/.Service";
        assert!(texts(&list, What::Name).contains(&"com.bad.app".to_owned()));
        assert_eq!(texts("from 2001:db8::1: and 2001:db8::", What::Address).len(), 2);
        assert_eq!(texts("Process implantd: gone", What::Process), ["implantd"]);
    }

    #[test]
    fn numbers_and_times_are_nothing() {
        for line in ["10:40:12.123 1.5s 12.3MB 3.14", "aa:bb:cc:dd:ee:ff", "0x1234.", "-- .. ://", "1.2.3", "a:b:c"] {
            assert_eq!(found(line), [], "{line}");
        }
    }
}
