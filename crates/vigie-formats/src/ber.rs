//! BER (ITU-T X.690): tags, lengths and values with the offsets at which they stand, and what differs
//! from the shortest form.
//!
//! Lengths may be definite, of more octets than needed, or indefinite with end-of-contents. What is
//! legal but unusual is accepted and told as a [`Deviations`]. A declared length is only ever compared
//! with the octets that are there; nothing is allocated.
//!
//! ```
//! use vigie_formats::ber::{Class, Elements};
//!
//! // A SEQUENCE of indefinite length that holds one INTEGER.
//! let mut elements = Elements::new(&[0x30, 0x80, 2, 1, 5, 0, 0], 100);
//! let sequence = elements.next_element().unwrap().unwrap();
//! assert!(sequence.is(Class::Universal, 16) && sequence.deviations.indefinite);
//! let mut inner = sequence.elements();
//! let integer = inner.next_element().unwrap().unwrap();
//! assert_eq!((integer.offset, integer.unsigned()), (102, Some(5)));
//! ```

use vigie_core::Stop;

/// Levels of indefinite lengths inside one another that are followed.
const MOST_DEPTH: u32 = 64;

/// Class of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Types of X.680.
    Universal,
    /// Types of one application.
    Application,
    /// Components, by their place.
    Context,
    /// Private use.
    Private,
}

/// What is legal BER but not the shortest form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deviations {
    /// A length that ends with end-of-contents.
    pub indefinite: bool,
    /// A length or a tag of more octets than needed.
    pub non_minimal: bool,
    /// An INTEGER with octets in front that say nothing.
    pub padded_integer: bool,
}

impl Deviations {
    /// These and `other`.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            indefinite: self.indefinite | other.indefinite,
            non_minimal: self.non_minimal | other.non_minimal,
            padded_integer: self.padded_integer | other.padded_integer,
        }
    }
}

/// One tag, length and value.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// Class of its tag.
    pub class: Class,
    /// Number of its tag.
    pub tag: u32,
    /// Whether it holds elements.
    pub constructed: bool,
    /// Where it stands.
    pub offset: u64,
    /// Octets of tag and length.
    pub header: usize,
    /// Octets inside, without end-of-contents.
    pub contents: &'a [u8],
    /// All of its octets.
    pub octets: &'a [u8],
    /// How it was written.
    pub deviations: Deviations,
}

impl<'a> Element<'a> {
    /// Whether its tag is this one.
    #[must_use]
    pub fn is(&self, class: Class, tag: u32) -> bool {
        self.class == class && self.tag == tag
    }

    /// The number of its tag, when that is a context tag.
    #[must_use]
    pub fn context(&self) -> Option<u32> {
        (self.class == Class::Context).then_some(self.tag)
    }

    /// What it holds.
    #[must_use]
    pub fn elements(&self) -> Elements<'a> {
        Elements::new(self.contents, self.offset.saturating_add(self.header as u64))
    }

    /// The element inside with context tag `tag`, if it can be read so far.
    #[must_use]
    pub fn component(&self, tag: u32) -> Option<Self> {
        let mut elements = self.elements();
        while let Some(Ok(element)) = elements.next_element() {
            if element.context() == Some(tag) {
                return Some(element);
            }
        }
        None
    }

    /// The first element inside.
    #[must_use]
    pub fn first(&self) -> Option<Self> {
        self.elements().next_element()?.ok()
    }

    /// Its contents as an INTEGER that is not negative.
    #[must_use]
    pub fn unsigned(&self) -> Option<u64> {
        unsigned(self.contents)
    }

    /// Whether, as an INTEGER, it has octets in front that say nothing.
    #[must_use]
    pub fn is_padded_integer(&self) -> bool {
        matches!(self.contents, [0, second, ..] if *second < 0x80)
            || matches!(self.contents, [0xff, second, ..] if *second >= 0x80)
    }
}

/// An INTEGER that is not negative and at most 64 bits long.
#[must_use]
pub fn unsigned(octets: &[u8]) -> Option<u64> {
    if octets.first().is_none_or(|first| *first >= 0x80) {
        return None;
    }
    let significant = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len());
    let digits = octets.get(significant..).unwrap_or_default();
    (digits.len() <= 8)
        .then(|| digits.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet)))
}

/// Elements one after the other.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    bytes: &'a [u8],
    offset: u64,
}

impl<'a> Elements<'a> {
    /// Of `bytes`, which begin at `offset`.
    #[must_use]
    pub const fn new(bytes: &'a [u8], offset: u64) -> Self {
        Self { bytes, offset }
    }

