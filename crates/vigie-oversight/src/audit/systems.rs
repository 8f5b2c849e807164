//! G01 and G03 to G06: systems.

use std::collections::{BTreeMap, BTreeSet};

use super::Checks;
use super::case::Case;
use super::report::Report;
use crate::parsers::{ListEntry, LogEntry};

/// Logins from which what is usual can be told.
const ENOUGH: usize = 5;

/// Hours by which a login is unusual.
const FAR: i64 = 3;

#[derive(Default)]
pub(crate) struct Systems;

impl Checks for Systems {
    const LOOKS_AT_PDUS: bool = false;

    fn end(&mut self, case: &Case, report: &mut Report) {
        logins(case, report);
        chain(case, report);
        software(case, report);
        changes(case, report);
        authors(case, report);
    }
}

fn is_login(entry: &LogEntry) -> bool {
    let action = entry.action.to_ascii_lowercase();
    action.contains("login") || action.contains("logon")
}

/// Hour of a day.
fn hour(time: vigie_core::Time) -> i64 {
    time.unix_seconds().rem_euclid(86_400) / 3600
}

/// G01: from where, and at what hour.
fn logins(case: &Case, report: &mut Report) {
    let logins: Vec<_> = case.log.iter().filter(|(_, entry)| is_login(entry)).collect();
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, entry) in &case.log {
        if let Some(source) = entry.source.as_deref() {
            *sources.entry(source).or_default() += 1;
        }
    }
    let enough = logins.len() >= ENOUGH;
    for (number, (at, entry)) in logins.iter().enumerate() {
        if !enough && case.policy.login_sources.is_none() {
            report.unverifiable("G01", "too-few", || at.clone());
            continue;
        }
        report.looked("G01", at);
        let subject = entry.operator.as_deref().unwrap_or("?");
        let source = entry.source.as_deref().unwrap_or("");
        let strange = match &case.policy.login_sources {
            Some(known) => !known.iter().any(|one| one == source),
            None => {
                let own = sources.get(source).copied().unwrap_or(0);
                let most = sources.values().copied().max().unwrap_or(0);
                own.saturating_mul(10) < most || (own <= 1 && most >= ENOUGH)
            }
        };
        if strange {
            report.violated("G01", subject, || source.to_owned(), || at.clone(), entry.ts);
        }
        let Some(time) = entry.ts else { continue };
        let unusual = match case.policy.login_hours {
            Some((from, to)) => !(i64::from(from)..=i64::from(to)).contains(&hour(time)),
            None => {
                let mut others = logins.iter().enumerate().filter(|(other, _)| *other != number);
                enough
                    && others.all(|(_, (_, other))| {
                        other.ts.is_none_or(|other| {
                            let apart = (hour(other) - hour(time)).rem_euclid(24);
                            apart.min(24 - apart) > FAR
                        })
                    })
            }
        };
        if unusual {
            report.violated(
                "G01",
                subject,
                || format!("{} h", hour(time)),
                || at.clone(),
                Some(time),
            );
        }
    }
}

/// G03: lines taken out, put in or changed.
fn chain(case: &Case, report: &mut Report) {
    let mut before: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, entry) in &case.log {
        report.looked("G03", at);
        if entry.chained == Some(false) {
            report.violated(
                "G03",
                &at.path,
                || format!("chain at {}", at.at),
                || at.clone(),
                entry.ts,
            );
        }
        let Some(seq) = entry.seq else {
            report.unverifiable("G03", "not-said", || at.clone());
            continue;
        };
        let last = before.insert(&at.path, seq);
        if last.is_some_and(|last| seq != last.saturating_add(1)) || (last.is_none() && seq > 1) {
            report.violated("G03", &at.path, || format!("number {seq}"), || at.clone(), entry.ts);
        }
    }
}

/// G04: software that is another.
fn software(case: &Case, report: &mut Report) {
    for (at, entry) in &case.lists {
        let ListEntry::Software { ne, component, expected, measured, measured_at } = entry else {
            continue;
        };
        if expected.is_empty() || measured.is_empty() {
            report.unverifiable("G04", "not-said", || at.clone());
            continue;
        }
        report.looked("G04", at);
        if !expected.eq_ignore_ascii_case(measured) {
            report.violated("G04", ne, || component.clone(), || at.clone(), *measured_at);
        }
    }
}

/// G05: changed, and nobody asked for it.
fn changes(case: &Case, report: &mut Report) {
    let asked: BTreeSet<&str> = case
        .requests()
        .map(|(_, one)| one.message.transaction.as_str())
        .chain(case.log.iter().filter_map(|(_, entry)| entry.transaction.as_deref()))
        .collect();
    for (at, entry) in &case.lists {
        let ListEntry::Change { at: when, ne, transaction, .. } = entry else { continue };
        report.looked("G05", at);
        if !transaction.as_deref().is_some_and(|one| asked.contains(one)) {
            report.violated("G05", ne, String::new, || at.clone(), *when);
        }
    }
    let mut modified: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (_, message, task) in case.orders() {
        if message.name == "ModifyTask" {
            *modified.entry((&message.ne, &task.xid)).or_default() += 1;
        }
    }
    let has_orders = case.requests().next().is_some();
    for (at, record) in case.answers() {
        for task in &record.message.tasks {
            let Some(said) = task.modifications else { continue };
            if !has_orders {
                report.unverifiable("G05", "no-orders", || at.clone());
                continue;
            }
            report.looked("G05", at);
            let known = modified
                .get(&(record.message.ne.as_str(), task.xid.as_str()))
                .copied()
                .unwrap_or(0);
            if said > known {
                let detail = || format!("{said} > {known}");
                report.violated("G05", &task.xid, detail, || at.clone(), record.message.at);
            }
        }
    }
}

/// G06: changed, and nobody says who.
fn authors(case: &Case, report: &mut Report) {
    for (at, entry) in case.log.iter().filter(|(_, entry)| !is_login(entry)) {
        report.looked("G06", at);
        let who = entry.operator.as_deref().unwrap_or("").trim();
        let nobody = who.is_empty()
            || matches!(who.to_ascii_lowercase().as_str(), "anonymous" | "unknown" | "none" | "-");
        let unproven =
            entry.auth.as_deref().is_some_and(|auth| matches!(auth, "none" | "anonymous"));
        if nobody || unproven {
            report.violated(
                "G06",
                &entry.action,
                || entry.ne.clone().unwrap_or_default(),
                || at.clone(),
                entry.ts,
            );
        }
    }
    for (at, entry) in &case.lists {
        let ListEntry::Change { at: when, ne, author, .. } = entry else { continue };
        report.looked("G06", at);
        if author.as_deref().is_none_or(str::is_empty) {
            report.violated("G06", ne, String::new, || at.clone(), *when);
        }
    }
}
