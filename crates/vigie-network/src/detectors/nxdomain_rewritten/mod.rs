//! Names that do not exist, answered with an address all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::protocols::dns::DnsAnswer;

pub(crate) static ITEM: NxdomainRewritten = NxdomainRewritten;

pub(crate) struct NxdomainRewritten;

static META: DetectorMeta = DetectorMeta {
    id: "nxdomain_rewritten",
    version: 1,
    title: Text {
        en: "Names that do not exist, answered all the same",
        fr: "Noms inexistants qui reçoivent pourtant une réponse",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["network.capture.dns_answer"],
    catalogue: &["INJ-26"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.icir.org/christian/publications/2011-satin-netalyzr.pdf"],
};

impl Detector for NxdomainRewritten {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Answers::default())
    }
}

/// Names that it takes: one or two are a wildcard.
const NAMES: usize = 3;
/// Most addresses that are watched.
const ADDRESSES: usize = 1000;
/// Ends of names that exist in one network only.
const LOCAL: [&str; 14] = [
    "local", "lan", "home", "internal", "intranet", "corp", "private", "localdomain", "box", "test",
    "localhost", "arpa", "onion", "alt",
];

/// Names that look as if they did not exist, by the address they got.
#[derive(Default)]
struct Answers(BTreeMap<IpAddr, (BTreeSet<String>, Vec<Evidence>)>);

impl Watch for Answers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(answer) = seen.record.as_a::<DnsAnswer>() else { return };
        let is_unicast = answer.transport == "udp" || answer.transport == "tcp";
        let [address] = answer.addresses.as_slice() else { return };
        if !is_unicast || answer.code != "NOERROR" || !cannot_exist(&answer.name) {
            return;
        }
        if self.0.len() >= ADDRESSES && !self.0.contains_key(address) {
            return;
        }
        let (names, evidence) = self.0.entry(*address).or_default();
        if names.len() < 1000 && names.insert(answer.name.clone()) {
            evidence.push(seen.evidence("name", &answer.name));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (address, (names, evidence)) in std::mem::take(&mut self.0) {
            if names.len() < NAMES {
                continue;
            }
            let (count, address) = (names.len().to_string(), address.to_string());
            let args =
                [("count", count.as_str()), ("address", address.as_str()), ("codes", "INJ-26")];
            out.push(Found {
                severity: Severity::Info,
                confidence: Confidence::Medium,
                claim: Claim::new("nxdomain-rewritten-found", args),
                evidence,
            });
        }
    }
}

/// Whether a name ends in nothing that the root of names knows. Browsers ask for such names on purpose, to
/// find out whether a network answers.
fn cannot_exist(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or(name);
    if top == name {
        // A single word of random letters, as browsers make them; short ones name devices.
        let is_word = (7..=15).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
        let vowels = name.bytes().filter(|byte| b"aeiou".contains(byte)).count();
        return is_word && vowels * 5 < name.len();
    }
    let known = psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known());
    !known && !LOCAL.contains(&top)
}

#[cfg(test)]
mod tests {
    use super::cannot_exist;

    #[test]
    fn names_that_cannot_exist() {
        for name in ["qwzrtxkbp", "www.example.qqzzxx", "a.b.nosuchtop"] {
            assert!(cannot_exist(name), "{name}");
        }
        for name in ["printer", "router.lan", "www.example.org", "nas", "fritz.box", "x.local"] {
            assert!(!cannot_exist(name), "{name}");
        }
    }
}
