//! One subscriber in several captures, of which each alone shows less: XP-01, XP-02, XP-03.
//!
//! Captures of one period are read one by one; their records, in order of time, are put together here.
//! What stands in one capture is told by the detectors of that capture.

use std::collections::HashMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time,
    Watch, wording,
};

use crate::catalogue::Codes;
use crate::network::{Country, Net, Network};
use crate::numbers::Digits;
use crate::parsers::Operation;

pub(crate) static ITEM: SeveralCaptures = SeveralCaptures;

pub(crate) struct SeveralCaptures;

static META: DetectorMeta = DetectorMeta {
    id: "several_captures",
    version: 1,
    title: Text {
        en: "One subscriber over several protocols, in several captures",
        fr: "Un abonné sur plusieurs protocoles, dans plusieurs captures",
    },
    severity: Severity::High,
    order: Order::Time,
    reads: &["signalling.interconnect.alert", "signalling.interconnect.registration"],
    catalogue: &["XP-01", "XP-02", "XP-03"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.gsma.com/solutions-and-impact/technologies/security/gsma_resources/fs-19-diameter-interconnect-security/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
    ],
};

/// Subscribers that are remembered.
const MOST: usize = 500_000;
/// Hours within which two searches belong together.
const SEARCH_HOURS: f64 = 24.0;
/// Hours within which a registration follows from a cancellation.
const FORCED_HOURS: f64 = 0.5;
/// Faster than this is no journey.
const KM_PER_HOUR: f64 = 1000.0;

impl Detector for SeveralCaptures {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Captures { subscribers: HashMap::new(), countries: Network::of_countries() })
    }
}

struct Captures {
    subscribers: HashMap<String, Subscriber>,
    countries: Network,
}

/// The latest acts on a subscriber, by protocol: SS7, then Diameter.
#[derive(Default)]
struct Subscriber {
    searches: [Option<Act>; 2],
    registrations: [Option<Act>; 2],
    cancellations: [Option<Act>; 2],
    told: Codes,
}

/// One act, and the capture that it stands in.
#[derive(Clone)]
struct Act {
    at: Time,
    capture: (u32, String),
    country: Option<&'static Country>,
    text: String,
    evidence: Evidence,
}

impl Act {
    fn hours_since(&self, earlier: &Self) -> f64 {
        let micros = self.at.unix_micros().saturating_sub(earlier.at.unix_micros());
        let seconds = i32::try_from(micros.div_euclid(1_000_000)).unwrap_or(i32::MAX);
        f64::from(seconds) / 3600.0
    }
}

impl Watch for Captures {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(operation) = seen.record.as_a::<Operation>() else { return };
        let Some(is_diameter) = protocol(operation) else { return };
        let (Some(at), false) = (operation.asked, operation.subscriber.is_empty()) else { return };
        if self.subscribers.len() >= MOST && !self.subscribers.contains_key(&operation.subscriber) {
            return;
        }
        let text = format!("{} {}", operation.operation, operation.actor);
        let act = Act {
            at,
            capture: (seen.source, seen.path.to_owned()),
            country: country(operation, &self.countries),
            evidence: seen.evidence("operation", &text),
            text,
        };
        let subscriber = self.subscribers.entry(operation.subscriber.clone()).or_default();
        subscriber.take(operation, is_diameter, act, out);
    }
}

impl Subscriber {
    fn take(&mut self, operation: &Operation, is_diameter: bool, act: Act, out: &mut Vec<Found>) {
        let codes = Codes::listed(&operation.codes);
        let (own, other) = (usize::from(is_diameter), usize::from(!is_diameter));
        let is_refused = !matches!(operation.outcome.as_str(), "answered" | "unanswered");
        if searches(codes) {
            if let Some(Some(before)) = self.searches.get(other) {
                let is_near = act.hours_since(before) <= SEARCH_HOURS;
                self.tell(operation, Codes::xp(1), is_near.then(|| before.clone()), &act, out);
            }
            set(&mut self.searches, own, act.clone());
        }
        if cancels(codes) && !is_refused {
            set(&mut self.cancellations, own, act.clone());
        }
        if operation.is_registration && !is_refused {
            let before = self.registrations.get(other).cloned().flatten();
            let before = before.filter(|before| is_impossible(before, &act));
            self.tell(operation, Codes::xp(2), before, &act, out);
            let cancelled = self.cancellations.get(other).cloned().flatten();
            let cancelled = cancelled.filter(|one| act.hours_since(one) <= FORCED_HOURS);
            self.tell(operation, Codes::xp(3), cancelled, &act, out);
            set(&mut self.registrations, own, act);
        }
    }

    /// Tells of two acts in two captures, once for each entry and subscriber.
    fn tell(
        &mut self,
        operation: &Operation,
        code: Codes,
        before: Option<Act>,
        act: &Act,
        out: &mut Vec<Found>,
    ) {
        let Some(before) = before.filter(|before| before.capture != act.capture) else { return };
        if self.told.has(code) {
            return;
        }
        self.told |= code;
        let home = &operation.subscriber_network;
        let claim = Claim::new(
            "several-captures-found",
            [
                ("subscriber", &operation.subscriber),
                ("home", if home.is_empty() { "none" } else { home }),
                ("first", &before.text),
                ("second", &act.text),
                ("codes", &code.to_string()),
            ],
        );
        let evidence = vec![before.evidence, act.evidence.clone()];
        let confidence = if operation.lossy { Confidence::Low } else { Confidence::Medium };
        out.push(Found { severity: Severity::High, confidence, claim, evidence });
    }
}

fn set(slots: &mut [Option<Act>; 2], at: usize, act: Act) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = Some(act);
    }
}

/// Whether it is of Diameter, of SS7, or neither.
fn protocol(operation: &Operation) -> Option<bool> {
    match operation.protocol.as_str() {
        "MAP" | "CAP" => Some(false),
        "Diameter" => Some(true),
        _ => None,
    }
}

/// Entries that stand for a search for the subscriber, or a command to the SIM card.
fn searches(codes: Codes) -> bool {
    let ss7 = [1, 3, 5, 20, 21, 42, 45, 46, 84, 85].map(Codes::ss7);
    let diameter = [1, 14, 15, 24, 26].map(Codes::dia);
    ss7.into_iter().chain(diameter).any(|code| codes.has(code))
}

/// Entries that stand for a registration taken away.
fn cancels(codes: Codes) -> bool {
    codes.has(Codes::ss7(24)) || codes.has(Codes::dia(8))
}

/// The country of the serving node, or of who asked, by its number or name.
fn country(operation: &Operation, countries: &Network) -> Option<&'static Country> {
    let of = |address: &str| {
        let net = match address.as_bytes().first()? {
            b'0'..=b'9' if !address.contains('.') => countries.of_title(&Digits::of_text(address)),
            _ => countries.of_host(address),
        };
        if net == Net::Unknown { None } else { countries.country(net) }
    };
    of(&operation.serving).or_else(|| of(&operation.actor))
}

/// Whether nobody is in both places in that time.
fn is_impossible(before: &Act, act: &Act) -> bool {
    let (Some(one), Some(other)) = (before.country, act.country) else { return false };
    let is_country = one.iso != "ZZ" && other.iso != "ZZ";
    let hours = act.hours_since(before).max(0.5);
    is_country && !one.is_next_to(other) && one.least_km_to(other) / hours > KM_PER_HOUR
}
