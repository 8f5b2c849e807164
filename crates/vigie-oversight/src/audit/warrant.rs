//! A01 to A15: coverage by a warrant.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Seen, Time};

use super::Checks;
use super::case::{APPROVED, Case, STOPPED, plus, seconds};
use super::report::Report;
use crate::identity::{Identity, Sort, is_in_prefix};
use crate::parsers::{Pdu, X2x3Pdu};

/// Sessions whose addresses are remembered.
const MOST_SESSIONS: usize = 200_000;

/// Addresses remembered of one session.
const MOST_ADDRESSES: usize = 256;

#[derive(Default)]
pub(crate) struct Warrant {
    sessions: BTreeMap<(String, Option<u64>), Session>,
    full: bool,
}

#[derive(Default)]
struct Session {
    announced: BTreeSet<String>,
    sides: BTreeMap<(String, String), (Evidence, Option<Time>)>,
}

/// PDUs that carry what was intercepted.
pub(crate) fn is_product(pdu: &Pdu) -> bool {
    matches!(pdu.choice.as_str(), "IRI" | "CC" | "encrypted" | "ILHI") && pdu.sub != "part 1"
}

/// PDUs that are about the connection, not about an interception.
fn is_of_connection(pdu: &Pdu) -> bool {
    pdu.choice == "TRI" && !matches!(pdu.sub.as_str(), "integrity check" | "CIN reset")
}

/// Whether it is content.
pub(crate) fn is_content(pdu: &Pdu) -> bool {
    let encrypted = pdu.choice == "encrypted" && pdu.interface == "HI3" && pdu.sub != "part 1";
    pdu.choice == "CC" || encrypted
}

impl Checks for Warrant {
    const LOOKS_AT_PDUS: bool = true;

    fn pdu(&mut self, case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
        if is_of_connection(pdu) || pdu.resent {
            return;
        }
        let at = || seen.evidence("liid", &pdu.liid);
        if !case.has_register() {
            for code in ["A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A11", "A14"] {
                report.unverifiable(code, "no-register", at);
            }
            return;
        }
        report.looked_at("A01", at);
        if !case.has_task(&pdu.liid) {
            report.violated("A01", &pdu.liid, || pdu.choice.clone(), at, pdu.at);
            return;
        }
        place(case, seen, pdu, report);
        if is_product(pdu) {
            window(case, seen, pdu, report);
            kind(case, seen, pdu, report);
            identities(case, seen, pdu, report);
            self.session(seen, pdu);
        }
    }

    fn x2x3(&mut self, case: &Case, seen: &Seen<'_>, pdu: &X2x3Pdu, report: &mut Report) {
        let said: &[Identity] = if pdu.matched.is_empty() { &pdu.identities } else { &pdu.matched };
        if said.is_empty() {
            return;
        }
        let targets: Vec<Identity> = case
            .liids(&pdu.xid)
            .flat_map(|liid| case.tasks(liid))
            .flat_map(|(_, record)| record.object.targets.iter().cloned())
            .collect();
        let at = || seen.evidence("xid", &pdu.xid);
        compare(said, &targets, report, &pdu.xid, pdu.at, &at);
    }

    fn end(&mut self, case: &Case, report: &mut Report) {
        if let Some(at) = case.any.as_ref().filter(|_| self.full) {
            report.unverifiable("A09", "too-many", || at.clone());
        }
        for ((liid, cin), session) in std::mem::take(&mut self.sessions) {
            addresses(&liid, cin, &session, report);
        }
        selectors(case, report);
        for id in case.all_authorisations() {
            emergency(case, id, report);
        }
        for liid in case.all_liids() {
            test(case, liid, report);
        }
    }
}

