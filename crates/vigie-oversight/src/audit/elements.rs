//! B01 to B16: network elements and their administration.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Seen, Time};

use super::Checks;
use super::case::{APPROVED, Case, plus, seconds};
use super::report::Report;
use super::warrant::is_content;
use crate::identity::{Identity, Sort};
use crate::parsers::{ListEntry, Pdu, X2x3Pdu};
use crate::ranges::Ranges;

/// Streams whose content is summed.
const MOST_STREAMS: usize = 200_000;

/// Octets, and parts of a hundred, by which amounts may differ without meaning.
const TOLERANCE: (u64, u64) = (64, 1);

#[derive(Default)]
pub(crate) struct Elements {
    content: BTreeMap<String, u64>,
    counted: BTreeMap<(String, Option<u64>, u64), Ranges>,
    resets: BTreeMap<(String, Option<u64>), u64>,
    encrypted: BTreeSet<String>,
    tasked: Option<BTreeSet<String>>,
    full: bool,
}

/// XIDs that were ever ordered.
fn tasked(case: &Case) -> BTreeSet<String> {
    case.orders()
        .filter(|(_, message, _)| message.name == "ActivateTask")
        .map(|(_, _, task)| task.xid.clone())
        .collect()
}

impl Checks for Elements {
    const LOOKS_AT_PDUS: bool = true;

    fn pdu(&mut self, _: &Case, _: &Seen<'_>, pdu: &Pdu, _: &mut Report) {
        if pdu.choice == "TRI" && pdu.sub == "CIN reset" {
            *self.resets.entry((pdu.liid.clone(), pdu.cin)).or_default() += 1;
        }
        if !is_content(pdu) {
            return;
        }
        if pdu.choice == "encrypted" {
            self.encrypted.insert(pdu.liid.clone());
            return;
        }
        let epoch = self.resets.get(&(pdu.liid.clone(), pdu.cin)).copied().unwrap_or(0);
        let key = (pdu.liid.clone(), pdu.cin, epoch);
        if self.counted.len() >= MOST_STREAMS && !self.counted.contains_key(&key) {
            self.full = true;
            return;
        }
        // The same PDU may stand in a capture and in a file of PDUs.
        if let Some(number) = pdu.sequence.and_then(|number| i64::try_from(number).ok()) {
            let counted = self.counted.entry(key).or_default();
            if counted.has(number) {
                return;
            }
            counted.add(number, number);
        }
        let sum = self.content.entry(pdu.liid.clone()).or_default();
        *sum = sum.saturating_add(pdu.content);
    }

    fn x2x3(&mut self, case: &Case, seen: &Seen<'_>, pdu: &X2x3Pdu, report: &mut Report) {
        if !matches!(pdu.sort.as_str(), "X2" | "X3") {
            return;
        }
        let at = || seen.evidence("xid", &pdu.xid);
        let tasked = self.tasked.get_or_insert_with(|| tasked(case));
        if tasked.is_empty() {
            return report.unverifiable("B09", "no-orders", at);
        }
        report.looked_at("B09", at);
        if !tasked.contains(&pdu.xid) {
            report.violated("B09", &pdu.xid, || pdu.ne.clone(), at, pdu.at.or(pdu.captured));
        }
    }

    fn end(&mut self, case: &Case, report: &mut Report) {
        let tasked = tasked(case);
        answers(case, &tasked, report);
        missing(case, report);
        targets(case, report);
        destinations(case, report);
        orders(case, report);
        ends(case, report);
        people(case, report);
        self.amounts(case, report);
        silence(case, report);
        transactions(case, report);
        logged(case, report);
    }
}

