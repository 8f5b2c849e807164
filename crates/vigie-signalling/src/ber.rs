//! Basic Encoding Rules (ITU-T X.690), as lenient as an enemy is creative.
//!
//! Every form that the rules allow is read, and every one that no stack in the field writes is noted in
//! [`Oddities`]: filters that read fewer forms than the node behind them are evaded by exactly these.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::{BitOr, BitOrAssign};

/// Deepest nesting that is followed.
const DEEPEST: u32 = 32;
/// Elements read in one message.
const MOST_ELEMENTS: u32 = 4096;

/// What was odd about an encoding: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Oddities(pub u32);

impl Oddities {
    /// None.
    pub const NONE: Self = Self(0);
    /// A tag below 31 in the form for high tag numbers.
    pub const EXTENDED_TAG: Self = Self(1);
    /// A high tag number with leading zero octets.
    pub const PADDED_TAG: Self = Self(1 << 1);
    /// A length in more octets than it needs.
    pub const LONG_LENGTH: Self = Self(1 << 2);
    /// An indefinite length.
    pub const INDEFINITE: Self = Self(1 << 3);
    /// A string made of pieces.
    pub const CONSTRUCTED_STRING: Self = Self(1 << 4);
    /// An operation named by an object identifier.
    pub const GLOBAL_OPERATION: Self = Self(1 << 5);
    /// An element that runs beyond the one it stands in, or beyond the message.
    pub const OVERRUN: Self = Self(1 << 6);
    /// Bytes after the end of the message or of its components.
    pub const TRAILING: Self = Self(1 << 7);
    /// The same element twice with different values.
    pub const DUPLICATE: Self = Self(1 << 8);
    /// A transaction identifier of more than four octets.
    pub const LONG_TRANSACTION: Self = Self(1 << 9);
    /// A transaction identifier without octets.
    pub const EMPTY_TRANSACTION: Self = Self(1 << 10);
    /// An integer with leading octets that say nothing.
    pub const PADDED_INTEGER: Self = Self(1 << 11);
    /// Nesting or elements beyond what is followed.
    pub const TOO_DEEP: Self = Self(1 << 12);
    /// An object identifier with leading octets that say nothing.
    pub const PADDED_IDENTIFIER: Self = Self(1 << 13);
    /// Elements in another order than the standard's.
    pub const REORDERED: Self = Self(1 << 14);
    /// A part that could not be read at all.
    pub const UNREADABLE: Self = Self(1 << 15);
    /// An IMSI where none of the known elements has one.
    pub const STRAY_IMSI: Self = Self(1 << 16);

    /// Whether any of `other` is among them.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True without any.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Oddities {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Oddities {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A tag: class and number. Whether the encoding is constructed stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(u16);

impl Tag {
    /// BOOLEAN.
    pub const BOOLEAN: Self = Self(1);
    /// INTEGER.
    pub const INTEGER: Self = Self(2);
    /// OCTET STRING.
    pub const OCTETS: Self = Self(4);
    /// OBJECT IDENTIFIER.
    pub const IDENTIFIER: Self = Self(6);
    /// EXTERNAL.
    pub const EXTERNAL: Self = Self(8);
    /// ENUMERATED.
    pub const ENUMERATED: Self = Self(10);
    /// SEQUENCE.
    pub const SEQUENCE: Self = Self(16);

    /// `[APPLICATION number]`.
    #[must_use]
    pub const fn application(number: u16) -> Self {
        Self(1 << 14 | number)
    }

    /// `[number]`.
    #[must_use]
    pub const fn context(number: u16) -> Self {
        Self(2 << 14 | number)
    }

    /// `[PRIVATE number]`.
    #[must_use]
    pub const fn private(number: u16) -> Self {
        Self(3 << 14 | number)
    }
}

/// What reading one message met and may still do.
#[derive(Debug)]
pub struct Watch {
    oddities: Cell<u32>,
    left: Cell<u32>,
}

impl Default for Watch {
    fn default() -> Self {
        Self { oddities: Cell::new(0), left: Cell::new(MOST_ELEMENTS) }
    }
}

impl Watch {
    /// Notes something odd.
    pub fn note(&self, odd: Oddities) {
        self.oddities.set(self.oddities.get() | odd.0);
    }

    /// What was noted.
    #[must_use]
    pub fn oddities(&self) -> Oddities {
        Oddities(self.oddities.get())
    }

    fn spend(&self) -> bool {
        match self.left.get().checked_sub(1) {
            Some(left) => {
                self.left.set(left);
                true
            }
            None => {
                self.note(Oddities::TOO_DEEP);
                false
            }
        }
    }
}

/// One element.
#[derive(Clone, Copy, Debug)]
pub struct Tlv<'a> {
    /// Its tag.
    pub tag: Tag,
    /// Whether it is made of elements.
    pub is_constructed: bool,
    /// Its content.
    pub value: &'a [u8],
    /// Levels above it.
    depth: u32,
}

