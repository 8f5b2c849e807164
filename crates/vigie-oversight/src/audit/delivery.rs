//! C01 to C15: streams of what is handed over.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Seen, Time};

use super::Checks;
use super::case::{Case, seconds};
use super::report::Report;
use super::warrant::{is_content, is_product};
use crate::parsers::{Data, Pdu, Stream, Verdict};
use crate::ranges::Ranges;

/// Sessions that are remembered.
const MOST_SESSIONS: usize = 500_000;

#[derive(Default)]
pub(crate) struct Delivery {
    sessions: BTreeMap<(String, Option<u64>), Session>,
    full: bool,
}

#[derive(Default)]
struct Session {
    begins: bool,
    iri_encrypted: bool,
    content: Option<(Evidence, Option<Time>)>,
    no_time: u64,
}

impl Checks for Delivery {
    const LOOKS_AT_PDUS: bool = true;

    fn pdu(&mut self, case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
        clocks(case, seen, pdu, report);
        let at = || seen.evidence("choice", &pdu.choice);
        if pdu.sub == "operator LEA message" || pdu.choice == "TRI" {
            report.looked_at("C14", at);
            if pdu.lea_priority == Some(1) {
                report.violated("C14", &pdu.liid, || "operatorLeaMessage".into(), at, pdu.at);
            }
        }
        if !is_product(pdu) {
            return;
        }
        encryption(case, seen, pdu, report);
        self.session(seen, pdu);
    }

    fn end(&mut self, case: &Case, report: &mut Report) {
        numbering(case, report);
        integrity(case, report);
        coverage(case, report);
        self.sessions_end(case, report);
        one_target(case, report);
        undecodable(case, report);
        faults(case, report);
        for (at, stream) in case.streams.iter().filter(|(_, stream)| stream.encrypted) {
            report.unverifiable("C15", "encrypted", || at.clone());
            let _ = stream;
        }
    }
}

/// C08, C09, C13: times.
fn clocks(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || seen.evidence("liid", &pdu.liid);
    if is_product(pdu) && pdu.at.is_none() {
        report.looked_at("C08", at);
        report.violated("C08", &pdu.liid, || pdu.no_time.clone(), at, pdu.captured);
    }
    let (Some(time), Some(captured)) = (pdu.at, pdu.captured) else {
        if pdu.at.is_some() {
            report.unverifiable("C09", "no-capture", at);
            report.unverifiable("C13", "no-capture", at);
        }
        return;
    };
    if pdu.resent {
        return;
    }
    let late = seconds(time, captured);
    let most = case.policy.late_delivery_s;
    report.looked_at("C09", at);
    let too_late = most.is_some_and(|most| late > most);
    if late.abs() > case.policy.skew() && !too_late {
        report.violated("C09", &pdu.element, || format!("{late} s"), at, pdu.at);
    }
    if most.is_none() {
        return report.unverifiable("C13", "no-threshold", at);
    }
    report.looked_at("C13", at);
    if too_late {
        report.violated("C13", &pdu.liid, || format!("{late} s"), at, pdu.at);
    }
}

/// C11: in the clear. C12: weak encryption.
fn encryption(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || seen.evidence("encryption", &pdu.encryption);
    report.looked_at("C12", at);
    if matches!(pdu.encryption.as_str(), "Blowfish" | "3DES") {
        report.violated("C12", &pdu.liid, || pdu.encryption.clone(), at, pdu.at);
    }
    let owner = case.tasks(&pdu.liid).map(|(_, record)| record.object.owner.as_str()).next();
    let agencies = [Some(pdu.agency.as_str()).filter(|agency| !agency.is_empty()), owner];
    let Some(required) = &case.policy.encryption_required_for else {
        return report.unverifiable("C11", "no-threshold", at);
    };
    report.looked_at("C11", at);
    let wants = agencies.iter().flatten().any(|agency| required.iter().any(|one| one == agency));
    let clear = pdu.choice != "encrypted" || pdu.encryption == "none";
    if clear && (wants || case.policy.tls_required) {
        report.violated("C11", &pdu.liid, || pdu.agency.clone(), at, pdu.at);
    }
}

impl Delivery {
    fn session(&mut self, seen: &Seen<'_>, pdu: &Pdu) {
        let key = (pdu.liid.clone(), pdu.cin);
        if self.sessions.len() >= MOST_SESSIONS && !self.sessions.contains_key(&key) {
            self.full = true;
            return;
        }
        let session = self.sessions.entry(key).or_default();
        session.no_time += u64::from(pdu.at.is_none());
        if is_content(pdu) {
            if session.content.is_none() {
                session.content = Some((seen.evidence("cin", &pdu.liid), pdu.at));
            }
        } else if pdu.choice == "encrypted" {
            session.iri_encrypted = true;
        } else {
            session.begins |= pdu.iri_types.contains(&1);
        }
    }

