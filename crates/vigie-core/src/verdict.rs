//! The one sentence that findings and coverage add up to.

use serde::{Deserialize, Serialize};

use crate::{ArtefactState, Confidence, Coverage, Finding, Problem, Severity};

/// What findings and coverage add up to. There is no "clean" and no "infected".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Signs of known spyware were found.
    Signs,
    /// Some traces need an expert's opinion.
    Review,
    /// Nothing found in what could be checked.
    Nothing,
    /// Not enough could be checked.
    Unclear,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Signs, Self::Review, Self::Nothing, Self::Unclear];

    /// Stable key: `signs`, `review`, `nothing`, `unclear`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Signs => "signs",
            Self::Review => "review",
            Self::Nothing => "nothing",
            Self::Unclear => "unclear",
        }
    }
}

/// A verdict with everything it rests on. Can only be made by [`Outcome::conclude`], so no report
/// exists without its coverage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    verdict: Verdict,
    findings: Vec<Finding>,
    problems: Vec<Problem>,
    coverage: Coverage,
}

impl Outcome {
    /// Draws the conclusion. Findings come out by falling severity and confidence, then by time.
    #[must_use]
    pub fn conclude(
        mut findings: Vec<Finding>,
        mut problems: Vec<Problem>,
        coverage: Coverage,
    ) -> Self {
        findings.sort_by(|a, b| {
            let rank = |f: &Finding| std::cmp::Reverse((f.severity, f.confidence));
            (rank(a), a.first(), &a.detector, &a.id).cmp(&(rank(b), b.first(), &b.detector, &b.id))
        });
        problems.sort();
        let verdict = verdict(&findings, &coverage);
        Self { verdict, findings, problems, coverage }
    }

    /// The verdict.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The findings, worst first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What was looked at.
    #[must_use]
    pub const fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Highest severity among the findings.
    #[must_use]
    pub fn highest(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

fn verdict(findings: &[Finding], coverage: &Coverage) -> Verdict {
    if findings.iter().any(is_sign) {
        Verdict::Signs
    } else if findings.iter().any(|finding| finding.severity > Severity::Info) {
        Verdict::Review
    } else if too_little(coverage) {
        Verdict::Unclear
    } else {
        Verdict::Nothing
    }
}

/// `signs` needs a named, dated source.
fn is_sign(finding: &Finding) -> bool {
    let named = |found: &crate::IndicatorRef| {
        found.date.is_some() && !found.malware.is_empty() && !found.set.is_empty()
    };
    finding.severity == Severity::High
        && finding.confidence == Confidence::High
        && (finding.indicator.iter().any(named) || finding.also_listed.iter().any(named))
}

/// Too little to say anything: no record, nothing to compare with, a run cut short, or half of
/// what is there damaged.
fn too_little(coverage: &Coverage) -> bool {
    use ArtefactState::{Damaged, Empty, Read, Unreadable};
    let count = |states: &[ArtefactState]| {
        coverage.artefacts().filter(|artefact| states.contains(&artefact.state)).count()
    };
    let hurt = count(&[Damaged, Unreadable]);
    coverage.records() == 0
        || coverage.lacks_indicators()
        || coverage.interrupted
        || coverage.sources.iter().any(|source| source.artefacts.iter().all(|one| one.records == 0))
        || hurt > count(&[Read, Empty])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Artefact, Claim, EvidenceKind, IndicatorRef, IndicatorSet, ObservableKind, Source, Time,
    };

    fn finding(severity: Severity, confidence: Confidence, date: Option<Time>) -> Finding {
        let indicator = IndicatorRef {
            kind: ObservableKind::Host,
            value: "bad.example".into(),
            id: None,
            malware: "Madeup".into(),
            stalkerware: false,
            set: "Set".into(),
            publisher: None,
            date,
            reference: None,
            licence: None,
        };
        Finding {
            id: String::new(),
            detector: "indicator_match".into(),
            version: 1,
            severity,
            confidence,
            claim: Claim::new("k", []),
            indicator: Some(indicator),
            also_listed: Vec::new(),
            evidence: Vec::new(),
            evidence_count: 1,
        }
    }

    fn coverage(states: &[ArtefactState]) -> Coverage {
        let artefact = |state: &ArtefactState| Artefact {
            parser: "p".into(),
            state: *state,
            files: 1,
            kinds: Default::default(),
            records: u64::from(*state == ArtefactState::Read),
            problems: 0,
            first: None,
            last: None,
        };
        let source = Source {
            number: 0,
            path: "p".into(),
            kind: EvidenceKind::IosBackup,
            facts: Default::default(),
            sha256: String::new(),
            files: 1,
            files_read: 1,
            artefacts: states.iter().map(artefact).collect(),
        };
        let set = IndicatorSet {
            name: "s".into(),
            path: "s".into(),
            sha256: String::new(),
            newest: None,
            indicators: 1,
            skipped: 0,
            licence: None,
        };
        Coverage { sources: vec![source], indicators: vec![set], problems: 0, interrupted: false }
    }

    fn conclude(findings: &[Finding], coverage: Coverage) -> Verdict {
        Outcome::conclude(findings.to_vec(), Vec::new(), coverage).verdict()
    }

    #[test]
    fn signs_need_a_high_high_finding_with_a_named_dated_source() {
        let date = Time::from_unix_seconds(1);
        let read = coverage(&[ArtefactState::Read]);
        let high = finding(Severity::High, Confidence::High, date);
        assert_eq!(conclude(&[high], read.clone()), Verdict::Signs);
        let undated = finding(Severity::High, Confidence::High, None);
        assert_eq!(conclude(&[undated], read.clone()), Verdict::Review);
        let unsure = finding(Severity::High, Confidence::Medium, date);
        assert_eq!(conclude(&[unsure], read.clone()), Verdict::Review);
        let low = finding(Severity::Low, Confidence::High, date);
        assert_eq!(conclude(&vec![low; 1000], read.clone()), Verdict::Review);
        let info = finding(Severity::Info, Confidence::High, date);
        assert_eq!(conclude(&[info], read), Verdict::Nothing);
    }

    #[test]
    fn unreadable_is_never_nothing() {
        use ArtefactState::{Absent, Damaged, Read, Unreadable};
        assert_eq!(conclude(&[], coverage(&[])), Verdict::Unclear);
        assert_eq!(conclude(&[], coverage(&[Absent])), Verdict::Unclear);
        assert_eq!(conclude(&[], coverage(&[Read, Damaged, Unreadable])), Verdict::Unclear);
        assert_eq!(conclude(&[], coverage(&[Read, Read, Damaged])), Verdict::Nothing);
        let mut stopped = coverage(&[Read]);
        stopped.interrupted = true;
        assert_eq!(conclude(&[], stopped), Verdict::Unclear);
        let mut bare = coverage(&[Read]);
        bare.indicators.clear();
        assert_eq!(conclude(&[], bare), Verdict::Unclear);
    }

    #[test]
    fn worst_first() {
        let low = finding(Severity::Low, Confidence::High, None);
        let high = finding(Severity::High, Confidence::Low, None);
        let outcome = Outcome::conclude(vec![low, high], Vec::new(), coverage(&[]));
        assert_eq!(outcome.highest(), Some(Severity::High));
        assert_eq!(outcome.findings()[0].severity, Severity::High);
    }
}