impl<'a> Tlv<'a> {
    /// The elements inside.
    #[must_use]
    pub fn inside<'w>(&self, watch: &'w Watch) -> Elements<'a, 'w> {
        let depth = self.depth.saturating_add(1);
        if depth > DEEPEST {
            watch.note(Oddities::TOO_DEEP);
            return Elements { rest: &[], watch, depth };
        }
        Elements { rest: self.value, watch, depth }
    }

    /// The octets of a string, put together where it is made of pieces.
    #[must_use]
    pub fn octets(&self, watch: &Watch) -> Cow<'a, [u8]> {
        if !self.is_constructed {
            return Cow::Borrowed(self.value);
        }
        watch.note(Oddities::CONSTRUCTED_STRING);
        let mut all = Vec::new();
        for piece in self.inside(watch) {
            all.extend_from_slice(&piece.octets(watch));
        }
        Cow::Owned(all)
    }

    /// The value of an INTEGER or ENUMERATED of at most four octets that count.
    #[must_use]
    pub fn integer(&self, watch: &Watch) -> Option<i32> {
        let octets = self.value;
        let first = *octets.first()?;
        let filler = if first & 0x80 == 0 { 0 } else { 0xff };
        if octets.len() > 1
            && first == filler
            && octets.get(1).is_some_and(|next| (next ^ filler) & 0x80 == 0)
        {
            watch.note(Oddities::PADDED_INTEGER);
        }
        let start = if filler == 0 { 0 } else { -1_i64 };
        let mut value = start;
        for octet in octets {
            value = value.checked_mul(256)?.checked_add(i64::from(*octet))?;
        }
        i32::try_from(value).ok()
    }
}

/// Elements, one after the other.
#[derive(Clone, Debug)]
pub struct Elements<'a, 'w> {
    rest: &'a [u8],
    watch: &'w Watch,
    depth: u32,
}

impl<'a, 'w> Elements<'a, 'w> {
    /// The elements of a message.
    #[must_use]
    pub const fn new(bytes: &'a [u8], watch: &'w Watch) -> Self {
        Self { rest: bytes, watch, depth: 0 }
    }

    /// What was not read.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// What notes oddities.
    #[must_use]
    pub const fn watch(&self) -> &'w Watch {
        self.watch
    }
}

impl<'a> Iterator for Elements<'a, '_> {
    type Item = Tlv<'a>;

    fn next(&mut self) -> Option<Tlv<'a>> {
        if self.rest.is_empty() || !self.watch.spend() {
            return None;
        }
        match element(self.rest, self.depth, self.watch) {
            Some((tlv, behind)) => {
                self.rest = behind;
                Some(tlv)
            }
            None => {
                self.watch.note(Oddities::UNREADABLE);
                self.rest = &[];
                None
            }
        }
    }
}

/// The first element of `bytes`, and what follows. An element that is longer than what is there ends
/// with it.
#[inline]
fn element<'a>(bytes: &'a [u8], depth: u32, watch: &Watch) -> Option<(Tlv<'a>, &'a [u8])> {
    let (first, rest) = bytes.split_first()?;
    let (tag, rest) = match first & 0x1f {
        0x1f => high_tag(*first, rest, watch)?,
        low => (Tag(u16::from(first >> 6) << 14 | u16::from(low)), rest),
    };
    let is_constructed = first & 0x20 != 0;
    let (length, rest) = rest.split_first()?;
    let length = match length {
        0x80 => return indefinite(tag, is_constructed, rest, depth, watch),
        short if short & 0x80 == 0 => usize::from(*short),
        long => return long_form(tag, is_constructed, *long, rest, depth, watch),
    };
    Some(cut(tag, is_constructed, length, rest, depth, watch))
}

/// Content of `length` octets, or of those that are there.
#[inline]
fn cut<'a>(
    tag: Tag,
    is_constructed: bool,
    length: usize,
    rest: &'a [u8],
    depth: u32,
    watch: &Watch,
) -> (Tlv<'a>, &'a [u8]) {
    let (value, behind) = rest.split_at_checked(length).unwrap_or_else(|| {
        watch.note(Oddities::OVERRUN);
        (rest, &[])
    });
    (Tlv { tag, is_constructed, value, depth }, behind)
}

/// A tag number in octets of seven bits.
#[cold]
fn high_tag<'a>(first: u8, mut rest: &'a [u8], watch: &Watch) -> Option<(Tag, &'a [u8])> {
    let mut number: u32 = 0;
    let mut is_first = true;
    loop {
        let (octet, behind) = rest.split_first()?;
        rest = behind;
        if is_first && *octet == 0x80 {
            watch.note(Oddities::PADDED_TAG);
        }
        is_first = false;
        number = (number << 7 | u32::from(octet & 0x7f)).min(0x3fff);
        if octet & 0x80 == 0 {
            break;
        }
    }
    if number < 31 {
        watch.note(Oddities::EXTENDED_TAG);
    }
    Some((Tag(u16::from(first >> 6) << 14 | u16::try_from(number).ok()?), rest))
}

