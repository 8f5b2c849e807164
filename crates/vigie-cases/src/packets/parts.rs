//! The parts of a payload, and the words of a line.

use std::path::Path;

/// Words of a line: what stands in quotes is one, with its quotes.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut escaped) = (Vec::new(), String::new(), false, false);
    for letter in line.chars() {
        match letter {
            '#' if !quoted && word.is_empty() => break,
            ' ' | '\t' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => {
                if letter == '"' && !escaped {
                    quoted = !quoted;
                }
                escaped = letter == '\\' && !escaped;
                word.push(letter);
            }
        }
    }
    assert!(!quoted, "a quote has no end: {line}");
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The bytes of parts one after another; files stand in `folder`.
pub(super) fn payload(parts: &[String], folder: &Path) -> Vec<u8> {
    // Lengths that are open: where their content begins, and their width.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut bytes = Vec::new();
    for part in parts {
        match part.as_str() {
            "]" => {
                let (start, width) = open.pop().expect_part(part);
                let len = u32::try_from(bytes.len() - start).unwrap().to_be_bytes();
                assert!(
                    len[..4 - width].iter().all(|byte| *byte == 0),
                    "too long for {width} bytes"
                );
                bytes.splice(start..start, len[4 - width..].iter().copied());
            }
            width if width.starts_with('[') => {
                let width = width[1..].parse().unwrap();
                assert!((1..=4).contains(&width), "{part}");
                open.push((bytes.len(), width));
            }
            one => bytes.extend(part_bytes(one, folder)),
        }
    }
    assert!(open.is_empty(), "a length has no end: {parts:?}");
    bytes
}

trait ExpectPart<T> {
    fn expect_part(self, part: &str) -> T;
}

impl<T> ExpectPart<T> for Option<T> {
    fn expect_part(self, part: &str) -> T {
        self.unwrap_or_else(|| panic!("no part of a payload: {part}"))
    }
}

fn part_bytes(part: &str, folder: &Path) -> Vec<u8> {
    if part.starts_with('"') {
        return text(part);
    }
    let (kind, value) = part.split_once(':').expect_part(part);
    let number = || number(value).expect_part(part).to_be_bytes();
    match kind {
        "hex" => hex(value),
        "u8" => number()[7..].to_vec(),
        "u16" => number()[6..].to_vec(),
        "u24" => number()[5..].to_vec(),
        "u32" => number()[4..].to_vec(),
        "u64" => number().to_vec(),
        "name" => name(value),
        "fill" => {
            let (byte, times) = value.split_once('*').expect_part(part);
            hex(byte).repeat(times.parse().unwrap())
        }
        "file" => {
            let text = std::fs::read_to_string(folder.join(value))
                .unwrap_or_else(|error| panic!("{value}: {error}"));
            let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
            hex(&lines.collect::<String>())
        }
        _ => panic!("no part of a payload: {part}"),
    }
}

/// A number, decimal or behind `0x`.
pub(super) fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Bytes of hexadecimal digits; blanks, colons and dots between them do not matter.
pub(super) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != ':' && *letter != '.')
        .map(|letter| {
            let digit = letter.to_digit(16).unwrap_or_else(|| panic!("{letter:?} is no digit"));
            u8::try_from(digit).unwrap()
        })
        .collect();
    assert!(digits.len().is_multiple_of(2), "half a byte: {text}");
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// Labels behind their lengths, and a zero.
fn name(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for label in text.split('.').filter(|label| !label.is_empty()) {
        bytes.push(u8::try_from(label.len()).unwrap());
        bytes.extend(label.as_bytes());
    }
    bytes.push(0);
    bytes
}

/// What stands in quotes, without its escapes.
fn text(quoted: &str) -> Vec<u8> {
    let inside = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let mut letters = inside.expect_part(quoted).chars();
    let mut bytes = Vec::new();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            bytes.extend(letter.to_string().as_bytes());
            continue;
        }
        bytes.extend(match letters.next() {
            Some('r') => b"\r".to_vec(),
            Some('n') => b"\n".to_vec(),
            Some('t') => b"\t".to_vec(),
            Some('0') => vec![0],
            Some('x') => hex(&letters.by_ref().take(2).collect::<String>()),
            Some(other @ ('\\' | '"')) => other.to_string().into_bytes(),
            other => panic!("no escape: {other:?} in {quoted}"),
        });
    }
    bytes
}
