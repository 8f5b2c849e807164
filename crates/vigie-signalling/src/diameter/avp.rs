//! Attribute-value pairs.

use super::defects::Defects;

/// Groups in groups are read to this depth.
pub const MOST_DEPTH: u8 = 8;

/// One attribute-value pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Avp<'a> {
    /// Its code.
    pub code: u32,
    /// Vendor that gave the code; 0 for those of the IETF.
    pub vendor: u32,
    /// Flags V, M, P in the upper three bits.
    pub flags: u8,
    /// Its value, without padding.
    pub data: &'a [u8],
}

/// Flag: a vendor stands in the header.
const VENDOR: u8 = 0x80;
/// Flag: who does not understand the pair must refuse the message.
const MANDATORY: u8 = 0x40;

impl<'a> Avp<'a> {
    /// Whether who does not understand it must refuse the message.
    #[must_use]
    pub const fn is_mandatory(&self) -> bool {
        self.flags & MANDATORY != 0
    }

    /// Its value as a number of 32 bits.
    #[must_use]
    pub fn u32(&self) -> Option<u32> {
        self.data.try_into().ok().map(u32::from_be_bytes)
    }

    /// The pairs in its value.
    #[must_use]
    pub const fn group(&self) -> Avps<'a> {
        Avps::new(self.data)
    }

    /// An address: two octets of family, then that of IPv4 or IPv6.
    #[must_use]
    pub fn address(&self) -> Option<std::net::IpAddr> {
        match *self.data {
            [0, 1, a, b, c, d] => Some(std::net::IpAddr::from([a, b, c, d])),
            [0, 2, ref octets @ ..] => {
                <[u8; 16]>::try_from(octets).ok().map(std::net::IpAddr::from)
            }
            _ => None,
        }
    }
}

/// The pairs of a message or of a group, one after the other.
#[derive(Clone, Debug)]
pub struct Avps<'a> {
    rest: &'a [u8],
    defects: Defects,
}

impl<'a> Avps<'a> {
    /// The pairs in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, defects: Defects::NONE }
    }

    /// What was met on the way.
    #[must_use]
    pub const fn defects(&self) -> Defects {
        self.defects
    }

    /// Takes the header: code, flags, vendor, and where value and pair end.
    fn header(&mut self) -> Option<(u32, u8, u32, usize, usize)> {
        let Some((head, behind)) = self.rest.split_first_chunk::<8>() else {
            self.defects.add_if(Defects::TRAILING, !self.rest.is_empty());
            return None;
        };
        let [c0, c1, c2, c3, flags, l0, l1, l2] = *head;
        let code = u32::from_be_bytes([c0, c1, c2, c3]);
        let length = usize::try_from(u32::from_be_bytes([0, l0, l1, l2])).ok()?;
        self.defects.add_if(Defects::AVP_FLAGS, flags & 0x1f != 0);
        let (vendor, start) = match flags & VENDOR {
            0 => (0, 8),
            _ => (behind.first_chunk().map_or(0, |vendor| u32::from_be_bytes(*vendor)), 12),
        };
        self.defects.add_if(Defects::VENDOR, flags & VENDOR != 0 && vendor == 0);
        if length < start {
            self.defects.add(Defects::AVP_LENGTH);
            return None;
        }
        Some((code, flags, vendor, start, length))
    }
}

impl<'a> Iterator for Avps<'a> {
    type Item = Avp<'a>;

    #[inline]
    fn next(&mut self) -> Option<Avp<'a>> {
        let Some((code, flags, vendor, start, length)) = self.header() else {
            self.rest = &[];
            return None;
        };
        let bytes = self.rest;
        let Some(data) = bytes.get(start..length) else {
            // Ends after what holds it: what is there is kept, nothing can follow.
            self.defects.add(Defects::AVP_CUT);
            self.rest = &[];
            return bytes.get(start..).map(|data| Avp { code, vendor, flags, data });
        };
        let padded = length.wrapping_add(3) & !3;
        match bytes.get(length..padded) {
            Some(padding) => {
                self.defects.add_if(Defects::PADDING, padding.iter().any(|byte| *byte != 0));
                self.rest = bytes.get(padded..).unwrap_or_default();
            }
            None => {
                self.defects.add(Defects::NO_PADDING);
                self.rest = &[];
            }
        }
        Some(Avp { code, vendor, flags, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_with_and_without_a_vendor() {
        let bytes = [
            0, 0, 1, 8, 0x40, 0, 0, 11, b'a', b'b', b'c', 0, //
            0, 0, 5, 125, 0xc0, 0, 0, 16, 0, 0, 0x28, 0xaf, 0, 0, 0, 34,
        ];
        let mut avps = Avps::new(&bytes);
        let first = avps.next().unwrap();
        assert_eq!((first.code, first.vendor, first.data), (264, 0, &b"abc"[..]));
        let second = avps.next().unwrap();
        assert_eq!((second.code, second.vendor, second.u32()), (1405, 10415, Some(34)));
        assert!(second.is_mandatory() && avps.next().is_none());
        assert!(avps.defects().is_empty());
    }

    #[test]
    fn each_deviation_is_noted_and_what_was_read_is_kept() {
        let cases: [(&[u8], usize, Defects); 7] = [
            (&[0, 0, 1, 8, 0x40, 0, 0, 7], 0, Defects::AVP_LENGTH),
            (&[0, 0, 1, 8, 0xc0, 0, 0, 9, 0, 0, 0, 1], 0, Defects::AVP_LENGTH),
            (&[0, 0, 1, 8, 0x40, 0, 0, 40, 1], 1, Defects::AVP_CUT),
            (&[0, 0, 1, 8, 0x41, 0, 0, 8], 1, Defects::AVP_FLAGS),
            (&[0, 0, 1, 8, 0x40, 0, 0, 9, 1, 0, 1, 0], 1, Defects::PADDING),
            (&[0, 0, 1, 8, 0x40, 0, 0, 9, 1], 1, Defects::NO_PADDING),
            (&[0, 0, 1, 8, 0x40, 0, 0, 8, 1, 2], 1, Defects::TRAILING),
        ];
        for (bytes, count, defect) in cases {
            let mut avps = Avps::new(bytes);
            assert_eq!(avps.by_ref().count(), count, "{bytes:?}");
            assert_eq!(avps.defects(), defect, "{bytes:?}");
        }
    }

    #[test]
    fn addresses_of_both_families() {
        let of = |data| Avp { code: 257, vendor: 0, flags: 0x40, data }.address();
        assert_eq!(of(&[0, 1, 192, 0, 2, 1]).unwrap().to_string(), "192.0.2.1");
        let six = [0, 2, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        assert_eq!(of(&six).unwrap().to_string(), "2001:db8::1");
        assert_eq!(of(&[0, 1, 192]), None);
    }
}
