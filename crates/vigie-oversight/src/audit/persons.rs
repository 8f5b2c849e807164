//! D01 to D09: persons and procedure.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Seen, Time};

use super::Checks;
use super::case::{APPROVED, Case, plus, seconds};
use super::report::Report;
use crate::hi1::{Approval, Object};
use crate::identity::Identity;
use crate::parsers::{ListEntry, Pdu};

#[derive(Default)]
pub(crate) struct Persons {
    protected: Option<Vec<(Identity, String)>>,
}

/// Identities on the list of protected persons.
fn protected(case: &Case) -> Vec<(Identity, String)> {
    let all = case.lists.iter().filter_map(|(_, entry)| match entry {
        ListEntry::Protected { identity: Some(identity), category, .. } => {
            Some((identity.clone(), category.clone()))
        }
        _ => None,
    });
    all.collect()
}

impl Checks for Persons {
    const LOOKS_AT_PDUS: bool = true;

    fn pdu(&mut self, case: &Case, seen: &Seen<'_>, pdu: &Pdu, report: &mut Report) {
        if pdu.choice != "IRI" || pdu.resent {
            return;
        }
        let list = self.protected.get_or_insert_with(|| protected(case));
        let at = || seen.evidence("liid", &pdu.liid);
        if list.is_empty() {
            return report.unverifiable("D02", "no-list", at);
        }
        report.looked_at("D02", at);
        for party in pdu.identities.iter().chain(&pdu.others) {
            let Some((_, category)) = list.iter().find(|(one, _)| one.agrees(party)) else {
                continue;
            };
            let is_target =
                |object: &Object| object.targets.iter().any(|target| target.agrees(party));
            if !case.tasks(&pdu.liid).any(|(_, record)| is_target(&record.object)) {
                report.violated("D02", &pdu.liid, || category.clone(), at, pdu.at);
            }
        }
    }

    fn end(&mut self, case: &Case, report: &mut Report) {
        let list = protected(case);
        for liid in case.all_liids() {
            persons(case, liid, &list, report);
        }
        for id in case.all_authorisations() {
            procedure(case, id, report);
        }
        quotas(case, report);
        retention(case, report);
    }
}

/// Approvals of every generation of an authorisation.
fn approvals<'a>(case: &'a Case, id: &'a str) -> impl Iterator<Item = &'a Approval> {
    case.generations(id).flat_map(|(_, record)| record.object.approvals.iter())
}

fn is_emergency(case: &Case, id: &str) -> bool {
    let flagged = |object: &Object| {
        object.status == "EmergencyApproval"
            || object.flags.iter().any(|flag| flag == "IsEmergency")
    };
    approvals(case, id).any(|one| one.emergency)
        || case.generations(id).any(|(_, record)| flagged(&record.object))
}

/// D01, D03: protected persons as targets.
fn persons(case: &Case, liid: &str, list: &[(Identity, String)], report: &mut Report) {
    let hashed = case
        .lists
        .iter()
        .any(|(_, entry)| matches!(entry, ListEntry::Protected { identity: None, .. }));
    for (at, record) in case.tasks(liid) {
        if hashed {
            report.unverifiable("D01", "hashed", || at.clone());
        }
        if list.is_empty() {
            if !hashed {
                report.unverifiable("D01", "no-list", || at.clone());
                report.unverifiable("D03", "no-list", || at.clone());
            }
            continue;
        }
        report.looked("D01", at);
        report.looked("D03", at);
        let hit = record.object.targets.iter().find_map(|target| {
            list.iter().find(|(one, _)| one.agrees(target)).map(|(_, category)| category)
        });
        let Some(category) = hit else { continue };
        let mut ids = case.authorisations_of(liid).peekable();
        let lacks = ids.peek().is_none();
        let ids: Vec<&str> = ids.collect();
        if lacks || ids.iter().any(|id| !approvals(case, id).any(Approval::is_plenary)) {
            report.violated("D01", liid, || category.clone(), || at.clone(), record.message_at);
        }
        if ids.iter().any(|id| is_emergency(case, id)) {
            report.violated("D03", liid, || category.clone(), || at.clone(), record.message_at);
        }
    }
}

