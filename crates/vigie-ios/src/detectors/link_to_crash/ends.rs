//! What crashes, visits and messages say together.

use std::collections::BTreeSet;

use vigie_core::{Claim, Confidence, Found, Severity};

use super::clues::{Crash, Opened, Received};
use super::senders::Known;
use super::{TO_CRASH, TO_VISIT, UNTOUCHED, follows};
use crate::detectors::attack_surface::Road;
use crate::detectors::fast_redirect::everyday;

/// Everything that was gathered.
pub(super) struct Clues<'a> {
    pub(super) crashes: &'a [Crash],
    pub(super) visits: &'a [Opened],
    pub(super) messages: &'a [Received],
    pub(super) known: &'a Known,
    pub(super) usual: &'a BTreeSet<String>,
}

/// One finding for each link that was opened before a crash, and for each burst of crashes after a
/// message.
pub(super) fn found(clues: &Clues<'_>) -> Vec<Found> {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for message in clues.messages {
        for host in &message.hosts {
            let chain = chain(message, host, clues);
            // The same link may come in several messages: the first one counts.
            if let Some(chain) = chain.filter(|_| told.insert(host.clone())) {
                found.push(chain);
            }
        }
    }
    found.extend(untouched(clues));
    found
}

/// The way from a message over the visit of its link to a crash.
fn chain(message: &Received, host: &str, clues: &Clues<'_>) -> Option<Found> {
    let opened = |visit: &&Opened| visit.host == host && follows(message.at, visit.at, TO_VISIT);
    let visits: Vec<&Opened> = clues.visits.iter().filter(opened).collect();
    let first = visits.first()?;
    let crash = clues.crashes.iter().find(|crash| follows(first.at, crash.at, TO_CRASH))?;
    let landing = visits.iter().find_map(|visit| visit.landing.as_deref());
    let (severity, key) = match landing {
        None => (Severity::Info, "link-to-crash-opened"),
        Some(to) if clues.usual.contains(to) => (Severity::Info, "link-to-crash-usual"),
        Some(to) if everyday::sends_on(host) || everyday::sends_on(to) => {
            (Severity::Low, "link-to-crash-forwarded")
        }
        Some(_) => (Severity::Medium, "link-to-crash-redirected"),
    };
    let stranger = clues.known.lacks(message.sender.as_deref());
    let confidence =
        if stranger && severity == Severity::Medium { Confidence::Medium } else { Confidence::Low };
    let mut claim = Claim::new(key, [("host", host), ("process", &crash.process)]);
    if let Some(to) = landing {
        claim.args.insert("landing".to_owned(), to.to_owned());
    }
    let led = |visit: &&Opened| {
        let arrived = Some(visit.host.as_str()) == landing;
        arrived && follows(first.at, visit.at, TO_CRASH)
    };
    let arrivals = clues.visits.iter().filter(led).take(10);
    let mut evidence = vec![message.evidence.clone()];
    evidence.extend(visits.iter().take(10).chain(&arrivals.collect::<Vec<_>>()).map(|v| v.evidence.clone()));
    evidence.push(crash.evidence.clone());
    Some(Found { severity, confidence, claim, evidence })
}

/// Crashes of processes that read messages, soon after one from somebody who is in no address book,
/// with no link opened.
fn untouched(clues: &Clues<'_>) -> Vec<Found> {
    let of_messages = |crash: &&Crash| crash.road == Road::Messages;
    let crashes: Vec<&Crash> = clues.crashes.iter().filter(of_messages).collect();
    let mut found = Vec::new();
    let mut rest = crashes.as_slice();
    while let Some(first) = rest.first() {
        let burst = rest.partition_point(|crash| follows(first.at, crash.at, UNTOUCHED)).max(1);
        let (burst, after) = rest.split_at_checked(burst).unwrap_or((rest, &[]));
        rest = after;
        let sent = |message: &&Received| {
            follows(message.at, first.at, UNTOUCHED) && clues.known.lacks(message.sender.as_deref())
        };
        let Some(message) = clues.messages.iter().rev().find(sent).filter(|_| burst.len() > 1) else {
            continue;
        };
        let names: BTreeSet<&str> = burst.iter().map(|crash| crash.process.as_str()).collect();
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let count = burst.len().to_string();
        let mut evidence = vec![message.evidence.clone()];
        evidence.extend(burst.iter().map(|crash| crash.evidence.clone()));
        found.push(Found {
            severity: Severity::Low,
            confidence: Confidence::Low,
            claim: Claim::new("link-to-crash-untouched", [("count", &count), ("processes", &names)]),
            evidence,
        });
    }
    found
}
