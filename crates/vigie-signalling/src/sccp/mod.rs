//! SCCP, connectionless (ITU-T Q.713, ANSI T1.112.3).
//!
//! | type | message | fixed part |
//! | --- | --- | --- |
//! | 09 | UDT | class, pointers to called, calling, data |
//! | 0A | UDTS | cause, pointers as UDT: carries back what could not be delivered |
//! | 11 | XUDT | class, hop counter, pointers to called, calling, data, options |
//! | 12 | XUDTS | cause, hop counter, pointers as XUDT |
//! | 13 | LUDT | as XUDT, pointers and length of data in two octets, little-endian |
//! | 14 | LUDTS | as XUDTS, likewise |
//!
//! A pointer counts from its own octet (from the second one in LUDT); parts may stand in any order.

mod address;
mod segments;

pub use address::{Address, Title};
pub use segments::{Joined, Segments};

use crate::bytes::u16_le;

/// A message.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'a> {
    /// Type of message.
    pub kind: u8,
    /// Protocol class; 0 or 1.
    pub class: u8,
    /// Whether it asks to be returned on error.
    pub returns_on_error: bool,
    /// Why it came back, in UDTS and its kin.
    pub cause: Option<u8>,
    /// Hops it may still take.
    pub hops: Option<u8>,
    /// Whom it is for.
    pub called: Address,
    /// Who sent it.
    pub calling: Address,
    /// For the user: TCAP.
    pub data: &'a [u8],
    /// Its place in a message of several segments.
    pub segmentation: Option<Segmentation>,
    /// Whether parts run beyond the message.
    pub is_cut: bool,
}

/// The segmentation parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segmentation {
    /// Whether this is the first segment.
    pub is_first: bool,
    /// Segments that follow.
    pub remaining: u8,
    /// Common to all segments of a message, per sender.
    pub reference: u32,
}

impl Unit<'_> {
    /// Whether it carries back what could not be delivered: its operations are no traffic.
    #[must_use]
    pub const fn is_returned(&self) -> bool {
        self.cause.is_some()
    }
}

const UDT: u8 = 0x09;
const UDTS: u8 = 0x0a;
const XUDT: u8 = 0x11;
const XUDTS: u8 = 0x12;
const LUDT: u8 = 0x13;
const LUDTS: u8 = 0x14;

/// Where the parts of a message stand.
struct Layout {
    /// First pointer.
    pointers: usize,
    has_hops: bool,
    has_options: bool,
    is_long: bool,
}

const fn layout(kind: u8) -> Option<Layout> {
    match kind {
        UDT | UDTS => {
            Some(Layout { pointers: 2, has_hops: false, has_options: false, is_long: false })
        }
        XUDT | XUDTS => {
            Some(Layout { pointers: 3, has_hops: true, has_options: true, is_long: false })
        }
        LUDT | LUDTS => {
            Some(Layout { pointers: 3, has_hops: true, has_options: true, is_long: true })
        }
        _ => None,
    }
}

impl Layout {
    /// Offset of the part that pointer `number` leads to; `None` where it leads nowhere.
    fn part(&self, bytes: &[u8], number: usize) -> Option<usize> {
        let (at, pointer) = if self.is_long {
            let at = self.pointers.checked_add(number.checked_mul(2)?)?;
            (at.checked_add(1)?, usize::from(u16_le(bytes, at)?))
        } else {
            let at = self.pointers.checked_add(number)?;
            (at, usize::from(*bytes.get(at)?))
        };
        if pointer == 0 { None } else { at.checked_add(pointer) }
    }

    /// The data, and whether it is shorter than it says.
    fn data<'a>(&self, bytes: &'a [u8], at: usize) -> Option<(&'a [u8], bool)> {
        let (start, length) = if self.is_long {
            (at.checked_add(2)?, usize::from(u16_le(bytes, at)?))
        } else {
            (at.checked_add(1)?, usize::from(*bytes.get(at)?))
        };
        let rest = bytes.get(start..)?;
        Some((rest.get(..length).unwrap_or(rest), length > rest.len()))
    }
}

/// A connectionless message; `None` for messages of connections and for what is no SCCP.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Unit<'_>> {
    let kind = *bytes.first()?;
    let layout = layout(kind)?;
    let second = *bytes.get(1)?;
    let is_returned = matches!(kind, UDTS | XUDTS | LUDTS);
    let called = variable(bytes, layout.part(bytes, 0)?)?;
    let calling = variable(bytes, layout.part(bytes, 1)?)?;
    let (data, is_cut) = layout.data(bytes, layout.part(bytes, 2)?)?;
    let mut unit = Unit {
        kind,
        class: if is_returned { 0 } else { second & 15 },
        returns_on_error: !is_returned && second & 0x80 != 0,
        cause: is_returned.then_some(second),
        hops: if layout.has_hops { bytes.get(2).copied() } else { None },
        called: Address::read(called),
        calling: Address::read(calling),
        data,
        segmentation: None,
        is_cut,
    };
    if layout.has_options
        && let Some(at) = layout.part(bytes, 3)
    {
        unit.read_options(bytes.get(at..).unwrap_or_default());
    }
    Some(unit)
}