    /// Where the next one begins.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// The octets that are left.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// Leaves out `count` octets.
    pub fn skip(&mut self, count: usize) {
        self.bytes = self.bytes.get(count..).unwrap_or_default();
        self.offset = self.offset.saturating_add(count as u64);
    }

    /// The next element; `None` at the end. After an error nothing more comes unless octets are
    /// [left out](Self::skip).
    pub fn next_element(&mut self) -> Option<Result<Element<'a>, Stop>> {
        if self.bytes.is_empty() {
            return None;
        }
        let element = read(self.bytes, self.offset);
        if let Ok(element) = &element {
            self.skip(element.octets.len());
        }
        Some(element)
    }
}

/// What stands before the contents.
struct Head {
    class: Class,
    tag: u32,
    constructed: bool,
    len: usize,
    /// `None` where the length is indefinite.
    length: Option<u64>,
    deviations: Deviations,
}

/// The element at the start of `bytes`, which stand at `offset`.
///
/// # Errors
/// When it is not BER, or cut short.
pub fn read(bytes: &[u8], offset: u64) -> Result<Element<'_>, Stop> {
    let head = head(bytes, offset)?;
    let after = bytes.get(head.len..).unwrap_or_default();
    let (inside, end) = match head.length {
        Some(length) => {
            let have = after.len() as u64;
            let inside = usize::try_from(length).ok().filter(|_| length <= have);
            let Some(inside) = inside else {
                return Err(Stop::Truncated { what: "BER contents", offset, need: length, have });
            };
            (inside, inside)
        }
        None if head.constructed => {
            let inside = until_end(after, offset.saturating_add(head.len as u64))?;
            (inside, inside.saturating_add(2))
        }
        None => {
            return Err(Stop::malformed("BER length", offset, "a definite length of a primitive"));
        }
    };
    Ok(Element {
        class: head.class,
        tag: head.tag,
        constructed: head.constructed,
        offset,
        header: head.len,
        contents: after.get(..inside).unwrap_or_default(),
        octets: bytes.get(..head.len.saturating_add(end)).unwrap_or(bytes),
        deviations: head.deviations,
    })
}