    /// C07: content without its record.
    fn sessions_end(&mut self, case: &Case, report: &mut Report) {
        for ((liid, cin), session) in std::mem::take(&mut self.sessions) {
            let Some((at, when)) = &session.content else { continue };
            if case.tasks(&liid).any(|(_, record)| record.object.delivery == "CCOnly") {
                continue;
            }
            if session.begins {
                report.looked("C07", at);
            } else if session.iri_encrypted || self.full {
                report.unverifiable("C07", "encrypted", || at.clone());
            } else {
                report.looked("C07", at);
                let cin = cin.map(|cin| cin.to_string()).unwrap_or_default();
                report.violated(
                    "C07",
                    &format!("{liid} / {cin}"),
                    String::new,
                    || at.clone(),
                    *when,
                );
            }
        }
    }
}

type Key = (String, Option<u64>, Data, u32);

/// Numbers seen, named by a hash, and lost with octets of a capture, over all files of a dossier.
#[derive(Default)]
struct Numbers<'a> {
    encrypted: bool,
    seen: Ranges,
    covered: Ranges,
    lost: Ranges,
    at: Option<&'a Evidence>,
}

fn numbers(case: &Case) -> BTreeMap<Key, Numbers<'_>> {
    let mut all: BTreeMap<Key, Numbers<'_>> = BTreeMap::new();
    for (at, stream) in &case.streams {
        let Some(data) = stream.data else { continue };
        for epoch in &stream.epochs {
            let key = (stream.liid.clone(), stream.cin, data, epoch.number);
            let numbers = all.entry(key).or_default();
            numbers.at = numbers.at.or(Some(at));
            numbers.encrypted |= stream.encrypted;
            for (from, to) in &epoch.seen {
                numbers.seen.add(*from, *to);
            }
            for (from, to) in &epoch.covered {
                numbers.covered.add(*from, *to);
            }
            for (from, to) in &stream.capture_holes {
                numbers.lost.add(*from, *to);
            }
        }
    }
    all
}

fn name(key: &Key) -> String {
    let cin = key.1.map(|cin| cin.to_string()).unwrap_or_default();
    format!("{} / {cin} / {:?}", key.0, key.2)
}

/// C01: holes. C02: one number, two PDUs. C08: time that goes back.
fn numbering(case: &Case, report: &mut Report) {
    for (key, numbers) in &numbers(case) {
        let Some(at) = numbers.at else { continue };
        report.looked("C01", at);
        let holes = Ranges::of(&numbers.seen.holes());
        let lost = holes.without(&numbers.lost);
        if holes.count() > lost.count() {
            report.unverifiable("C01", "capture-hole", || at.clone());
        }
        if lost.count() > 0 {
            let detail = || {
                let few = lost.iter().take(5).map(|(from, to)| format!("{from}–{to}"));
                format!("{} missing: {}", lost.count(), few.collect::<Vec<_>>().join(", "))
            };
            report.violated("C01", &name(key), detail, || at.clone(), None);
        }
    }
    for (at, stream) in &case.streams {
        let subject = stream_name(stream);
        report.looked("C02", at);
        report.looked("C08", at);
        for (number, first, again) in &stream.conflicts {
            let detail = || format!("number {number} at {first} and {again}");
            report.violated("C02", &subject, detail, || at.clone(), stream.first);
        }
        for (number, place) in &stream.backwards {
            let detail = || format!("number {number} at {place}");
            report.violated("C08", &subject, detail, || at.clone(), stream.first);
        }
    }
}

fn stream_name(stream: &Stream) -> String {
    let cin = stream.cin.map(|cin| cin.to_string()).unwrap_or_default();
    format!("{} / {cin} / {:?}", stream.liid, stream.data.unwrap_or(Data::Unknown))
}

