//! How a source writes values, so that bytes can be looked for before a record is parsed.

use vigie_formats::plist::base64;
use vigie_formats::scan::ScanFormat;

use super::literal::Piece;
use super::matcher::{Matcher, Place};
use super::{Test, test::FieldTest};
use crate::filter::SHORTEST;
use crate::formats;

/// How a source writes values.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    format: ScanFormat,
}

/// Bytes of which a record must hold one; none where no record of the source can match.
pub(super) type Literals = Vec<Vec<u8>>;

/// Characters that some writers of JSON escape and others do not.
const EITHER_WAY: [char; 6] = ['/', '<', '>', '&', '\'', '\u{7f}'];

/// Fields whose values are not in the record as such: numbers, times, what is told from the rest.
const COMPUTED: [&str; 8] = [
    "asn",
    "cert.not_after",
    "cert.not_before",
    "cert.self_signed",
    "cert.serial",
    "http.status",
    "port",
    "seen_at",
];

impl Spelling {
    /// That of a format.
    #[must_use]
    pub const fn of(format: ScanFormat) -> Self {
        Self { format }
    }

    /// Bytes of which every record that fits `test` holds at least one; `None` where such cannot be
    /// named, so that each record has to be read.
    pub(super) fn literals(self, test: &Test) -> Option<Literals> {
        match test {
            Test::All(tests) => {
                let found = tests.iter().filter_map(|test| self.literals(test));
                found.max_by_key(worth)
            }
            Test::Any(tests) => {
                let mut all = Literals::new();
                for test in tests {
                    all.extend(self.literals(test)?);
                }
                Some(all)
            }
            Test::Not(_) => None,
            Test::Service(test) => self.literals(test),
            Test::Field(test) => self.of_field(test),
        }
    }

    fn of_field(self, test: &FieldTest) -> Option<Literals> {
        if test.matchers.iter().any(Matcher::fits_nothing) {
            return None;
        }
        if !formats::has_field(self.format, &test.field) {
            return Some(Literals::new());
        }
        let each = test.matchers.iter().map(|matcher| self.of_matcher(&test.field, matcher));
        if test.each {
            return each.flatten().max_by_key(worth);
        }
        let all: Option<Vec<Literals>> = each.collect();
        all.map(|all| all.into_iter().flatten().collect())
    }

    fn of_matcher(self, field: &str, matcher: &Matcher) -> Option<Literals> {
        if field == "cert.serial" {
            return self.of_serial(matcher);
        }
        if COMPUTED.contains(&field) {
            return None;
        }
        let mut all = Literals::new();
        for piece in matcher.pieces()? {
            let spelt = self.spell(field, &piece);
            let best = spelt.into_iter().max_by_key(worth)?;
            if worth(&best) < SHORTEST {
                return None;
            }
            all.extend(best);
        }
        Some(all)
    }

    /// A serial number as ZCrypto writes it, in decimal and hexadecimal.
    fn of_serial(self, matcher: &Matcher) -> Option<Literals> {
        let is_zcrypto = matches!(
            self.format,
            ScanFormat::Zgrab2 | ScanFormat::Censys | ScanFormat::CensysTable
        );
        let Matcher::Text { place: Place::Whole, text, .. } = matcher else { return None };
        let number = u128::from_str_radix(text, 16).ok().filter(|_| is_zcrypto)?;
        let spaces = ["", " "].into_iter();
        let ways = spaces.flat_map(|space| {
            [
                format!("\"serial_number\":{space}\"{number}\""),
                format!("\"serial_number_hex\":{space}\"{number:x}\""),
                format!("\"serial_number_hex\":{space}\"0{number:x}\""),
            ]
        });
        Some(ways.map(String::into_bytes).collect())
    }

    /// Ways to look for a piece: each is a list of bytes of which one must be there.
    fn spell(self, field: &str, piece: &Piece) -> Vec<Literals> {
        if is_name_of_certificate(field) {
            return parts_of_name(&piece.text)
                .into_iter()
                .flat_map(|part| self.runs(&part, false, false))
                .collect();
        }
        if !matches!(field, "http.raw" | "http.headers_raw" | "banner") {
            let quoted = formats::is_verbatim(self.format, field);
            return self.runs(&piece.text, quoted && piece.at_start, quoted && piece.at_end);
        }
        // Headers and body are different values in most sources.
        let (headers, body) = match piece.text.find("\r\n\r\n") {
            Some(at) => piece.text.split_at(at.saturating_add(4)),
            None => (piece.text.as_str(), ""),
        };
        let encoded = formats::is_base64(self.format, "http.headers_raw");
        let mut ways = if !encoded {
            self.runs(headers, false, false)
        } else if piece.cased {
            vec![in_base64(headers)]
        } else {
            Vec::new()
        };
        if body.is_empty() && field == "http.raw" && !headers.contains("\r\n") {
            // It may stand in the body too: both have to be looked for.
            let in_body = self.runs(headers, false, false);
            let longest = in_body.into_iter().max_by_key(worth);
            for way in &mut ways {
                way.extend(longest.clone().unwrap_or_default());
            }
        } else {
            ways.extend(self.runs(body, false, false));
        }
        ways
    }