/// A length in several octets; those that do not fit end with what is there.
#[cold]
fn long_form<'a>(
    tag: Tag,
    is_constructed: bool,
    long: u8,
    rest: &'a [u8],
    depth: u32,
    watch: &Watch,
) -> Option<(Tlv<'a>, &'a [u8])> {
    let (octets, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
    let length = octets.iter().fold(0usize, |sum, octet| {
        if sum > 0x00ff_ffff { usize::MAX } else { sum << 8 | usize::from(*octet) }
    });
    if length < 0x80 || octets.first() == Some(&0) {
        watch.note(Oddities::LONG_LENGTH);
    }
    Some(cut(tag, is_constructed, length, rest, depth, watch))
}

/// Content up to its end-of-contents octets.
#[cold]
fn indefinite<'a>(
    tag: Tag,
    is_constructed: bool,
    rest: &'a [u8],
    depth: u32,
    watch: &Watch,
) -> Option<(Tlv<'a>, &'a [u8])> {
    watch.note(Oddities::INDEFINITE);
    let mut at = rest;
    loop {
        if let Some(behind) = at.strip_prefix(&[0, 0]) {
            let value = rest.get(..rest.len() - at.len())?;
            return Some((Tlv { tag, is_constructed, value, depth }, behind));
        }
        let deeper = depth.saturating_add(1);
        if at.is_empty() || deeper > DEEPEST || !watch.spend() {
            watch.note(Oddities::OVERRUN);
            return Some((Tlv { tag, is_constructed, value: rest, depth }, &[]));
        }
        match element(at, deeper, watch) {
            Some((_, behind)) => at = behind,
            None => at = &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first<'a>(bytes: &'a [u8], watch: &Watch) -> Tlv<'a> {
        Elements::new(bytes, watch).next().unwrap()
    }

    #[test]
    fn plain_forms_are_not_odd() {
        let watch = Watch::default();
        let long = [&[0x30, 0x81, 0x80][..], &[5; 128]].concat();
        for bytes in [&[0x80, 1, 7][..], &[0x9f, 0x32, 1, 7], &long] {
            first(bytes, &watch);
        }
        assert!(watch.oddities().is_empty());
        assert_eq!(first(&[0x9f, 0x32, 1, 7], &watch).tag, Tag::context(50));
        assert_eq!(first(&[0xbf, 0x81, 0x00, 0], &watch).tag, Tag::context(128));
    }

    #[test]
    fn every_odd_form_is_read_and_noted() {
        let cases: [(&[u8], Oddities, &[u8]); 7] = [
            (&[0x9f, 0x00, 2, 1, 2], Oddities::EXTENDED_TAG, &[1, 2]),
            (&[0x9f, 0x80, 0x32, 2, 1, 2], Oddities::PADDED_TAG, &[1, 2]),
            (&[0x80, 0x81, 2, 1, 2], Oddities::LONG_LENGTH, &[1, 2]),
            (&[0x80, 0x84, 0, 0, 0, 2, 1, 2], Oddities::LONG_LENGTH, &[1, 2]),
            (&[0xa0, 0x80, 4, 1, 9, 0, 0, 7], Oddities::INDEFINITE, &[4, 1, 9]),
            (&[0x80, 9, 1, 2], Oddities::OVERRUN, &[1, 2]),
            (&[0xa0, 0x80, 0xa1, 0x80, 0, 0, 0, 0], Oddities::INDEFINITE, &[0xa1, 0x80, 0, 0]),
        ];
        for (bytes, odd, value) in cases {
            let watch = Watch::default();
            assert_eq!(first(bytes, &watch).value, value, "{bytes:02x?}");
            assert!(watch.oddities().has(odd), "{bytes:02x?}");
        }
    }

    #[test]
    fn strings_in_pieces_are_joined() {
        let watch = Watch::default();
        let string = first(&[0x24, 8, 4, 2, 1, 2, 0x24, 3 - 1, 4, 0], &watch);
        assert_eq!(&*string.octets(&watch), [1, 2]);
        assert!(watch.oddities().has(Oddities::CONSTRUCTED_STRING));
    }

    #[test]
    fn integers() {
        let watch = Watch::default();
        let value = |bytes: &[u8]| first(bytes, &watch).integer(&watch);
        assert_eq!(value(&[2, 1, 0xff]), Some(-1));
        assert_eq!(value(&[2, 2, 0, 0x80]), Some(128));
        assert!(watch.oddities().is_empty());
        assert_eq!(value(&[2, 3, 0, 0, 71]), Some(71));
        assert!(watch.oddities().has(Oddities::PADDED_INTEGER));
        assert_eq!(value(&[2, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9]), None);
        assert_eq!(value(&[2, 0]), None);
    }

    #[test]
    fn nesting_without_end_stops() {
        let watch = Watch::default();
        let nested = [0xa0, 0x80].repeat(50_000);
        let mut at = first(&nested, &watch);
        while let Some(next) = at.inside(&watch).next() {
            at = next;
        }
        assert!(watch.oddities().has(Oddities::TOO_DEEP | Oddities::OVERRUN));
    }
}