impl Warrant {
    /// Remembers the addresses of a session.
    fn session(&mut self, seen: &Seen<'_>, pdu: &Pdu) {
        if pdu.announced.is_empty() && pdu.sides.is_empty() && pdu.pairs.is_empty() {
            return;
        }
        let key = (pdu.liid.clone(), pdu.cin);
        if self.sessions.len() >= MOST_SESSIONS && !self.sessions.contains_key(&key) {
            self.full = true;
            return;
        }
        let session = self.sessions.entry(key).or_default();
        for address in &pdu.announced {
            if session.announced.len() < MOST_ADDRESSES {
                session.announced.insert(address.clone());
            }
        }
        let sides = pdu.sides.iter().map(|side| (side.clone(), String::new()));
        for pair in sides.chain(pdu.pairs.iter().cloned()) {
            if session.sides.len() < MOST_ADDRESSES && !session.sides.contains_key(&pair) {
                session.sides.insert(pair, (seen.evidence("liid", &pdu.liid), pdu.at));
            }
        }
    }
}

/// A07, A11, A12: where it went, and under whose name.
fn place(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || {
        seen.evidence("server", &pdu.server.map(|server| server.to_string()).unwrap_or_default())
    };
    let listed: BTreeSet<&str> = case
        .tasks(&pdu.liid)
        .flat_map(|(_, record)| record.object.destinations.iter())
        .map(|destination| destination.address.as_str())
        .collect();
    match pdu.server {
        _ if listed.is_empty() => report.unverifiable("A07", "no-delivery-address", at),
        None => report.unverifiable("A07", "no-address", at),
        Some(server) => {
            report.looked_at("A07", at);
            let server = server.to_string();
            if !listed.contains(server.as_str()) {
                let subject = format!("{} → {server}", pdu.liid);
                report.violated("A07", &subject, || pdu.agency.clone(), at, pdu.at);
            }
        }
    }
    let at = || seen.evidence("country", &pdu.country);
    let countries: BTreeSet<&str> = case
        .tasks(&pdu.liid)
        .map(|(_, record)| record.object.country.as_str())
        .filter(|country| !country.is_empty())
        .collect();
    if pdu.country.is_empty() || countries.is_empty() {
        report.unverifiable("A11", "not-said", at);
    } else {
        report.looked_at("A11", at);
        if !countries.contains(pdu.country.as_str()) {
            report.violated("A11", &pdu.liid, || pdu.country.clone(), at, pdu.at);
        }
    }
    let at = || seen.evidence("operator", &pdu.operator);
    if case.policy.operator_identifier.is_empty() || pdu.operator.is_empty() {
        report.unverifiable("A12", "not-said", at);
    } else {
        report.looked_at("A12", at);
        if pdu.operator != case.policy.operator_identifier {
            report.violated("A12", &pdu.liid, || pdu.operator.clone(), at, pdu.at);
        }
    }
}