impl Unit<'_> {
    fn read_options(&mut self, mut rest: &[u8]) {
        while let [name, length, behind @ ..] = rest
            && *name != 0
        {
            let length = usize::from(*length);
            let value = behind.get(..length).unwrap_or(behind);
            if *name == 0x10 {
                self.segmentation = Segmentation::read(value);
            }
            rest = behind.get(length..).unwrap_or_default();
        }
    }
}

impl Segmentation {
    /// Reads the parameter: first, class, remaining; local reference.
    #[must_use]
    pub fn read(value: &[u8]) -> Option<Self> {
        let [flags, one, two, three] = *value.first_chunk()?;
        Some(Self {
            is_first: flags & 0x80 != 0,
            remaining: flags & 15,
            reference: u32::from_be_bytes([0, one, two, three]),
        })
    }
}

/// A part behind its length.
fn variable(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(*bytes.get(at)?);
    let rest = bytes.get(at.checked_add(1)?..)?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// Whether `bytes` can be a connectionless message: its pointers lead to parts inside it.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let Some(layout) = bytes.first().and_then(|kind| layout(*kind)) else { return false };
    let fits = |number: usize| {
        let Some(at) = layout.part(bytes, number) else { return false };
        let Some(length) = bytes.get(at).map(|length| usize::from(*length)) else { return false };
        if number < 2 {
            return at + length < bytes.len() && length > 0;
        }
        layout.data(bytes, at).is_some_and(|(data, is_cut)| !is_cut && data.len() > 1)
    };
    fits(0) && fits(1) && fits(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &[u8] = &[0x12, 6, 0, 0x12, 4, 0x33, 0x96];

    fn xudt(order_swapped: bool) -> Vec<u8> {
        let mut bytes = vec![XUDT, 0x81, 15, 0, 0, 0, 0];
        let mut put = |slot: usize, part: &[u8]| {
            bytes[slot] = u8::try_from(bytes.len() - slot).unwrap();
            bytes.extend_from_slice(part);
        };
        let address = [&[7][..], TITLE].concat();
        if order_swapped {
            put(5, &[2, 0x62, 0]);
            put(3, &address);
        } else {
            put(3, &address);
            put(5, &[2, 0x62, 0]);
        }
        put(4, &address);
        put(6, &[0x10, 4, 0xc2, 1, 2, 3, 0x12, 1, 5, 0]);
        bytes
    }

    #[test]
    fn parts_may_stand_in_any_order() {
        for swapped in [false, true] {
            let bytes = xudt(swapped);
            let unit = read(&bytes).unwrap();
            assert_eq!((unit.kind, unit.class, unit.hops), (XUDT, 1, Some(15)));
            assert!(unit.returns_on_error && !unit.is_cut && looks_like_one(&bytes));
            assert_eq!((unit.data, unit.called.ssn), (&[0x62, 0][..], Some(6)));
            assert_eq!(unit.calling.title.unwrap().digits.as_str(), "3369");
            let segmentation = Segmentation { is_first: true, remaining: 2, reference: 0x01_0203 };
            assert_eq!(unit.segmentation, Some(segmentation));
        }
    }

    #[test]
    fn long_unitdata_counts_pointers_from_their_second_octet() {
        let mut bytes = vec![LUDT, 0, 9, 7, 0, 13, 0, 19, 0, 0, 0];
        bytes.extend_from_slice(&[7]);
        bytes.extend_from_slice(TITLE);
        bytes.extend_from_slice(&[7]);
        bytes.extend_from_slice(TITLE);
        bytes.extend_from_slice(&[3, 0, 0x62, 1, 2]);
        let unit = read(&bytes).unwrap();
        assert_eq!((unit.data, unit.hops), (&[0x62, 1, 2][..], Some(9)));
        assert_eq!(unit.called.title.unwrap().digits.as_str(), "3369");
    }

    #[test]
    fn returned_messages_say_why() {
        let unit = read(&[UDTS, 1, 3, 5, 7, 2, 0x42, 6, 2, 0x42, 8, 1, 0x62]).unwrap();
        assert_eq!((unit.cause, unit.is_returned()), (Some(1), true));
    }

    #[test]
    fn no_pointer_makes_it_fail() {
        for bytes in
            [&[UDT, 0, 0xff, 0xff, 0xff][..], &[LUDT, 0, 1, 0xff, 0xff], &[XUDT], &[6, 1, 2]]
        {
            assert!(read(bytes).is_none() && !looks_like_one(bytes));
        }
    }
}