/// How many octets of the element at the start of `bytes` there are in all; `None` where more are
/// needed to tell.
///
/// # Errors
/// When it is not BER.
pub fn whole_length(bytes: &[u8], offset: u64) -> Result<Option<u64>, Stop> {
    let head = match head(bytes, offset) {
        Ok(head) => head,
        Err(Stop::Truncated { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    if let Some(length) = head.length {
        return Ok(Some(length.saturating_add(head.len as u64)));
    }
    match read(bytes, offset) {
        Ok(element) => Ok(Some(element.octets.len() as u64)),
        Err(Stop::Truncated { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Octets before the end-of-contents that closes what begins with `bytes`.
fn until_end(bytes: &[u8], offset: u64) -> Result<usize, Stop> {
    let mut at = 0_usize;
    let mut depth = 1_u32;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let here = offset.saturating_add(at as u64);
        if let [0, 0, ..] = rest {
            depth -= 1;
            if depth == 0 {
                return Ok(at);
            }
            at += 2;
            continue;
        }
        let head = head(rest, here)?;
        at = at.saturating_add(head.len);
        match head.length {
            Some(length) => {
                let have = rest.len().saturating_sub(head.len) as u64;
                let length = usize::try_from(length).ok().filter(|_| length <= have);
                let Some(length) = length else {
                    let need = head.length.unwrap_or(u64::MAX);
                    return Err(Stop::Truncated { what: "BER contents", offset: here, need, have });
                };
                at += length;
            }
            None if depth >= MOST_DEPTH => {
                return Err(Stop::Limit { what: "levels of BER", most: u64::from(MOST_DEPTH) });
            }
            None if head.constructed => depth += 1,
            None => {
                return Err(Stop::malformed(
                    "BER length",
                    here,
                    "a definite length of a primitive",
                ));
            }
        }
    }
}

fn head(bytes: &[u8], offset: u64) -> Result<Head, Stop> {
    let short = |need: u64| Stop::Truncated {
        what: "BER tag and length",
        offset,
        need,
        have: bytes.len() as u64,
    };
    let first = *bytes.first().ok_or_else(|| short(2))?;
    let class = match first >> 6 {
        0 => Class::Universal,
        1 => Class::Application,
        2 => Class::Context,
        _ => Class::Private,
    };
    let mut deviations = Deviations::default();
    let mut at = 1;
    let mut tag = u32::from(first & 0x1f);
    if tag == 0x1f {
        tag = 0;
        loop {
            let octet = *bytes.get(at).ok_or_else(|| short(at as u64 + 2))?;
            deviations.non_minimal |= at == 1 && octet == 0x80;
            at += 1;
            if tag >> 25 != 0 {
                return Err(Stop::malformed("BER tag", offset, "at most 32 bits"));
            }
            tag = (tag << 7) | u32::from(octet & 0x7f);
            if octet < 0x80 {
                break;
            }
        }
        deviations.non_minimal |= tag < 0x1f;
    }
    let octet = *bytes.get(at).ok_or_else(|| short(at as u64 + 1))?;
    at += 1;
    let length = match octet {
        0..=0x7f => Some(u64::from(octet)),
        0x80 => {
            deviations.indefinite = true;
            None
        }
        0xff => return Err(Stop::malformed("BER length", offset, "no reserved form")),
        _ => {
            let count = usize::from(octet & 0x7f);
            let digits = bytes.get(at..at + count).ok_or_else(|| short((at + count) as u64))?;
            at += count;
            let significant = digits.iter().position(|digit| *digit != 0).unwrap_or(count);
            let digits = digits.get(significant..).unwrap_or_default();
            if digits.len() > 8 {
                return Err(Stop::malformed("BER length", offset, "at most 64 bits"));
            }
            let value = digits.iter().fold(0, |value, digit| (value << 8) | u64::from(*digit));
            deviations.non_minimal |= significant > 0 || value < 0x80;
            Some(value)
        }
    };
    Ok(Head { class, tag, constructed: first & 0x20 != 0, len: at, length, deviations })
}

#[doc(hidden)]
pub fn fuzz_ber(bytes: &[u8]) {
    fn walk(mut elements: Elements<'_>, depth: u32) {
        while let Some(Ok(element)) = elements.next_element() {
            let _ = (element.unsigned(), element.is_padded_integer(), element.component(1));
            if element.constructed && depth < 16 {
                walk(element.elements(), depth + 1);
            }
        }
    }
    let _ = whole_length(bytes, 0);
    walk(Elements::new(bytes, 0), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ways_to_write_one_length() {
        let cases: [(&[u8], bool, bool); 4] = [
            (&[0xa1, 3, 2, 1, 9], false, false),
            (&[0xa1, 0x81, 3, 2, 1, 9], false, true),
            (&[0xa1, 0x84, 0, 0, 0, 3, 2, 1, 9], false, true),
            (&[0xa1, 0x80, 2, 1, 9, 0, 0], true, false),
        ];
        for (bytes, indefinite, non_minimal) in cases {
            let element = read(bytes, 0).unwrap();
            assert_eq!(element.contents, [2, 1, 9]);
            assert_eq!(element.octets, bytes);
            assert_eq!(element.context(), Some(1));
            assert_eq!(
                element.deviations,
                Deviations { indefinite, non_minimal, ..Deviations::default() }
            );
            assert_eq!(whole_length(bytes, 0).unwrap(), Some(bytes.len() as u64));
        }
    }

    #[test]
    fn ends_of_contents_inside_one_another() {
        let bytes = [0x30, 0x80, 0xa1, 0x80, 4, 2, 0, 0, 0, 0, 2, 1, 1, 0, 0, 7];
        let element = read(&bytes, 0).unwrap();
        assert_eq!(element.octets.len(), 15);
        assert_eq!(element.component(1).unwrap().contents, [4, 2, 0, 0]);
    }

    #[test]
    fn a_length_is_not_believed() {
        assert!(matches!(
            read(&[4, 0x88, 255, 255, 255, 255, 255, 255, 255, 255, 1], 7),
            Err(Stop::Truncated { offset: 7, .. })
        ));
        assert!(read(&[4, 0x80, 0, 0], 0).is_err() && read(&[4, 0xff], 0).is_err());
        assert!(read(&[0x30, 0x80].repeat(500), 0).is_err());
        assert_eq!(whole_length(&[0x30, 0x82, 1], 0).unwrap(), None);
        assert!(read(&[0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0], 0).is_err());
    }

    #[test]
    fn integers() {
        let cases: [(&[u8], Option<u64>); 5] = [
            (&[5], Some(5)),
            (&[0, 0x80], Some(128)),
            (&[0xff], None),
            (&[], None),
            (&[0; 20], Some(0)),
        ];
        for (octets, expected) in cases {
            assert_eq!(unsigned(octets), expected);
        }
    }
}
