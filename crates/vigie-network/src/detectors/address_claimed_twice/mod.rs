//! Two cards that say to be the gateway.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, MAX_EVIDENCE, Order, Seen, Severity, Text, Watch, wording,
};

use crate::protocols::neighbours::AddressClaims;

pub(crate) static ITEM: AddressClaimedTwice = AddressClaimedTwice;

pub(crate) struct AddressClaimedTwice;

static META: DetectorMeta = DetectorMeta {
    id: "address_claimed_twice",
    version: 1,
    title: Text {
        en: "The gateway’s address is claimed by two network cards",
        fr: "L’adresse de la passerelle est revendiquée par deux cartes réseau",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.address_claims"],
    catalogue: &["INJ-27"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc826", "https://www.rfc-editor.org/rfc/rfc4861#section-11"],
};

impl Detector for AddressClaimedTwice {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Claims::default())
    }
}

#[derive(Default)]
struct Claims(usize);

impl Watch for Claims {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(claims) = seen.record.as_a::<AddressClaims>() else { return };
        let cards: Vec<_> = claims.cards.iter().filter(|card| !card.is_virtual).collect();
        if !claims.is_gateway || cards.len() < 2 || self.0 >= MAX_EVIDENCE {
            return;
        }
        self.0 += 1;
        // Who takes an address over says so without being asked.
        let is_pushed = cards.iter().skip(1).any(|card| card.unasked > 0);
        let evidence = cards.iter().map(|card| {
            let quote = format!(
                "{}: {} times, {} unasked, first in packet {}",
                card.mac, card.count, card.unasked, card.first_packet
            );
            seen.evidence("cards", &quote)
        });
        let (address, count) = (claims.address.to_string(), cards.len().to_string());
        out.push(Found {
            severity: Severity::Medium,
            confidence: if is_pushed { Confidence::Medium } else { Confidence::Low },
            evidence: evidence.collect(),
            claim: Claim::new(
                "address-claimed-twice-found",
                [("address", &address), ("count", &count), ("codes", "INJ-27")],
            ),
        });
    }
}
