//! Claims of addresses and offers of routers, as records.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_capture::Mac;
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static CLAIMS: Kind = Kind {
    id: "network.capture.address_claims",
    title: Text {
        en: "Cards that say to have an address",
        fr: "Cartes réseau qui disent avoir une adresse",
    },
    brief: &["address", "is_gateway", "cards"],
    personal: &["cards"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<AddressClaims>,
};

pub(super) static OFFER: Kind = Kind {
    id: "network.capture.router_offer",
    title: Text {
        en: "Machine that offers to be the router",
        fr: "Machine qui se propose comme routeur",
    },
    brief: &["how", "server", "gateways", "dns"],
    personal: &["mac"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<RouterOffer>,
};

/// The cards that say to have one address.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AddressClaims {
    /// The address.
    pub(crate) address: IpAddr,
    /// Who says to have it, in order of first appearance.
    pub(crate) cards: Vec<CardClaim>,
    /// Whether one of the cards passes packets on to other networks.
    pub(crate) is_gateway: bool,
    /// When the first claim was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
}

/// A card that says to have an address.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CardClaim {
    /// The card.
    pub(crate) mac: String,
    /// Packet of its first claim.
    pub(crate) first_packet: u64,
    /// How often it said so.
    pub(crate) count: u64,
    /// How often nobody had asked.
    pub(crate) unasked: u64,
    /// Whether it is one that several routers share: VRRP, HSRP, GLBP.
    pub(crate) is_virtual: bool,
}

impl Record for AddressClaims {
    fn kind(&self) -> &'static Kind {
        &CLAIMS
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "address claimed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("address", Observable::Ip(self.address));
    }
}

/// A machine that offers to be the network's router, or names it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RouterOffer {
    /// `dhcp` or `router-advertisement`.
    pub(crate) how: String,
    /// Who offers.
    pub(crate) server: IpAddr,
    /// Its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mac: Option<String>,
    /// Routers it names.
    pub(crate) gateways: Vec<IpAddr>,
    /// Resolvers it names.
    pub(crate) dns: Vec<IpAddr>,
    /// Prefixes it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) prefixes: Vec<IpAddr>,
    /// How often it offered.
    pub(crate) count: u64,
    /// When first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// When last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// Packet of the last time.
    pub(crate) last_packet: u64,
}

impl Record for RouterOffer {
    fn kind(&self) -> &'static Kind {
        &OFFER
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "router offered"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for address in &self.dns {
            see("dns", Observable::Ip(*address));
        }
    }
}

/// A card's address, as people write it.
pub(super) fn mac_text(mac: Mac) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}