/// A02, A03, A14, A04: when.
fn window(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || seen.evidence("liid", &pdu.liid);
    let Some(time) = pdu.at else {
        for code in ["A02", "A03", "A04", "A14"] {
            report.unverifiable(code, "no-time", at);
        }
        return;
    };
    let windows: Vec<(&str, Time, Option<Time>)> = case
        .authorisations_of(&pdu.liid)
        .filter_map(|id| case.window(id, time).map(|(start, end)| (id, start, end)))
        .collect();
    if windows.is_empty() {
        report.unverifiable("A02", "no-authorisation", at);
        report.unverifiable("A03", "no-authorisation", at);
        report.unverifiable("A14", "no-authorisation", at);
        report.looked_at("A04", at);
        report.violated("A04", &pdu.liid, || "no authorisation".into(), at, pdu.at);
        return;
    }
    for code in ["A02", "A03", "A04", "A14"] {
        report.looked_at(code, at);
    }
    let policy = &case.policy;
    let begins = |start: Time| plus(start, policy.grace_start_s.saturating_neg());
    let ends = |end: Option<Time>| end.map(|end| plus(end, policy.grace_end_s));
    let covering: Vec<&str> = windows
        .iter()
        .filter(|(_, start, end)| {
            begins(*start) <= time && ends(*end).is_none_or(|end| time <= end)
        })
        .map(|(id, ..)| *id)
        .collect();
    if covering.is_empty() {
        let before = windows.iter().all(|(_, start, _)| time < begins(*start));
        let after = windows.iter().all(|(_, _, end)| ends(*end).is_some_and(|end| time > end));
        let code = if before {
            "A02"
        } else if after {
            "A03"
        } else {
            "A14"
        };
        let near = windows.iter().any(|(_, start, end)| {
            let close = |edge: Time| seconds(edge, time).abs() <= policy.skew();
            close(begins(*start)) || ends(*end).is_some_and(close)
        });
        let doubtful = near && pdu.qualifier != Some(1);
        report.hit(code, &pdu.liid, || pdu.choice.clone(), at, pdu.at, doubtful);
        return;
    }
    // A record that comes a moment after a suspension is as late as one after an end.
    let instants =
        [time, plus(time, policy.grace_end_s.saturating_neg()), plus(time, policy.grace_start_s)];
    let approved = instants.iter().any(|instant| {
        covering.iter().any(|id| {
            let generation = case.generation_at(id, *instant);
            generation.is_some_and(|(_, record)| APPROVED.contains(&record.object.status.as_str()))
        })
    });
    let runs = instants.iter().any(|instant| {
        let tasks = case.tasks_at(&pdu.liid, *instant);
        tasks.iter().any(|task| !STOPPED.contains(&task.status.as_str()))
    });
    if !approved || !runs {
        let status = || {
            let generation = covering.first().and_then(|id| case.generation_at(id, time));
            generation.map(|(_, record)| record.object.status.clone()).unwrap_or_default()
        };
        report.violated("A04", &pdu.liid, status, at, pdu.at);
    }
}

/// A05 and A06: what.
fn kind(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || seen.evidence("choice", &pdu.choice);
    let time = pdu.at.or(pdu.captured);
    let tasks = time.map_or_else(
        || case.tasks(&pdu.liid).map(|(_, record)| &record.object).collect(),
        |time| case.tasks_at(&pdu.liid, time),
    );
    if pdu.choice == "encrypted" && pdu.interface.is_empty() {
        report.unverifiable("A05", "encrypted", at);
    } else {
        report.looked_at("A05", at);
        let only_iri = tasks.iter().all(|task| task.delivery == "IRIOnly");
        let excluded = excludes_content(case, &pdu.liid, time);
        if is_content(pdu) && (only_iri || excluded) {
            let why = || if only_iri { "IRIOnly".to_owned() } else { "legal type".to_owned() };
            report.violated("A05", &pdu.liid, why, at, pdu.at);
        }
    }
    let Some(part) = pdu.part else {
        if pdu.choice == "encrypted" {
            report.unverifiable("A06", "encrypted", at);
        }
        return;
    };
    let format = format!("TS102232-{part}");
    let scopes: Vec<&Vec<String>> =
        tasks.iter().filter_map(|task| case.policy.service_scope.get(&task.service)).collect();
    let formats = || tasks.iter().flat_map(|task| &task.destinations).map(|one| &one.format);
    if scopes.is_empty() && formats().next().is_none() {
        report.unverifiable("A06", "no-service-scope", at);
        return;
    }
    report.looked_at("A06", at);
    let fits = match scopes.is_empty() {
        true => formats().any(|one| one.is_empty() || *one == format),
        false => scopes.iter().any(|scope| scope.contains(&format)),
    };
    if !fits {
        report.violated("A06", &pdu.liid, || format.clone(), at, pdu.at);
    }
}

/// Whether the legal type of every authorisation that covers excludes content.
fn excludes_content(case: &Case, liid: &str, time: Option<Time>) -> bool {
    let mut any = false;
    for id in case.authorisations_of(liid) {
        let generation = match time {
            Some(time) => {
                let covers = case.window(id, time).is_some_and(|(start, end)| {
                    plus(start, -case.policy.grace_start_s) <= time
                        && end.is_none_or(|end| time <= plus(end, case.policy.grace_end_s))
                });
                if !covers {
                    continue;
                }
                case.generation_at(id, time)
            }
            None => case.generations(id).last(),
        };
        let legal = generation.map(|(_, record)| record.object.legal_type.as_str());
        match legal.and_then(|legal| case.policy.content_allowed.get(legal)) {
            Some(false) => any = true,
            _ => return false,
        }
    }
    any
}

