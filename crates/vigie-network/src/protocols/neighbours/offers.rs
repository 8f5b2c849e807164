//! Who offers to be the network's router, or to name it.

use std::collections::BTreeMap;
use std::net::IpAddr;

use vigie_capture::{Mac, Moment};

use super::dhcp::Lease;
use super::ndp::Router;
use super::records::{RouterOffer, mac_text};

/// Different offers that are remembered.
const MOST: usize = 1000;

/// Different offers, and when each was made.
#[derive(Default)]
pub(super) struct Offers(BTreeMap<Offer, Times>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    how: &'static str,
    server: IpAddr,
    mac: Option<Mac>,
    gateways: Vec<IpAddr>,
    dns: Vec<IpAddr>,
    prefixes: Vec<IpAddr>,
}

struct Times {
    first: Moment,
    last: Moment,
    count: u64,
}

impl Offers {
    pub(super) fn dhcp(&mut self, lease: Lease, src: IpAddr, mac: Option<Mac>, at: Moment) {
        let server = lease.server.map_or(src, IpAddr::V4);
        let of = |list: Vec<std::net::Ipv4Addr>| list.into_iter().map(IpAddr::V4).collect();
        let (gateways, dns) = (of(lease.gateways), of(lease.dns));
        self.add(Offer { how: "dhcp", server, mac, gateways, dns, prefixes: Vec::new() }, at);
    }

    pub(super) fn advertisement(&mut self, router: Router, src: IpAddr, mac: Option<Mac>, at: Moment) {
        let of = |list: Vec<std::net::Ipv6Addr>| list.into_iter().map(IpAddr::V6).collect();
        let (dns, prefixes) = (of(router.dns), of(router.prefixes));
        let offer =
            Offer { how: "router-advertisement", server: src, mac, gateways: vec![src], dns, prefixes };
        self.add(offer, at);
    }

    fn add(&mut self, offer: Offer, at: Moment) {
        if self.0.len() >= MOST && !self.0.contains_key(&offer) {
            return;
        }
        let times = self.0.entry(offer).or_insert(Times { first: at, last: at, count: 0 });
        times.last = at;
        times.count += 1;
    }

    pub(super) fn records(self) -> impl Iterator<Item = (Moment, RouterOffer)> {
        self.0.into_iter().map(|(offer, times)| {
            let record = RouterOffer {
                how: offer.how.to_owned(),
                server: offer.server,
                mac: offer.mac.map(mac_text),
                gateways: offer.gateways,
                dns: offer.dns,
                prefixes: offer.prefixes,
                count: times.count,
                first: times.first.time(),
                last: times.last.time(),
                last_packet: times.last.packet,
            };
            (times.first, record)
        })
    }
}
