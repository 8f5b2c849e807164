//! Who says to have which address on the network of the capture, and who offers to be its router:
//! ARP (RFC 826), neighbour and router advertisements of IPv6 (RFC 4861, RFC 8106), DHCP (RFC 2131).
//! And datagrams whose fragments contradict each other.

mod claims;
mod dhcp;
mod fragments;
mod ndp;
mod offers;
mod records;

use std::net::IpAddr;

use vigie_capture::{Carried, Ip, Mac, Packet, Transport};
use vigie_core::Text;

use crate::dissect::{Output, Protocol};
use claims::Claims;
use offers::Offers;

pub(crate) use fragments::FragmentRecord;
pub(crate) use records::{AddressClaims, RouterOffer};

pub(crate) static ITEM: Protocol = Protocol {
    name: "neighbours",
    kinds: &[&records::CLAIMS, &records::OFFER, &fragments::FRAGMENT],
    means: &[
        Text { en: "address claimed", fr: "adresse revendiquée" },
        Text { en: "router offered", fr: "routeur proposé" },
        Text { en: "contradicting fragment", fr: "fragment contradictoire" },
    ],
    stream: None,
    datagrams: None,
};

/// What is known of the network of the capture.
#[derive(Default)]
pub(crate) struct Neighbours {
    claims: Claims,
    offers: Offers,
}

impl Neighbours {
    /// Learns from a packet.
    pub(crate) fn see(&mut self, packet: &Packet<'_>) {
        if packet.is_repeat {
            return;
        }
        match &packet.carried {
            Carried::Arp(arp) => self.arp(packet, arp),
            Carried::Ip(ip) => self.ip(packet, ip),
            _ => {}
        }
    }

    /// The capture is over.
    pub(crate) fn finish(self, out: &mut Output<'_, '_>) {
        for (at, record) in self.claims.records() {
            out.emit(at, &record);
        }
        for (at, record) in self.offers.records() {
            out.emit(at, &record);
        }
    }

    /// Ethernet and IPv4: operation, then card and address of the sender and of whom it asks for.
    fn arp(&mut self, packet: &Packet<'_>, arp: &[u8]) {
        let [0, 1, 8, 0, 6, 4, 0, operation, rest @ ..] = arp else { return };
        let (Some(Ok(mac)), Some(Ok(address))) =
            (rest.get(..6).map(Mac::try_from), rest.get(6..10).map(<[u8; 4]>::try_from))
        else {
            return;
        };
        let target = rest.get(16..20);
        match operation {
            1 => {
                // Who asks for its own address announces it.
                let is_announcement = target == Some(&address);
                if let Some(Ok(target)) = target.map(<[u8; 4]>::try_from)
                    && !is_announcement
                {
                    self.claims.asked(target.into());
                }
                self.claims.claim(address.into(), mac, packet.at, false, is_announcement);
            }
            2 => self.claims.claim(address.into(), mac, packet.at, true, false),
            _ => {}
        }
    }

    fn ip(&mut self, packet: &Packet<'_>, ip: &Ip<'_>) {
        if let Some((src, dst)) = packet.macs
            && packet.layers.is_empty()
        {
            self.claims.crossing(ip, src, dst);
        }
        match &ip.transport {
            Transport::Icmp(message) if ip.protocol == 58 && ip.ttl == 255 => {
                self.icmp6(packet, ip, message);
            }
            Transport::Udp(datagram) if datagram.src_port == 67 && datagram.dst_port == 68 => {
                if let Some(lease) = dhcp::offer(datagram.data) {
                    let mac = packet.macs.map(|(src, _)| src);
                    self.offers.dhcp(lease, ip.src, mac, packet.at);
                }
            }
            _ => {}
        }
    }

    fn icmp6(&mut self, packet: &Packet<'_>, ip: &Ip<'_>, message: &[u8]) {
        match message.first() {
            Some(134) => {
                if let Some(router) = ndp::router(message) {
                    let mac = packet.macs.map(|(src, _)| src);
                    if let Some(mac) = mac {
                        self.claims.router(ip.src, mac, packet.at);
                    }
                    self.offers.advertisement(router, ip.src, mac, packet.at);
                }
            }
            Some(135) => {
                if let Some(target) = ndp::target(message) {
                    self.claims.asked(IpAddr::V6(target));
                }
            }
            Some(136) => {
                let mac = ndp::card(message).or(packet.macs.map(|(src, _)| src));
                if let (Some(target), Some(mac)) = (ndp::target(message), mac) {
                    self.claims.claim(IpAddr::V6(target), mac, packet.at, true, false);
                }
            }
            _ => {}
        }
    }
}
