//! Which card says to have which address.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use vigie_capture::{Ip, Mac, Moment};

use super::records::{AddressClaims, CardClaim, mac_text};

/// Addresses that are remembered.
const MOST: usize = 10_000;
/// Cards of one address.
const MOST_CARDS: usize = 8;
/// Cards that pass packets on to other networks.
const MOST_CROSSINGS: usize = 64;

/// Which card says to have which address.
#[derive(Default)]
pub(super) struct Claims {
    by_address: BTreeMap<IpAddr, Vec<Claim>>,
    asked: BTreeSet<IpAddr>,
    /// Cards between which and an address of this network packets of other networks go.
    crossings: BTreeSet<Mac>,
}

struct Claim {
    mac: Mac,
    first: Moment,
    count: u64,
    unasked: u64,
}

impl Claims {
    /// Somebody asked for `address`.
    pub(super) fn asked(&mut self, address: IpAddr) {
        if self.asked.len() < MOST {
            self.asked.insert(address);
        }
    }

    /// A card says to have `address`, in an answer, or announcing it.
    pub(super) fn claim(
        &mut self,
        address: IpAddr,
        mac: Mac,
        at: Moment,
        is_answer: bool,
        is_announcement: bool,
    ) {
        // One answer is what was asked for; a second comes by itself.
        let is_unasked = is_announcement || (is_answer && !self.asked.remove(&address));
        if address.is_unspecified()
            || mac == [0; 6]
            || (self.by_address.len() >= MOST && !self.by_address.contains_key(&address))
        {
            return;
        }
        let claims = self.by_address.entry(address).or_default();
        if !claims.iter().any(|claim| claim.mac == mac) && claims.len() < MOST_CARDS {
            claims.push(Claim { mac, first: at, count: 0, unasked: 0 });
        }
        let Some(claim) = claims.iter_mut().find(|claim| claim.mac == mac) else { return };
        claim.count += 1;
        claim.unasked += u64::from(is_unasked);
    }

    /// A card says to be a router.
    pub(super) fn router(&mut self, address: IpAddr, mac: Mac, at: Moment) {
        self.claim(address, mac, at, false, false);
        if self.crossings.len() < MOST_CROSSINGS {
            self.crossings.insert(mac);
        }
    }

    /// A packet between this network and others: the card that is not the device's is a gateway's.
    pub(super) fn crossing(&mut self, ip: &Ip<'_>, src: Mac, dst: Mac) {
        let card = match (is_near(ip.src), is_near(ip.dst)) {
            (true, false) => dst,
            (false, true) => src,
            _ => return,
        };
        let is_group = card.first().is_some_and(|byte| byte & 1 != 0);
        if !is_group && self.crossings.len() < MOST_CROSSINGS {
            self.crossings.insert(card);
        }
    }

    /// Addresses that several cards say to have, and those of gateways.
    pub(super) fn records(self) -> impl Iterator<Item = (Moment, AddressClaims)> {
        let crossings = self.crossings;
        self.by_address.into_iter().filter_map(move |(address, claims)| {
            let is_gateway = claims.iter().any(|claim| crossings.contains(&claim.mac));
            let first = claims.first()?.first;
            if claims.len() < 2 && !is_gateway {
                return None;
            }
            let cards = claims.iter().map(|claim| CardClaim {
                mac: mac_text(claim.mac),
                first_packet: claim.first.packet,
                count: claim.count,
                unasked: claim.unasked,
                is_virtual: is_virtual(claim.mac),
            });
            let cards = cards.collect();
            Some((first, AddressClaims { address, cards, is_gateway, first: first.time() }))
        })
    }
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_private()
                || address.is_link_local()
                || address.is_broadcast()
                || address.is_multicast()
                || address.is_unspecified()
        }
        IpAddr::V6(address) => {
            address.is_unicast_link_local()
                || address.is_unique_local()
                || address.is_multicast()
                || address.is_unspecified()
        }
    }
}

/// Cards that several routers share: VRRP, HSRP, GLBP.
const fn is_virtual(mac: Mac) -> bool {
    matches!(
        mac,
        [0, 0, 0x5e, 0, 1 | 2, _] | [0, 0, 0x0c, 7, 0xac, _] | [0, 0, 0x0c, 0x9f, 0xf0..=0xff, _] | [0, 5, 0x73, 0xa0, _, _] | [0, 7, 0xb4, _, _, _]
    )
}
