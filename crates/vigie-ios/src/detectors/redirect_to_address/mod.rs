//! Pages that sent the visitor on to a bare public address.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Redirect, Site};

pub(crate) static ITEM: RedirectToAddress = RedirectToAddress;

pub(crate) struct RedirectToAddress;

static META: DetectorMeta = DetectorMeta {
    id: "redirect_to_address",
    version: 1,
    title: Text {
        en: "Page that sent the visitor on to a bare address",
        fr: "Page qui a renvoyé le visiteur vers une adresse sans nom",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &[
        "ios.webkit_resource_load_statistics.redirect",
        "ios.webkit_session_resource_log.site",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
        "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
    ],
};

impl Detector for RedirectToAddress {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Redirects::default())
    }
}

/// Most sites whose predecessors are remembered.
const MOST_SITES: usize = 100_000;
/// Most predecessors of one site that are remembered: with two the way is not certain any more.
const MOST_BEFORE: usize = 2;
/// Most addresses that are told of in one file.
const MOST_ADDRESSES: usize = 1_000;
/// Longest way that is followed back.
const MOST_HOPS: usize = 5;
/// What the names of tables begin with that keep links, not redirects.
const LINKS: &str = "TopFrameLinkDecorations";

#[derive(Default)]
struct Redirects {
    /// Sites that sent visitors to a site.
    before: BTreeMap<String, BTreeSet<String>>,
    /// What was seen, by address.
    found: BTreeMap<String, Vec<Evidence>>,
}

impl Watch for Redirects {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(redirect) = seen.record.as_a::<Redirect>() {
            if !redirect.how.starts_with(LINKS) {
                self.hop(seen, [&redirect.from, &redirect.to], "to");
            }
        } else if let Some(site) = seen.record.as_a::<Site>() {
            for to in &site.redirect_destination {
                self.hop(seen, [&site.origin, to], "redirect_destination");
            }
            for from in &site.redirect_source {
                self.hop(seen, [from, &site.origin], "origin");
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (address, evidence) in std::mem::take(&mut self.found) {
            let way = self.way_to(&address);
            out.push(Found {
                severity: Severity::Low,
                confidence: Confidence::Low,
                claim: Claim::new(
                    "redirect-to-address-way",
                    [("address", &address), ("way", &way)],
                ),
                evidence,
            });
        }
    }
}

impl Redirects {
    /// Notes that `from` sent the visitor to `to`, as `field` of the record says.
    fn hop(&mut self, seen: &Seen<'_>, [from, to]: [&str; 2], field: &str) {
        if from.is_empty() || to.is_empty() {
            return;
        }
        if self.before.len() < MOST_SITES || self.before.contains_key(to) {
            let before = self.before.entry(to.to_owned()).or_default();
            if before.len() < MOST_BEFORE {
                before.insert(from.to_owned());
            }
        }
        let is_kept = self.found.len() < MOST_ADDRESSES || self.found.contains_key(to);
        if is_public_address(to) && !is_address(from) && is_kept {
            let evidence = self.found.entry(to.to_owned()).or_default();
            if evidence.len() < MAX_EVIDENCE {
                evidence.push(seen.evidence(field, to));
            }
        }
    }

    /// The sites before `address`, as far back as each has one predecessor only.
    fn way_to(&self, address: &str) -> String {
        let mut way: Vec<&str> = Vec::new();
        let mut at = address;
        while let Some(before) = self.before.get(at).filter(|_| way.len() < MOST_HOPS) {
            let one = before.first().filter(|one| !way.contains(&one.as_str()));
            match one.filter(|_| before.len() == 1) {
                Some(one) => way.push(one),
                // Several: the last hop names them, a hop further back is left out.
                None if way.is_empty() => {
                    return before.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                }
                None => break,
            }
            at = way.last().copied().unwrap_or(address);
        }
        way.reverse();
        way.join(" → ")
    }
}

fn address(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

fn is_address(host: &str) -> bool {
    address(host).is_some()
}

/// Addresses that Wi-Fi controllers answer to in their sign-in pages, although they are public or
/// look so.
const SIGN_IN: [Ipv4Addr; 3] =
    [Ipv4Addr::new(1, 1, 1, 1), Ipv4Addr::new(1, 2, 3, 4), Ipv4Addr::new(192, 0, 2, 1)];

/// Whether `host` is an address on the open internet.
fn is_public_address(host: &str) -> bool {
    match address(host) {
        Some(IpAddr::V4(address)) => {
            let [a, b, ..] = address.octets();
            let is_carrier = a == 100 && (64..128).contains(&b);
            let is_local = address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_broadcast();
            !(is_local || is_carrier || SIGN_IN.contains(&address))
        }
        // 2000::/3 is all that is routed.
        Some(IpAddr::V6(address)) => address.segments().first().is_some_and(|one| one >> 13 == 1),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_homes_carriers_and_sign_in_pages_are_not_public() {
        for host in ["203.0.113.9", "8.8.8.8", "[2001:db8::1]", "2001:db8::1"] {
            assert!(is_public_address(host), "{host}");
        }
        for host in
            ["192.168.1.1", "10.0.0.1", "100.64.3.4", "1.1.1.1", "127.0.0.1", "fe80::1", "a.example"]
        {
            assert!(!is_public_address(host), "{host}");
        }
    }
}