/// A08: whose.
fn identities(case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
    let at = || seen.evidence("liid", &pdu.liid);
    if pdu.choice == "encrypted" {
        return report.unverifiable("A08", "encrypted", at);
    }
    if pdu.identities.is_empty() {
        return;
    }
    let targets: Vec<Identity> = case
        .tasks(&pdu.liid)
        .flat_map(|(_, record)| record.object.targets.iter().cloned())
        .collect();
    compare(&pdu.identities, &targets, report, &pdu.liid, pdu.at, &at);
}

/// Whether two sorts can be compared at all.
fn comparable(one: Sort, other: Sort) -> bool {
    use Sort::{Name, Number, Other, Sip};
    one == other
        || matches!(
            (one, other),
            (Number, Sip)
                | (Sip, Number)
                | (Name, Sip)
                | (Sip, Name)
                | (Name, Other)
                | (Other, Name)
        )
}

fn compare(
    said: &[Identity],
    targets: &[Identity],
    report: &mut Report,
    subject: &str,
    when: Option<Time>,
    at: &dyn Fn() -> Evidence,
) {
    if targets.iter().any(|target| target.sort == Sort::Hash) {
        return report.unverifiable("A08", "hashed", at);
    }
    let agrees = |one: &Identity| {
        targets.iter().any(|target| {
            one.agrees(target) || (comparable(one.sort, target.sort) && one.value == target.value)
        })
    };
    if said.iter().any(agrees) {
        return report.looked_at("A08", at);
    }
    let could = |one: &Identity| targets.iter().any(|target| comparable(one.sort, target.sort));
    if !said.iter().any(could) {
        return report.unverifiable("A08", "other-identities", at);
    }
    report.looked_at("A08", at);
    let sorts: BTreeSet<String> = said.iter().map(|one| format!("{:?}", one.sort)).collect();
    let detail = || sorts.iter().cloned().collect::<Vec<_>>().join(", ");
    report.violated("A08", subject, detail, at, when);
}

/// A09: addresses of content that were not announced.
fn addresses(liid: &str, cin: Option<u64>, session: &Session, report: &mut Report) {
    for ((side, other), (at, when)) in &session.sides {
        if session.announced.is_empty() {
            report.unverifiable("A09", "none-announced", || at.clone());
            continue;
        }
        report.looked("A09", at);
        let lies =
            |address: &String| session.announced.iter().any(|known| is_in_prefix(address, known));
        if !lies(side) && !lies(other) {
            let cin = cin.map(|cin| cin.to_string()).unwrap_or_default();
            let subject = format!("{liid} / {cin}");
            report.violated("A09", &subject, || side.clone(), || at.clone(), *when);
        }
    }
}

