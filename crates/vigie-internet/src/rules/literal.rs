//! What a value must hold for a matcher to fit, before any source's way of writing it.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::matcher::{Matcher, Place};

/// A text that a value must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The text.
    pub(super) text: String,
    /// Whether the value begins with it.
    pub(super) at_start: bool,
    /// Whether the value ends with it.
    pub(super) at_end: bool,
    /// Whether it stands there in just this case.
    pub(super) cased: bool,
}

/// Branches of an expression that are followed.
const MOST_BRANCHES: usize = 64;

impl Matcher {
    /// Texts of which a value that fits holds at least one; `None` where there is no such text.
    pub(super) fn pieces(&self) -> Option<Vec<Piece>> {
        match self {
            Self::Text { place, text, cased } => Some(vec![Piece {
                text: text.clone(),
                at_start: matches!(place, Place::Whole | Place::Start),
                at_end: matches!(place, Place::Whole | Place::End),
                cased: *cased,
            }]),
            Self::Pattern(pattern) => {
                let hir = regex_syntax::parse(pattern.as_str()).ok()?;
                let texts = texts(&hir)?;
                let cased = !pattern.as_str().contains("(?");
                Some(texts.into_iter().map(|text| Piece::inside(text, cased)).collect())
            }
            Self::Network(network) if network.prefix_len() == network.max_prefix_len() => {
                Some(vec![Piece::inside(network.addr().to_string(), false)])
            }
            Self::Network(_) | Self::Bound { .. } | Self::Exists(_) => None,
        }
    }
}

impl Piece {
    fn inside(text: String, cased: bool) -> Self {
        Self { text, at_start: false, at_end: false, cased }
    }
}

/// Texts of which whatever fits `hir` holds one: those whose shortest is longest.
fn texts(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(class) => Some(vec![one_letter(class)?.to_string()]),
        HirKind::Capture(capture) => texts(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => texts(&repetition.sub),
        HirKind::Alternation(branches) if branches.len() <= MOST_BRANCHES => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(texts(branch)?);
            }
            (all.len() <= MOST_BRANCHES).then_some(all)
        }
        HirKind::Concat(parts) => of_concat(parts),
        _ => None,
    }
}

/// The longest run of letters that follow one another, or the texts of a part.
fn of_concat(parts: &[Hir]) -> Option<Vec<String>> {
    let mut candidates: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for part in parts {
        match part.kind() {
            HirKind::Literal(literal) if std::str::from_utf8(&literal.0).is_ok() => {
                run.push_str(&String::from_utf8_lossy(&literal.0));
                continue;
            }
            HirKind::Class(class) if one_letter(class).is_some() => {
                run.extend(one_letter(class));
                continue;
            }
            // What has no width does not part letters.
            HirKind::Look(_) | HirKind::Empty => continue,
            _ => {}
        }
        candidates.push(vec![std::mem::take(&mut run)]);
        candidates.extend(texts(part));
    }
    candidates.push(vec![run]);
    let shortest = |texts: &Vec<String>| texts.iter().map(String::len).min().unwrap_or(0);
    candidates.into_iter().max_by_key(shortest).filter(|texts| shortest(texts) > 0)
}

/// The letter that a class stands for in both cases.
fn one_letter(class: &Class) -> Option<char> {
    let letters: Vec<char> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter().take(4);
            ranges.flat_map(|range| range.start()..=range.end()).take(4).collect()
        }
        Class::Bytes(class) => {
            let ranges = class.ranges().iter().take(4);
            ranges.flat_map(|range| range.start()..=range.end()).take(4).map(char::from).collect()
        }
    };
    // `k` and `s` have a third form outside ASCII, which no host name holds; it may stand in a page, so
    // such a letter parts the text.
    let first = letters.first()?.to_ascii_lowercase();
    let alike = letters.iter().all(|letter| letter.to_ascii_lowercase() == first);
    (alike && letters.len() <= 2).then_some(first)
}