    /// The runs of `text` that are written in one way, or in few.
    fn runs(self, text: &str, quote_before: bool, quote_after: bool) -> Vec<Literals> {
        if !formats::is_json(self.format) {
            return vec![vec![text.as_bytes().to_vec()]];
        }
        let mut runs = vec![Run::default()];
        if quote_before {
            runs.iter_mut().for_each(|run| run.plain.push('"'));
        }
        for character in text.chars() {
            let run = runs.last_mut();
            match character {
                character if EITHER_WAY.contains(&character) => runs.push(Run::default()),
                character if character.is_ascii() => match run {
                    Some(run) if !run.is_foreign => run.push_ascii(character),
                    _ => {
                        let mut next = Run::default();
                        next.push_ascii(character);
                        runs.push(next);
                    }
                },
                character => match run {
                    Some(run) if run.is_foreign => run.push_foreign(character),
                    _ => {
                        let mut next = Run { is_foreign: true, ..Run::default() };
                        next.push_foreign(character);
                        runs.push(next);
                    }
                },
            }
        }
        if quote_after && let Some(run) = runs.last_mut() {
            run.plain.push('"');
            run.escaped.push('"');
        }
        runs.into_iter().map(Run::literals).collect()
    }
}

/// Bytes of the shortest literal; most where no record can match at all.
fn worth(literals: &Literals) -> usize {
    literals.iter().map(Vec::len).min().unwrap_or(usize::MAX)
}

/// Characters that are written alike.
#[derive(Default)]
struct Run {
    plain: String,
    /// With `\u` for each character, where it is not ASCII.
    escaped: String,
    is_foreign: bool,
}

impl Run {
    fn push_ascii(&mut self, character: char) {
        match character {
            '"' => self.plain.push_str("\\\""),
            '\\' => self.plain.push_str("\\\\"),
            '\r' => self.plain.push_str("\\r"),
            '\n' => self.plain.push_str("\\n"),
            '\t' => self.plain.push_str("\\t"),
            other => self.plain.push(other),
        }
    }

    fn push_foreign(&mut self, character: char) {
        use std::fmt::Write as _;
        self.plain.push(character);
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(self.escaped, "\\u{unit:04x}");
        }
    }

    fn literals(self) -> Literals {
        let mut literals = vec![self.plain.into_bytes()];
        if self.is_foreign {
            literals.push(self.escaped.into_bytes());
        }
        literals
    }
}

/// Whether a field is a distinguished name, or a part of one.
fn is_name_of_certificate(field: &str) -> bool {
    field.starts_with("cert.subject") || field.starts_with("cert.issuer")
}

/// What stands between the marks that notations of names differ in; kinds of parts are left out.
fn parts_of_name(text: &str) -> Vec<String> {
    let parts = text.split(['=', ',', '/', '+', '\\', '"']);
    parts.map(|part| part.trim().to_owned()).filter(|part| part.len() > 2).collect()
}

/// The three ways in which `text` can stand inside base64, without the digits that depend on what is
/// around it.
fn in_base64(text: &str) -> Literals {
    let mut ways = Literals::new();
    for before in 0..3_usize {
        let bytes: Vec<u8> = std::iter::repeat_n(0, before).chain(text.bytes()).collect();
        let whole = base64::encode(bytes.get(..bytes.len() / 3 * 3).unwrap_or_default());
        let first = [0, 2, 3].get(before).copied().unwrap_or(0);
        ways.push(whole.get(first..).unwrap_or_default().as_bytes().to_vec());
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_holds_a_text_at_any_place() {
        for before in ["", "a", "ab", "abc"] {
            let whole = base64::encode(format!("{before}HTTP/1.1 404 NotFound").as_bytes());
            let found = in_base64("404 NotFound");
            let fits = |way: &Vec<u8>| whole.contains(std::str::from_utf8(way).unwrap());
            assert!(found.iter().any(fits), "{before} {whole}");
        }
    }
}