/// B01: what an element does that nobody ordered. B11: after every end.
fn answers(case: &Case, tasked: &BTreeSet<String>, report: &mut Report) {
    for (at, record) in case.answers() {
        let message = &record.message;
        let listed = message.tasks.iter().map(|task| &task.xid).chain(&message.xids);
        for xid in listed {
            if tasked.is_empty() {
                report.unverifiable("B01", "no-orders", || at.clone());
                continue;
            }
            report.looked("B01", at);
            if !tasked.contains(xid) {
                report.violated("B01", xid, || message.ne.clone(), || at.clone(), message.at);
            }
        }
        for task in &message.tasks {
            let Some(last) = task.last_intercept else { continue };
            let ends: Vec<Option<Time>> =
                case.liids(&task.xid).map(|liid| case.last_end(liid)).collect();
            if ends.is_empty() {
                report.unverifiable("B11", "no-liid", || at.clone());
                continue;
            }
            report.looked("B11", at);
            let after = |end: &Option<Time>| {
                end.is_some_and(|end| last > plus(end, case.policy.grace_end_s))
            };
            if ends.iter().all(after) {
                report.violated("B11", &task.xid, || last.to_string(), || at.clone(), Some(last));
            }
        }
    }
}

/// B02: what was ordered and holds, but the element does not know.
fn missing(case: &Case, report: &mut Report) {
    let full =
        |name: &str| matches!(name, "GetAllDetails" | "ListAllDetails" | "GetAllTaskDetails");
    let mut known: BTreeMap<&str, (Option<Time>, BTreeSet<&str>)> = BTreeMap::new();
    for (_, record) in case.answers().filter(|(_, one)| full(&one.message.name)) {
        let message = &record.message;
        let xids = message.tasks.iter().map(|task| &task.xid).chain(&message.xids);
        known.insert(&message.ne, (message.at, xids.map(String::as_str).collect()));
    }
    let mut active: BTreeMap<(String, String), &Evidence> = BTreeMap::new();
    for (at, record) in case.requests() {
        let message = &record.message;
        // What is ordered after the element answered cannot be in the answer.
        let asked = known.get(message.ne.as_str()).and_then(|(when, _)| *when);
        if asked.zip(message.at).is_some_and(|(asked, sent)| sent > asked) {
            continue;
        }
        match message.name.as_str() {
            "ActivateTask" => {
                for task in &message.tasks {
                    active.insert((message.ne.clone(), task.xid.clone()), at);
                }
            }
            "DeactivateTask" => {
                active.remove(&(message.ne.clone(), message.xid.clone()));
            }
            "DeactivateAllTasks" => active.retain(|(ne, _), _| *ne != message.ne),
            _ => {}
        }
    }
    for ((ne, xid), at) in &active {
        let Some((when, xids)) = known.get(ne.as_str()) else {
            report.unverifiable("B02", "no-answer-of-element", || (*at).clone());
            continue;
        };
        report.looked("B02", at);
        let holds = case.liids(xid).any(|liid| {
            case.authorisations_of(liid).any(|id| {
                let Some(when) = *when else { return false };
                let window = case.window(id, when);
                window.is_some_and(|(start, end)| start <= when && end.is_none_or(|end| when < end))
            })
        });
        if holds && !xids.contains(xid.as_str()) {
            report.violated("B02", xid, || ne.clone(), || (*at).clone(), *when);
        }
    }
}

/// `X2` and `X3` that a delivery type of either interface stands for.
fn products(delivery: &str) -> BTreeSet<&'static str> {
    match delivery {
        "X2Only" | "IRIOnly" | "HI2Only" => BTreeSet::from(["X2"]),
        "X3Only" | "CCOnly" | "HI3Only" => BTreeSet::from(["X3"]),
        "X2andX3" | "IRIandCC" | "HI2andHI3" => BTreeSet::from(["X2", "X3"]),
        _ => BTreeSet::new(),
    }
}