/// C03, C04: hashes and signatures. C12: weak ones.
fn integrity(case: &Case, report: &mut Report) {
    // In one file a hash may lack what stands in another.
    let key = |one: &crate::parsers::Integrity| {
        (one.liid.clone(), one.cin, one.check.clone(), one.data.clone(), one.numbers.clone())
    };
    let agreed: BTreeSet<_> = case
        .integrity
        .iter()
        .filter(|(_, one)| one.verdict == Some(Verdict::Agrees))
        .map(|(_, one)| key(one))
        .collect();
    for (at, one) in &case.integrity {
        let code = if one.check == "hash" { "C03" } else { "C04" };
        let cin = one.cin.map(|cin| cin.to_string()).unwrap_or_default();
        let subject = format!("{} / {cin} / {}", one.liid, one.data);
        match one.verdict {
            Some(Verdict::Agrees) => report.looked(code, at),
            Some(Verdict::Differs) => {
                report.looked(code, at);
                let detail = || format!("{} over {} PDUs", one.algorithm, one.numbers.len());
                report.violated(code, &subject, detail, || at.clone(), one.at);
            }
            Some(Verdict::Incomplete) if agreed.contains(&key(one)) => {}
            Some(Verdict::Incomplete) => report.unverifiable(code, "pdus-missing", || at.clone()),
            Some(Verdict::Encrypted) => report.unverifiable(code, "encrypted", || at.clone()),
            Some(Verdict::NoKey) => report.unverifiable(code, "no-key", || at.clone()),
            Some(Verdict::Unsupported) | None => {
                report.unverifiable(code, "algorithm", || at.clone());
            }
        }
        report.looked("C12", at);
        let strength = |name: &str| match name.to_ascii_uppercase().as_str() {
            "SHA-256" => 2,
            "SHA-384" => 3,
            "SHA-512" => 4,
            _ => 1,
        };
        let weak_hash = one.check == "hash"
            && (one.algorithm == "SHA-1"
                || strength(&one.algorithm) < strength(&case.policy.integrity.min_hash));
        if weak_hash || one.algorithm == "DSA" {
            report.violated("C12", &one.liid, || one.algorithm.clone(), || at.clone(), one.at);
        }
    }
}

/// C05: PDUs that no hash covers.
fn coverage(case: &Case, report: &mut Report) {
    for (key, numbers) in &numbers(case) {
        let Some(at) = numbers.at else { continue };
        if !case.policy.integrity.required {
            report.unverifiable("C05", "no-threshold", || at.clone());
            continue;
        }
        // The hashes are encrypted too.
        if numbers.encrypted && numbers.covered.ends().is_none() {
            report.unverifiable("C05", "encrypted", || at.clone());
            continue;
        }
        let bare = numbers.seen.without(&numbers.covered);
        report.looked("C05", at);
        let tail = numbers
            .covered
            .ends()
            .map(|(_, last)| last)
            .or(numbers.seen.ends().map(|(first, _)| first - 1));
        let allowed = i64::try_from(case.policy.integrity.max_uncovered_tail).unwrap_or(i64::MAX);
        let open = tail.map_or(i64::MAX, |tail| tail.saturating_add(allowed));
        let few = numbers.seen.ends().is_some_and(|(_, last)| last <= open);
        let before = Ranges::of(&[(i64::MIN + 1, tail.unwrap_or(i64::MIN + 1))]);
        let inside = bare.count().saturating_sub(bare.without(&before).count());
        if inside > 0 || (bare.count() > 0 && !few) {
            let detail = || format!("{} of {}", bare.count(), numbers.seen.count());
            report.violated("C05", &name(key), detail, || at.clone(), None);
        }
    }
}

/// C06: one LIID, two targets.
fn one_target(case: &Case, report: &mut Report) {
    for liid in case.all_liids() {
        let mut by_task: BTreeMap<&str, BTreeSet<&crate::identity::Identity>> = BTreeMap::new();
        let mut place = None;
        for (at, record) in case.tasks(liid) {
            by_task.insert(&record.object.id, record.object.targets.iter().collect());
            place = Some((at, record.message_at));
        }
        let Some((at, when)) = place else { continue };
        report.looked("C06", at);
        let mut sets = by_task.values();
        let Some(first) = sets.next() else { continue };
        if sets.any(|other| other.is_disjoint(first)) {
            let detail = || format!("{} tasks", by_task.len());
            report.violated("C06", liid, detail, || at.clone(), when);
        }
    }
}

/// C10: what could not be decoded.
fn undecodable(case: &Case, report: &mut Report) {
    if let Some((at, _)) = case.streams.first() {
        report.looked("C10", at);
    }
    for (at, one) in &case.undecodable {
        if one.by_gap {
            report.unverifiable("C10", "capture-hole", || at.clone());
        } else {
            let detail = || format!("{} octets at {}", one.octets, one.offset);
            report.violated("C10", &at.path, detail, || at.clone(), one.captured);
        }
    }
    for (at, one) in &case.x2x3_undecodable {
        if one.by_gap {
            report.unverifiable("C10", "capture-hole", || at.clone());
        } else {
            let detail = || format!("{} octets at {}", one.octets, one.offset);
            report.violated("C10", &at.path, detail, || at.clone(), one.captured);
        }
    }
}

/// C14: what elements report.
fn faults(case: &Case, report: &mut Report) {
    for (at, record) in &case.x1 {
        let message = &record.message;
        if !message.name.starts_with("Report") || !message.request {
            continue;
        }
        report.looked("C14", at);
        let fine = ["AllClear", "FullyActionedAndSuccessful", "ImplicitDeactivation", ""];
        if !fine.contains(&message.issue.as_str()) {
            let detail = || format!("{} {}", message.name, message.issue);
            report.violated("C14", &message.ne, detail, || at.clone(), message.at);
        }
    }
}
