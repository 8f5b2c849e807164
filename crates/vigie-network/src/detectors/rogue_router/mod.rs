//! A second machine that offers another router or resolver.

use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time, Watch, wording,
};

use crate::protocols::neighbours::RouterOffer;

pub(crate) static ITEM: RogueRouter = RogueRouter;

pub(crate) struct RogueRouter;

static META: DetectorMeta = DetectorMeta {
    id: "rogue_router",
    version: 1,
    title: Text {
        en: "A second machine offers another router or resolver",
        fr: "Une seconde machine propose un autre routeur ou résolveur",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.router_offer"],
    catalogue: &["INJ-29"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc6104"],
};

impl Detector for RogueRouter {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Offers::default())
    }
}

/// Offers that are compared.
const MOST: usize = 200;
/// Microseconds: offers that lie further apart may be of two networks.
const TOGETHER: i64 = 60_000_000;

#[derive(Default)]
struct Offers(Vec<Offer>);

struct Offer {
    how: String,
    server: IpAddr,
    gateways: Vec<IpAddr>,
    dns: Vec<IpAddr>,
    prefixes: Vec<IpAddr>,
    times: Option<(Time, Time)>,
    evidence: Evidence,
}

impl Watch for Offers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(offer) = seen.record.as_a::<RouterOffer>() else { return };
        if self.0.len() >= MOST {
            return;
        }
        let list = |list: &[IpAddr]| list.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(" ");
        let quote = format!(
            "{} offers router {} and resolvers {}",
            offer.server,
            list(&offer.gateways),
            list(&offer.dns)
        );
        let sorted = |list: &[IpAddr]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list
        };
        self.0.push(Offer {
            how: offer.how.clone(),
            server: offer.server,
            gateways: sorted(&offer.gateways),
            dns: sorted(&offer.dns),
            prefixes: sorted(&offer.prefixes),
            times: offer.first.zip(offer.last),
            evidence: seen.evidence("server", &quote),
        });
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let offers = std::mem::take(&mut self.0);
        for (at, one) in offers.iter().enumerate() {
            let mut later = offers.iter().skip(at + 1);
            let Some(other) = later.find(|other| one.contradicts(other)) else { continue };
            let key = match one.how.as_str() {
                "dhcp" => "rogue-router-dhcp",
                _ => "rogue-router-advertisement",
            };
            let (first, second) = (one.server.to_string(), other.server.to_string());
            out.push(Found {
                severity: Severity::Medium,
                confidence: Confidence::Low,
                evidence: vec![one.evidence.clone(), other.evidence.clone()],
                claim: Claim::new(
                    key,
                    [("first", first.as_str()), ("second", &second), ("codes", "INJ-29")],
                ),
            });
            return;
        }
    }
}

impl Offer {
    /// Whether two machines offer different ways out at about the same time. Two routers of IPv6 that
    /// offer the same network are in order.
    fn contradicts(&self, other: &Self) -> bool {
        let differ = |one: &[IpAddr], other: &[IpAddr]| {
            !one.is_empty() && !other.is_empty() && !one.iter().any(|ip| other.contains(ip))
        };
        let is_other = differ(&self.dns, &other.dns)
            || match self.how.as_str() {
                "dhcp" => differ(&self.gateways, &other.gateways),
                _ => differ(&self.prefixes, &other.prefixes),
            };
        self.how == other.how && self.server != other.server && is_other && self.is_near(other)
    }

    fn is_near(&self, other: &Self) -> bool {
        let (Some((first, last)), Some((other_first, other_last))) = (self.times, other.times) else {
            return true;
        };
        let apart = |one: Time, other: Time| one.unix_micros().saturating_sub(other.unix_micros());
        apart(first, other_last) <= TOGETHER && apart(other_first, last) <= TOGETHER
    }
}