/// B03: whom and what an element intercepts, against the register.
fn targets(case: &Case, report: &mut Report) {
    let mut delivered: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>, &Evidence)> =
        BTreeMap::new();
    for (at, record) in case.answers() {
        let when = record.message.at;
        for task in &record.message.tasks {
            let mut registered: Vec<Identity> = Vec::new();
            let mut wanted: BTreeSet<&str> = BTreeSet::new();
            for liid in case.liids(&task.xid) {
                let tasks = when.map(|when| case.tasks_at(liid, when)).unwrap_or_default();
                for object in tasks {
                    registered.extend(object.targets.iter().cloned());
                    wanted.extend(products(&object.delivery));
                }
            }
            if registered.is_empty() {
                report.unverifiable("B03", "no-liid", || at.clone());
                continue;
            }
            if task.targets.iter().any(|target| target.sort == Sort::Hash) {
                report.unverifiable("B03", "hashed", || at.clone());
                continue;
            }
            report.looked("B03", at);
            let known = |target: &Identity| registered.iter().any(|one| one.agrees(target));
            if task.targets.is_empty() || !task.targets.iter().all(known) {
                report.violated("B03", &task.xid, || "target".into(), || at.clone(), when);
            }
            let own = products(&task.delivery);
            if !own.is_subset(&wanted) {
                report.violated("B03", &task.xid, || task.delivery.clone(), || at.clone(), when);
            }
            let sum = delivered.entry(&task.xid).or_insert((BTreeSet::new(), wanted, at));
            sum.0.extend(own);
        }
    }
    for (xid, (own, wanted, at)) in delivered {
        if !own.is_empty() && !wanted.is_subset(&own) {
            let detail = || own.iter().copied().collect::<Vec<_>>().join("+");
            report.violated("B03", xid, detail, || at.clone(), None);
        }
    }
}

/// B04: where elements send.
fn destinations(case: &Case, report: &mut Report) {
    let mut approved: BTreeMap<&str, (&str, Option<u16>)> = BTreeMap::new();
    for (_, entry) in &case.lists {
        if let ListEntry::Destination { did, address, port, .. } = entry {
            approved.insert(did, (address, *port));
        }
    }
    for (at, record) in &case.x1 {
        let message = &record.message;
        let used = message.tasks.iter().flat_map(|task| {
            task.destinations.iter().chain(task.mediation.iter().flat_map(|one| &one.destinations))
        });
        if approved.is_empty() {
            if !message.destinations.is_empty() {
                report.unverifiable("B04", "no-approved-list", || at.clone());
            }
            continue;
        }
        for did in used {
            report.looked("B04", at);
            if !approved.contains_key(did.as_str()) {
                report.violated("B04", did, || message.ne.clone(), || at.clone(), message.at);
            }
        }
        for one in &message.destinations {
            report.looked("B04", at);
            let listed = approved.get(one.did.as_str());
            let same = listed.is_some_and(|(address, port)| {
                (one.address.is_empty() || *address == one.address)
                    && (one.port.is_none() || port.is_none() || *port == one.port)
            });
            if !same {
                let place = format!("{} {}", one.address, one.port.unwrap_or(0));
                report.violated("B04", &one.did, || place, || at.clone(), message.at);
            }
        }
    }
}

/// B05: ordered without cover. B08: changed beyond it. B16: without an end.
fn orders(case: &Case, report: &mut Report) {
    for (at, message, task) in case.orders() {
        let liids: Vec<&String> = case.liids(&task.xid).collect();
        let code = if message.name == "ActivateTask" { "B05" } else { "B08" };
        if let Some(when) = message.at.filter(|_| case.has_register() && !liids.is_empty()) {
            report.looked(code, at);
            if code == "B05" {
                if !liids.iter().any(|liid| opens(case, liid, when)) {
                    report.violated(
                        "B05",
                        &task.xid,
                        || message.ne.clone(),
                        || at.clone(),
                        Some(when),
                    );
                }
            } else if let Some(detail) = beyond(case, &liids, task, when) {
                report.violated("B08", &task.xid, || detail, || at.clone(), Some(when));
            }
        } else {
            report.unverifiable(
                code,
                if liids.is_empty() { "no-liid" } else { "no-register" },
                || at.clone(),
            );
        }
        for mediation in &task.mediation {
            report.looked("B16", at);
            let ends = case.last_end(&mediation.liid);
            if mediation.end.is_none() && ends.is_some() {
                report.violated(
                    "B16",
                    &task.xid,
                    || mediation.liid.clone(),
                    || at.clone(),
                    message.at,
                );
            }
        }
    }
    for (at, record) in case.answers() {
        for task in &record.message.tasks {
            for mediation in task.mediation.iter().filter(|one| one.end.is_none()) {
                report.looked("B16", at);
                if case.last_end(&mediation.liid).is_some() {
                    report.violated(
                        "B16",
                        &task.xid,
                        || mediation.liid.clone(),
                        || at.clone(),
                        record.message.at,
                    );
                }
            }
        }
    }
}

