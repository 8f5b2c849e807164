//! What an audit says of each check: violated, satisfied, or not verifiable and for want of what.

use std::collections::BTreeMap;

use vigie_core::{Claim, Confidence, DetectorMeta, Evidence, Found, Severity, Time};

/// Records shown for one violation.
const MOST_EVIDENCE: usize = 50;

/// Violations of one check, by subject.
const MOST_SUBJECTS: usize = 2000;

/// Why a check could not be made.
pub(crate) type Reason = &'static str;

/// A violation, about one subject.
struct Hit {
    count: u64,
    first: Option<Time>,
    last: Option<Time>,
    detail: String,
    evidence: Vec<Evidence>,
    doubtful: bool,
}

/// How often a check was made, and one record that it was made on.
struct Looked {
    count: u64,
    example: Evidence,
}

/// Outcomes of the checks of one family.
#[derive(Default)]
pub(crate) struct Report {
    hits: BTreeMap<(&'static str, String), Hit>,
    looked: BTreeMap<&'static str, Looked>,
    unverifiable: BTreeMap<(&'static str, Reason), Looked>,
    /// Violations of subjects that are too many to be told one by one.
    left_out: u64,
}

impl Report {
    /// A check was made and nothing was wrong, or not yet.
    pub(crate) fn looked(&mut self, code: &'static str, at: &Evidence) {
        match self.looked.get_mut(code) {
            Some(looked) => looked.count = looked.count.saturating_add(1),
            None => {
                self.looked.insert(code, Looked { count: 1, example: at.clone() });
            }
        }
    }

    /// As [`Self::looked`], where the record is not at hand before.
    pub(crate) fn looked_at(&mut self, code: &'static str, at: impl FnOnce() -> Evidence) {
        match self.looked.get_mut(code) {
            Some(looked) => looked.count = looked.count.saturating_add(1),
            None => {
                self.looked.insert(code, Looked { count: 1, example: at() });
            }
        }
    }

    /// A check could not be made.
    pub(crate) fn unverifiable(
        &mut self,
        code: &'static str,
        reason: Reason,
        at: impl FnOnce() -> Evidence,
    ) {
        match self.unverifiable.get_mut(&(code, reason)) {
            Some(looked) => looked.count = looked.count.saturating_add(1),
            None => {
                self.unverifiable.insert((code, reason), Looked { count: 1, example: at() });
            }
        }
    }

    /// A check is violated, about `subject`; `detail` says how, in the words of the interfaces.
    pub(crate) fn violated(
        &mut self,
        code: &'static str,
        subject: &str,
        detail: impl FnOnce() -> String,
        at: impl FnOnce() -> Evidence,
        when: Option<Time>,
    ) {
        self.hit(code, subject, detail, at, when, false);
    }

    /// As [`Self::violated`], where the time it rests on lies within a skew of the boundary.
    pub(crate) fn hit(
        &mut self,
        code: &'static str,
        subject: &str,
        detail: impl FnOnce() -> String,
        at: impl FnOnce() -> Evidence,
        when: Option<Time>,
        doubtful: bool,
    ) {
        let key = (code, subject.to_owned());
        if self.hits.len() >= MOST_SUBJECTS && !self.hits.contains_key(&key) {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        let hit = self.hits.entry(key).or_insert_with(|| Hit {
            count: 0,
            first: None,
            last: None,
            detail: detail(),
            evidence: Vec::new(),
            doubtful: true,
        });
        hit.count = hit.count.saturating_add(1);
        hit.first = hit.first.into_iter().chain(when).min();
        hit.last = hit.last.into_iter().chain(when).max();
        hit.doubtful &= doubtful;
        if hit.evidence.len() < MOST_EVIDENCE {
            hit.evidence.push(at());
        }
    }

    /// The findings of detector `meta`: a violation each, what is satisfied, what is not verifiable.
    pub(crate) fn found(
        mut self,
        meta: &DetectorMeta,
        anything: Option<&Evidence>,
        out: &mut Vec<Found>,
    ) {
        let prefix = meta.id.replace('_', "-");
        let violated: Vec<&'static str> = self.hits.keys().map(|(code, _)| *code).collect();
        for ((code, subject), hit) in std::mem::take(&mut self.hits) {
            let (first, last) = (shown(hit.first), shown(hit.last));
            let key = format!("{prefix}-{}", code.to_ascii_lowercase());
            let args = [
                ("codes", code),
                ("subject", subject.as_str()),
                ("count", &hit.count.to_string()),
                ("detail", hit.detail.as_str()),
                ("first", first.as_str()),
                ("last", last.as_str()),
            ];
            out.push(Found {
                severity: severity(code),
                confidence: if hit.doubtful { Confidence::Low } else { Confidence::Medium },
                claim: Claim::new(&key, args),
                evidence: hit.evidence,
            });
        }
        let Some(anything) = anything else { return };
        if self.left_out > 0 {
            let all = meta.catalogue.join(", ");
            let key = format!("{prefix}-unverifiable");
            out.push(info(&key, &all, "too-many", vec![anything.clone()]));
        }
        let mut satisfied: Vec<&str> = Vec::new();
        let mut evidence = Vec::new();
        for code in meta.catalogue {
            match self.looked.remove(code) {
                Some(looked) if !violated.contains(code) => {
                    satisfied.push(code);
                    evidence.push(looked.example);
                }
                Some(_) => {}
                None if violated.contains(code) || self.is_unverifiable(code) => {}
                None => {
                    let nothing = Looked { count: 1, example: anything.clone() };
                    self.unverifiable.insert((code, "nothing-to-compare"), nothing);
                }
            }
        }
        if !satisfied.is_empty() {
            out.push(info(&format!("{prefix}-satisfied"), &satisfied.join(", "), "", evidence));
        }
        let mut reasons: BTreeMap<Reason, (Vec<&str>, Vec<Evidence>)> = BTreeMap::new();
        for ((code, reason), looked) in self.unverifiable {
            let (codes, evidence) = reasons.entry(reason).or_default();
            codes.push(code);
            evidence.push(looked.example);
        }
        for (reason, (codes, evidence)) in reasons {
            let key = format!("{prefix}-unverifiable");
            out.push(info(&key, &codes.join(", "), reason, evidence));
        }
    }

    fn is_unverifiable(&self, code: &str) -> bool {
        self.unverifiable.keys().any(|(known, _)| *known == code)
    }
}

fn info(key: &str, codes: &str, reason: &str, evidence: Vec<Evidence>) -> Found {
    let claim = match reason {
        "" => Claim::new(key, [("codes", codes)]),
        _ => Claim::new(key, [("codes", codes), ("reason", reason)]),
    };
    Found { severity: Severity::Info, confidence: Confidence::High, claim, evidence }
}

fn shown(time: Option<Time>) -> String {
    time.map_or_else(|| "?".to_owned(), |time| time.to_string())
}

/// Checks of severity 3: likely an illegal act.
const GRAVE: [&str; 35] = [
    "A01", "A02", "A03", "A04", "A05", "A07", "A08", "A09", "A13", "A14", "B01", "B03", "B04",
    "B05", "B07", "B08", "B09", "B10", "B11", "B15", "C03", "C04", "D01", "D03", "D04", "D06",
    "D07", "D08", "D09", "E01", "E02", "E03", "E07", "G03", "G04",
];

/// Checks of severity 1: quality, or a doubt.
const SLIGHT: [&str; 14] = [
    "B02", "B12", "B14", "C01", "C08", "C09", "C10", "C12", "C13", "C14", "E06", "F02", "F03",
    "G01",
];

fn severity(code: &str) -> Severity {
    if GRAVE.contains(&code) || code == "G05" {
        Severity::High
    } else if SLIGHT.contains(&code) {
        Severity::Low
    } else {
        Severity::Medium
    }
}