/// A10: selectors broader than the policy allows.
fn selectors(case: &Case, report: &mut Report) {
    let short = |identity: &Identity| {
        let (length, six) = identity.prefix()?;
        let least = if six { case.policy.min_prefix.ipv6 } else { case.policy.min_prefix.ipv4 };
        least.filter(|least| length < *least).map(|_| format!("/{length}"))
    };
    let wild = |identity: &Identity| {
        let value = &identity.value;
        let broad = value.starts_with('*') || value.ends_with('*') || identity.sort == Sort::Port;
        let lone = identity.sort == Sort::Sip && !value.contains('@') && !value.contains('+');
        (broad || lone).then(|| format!("{:?}", identity.sort))
    };
    for (at, record) in &case.objects {
        let object = &record.object;
        let only = object.targets.len() == 1;
        for target in &object.targets {
            report.looked("A10", at);
            let wild = wild(target).filter(|_| only || target.sort != Sort::Port);
            if let Some(detail) = short(target).or(wild) {
                report.violated(
                    "A10",
                    &object.reference,
                    || detail,
                    || at.clone(),
                    record.message_at,
                );
            }
        }
    }
    for (at, record) in &case.x1 {
        for task in &record.message.tasks {
            let ports = task.targets.iter().all(|target| target.sort == Sort::Port);
            for target in &task.targets {
                report.looked("A10", at);
                if let Some(detail) = short(target) {
                    report.violated("A10", &task.xid, || detail, || at.clone(), record.message.at);
                }
            }
            let broad =
                task.broad.iter().find(|name| ports || !name.to_ascii_lowercase().contains("port"));
            if let Some(name) = broad {
                report.violated(
                    "A10",
                    &task.xid,
                    || name.clone(),
                    || at.clone(),
                    record.message.at,
                );
            }
        }
    }
}

/// A13: an emergency decision has to be followed by an ordinary one, and by an opinion.
fn emergency(case: &Case, id: &str, report: &mut Report) {
    let generations: Vec<_> = case.generations(id).collect();
    let approvals = || generations.iter().flat_map(|(_, record)| &record.object.approvals);
    let is_emergency = |one: &&&super::case::Of<crate::parsers::Hi1Object>| {
        let object = &one.1.object;
        object.status == "EmergencyApproval"
            || object.flags.iter().any(|flag| flag == "IsEmergency")
    };
    let decided =
        approvals().filter(|one| one.emergency && !one.is_opinion()).filter_map(|one| one.at).min();
    let flagged = generations.iter().find(is_emergency);
    let begun =
        decided.or_else(|| flagged.and_then(|one| one.1.object.created.or(one.1.message_at)));
    let Some((at, first)) = generations.first() else { return };
    let Some(begun) = begun else { return report.looked("A13", at) };
    let Some(hours) = case.policy.emergency_regularisation_h else {
        return report.unverifiable("A13", "no-threshold", || at.clone());
    };
    let deadline = plus(begun, hours.saturating_mul(3600));
    let in_time = |time: Option<Time>| time.is_some_and(|time| time <= deadline);
    let decision = approvals().any(|one| !one.emergency && !one.is_opinion() && in_time(one.at));
    let required = &case.policy.prior_opinion_required;
    let needs = required.as_ref().is_none_or(|types| types.contains(&first.object.legal_type));
    let opinion = !needs || approvals().any(|one| one.is_opinion() && in_time(one.at));
    if decision && opinion {
        report.looked("A13", at);
    } else if case.now().is_some_and(|now| now <= deadline) {
        report.unverifiable("A13", "not-yet-due", || at.clone());
    } else {
        let detail = if decision { "no opinion" } else { "no ordinary decision" };
        report.looked("A13", at);
        report.violated(
            "A13",
            &first.object.reference,
            || detail.into(),
            || at.clone(),
            Some(begun),
        );
    }
}

/// A15: a test is made on a line kept for tests.
fn test(case: &Case, liid: &str, report: &mut Report) {
    let is_test = |flags: &[String]| flags.iter().any(|flag| flag == "IsTest");
    let authorised = case
        .authorisations_of(liid)
        .any(|id| case.generations(id).any(|(_, record)| is_test(&record.object.flags)));
    for (at, record) in case.tasks(liid) {
        let Some(lines) = &case.policy.test_identities else {
            report.unverifiable("A15", "no-threshold", || at.clone());
            continue;
        };
        report.looked("A15", at);
        if !authorised && !is_test(&record.object.flags) {
            continue;
        }
        let declared = |target: &Identity| {
            let same = |line: &String| Identity::new(target.sort, line).agrees(target);
            lines.iter().any(|line| same(line) || *line == target.value)
        };
        if !record.object.targets.iter().all(declared) {
            report.violated("A15", liid, || "IsTest".into(), || at.clone(), record.message_at);
        }
    }
}