/// Whether an approved authorisation of a LIID, in the register by then, is open or opens soon.
fn opens(case: &Case, liid: &str, when: Time) -> bool {
    let ahead = case.policy.max_pre_provision_s.unwrap_or(0);
    case.authorisations_of(liid).any(|id| {
        let came = |one: &&super::case::Of<crate::parsers::Hi1Object>| {
            one.1.message_at.is_none_or(|message| message <= when)
        };
        let Some((_, record)) = case.generations(id).filter(came).last() else { return false };
        let Some((start, end)) = case.window(id, when) else { return false };
        APPROVED.contains(&record.object.status.as_str())
            && plus(start, ahead.saturating_neg()) <= when
            && end.is_none_or(|end| when <= end)
    })
}

/// How a changed task goes beyond the warrant.
fn beyond(case: &Case, liids: &[&String], task: &crate::x1::Task, when: Time) -> Option<String> {
    let objects: Vec<_> = liids.iter().flat_map(|liid| case.tasks_at(liid, when)).collect();
    let known = |target: &Identity| {
        objects.iter().any(|object| object.targets.iter().any(|one| one.agrees(target)))
    };
    let hashed = |target: &&Identity| target.sort != Sort::Hash;
    if !task.targets.iter().filter(hashed).all(known) {
        return Some("target".into());
    }
    let wanted: BTreeSet<&str> =
        objects.iter().flat_map(|object| products(&object.delivery)).collect();
    if !products(&task.delivery).is_subset(&wanted) {
        return Some(task.delivery.clone());
    }
    for mediation in &task.mediation {
        if !products(&mediation.delivery).is_subset(&wanted) {
            return Some(mediation.delivery.clone());
        }
        let windows = case.authorisations_of(&mediation.liid).filter_map(|id| {
            let came = case
                .generations(id)
                .next()
                .is_some_and(|(_, first)| first.message_at.is_none_or(|at| at <= when));
            case.window(id, when).filter(|_| came)
        });
        let ends: Vec<Option<Time>> = windows.map(|(_, end)| end).collect();
        let Some(end) = mediation.end else { continue };
        let latest = ends
            .iter()
            .copied()
            .collect::<Option<Vec<Time>>>()
            .and_then(|ends| ends.into_iter().max());
        if latest.is_some_and(|latest| end > plus(latest, case.policy.grace_end_s)) {
            return Some(end.to_string());
        }
    }
    None
}

/// B06: taken down too late, or never.
fn ends(case: &Case, report: &mut Report) {
    let mut tasks: BTreeMap<&str, BTreeMap<&str, (&Evidence, Option<Time>)>> = BTreeMap::new();
    for (at, record) in case.requests() {
        let message = &record.message;
        match message.name.as_str() {
            "ActivateTask" => {
                for task in &message.tasks {
                    tasks.entry(&task.xid).or_default().insert(&message.ne, (at, None));
                }
            }
            "DeactivateTask" => {
                if let Some(one) = tasks
                    .get_mut(message.xid.as_str())
                    .and_then(|all| all.get_mut(message.ne.as_str()))
                {
                    one.1 = message.at;
                }
            }
            "DeactivateAllTasks" => {
                for one in tasks.values_mut().filter_map(|all| all.get_mut(message.ne.as_str())) {
                    one.1 = one.1.or(message.at);
                }
            }
            _ => {}
        }
    }
    for (xid, elements) in tasks {
        let ends: Vec<Option<Time>> = case.liids(xid).map(|liid| case.last_end(liid)).collect();
        let Some(end) =
            ends.into_iter().collect::<Option<Vec<Time>>>().and_then(|ends| ends.into_iter().max())
        else {
            for (at, _) in elements.values() {
                report.unverifiable("B06", "no-end", || (*at).clone());
            }
            continue;
        };
        for (ne, (at, stopped)) in elements {
            let Some(delay) = case.policy.late_deactivation_s else {
                report.unverifiable("B06", "no-threshold", || at.clone());
                continue;
            };
            report.looked("B06", at);
            let due = plus(end, delay);
            let late = match stopped {
                Some(stopped) => stopped > due,
                None => case.now().is_some_and(|now| now > due),
            };
            if late {
                let detail = || {
                    format!(
                        "{ne}: {}",
                        stopped.map_or_else(|| "never".to_owned(), |at| at.to_string())
                    )
                };
                report.violated("B06", xid, detail, || at.clone(), stopped);
            }
        }
    }
}

