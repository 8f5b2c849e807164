//! Information elements of version 2 (3GPP TS 29.274 §8).

use super::defects::Defects;
use super::facts::{Facts, Tunnel, address, is_imsi};
use crate::location::Place;
use crate::plmn::Plmn;

/// Elements of one message that are read, those in groups included.
const MOST: usize = 512;
/// Groups in groups are read to this depth.
const MOST_DEPTH: u8 = 3;

/// Types of elements, by name.
const IMSI: u8 = 1;
const CAUSE: u8 = 2;
const RECOVERY: u8 = 3;
const APN: u8 = 71;
const MEI: u8 = 75;
const MSISDN: u8 = 76;
const PAA: u8 = 79;
const RAT: u8 = 82;
const SERVING_NETWORK: u8 = 83;
const ULI: u8 = 86;
const F_TEID: u8 = 87;
const BEARER_CONTEXT: u8 = 93;
const PDN_CONNECTION: u8 = 109;
const P_TMSI: u8 = 111;
const GUTI: u8 = 117;
const SELECTION_MODE: u8 = 128;

pub(super) fn read_elements<'a>(
    kind: u8,
    body: &'a [u8],
    facts: &mut Facts<'a>,
    defects: &mut Defects,
) {
    let mut walk = Walk { facts, defects, seen: [0; 4], left: MOST };
    walk.group(body, 0);
    let has = |element: &u8| {
        let bit = 1_u64.wrapping_shl(u32::from(element & 63));
        walk.seen.get(usize::from(element >> 6)).is_some_and(|word| word & bit != 0)
    };
    let needed: &[u8] = match kind {
        1 | 2 => &[RECOVERY],
        32 => &[APN, RAT, F_TEID, BEARER_CONTEXT],
        33 | 35 | 37 | 39 | 96 | 98 | 100 | 129 | 131 | 163 | 165 | 171 => &[CAUSE],
        38 => &[RAT],
        95 | 97 => &[BEARER_CONTEXT],
        133 => &[F_TEID, PDN_CONNECTION],
        _ => &[],
    };
    let is_missing = !needed.iter().all(has);
    defects.add_if(Defects::MISSING, is_missing);
    defects.add_if(Defects::VALUE, facts.rat.is_some_and(|rat| rat == 0 || rat > 20));
    defects.add_if(Defects::VALUE, facts.cause.is_some_and(|cause| matches!(cause, 0 | 1)));
}

struct Walk<'w, 'a> {
    facts: &'w mut Facts<'a>,
    defects: &'w mut Defects,
    /// Which types were met at the top, one bit each.
    seen: [u64; 4],
    left: usize,
}

impl<'a> Walk<'_, 'a> {
    fn group(&mut self, group: &'a [u8], depth: u8) {
        if depth > MOST_DEPTH {
            self.defects.add(Defects::DEEP);
            return;
        }
        let mut rest = group;
        while !rest.is_empty() && self.left > 0 {
            self.left = self.left.saturating_sub(1);
            let Some(([kind, l0, l1, instance], behind)) = rest.split_first_chunk::<4>() else {
                self.defects.add(Defects::CUT);
                return;
            };
            let length = usize::from(u16::from_be_bytes([*l0, *l1]));
            let (value, behind) = match behind.split_at_checked(length) {
                Some(parts) => parts,
                None => {
                    self.defects.add(Defects::CUT);
                    (behind, &[][..])
                }
            };
            if depth == 0 {
                self.mark(*kind, instance & 15);
            }
            self.take(*kind, value, depth);
            rest = behind;
        }
    }

    fn mark(&mut self, kind: u8, instance: u8) {
        let bit = 1_u64.wrapping_shl(u32::from(kind & 63));
        let Some(word) = self.seen.get_mut(usize::from(kind >> 6)) else { return };
        let single = matches!(kind, IMSI | MSISDN | APN | RAT | SERVING_NETWORK);
        self.defects.add_if(Defects::DUPLICATE, *word & bit != 0 && single && instance == 0);
        *word |= bit;
    }

    fn take(&mut self, kind: u8, value: &'a [u8], depth: u8) {
        match kind {
            IMSI => {
                self.defects.add_if(Defects::IMSI, !is_imsi(value));
                if self.facts.imsi.is_empty() {
                    self.facts.imsi = value;
                }
            }
            CAUSE if depth == 0 => self.facts.cause = self.facts.cause.or(value.first().copied()),
            RECOVERY => self.facts.recovery = value.first().copied(),
            APN if self.facts.apn.is_empty() => self.facts.apn = value,
            MEI if self.facts.imei.is_empty() => self.facts.imei = value,
            MSISDN if self.facts.msisdn.is_empty() => self.facts.msisdn = value,
            PAA => self.facts.has_address = true,
            RAT => self.facts.rat = self.facts.rat.or(value.first().copied()),
            SERVING_NETWORK => {
                let plmn = value.first_chunk().copied().and_then(Plmn::from_octets);
                self.defects.add_if(Defects::VALUE, plmn.is_none());
                self.facts.serving = self.facts.serving.or(plmn);
            }
            ULI => {
                let is_whole = self.facts.places.add_user_location(value);
                self.defects.add_if(Defects::VALUE, !is_whole);
            }
            F_TEID => self.tunnel(value),
            BEARER_CONTEXT | PDN_CONNECTION => self.group(value, depth.saturating_add(1)),
            // Contexts of mobility management, with keys and vectors.
            103..=108 => self.facts.has_keys = true,
            P_TMSI => self.facts.has_temporary_identity = true,
            GUTI => {
                self.facts.has_temporary_identity = true;
                let plmn = value.first_chunk().copied().and_then(Plmn::from_octets);
                self.defects.add_if(Defects::VALUE, plmn.is_none());
            }
            SELECTION_MODE => self.facts.selection = value.first().map(|mode| mode & 3),
            // Tracking area alone, in some answers.
            _ if kind == 114 && value.len() == 5 => self.facts.places.add(Place::tai(value)),
            _ => {}
        }
    }

    /// Fully qualified TEID: flags for both families and the interface, the number, the addresses.
    fn tunnel(&mut self, value: &[u8]) {
        let Some(([flags, t0, t1, t2, t3], rest)) = value.split_first_chunk::<5>() else {
            self.defects.add(Defects::SIZE);
            return;
        };
        let length = match flags & 0xc0 {
            0x80 | 0xc0 => 4,
            0x40 => 16,
            _ => 0,
        };
        let address = rest.get(..length).and_then(address);
        self.defects.add_if(Defects::SIZE, address.is_none());
        let teid = u32::from_be_bytes([*t0, *t1, *t2, *t3]);
        self.facts.tunnels.push(Tunnel { teid, interface: flags & 0x3f, address });
    }
}