/// D04, D07, D08, D09: how it was decided.
fn procedure(case: &Case, id: &str, report: &mut Report) {
    let policy = &case.policy;
    for (at, record) in case.generations(id) {
        let object = &record.object;
        let most = policy.max_duration_days.get(&object.legal_type);
        match (most, object.start, object.end) {
            (Some(days), Some(start), end) => {
                report.looked("D04", at);
                let latest = plus(start, days.saturating_mul(86_400));
                if end.is_none_or(|end| end > latest) {
                    let detail = || end.map_or_else(|| "no end".into(), |end| end.to_string());
                    report.violated("D04", &object.reference, detail, || at.clone(), Some(start));
                }
            }
            _ => report.unverifiable("D04", "no-threshold", || at.clone()),
        }
    }
    let Some((at, first)) = case.generations(id).next() else { return };
    let object = &first.object;
    let last_status = case.generations(id).last().map(|(_, record)| record.object.status.as_str());
    let decided =
        case.generations(id).any(|(_, record)| APPROVED.contains(&record.object.status.as_str()));
    match &policy.prior_opinion_required {
        None => report.unverifiable("D07", "no-threshold", || at.clone()),
        Some(types) if types.contains(&object.legal_type) && decided => {
            report.looked("D07", at);
            // An emergency is judged by what has to follow it (A13).
            if !is_emergency(case, id) && !approvals(case, id).any(Approval::is_opinion) {
                report.violated(
                    "D07",
                    &object.reference,
                    || object.legal_type.clone(),
                    || at.clone(),
                    object.start,
                );
            }
        }
        Some(_) => report.looked("D07", at),
    }
    let decisions = || approvals(case, id).filter(|one| !one.is_opinion());
    match &policy.delegated_approvers {
        None => report.unverifiable("D08", "no-threshold", || at.clone()),
        Some(delegated) => {
            report.looked("D08", at);
            let known = |name: &String| !name.is_empty() && delegated.contains(name);
            for one in decisions().filter(|one| !known(&one.name) && !known(&one.role)) {
                report.violated(
                    "D08",
                    &object.reference,
                    || one.role.clone(),
                    || at.clone(),
                    one.at,
                );
            }
        }
    }
    if approvals(case, id).any(|one| one.signed) {
        report.unverifiable("D08", "no-key", || at.clone());
    }
    match (decisions().filter_map(|one| one.at).min(), object.start) {
        (Some(decision), Some(start)) => {
            report.looked("D09", at);
            if decision > plus(start, policy.skew()) {
                report.violated(
                    "D09",
                    &object.reference,
                    || decision.to_string(),
                    || at.clone(),
                    Some(start),
                );
            }
        }
        (None, Some(start)) if decided && last_status != Some("AwaitingApproval") => {
            report.looked("D09", at);
            report.violated(
                "D09",
                &object.reference,
                || "no decision".into(),
                || at.clone(),
                Some(start),
            );
        }
        _ => report.unverifiable("D09", "not-said", || at.clone()),
    }
}

/// D05: how many hold at once.
fn quotas(case: &Case, report: &mut Report) {
    let mut edges: BTreeMap<&str, Vec<(Time, i64, &Evidence)>> = BTreeMap::new();
    for id in case.all_authorisations() {
        let Some((at, record)) = case.generations(id).last() else { continue };
        let object = &record.object;
        let Some(start) = case.generations(id).next().and_then(|(_, first)| first.object.start)
        else {
            continue;
        };
        if matches!(object.status.as_str(), "Rejected" | "Invalid" | "AwaitingApproval") {
            continue;
        }
        let edges = edges.entry(&object.legal_type).or_default();
        edges.push((start, 1, at));
        if let Some(end) = object.end {
            edges.push((end, -1, at));
        }
    }
    for (legal, mut edges) in edges {
        let Some((_, _, place)) = edges.first() else { continue };
        let Some(quota) = case.policy.quota.get(legal) else {
            report.unverifiable("D05", "no-threshold", || (*place).clone());
            continue;
        };
        report.looked("D05", place);
        // One that ends at the instant at which another begins leaves its place.
        edges.sort_by_key(|(time, change, _)| (*time, *change));
        let (mut now, mut most, mut when) = (0_i64, 0_i64, None);
        for (time, change, at) in &edges {
            now = now.saturating_add(*change);
            if now > most {
                (most, when) = (now, Some((*time, *at)));
            }
        }
        let over = u64::try_from(most).is_ok_and(|most| most > *quota);
        if let Some((time, at)) = when.filter(|_| over) {
            report.violated(
                "D05",
                legal,
                || format!("{most} > {quota}"),
                || at.clone(),
                Some(time),
            );
        }
    }
}

/// D06: kept too long.
fn retention(case: &Case, report: &mut Report) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (at, entry) in &case.lists {
        let ListEntry::Product { product, sort, collected_at, deleted_at } = entry else {
            continue;
        };
        seen.insert(product);
        let (Some(days), Some(collected), Some(until)) =
            (case.policy.retention_days.get(sort), *collected_at, deleted_at.or(case.now()))
        else {
            report.unverifiable("D06", "no-threshold", || at.clone());
            continue;
        };
        report.looked("D06", at);
        if seconds(collected, until) > days.saturating_mul(86_400) {
            let detail = || format!("{} d > {days} d", seconds(collected, until) / 86_400);
            report.violated("D06", product, detail, || at.clone(), Some(collected));
        }
    }
}