/// Orders that somebody has to be answerable for.
fn is_order(name: &str) -> bool {
    matches!(
        name,
        "ActivateTask"
            | "ModifyTask"
            | "DeactivateTask"
            | "DeactivateAllTasks"
            | "CreateDestination"
            | "ModifyDestination"
            | "RemoveDestination"
            | "RemoveAllDestinations"
    )
}

/// B07: who ordered.
fn people(case: &Case, report: &mut Report) {
    for (at, record) in case.requests() {
        let message = &record.message;
        let Some(known) = &case.policy.authorised_admf else {
            report.unverifiable("B07", "no-threshold", || at.clone());
            break;
        };
        // Reports go from the element to the ADMF.
        report.looked("B07", at);
        if !known.contains(&message.admf) {
            report.violated(
                "B07",
                &message.admf,
                || message.name.clone(),
                || at.clone(),
                message.at,
            );
        }
    }
    if let Some(known) = &case.policy.authorised_admf {
        for (at, exchange) in &case.exchanges {
            let Some(client) = &exchange.tls_client else { continue };
            let name = client.split(',').find_map(|part| part.trim().strip_prefix("CN="));
            let name = name.unwrap_or(client).trim();
            let element = name == exchange.ne;
            if !element && !known.iter().any(|one| one == name) {
                report.violated("B07", name, || "TLS".into(), || at.clone(), exchange.captured_at);
            }
        }
    }
    let operators: BTreeSet<&str> = case
        .lists
        .iter()
        .filter_map(|(_, entry)| match entry {
            ListEntry::Operator { id, .. } => Some(id.as_str()),
            _ => None,
        })
        .collect();
    for (at, entry) in case.log.iter().filter(|(_, entry)| is_order(&entry.action)) {
        let (operator, approver) = (entry.operator.as_deref(), entry.approved_by.as_deref());
        report.looked("B07", at);
        let stranger = |who: Option<&str>| {
            who.is_some_and(|who| !operators.is_empty() && !operators.contains(who))
        };
        let alone = case.policy.four_eyes
            && operator.is_some()
            && (approver == operator || approver.is_none());
        if stranger(operator) || stranger(approver) || alone {
            let detail = if alone { "requester = approver" } else { "unknown operator" };
            report.violated(
                "B07",
                operator.unwrap_or("?"),
                || detail.into(),
                || at.clone(),
                entry.ts,
            );
        }
    }
}

