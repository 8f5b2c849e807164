//! Plain lists: one value a line, `#` before comments.
//!
//! The kind of value comes from the name of the file (`domains.txt`), or each line says it itself.
//! Lines of hosts files (`0.0.0.0 bad.example`) and of blocking lists (`||bad.example^`) are taken
//! too.

use std::io::{BufRead, Read as _};

use vigie_core::{Locator, ObservableKind, Stop};

use super::infer::infer;
use super::intake::{Intake, Item};
use crate::identity::{HASH_LENGTHS, write_hex};

/// Longest line that is read, in bytes; what goes beyond is skipped.
const LONGEST: u64 = 16 << 10;

/// Takes the number of a line, its bytes, and whether something of it was cut off.
type SeeLine<'a> = &'a mut dyn FnMut(u64, &[u8], bool) -> Result<(), Stop>;

/// Reads lines of bounded length. Lines are shown without their ends.
pub(crate) fn each_line(reader: &mut dyn BufRead, see: SeeLine<'_>) -> Result<(), Stop> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = (&mut *reader).take(LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        let whole = line.last() == Some(&b'\n');
        let cut = !whole && read as u64 == LONGEST;
        if cut {
            skip_line(reader)?;
        }
        let end =
            line.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
        let from = if number == 1 && line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        see(number, line.get(from..end).unwrap_or_default(), cut)?;
    }
}

fn skip_line(reader: &mut dyn BufRead) -> Result<(), Stop> {
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', available);
        let used = end.map_or(available.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// The value of a line; `None` for blank lines and comments.
pub(crate) fn value_of(line: &str) -> Option<&str> {
    let line = line.trim();
    let comment = line.is_empty()
        || line.starts_with(['#', ';', '!'])
        || line.starts_with("//")
        || line.starts_with("--");
    if comment {
        return None;
    }
    let line = line.split(" #").next().unwrap_or(line);
    let line = line.split("\t#").next().unwrap_or(line).trim();
    let line = line.trim_matches(['"', '\'', ',']).trim();
    let blocked = line.strip_prefix("||").map(|rest| rest.trim_end_matches('^'));
    let hosts = ["0.0.0.0", "127.0.0.1", "::", "::1"].iter().find_map(|address| {
        let rest = line.strip_prefix(address)?;
        rest.starts_with(char::is_whitespace).then(|| rest.split_whitespace().next())?
    });
    let line = blocked.or(hosts).unwrap_or(line);
    (!line.is_empty()).then_some(line)
}

/// The kind of a line's value.
pub(crate) fn kind_of(value: &str, hint: Option<ObservableKind>) -> Option<ObservableKind> {
    use ObservableKind as Kind;
    let shown = infer(value);
    match (hint, shown) {
        (None, shown) => shown,
        // What looks like one of these is one, whatever the file is called.
        (Some(Kind::Host | Kind::Ip | Kind::Url), Some(kind @ (Kind::Url | Kind::Ip))) => {
            Some(kind)
        }
        (Some(Kind::Ip), shown) => shown,
        // These have a form: what lacks it is something else.
        (Some(hint @ (Kind::FileHash | Kind::CertificateHash)), _) => {
            write_hex(value, &HASH_LENGTHS, &mut Vec::new()).then_some(hint)
        }
        (Some(Kind::AppId), Some(kind @ Kind::FileHash)) => Some(kind),
        (Some(Kind::FileName), Some(kind @ (Kind::Path | Kind::FileHash))) => Some(kind),
        (Some(hint), _) => is_plausible(value).then_some(hint),
    }
}

/// A value that a list may hold, as opposed to a line of prose or code.
fn is_plausible(value: &str) -> bool {
    let words = value.split_whitespace().count();
    value.len() <= 1024 && words <= 4 && !value.chars().any(|c| c.is_control())
}

/// Hands over every value of a list.
pub(crate) fn hand_over(
    intake: &mut Intake<'_>,
    reader: &mut dyn BufRead,
    hint: Option<ObservableKind>,
) -> Result<(), Stop> {
    each_line(reader, &mut |number, line, cut| {
        let at = || Locator::Line(number);
        if cut {
            intake.notes.skip();
            let message = format!("a line of more than {LONGEST} bytes: expected one value");
            intake.notes.problem(at(), message);
            return Ok(());
        }
        let text = String::from_utf8_lossy(line);
        let Some(value) = value_of(&text) else { return Ok(()) };
        if matches!(text, std::borrow::Cow::Owned(_)) {
            intake.notes.skip();
            intake.notes.problem(at(), "a line that is not UTF-8".into());
            return Ok(());
        }
        match kind_of(value, hint) {
            Some(kind) => {
                let meta = intake.meta;
                intake.item(Item { kind, text: value, id: "", date: None, meta, flags: 0 }, &at);
            }
            None => {
                intake.notes.skip();
                let shown = super::intake::quoted(value);
                intake.notes.problem(at(), format!("{shown}: expected a value of a known kind"));
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lose_what_is_around_them() {
        let cases = [
            ("bad.example", Some("bad.example")),
            (" bad.example # seen 2024", Some("bad.example")),
            ("# comment", None),
            ("", None),
            ("0.0.0.0 bad.example", Some("bad.example")),
            ("127.0.0.1\tbad.example other", Some("bad.example")),
            ("||bad.example^", Some("bad.example")),
            ("\"bad.example\",", Some("bad.example")),
            ("0.0.0.0", Some("0.0.0.0")),
        ];
        for (line, expected) in cases {
            assert_eq!(value_of(line), expected, "{line}");
        }
    }

    #[test]
    fn long_lines_are_cut_and_the_next_is_read() {
        let mut text = vec![b'a'; 100_000];
        text.extend_from_slice(b"\r\nnext\n\xef\xbb\xbflast");
        let mut found = Vec::new();
        each_line(&mut text.as_slice(), &mut |number, line, cut| {
            found.push((number, line.len(), cut));
            Ok(())
        })
        .unwrap();
        assert_eq!(found, [(1, 16 << 10, true), (2, 4, false), (3, 7, false)]);
    }
}
