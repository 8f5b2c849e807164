//! Information elements of versions 0 and 1 (GSM 09.60 §7.9, 3GPP TS 29.060 §7.7).

use super::defects::Defects;
use super::facts::{Facts, Tunnel, address, is_imsi};
use crate::location::Place;

/// List of the types of extension headers.
const EXTENSION_TYPES: u8 = 141;

/// Elements of one message that are read.
const MOST: usize = 512;

/// Octets of an element's value whose type is below 128; 0 where no specification has it.
const fn fixed(version: u8, kind: u8) -> usize {
    match (version, kind) {
        (0, 6) | (_, 12) => 3,
        (0, 16 | 17) | (_, 25..=28) => 2,
        (0, 18) => 3,
        (0, 19) | (_, 1 | 8 | 11 | 13..=15 | 19 | 20 | 21 | 23 | 24 | 29) => 1,
        (_, 2) => 8,
        (_, 3) => 6,
        (_, 4 | 5 | 16 | 17 | 127) => 4,
        (_, 9) => 28,
        (_, 18) => 5,
        (_, 22) => 9,
        _ => 0,
    }
}

pub(super) fn read_elements<'a>(
    version: u8,
    kind: u8,
    body: &'a [u8],
    facts: &mut Facts<'a>,
    defects: &mut Defects,
) {
    let mut walk = Walk { version, last: 0, seen: [0; 4], gsn: 0, control: None, data: None };
    let mut rest = body;
    for _ in 0..MOST {
        let Some((element, value, behind)) = walk.next(rest, defects) else { break };
        walk.take(element, value, facts, defects);
        rest = behind;
    }
    walk.end(kind, facts, defects);
}

struct Walk {
    version: u8,
    last: u8,
    /// Which types were met, one bit each.
    seen: [u64; 4],
    /// How many addresses of nodes were met: the first is for signalling, the second for user data.
    gsn: u8,
    control: Option<u32>,
    data: Option<u32>,
}

impl Walk {
    fn next<'a>(
        &mut self,
        rest: &'a [u8],
        defects: &mut Defects,
    ) -> Option<(u8, &'a [u8], &'a [u8])> {
        let (element, behind) = rest.split_first()?;
        let (length, behind) = if *element < 128 {
            (fixed(self.version, *element), behind)
        } else if *element == EXTENSION_TYPES {
            // The one element whose length is one octet.
            let Some((length, behind)) = behind.split_first() else {
                defects.add(Defects::CUT);
                return None;
            };
            (usize::from(*length), behind)
        } else {
            let Some((length, behind)) = behind.split_first_chunk::<2>() else {
                defects.add(Defects::CUT);
                return None;
            };
            (usize::from(u16::from_be_bytes(*length)), behind)
        };
        if length == 0 && *element < 128 {
            defects.add(Defects::UNKNOWN);
            return None;
        }
        defects.add_if(Defects::ORDER, *element < self.last);
        self.last = *element;
        let Some((value, behind)) = behind.split_at_checked(length) else {
            defects.add(Defects::CUT);
            return None;
        };
        Some((*element, value, behind))
    }

    fn mark(&mut self, element: u8) -> bool {
        let bit = 1_u64.wrapping_shl(u32::from(element & 63));
        let Some(word) = self.seen.get_mut(usize::from(element >> 6)) else { return false };
        let was = *word & bit != 0;
        *word |= bit;
        was
    }

    fn has(&self, element: u8) -> bool {
        let bit = 1_u64.wrapping_shl(u32::from(element & 63));
        self.seen.get(usize::from(element >> 6)).is_some_and(|word| word & bit != 0)
    }

    fn take<'a>(
        &mut self,
        element: u8,
        value: &'a [u8],
        facts: &mut Facts<'a>,
        defects: &mut Defects,
    ) {
        let again = self.mark(element);
        defects.add_if(Defects::DUPLICATE, again && matches!(element, 1..=3 | 14 | 17 | 131 | 134));
        let word = || value.first_chunk().map(|four| u32::from_be_bytes(*four));
        match element {
            1 => facts.cause = facts.cause.or(value.first().copied()),
            2 => {
                defects.add_if(Defects::IMSI, !is_imsi(value));
                facts.imsi = value;
            }
            3 => facts.places.add(Place::rai(value)),
            4 | 5 => facts.has_temporary_identity = true,
            9 | 129 | 136 => facts.has_keys = true,
            14 => facts.recovery = value.first().copied(),
            15 => facts.selection = value.first().copied(),
            16 if self.version == 1 => self.data = self.data.or(word()),
            17 if self.version == 1 => self.control = self.control.or(word()),
            128 => facts.has_address |= value.len() > 2,
            131 => facts.apn = value,
            133 => self.take_node(value, facts, defects),
            134 => facts.msisdn = value,
            151 => facts.rat = value.first().copied(),
            152 => {
                let is_read = facts.places.add_typed_location(value);
                defects.add_if(Defects::VALUE, !is_read);
            }
            154 => facts.imei = value,
            _ => {}
        }
    }

    fn take_node(&mut self, value: &[u8], facts: &mut Facts<'_>, defects: &mut Defects) {
        let node = address(value);
        defects.add_if(Defects::SIZE, node.is_none());
        let (teid, interface) = match self.gsn {
            0 => (self.control, Tunnel::CONTROL),
            1 => (self.data, Tunnel::DATA),
            _ => (None, Tunnel::DATA),
        };
        self.gsn = self.gsn.saturating_add(1);
        facts.tunnels.push(Tunnel { teid: teid.unwrap_or(0), interface, address: node });
    }

    /// What can be said once everything was seen.
    fn end(&self, kind: u8, facts: &mut Facts<'_>, defects: &mut Defects) {
        facts.serving = facts.places.plmn();
        let needed: &[u8] = match (self.version, kind) {
            (1, 16) => &[16, 20, 133, 135],
            // What a GGSN updates need not say more than which context.
            (1, 18 | 20) => &[20],
            (1, 17 | 19 | 21 | 33 | 35 | 37 | 49 | 51) => &[1],
            (1, 32 | 34 | 36) => &[2],
            (0, 16) => &[6, 15, 16, 17, 128, 131, 133, 134],
            (0, 17 | 19 | 21) => &[1],
            _ => &[],
        };
        let mut missing = needed.iter().any(|element| !self.has(*element));
        // A response that refuses need not say more than why.
        missing &= !(kind == 17 && self.has(1));
        defects.add_if(Defects::MISSING, missing);
        let is_reserved =
            facts.cause.is_some_and(|cause| (6..=127).contains(&cause) && kind & 1 == 1);
        defects.add_if(Defects::VALUE, is_reserved);
    }
}