impl Elements {
    /// B10: what an element says it sent, against what was handed over.
    fn amounts(&self, case: &Case, report: &mut Report) {
        let mut said: BTreeMap<&str, (u64, &Evidence)> = BTreeMap::new();
        for (at, record) in case.answers() {
            for task in &record.message.tasks {
                if let Some(amount) = task.x3_amount {
                    let sum = said.entry(&task.xid).or_insert((0, at));
                    sum.0 = sum.0.saturating_add(amount);
                }
            }
        }
        let (octets, percent) = TOLERANCE;
        let octets = case.policy.amount_tolerance_octets.unwrap_or(octets);
        let percent = case.policy.amount_tolerance_percent.unwrap_or(percent);
        for (xid, (amount, at)) in said {
            let liids: Vec<&String> = case.liids(xid).collect();
            if liids.is_empty() {
                report.unverifiable("B10", "no-liid", || at.clone());
            } else if !case.has_flows && case.streams.is_empty() {
                report.unverifiable("B10", "no-handover", || at.clone());
            } else if liids.iter().any(|liid| self.encrypted.contains(*liid)) {
                report.unverifiable("B10", "encrypted", || at.clone());
            } else if self.full || has_capture_hole(case, &liids) {
                report.unverifiable("B10", "capture-hole", || at.clone());
            } else {
                report.looked("B10", at);
                // Each agency of a person gets the same content.
                let sums = liids.iter().map(|liid| self.content.get(*liid).copied().unwrap_or(0));
                let sum = sums.max().unwrap_or(0);
                let allowed = octets.max(amount.saturating_mul(percent) / 100);
                if amount.abs_diff(sum) > allowed {
                    report.violated(
                        "B10",
                        xid,
                        || format!("{amount} ≠ {sum}"),
                        || at.clone(),
                        None,
                    );
                }
            }
        }
    }
}

fn has_capture_hole(case: &Case, liids: &[&String]) -> bool {
    case.streams.iter().any(|(_, stream)| {
        !stream.capture_holes.is_empty() && liids.iter().any(|liid| **liid == stream.liid)
    })
}

/// B12: nobody was watching.
fn silence(case: &Case, report: &mut Report) {
    let mut heard: BTreeMap<&str, Vec<(Time, &Evidence)>> = BTreeMap::new();
    for (at, record) in case.x1.iter().filter(|(_, record)| !record.snapshot) {
        if let Some(when) = record.message.at {
            heard.entry(&record.message.ne).or_default().push((when, at));
        }
    }
    for (ne, times) in heard {
        let Some(most) = case.policy.keepalive_max_gap_s else {
            if let Some((_, at)) = times.first() {
                report.unverifiable("B12", "no-threshold", || (*at).clone());
            }
            continue;
        };
        let mut before: Option<(Time, &Evidence)> = None;
        let end = case.now().zip(times.last().map(|(_, at)| *at));
        for (when, at) in times.iter().copied().chain(end) {
            report.looked("B12", at);
            if let Some((last, place)) = before
                && seconds(last, when) > most
            {
                let detail = || format!("{} s", seconds(last, when));
                report.violated("B12", ne, detail, || place.clone(), Some(last));
            }
            before = Some((when, at));
        }
    }
}

/// B13: one transaction, two bodies. B14: everything stopped at once.
fn transactions(case: &Case, report: &mut Report) {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, record) in case.requests() {
        let message = &record.message;
        report.looked("B13", at);
        let body = record.body_sha256.as_str();
        if !message.transaction.is_empty() {
            let first = known.entry(&message.transaction).or_insert(body);
            if *first != body {
                report.violated(
                    "B13",
                    &message.transaction,
                    || message.name.clone(),
                    || at.clone(),
                    message.at,
                );
            }
        }
        report.looked("B14", at);
        if matches!(message.name.as_str(), "DeactivateAllTasks" | "RemoveAllDestinations") {
            report.violated("B14", &message.ne, || message.name.clone(), || at.clone(), message.at);
        }
    }
}

/// B15: ordered, and not in the log of who orders.
fn logged(case: &Case, report: &mut Report) {
    let logged: BTreeSet<&str> =
        case.log.iter().filter_map(|(_, entry)| entry.transaction.as_deref()).collect();
    for (at, record) in case.requests().filter(|(_, one)| is_order(&one.message.name)) {
        if case.log.is_empty() {
            report.unverifiable("B15", "no-operator-log", || at.clone());
            continue;
        }
        report.looked("B15", at);
        if !logged.contains(record.message.transaction.as_str()) {
            let message = &record.message;
            report.violated(
                "B15",
                &message.transaction,
                || message.name.clone(),
                || at.clone(),
                message.at,
            );
        }
    }
}
