//! Answers to questions for names that somebody else wrote.

mod forged;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Locator, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch, wording,
};

use crate::protocols::dns::{Arrival, DnsAnswer};
use forged::is_forged;

pub(crate) static ITEM: DnsTampering = DnsTampering;

pub(crate) struct DnsTampering;

static META: DetectorMeta = DetectorMeta {
    id: "dns_tampering",
    version: 1,
    title: Text {
        en: "Answers to questions for names that somebody else wrote",
        fr: "Réponses de noms écrites par un tiers",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.dns_answer"],
    catalogue: &["INJ-22", "INJ-23", "INJ-24", "INJ-25"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.usenix.org/conference/foci20/presentation/anonymous",
        "https://arxiv.org/abs/2106.02167",
        "https://gfwatch.org/",
    ],
};

impl Detector for DnsTampering {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Answers::default())
    }
}

/// What can be said of a resolver's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Race,
    Shape,
    OtherServer,
    OtherRoute,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Race => "dns-tampering-race",
            Self::Shape => "dns-tampering-shape",
            Self::OtherServer => "dns-tampering-server",
            Self::OtherRoute => "dns-tampering-route",
        }
    }
}

/// Most resolvers that findings tell apart.
const RESOLVERS: usize = 1000;
/// Most answers whose small signs are remembered until a second answer comes.
const REMEMBERED: usize = 20_000;

/// Answers so far.
#[derive(Default)]
struct Answers {
    groups: BTreeMap<(Kind, Option<IpAddr>), Group>,
    /// Small signs of answers, by packet: each says nothing alone.
    signs: BTreeMap<u64, BTreeSet<&'static str>>,
    /// Answers that came from another distance than usual, until one comes from the usual again.
    elsewhere: BTreeMap<Option<IpAddr>, Vec<Evidence>>,
}

/// What is told in one finding.
struct Group {
    severity: Severity,
    confidence: Confidence,
    codes: BTreeSet<&'static str>,
    name: String,
    asked: String,
    count: u64,
    evidence: Vec<Evidence>,
}

impl Watch for Answers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(answer) = seen.record.as_a::<DnsAnswer>() else { return };
        let Some(arrival) = &answer.arrival else { return };
        let (Locator::Packet(packet) | Locator::Line(packet)) = seen.at else { return };
        let mut signs = small_signs(answer, arrival);
        let forged = answer.addresses.iter().any(is_forged);
        if forged {
            signs.insert("INJ-23");
        }
        if let Some(first) = arrival.differs_from
            && arrival.times_answered > arrival.times_asked
        {
            signs.extend(self.signs.get(&first).into_iter().flatten());
            signs.insert("INJ-22");
            let is_clear = !arrival.signs.is_empty() || signs.len() > 1;
            let severity = if is_clear { Severity::High } else { Severity::Medium };
            self.add(Kind::Race, severity, &signs, seen, answer);
        } else if forged {
            self.add(Kind::Shape, Severity::Medium, &["INJ-23"].into(), seen, answer);
        }
        if arrival.asked_server.is_some_and(|asked| !asked.is_multicast()) {
            self.add(Kind::OtherServer, Severity::Medium, &["INJ-25"].into(), seen, answer);
        }
        self.routes(seen, answer, arrival);
        if self.signs.len() < REMEMBERED && !signs.is_empty() {
            self.signs.insert(*packet, signs);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((kind, server), group) in std::mem::take(&mut self.groups) {
            let codes: Vec<&str> = group.codes.into_iter().collect();
            let args = [
                ("count", group.count.to_string()),
                ("server", server.map(|server| server.to_string()).unwrap_or_default()),
                ("asked", group.asked),
                ("name", group.name),
                ("codes", codes.join(", ")),
            ];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            out.push(Found {
                severity: group.severity,
                confidence: group.confidence,
                claim: Claim::new(kind.key(), args),
                evidence: group.evidence,
            });
        }
    }
}

impl Answers {
    fn add(
        &mut self,
        kind: Kind,
        severity: Severity,
        codes: &BTreeSet<&'static str>,
        seen: &Seen<'_>,
        answer: &DnsAnswer,
    ) {
        let place = (kind, answer.server);
        if self.groups.len() >= RESOLVERS && !self.groups.contains_key(&place) {
            return;
        }
        let asked = answer.arrival.as_ref().and_then(|arrival| arrival.asked_server);
        let group = self.groups.entry(place).or_insert_with(|| Group {
            severity,
            confidence: Confidence::Low,
            codes: BTreeSet::new(),
            name: answer.name.clone(),
            asked: asked.map(|asked| asked.to_string()).unwrap_or_default(),
            count: 0,
            evidence: Vec::new(),
        });
        group.severity = group.severity.max(severity);
        group.codes.extend(codes);
        group.count = group.count.saturating_add(1);
        // Twice is no accident of the network.
        group.confidence = match (group.severity, group.count) {
            (Severity::High, 2..) => Confidence::High,
            (Severity::High, _) | (_, 2..) => Confidence::Medium,
            _ => Confidence::Low,
        };
        if group.evidence.len() < MAX_EVIDENCE {
            group.evidence.push(seen.evidence("name", &answer.name));
        }
    }

    /// An answer from another distance counts once a later one comes from the usual distance again: a
    /// route that changed moves all of them.
    fn routes(&mut self, seen: &Seen<'_>, answer: &DnsAnswer, arrival: &Arrival) {
        if self.elsewhere.len() >= RESOLVERS && !self.elsewhere.contains_key(&answer.server) {
            return;
        }
        let waiting = self.elsewhere.entry(answer.server).or_default();
        if arrival.usual_hop_limit.is_some() {
            if waiting.len() < 100 {
                waiting.push(seen.evidence("name", &answer.name));
            }
            return;
        }
        let confirmed = std::mem::take(waiting);
        for evidence in confirmed {
            self.add(Kind::OtherRoute, Severity::Low, &["INJ-25"].into(), seen, answer);
            if let Some(group) = self.groups.get_mut(&(Kind::OtherRoute, answer.server)) {
                group.name.clone_from(&evidence.quote);
                group.evidence.pop();
                group.evidence.push(evidence);
            }
        }
    }
}

/// Signs that an answer shows by itself and that stand for little alone.
fn small_signs(answer: &DnsAnswer, arrival: &Arrival) -> BTreeSet<&'static str> {
    let mut signs = BTreeSet::new();
    let is_local = answer.name.ends_with(".local") || !answer.name.contains('.');
    if arrival.lacks_edns || (arrival.claims_authority && !is_local) {
        signs.insert("INJ-23");
    }
    let early = arrival.after_micros.zip(arrival.least_micros);
    if early.is_some_and(|(after, least)| after.saturating_mul(10) < least.saturating_mul(3)) {
        signs.insert("INJ-24");
    }
    if arrival.usual_hop_limit.is_some() {
        signs.insert("INJ-25");
    }
    signs
}
