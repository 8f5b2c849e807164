//! F01 to F03: figures.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Time};

use super::Checks;
use super::case::{APPROVED, Case};
use super::report::Report;
use crate::parsers::ListEntry;

/// Renewals of one task that deserve a question, where the policy does not say.
const MANY_RENEWALS: u64 = 6;

#[derive(Default)]
pub(crate) struct Figures;

impl Checks for Figures {
    const LOOKS_AT_PDUS: bool = false;

    fn end(&mut self, case: &Case, report: &mut Report) {
        published(case, report);
        invoices(case, report);
        emergencies(case, report);
        renewals(case, report);
    }
}

/// Whether a LIID has an authorisation that was approved and holds at some instant of a period.
fn is_active(case: &Case, liid: &str, from: Time, to: Time) -> bool {
    case.authorisations_of(liid).any(|id| holds(case, id, from, to))
}

fn holds(case: &Case, id: &str, from: Time, to: Time) -> bool {
    let approved =
        |record: &crate::parsers::Hi1Object| APPROVED.contains(&record.object.status.as_str());
    case.generations(id).any(|(_, record)| approved(record))
        && case
            .window(id, to)
            .is_some_and(|(start, end)| start < to && end.is_none_or(|end| end > from))
}

/// F01: what was published, counted again by the rule that its name stands for.
fn published(case: &Case, report: &mut Report) {
    for (at, entry) in &case.lists {
        let ListEntry::Published { name, value, from, to } = entry else { continue };
        let (Some(from), Some(to)) = (*from, *to) else {
            report.unverifiable("F01", "no-period", || at.clone());
            continue;
        };
        let authorisations = || case.all_authorisations().filter(|id| holds(case, id, from, to));
        let count = match name.as_str() {
            // Authorisations that were approved and held at some instant of the period; a renewal counts
            // as one of its own.
            "interceptions_active_period" | "interceptions" | "authorisations_active_period" => {
                authorisations().count()
            }
            // Tasks, by LIID, with such an authorisation.
            "tasks_active_period" => {
                case.all_liids().filter(|liid| is_active(case, liid, from, to)).count()
            }
            "emergencies_period" => authorisations().filter(|id| is_emergency(case, id)).count(),
            "distinct_identifiers_period" => {
                let liids = case.all_liids().filter(|liid| is_active(case, liid, from, to));
                let targets = liids
                    .flat_map(|liid| case.tasks(liid))
                    .flat_map(|(_, record)| &record.object.targets);
                targets.collect::<BTreeSet<_>>().len()
            }
            _ => {
                report.unverifiable("F01", "no-counting-rule", || at.clone());
                continue;
            }
        };
        report.looked("F01", at);
        if count as u64 != *value {
            report.violated(
                "F01",
                name,
                || format!("{value} ≠ {count}"),
                || at.clone(),
                Some(from),
            );
        }
    }
}

/// F02: what was invoiced.
fn invoices(case: &Case, report: &mut Report) {
    let mut billed: BTreeMap<&str, (u64, &Evidence)> = BTreeMap::new();
    for (at, entry) in &case.lists {
        if let ListEntry::Invoice { liid, tasks } = entry {
            let sum = billed.entry(liid).or_insert((0, at));
            sum.0 = sum.0.saturating_add(*tasks);
        }
    }
    for (liid, (tasks, at)) in billed {
        report.looked("F02", at);
        let known = case
            .tasks(liid)
            .map(|(_, record)| record.object.id.as_str())
            .collect::<BTreeSet<_>>()
            .len() as u64;
        if known != tasks {
            report.violated("F02", liid, || format!("{tasks} ≠ {known}"), || at.clone(), None);
        }
    }
}

fn is_emergency(case: &Case, id: &str) -> bool {
    case.generations(id).any(|(_, record)| {
        let object = &record.object;
        object.approvals.iter().any(|one| one.emergency && !one.is_opinion())
            || object.status == "EmergencyApproval"
    })
}

/// F03: emergencies by who approved them.
fn emergencies(case: &Case, report: &mut Report) {
    let mut by_approver: BTreeMap<&str, (BTreeSet<&str>, &Evidence)> = BTreeMap::new();
    for id in case.all_authorisations() {
        for (at, record) in case.generations(id) {
            report.looked("F03", at);
            for one in
                record.object.approvals.iter().filter(|one| one.emergency && !one.is_opinion())
            {
                by_approver.entry(&one.name).or_insert((BTreeSet::new(), at)).0.insert(id);
            }
        }
    }
    for (name, (ids, at)) in by_approver {
        match case.policy.max_emergencies_per_approver {
            None => report.unverifiable("F03", "no-threshold", || at.clone()),
            Some(most) if ids.len() as u64 > most => {
                report.violated(
                    "F03",
                    name,
                    || format!("{} > {most}", ids.len()),
                    || at.clone(),
                    None,
                );
            }
            Some(_) => {}
        }
    }
}

/// F03: many renewals.
fn renewals(case: &Case, report: &mut Report) {
    let most = case.policy.max_renewals.unwrap_or(MANY_RENEWALS);
    for liid in case.all_liids() {
        let renewed = (case.authorisations_of(liid).count() as u64).saturating_sub(1);
        if let Some((at, _)) = case.tasks(liid).next().filter(|_| renewed > most) {
            report.violated("F03", liid, || format!("{renewed} renewals"), || at.clone(), None);
        }
    }
}
