//! Findings as a list for a terminal.

use vigie_core::{Clock, Finding, Severity};

use crate::words::safe_text;
use crate::{Lang, Report, Words};

/// One finding as a list shows it. Everything in it is safe for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// Its id, for `vigie show`.
    pub id: String,
    /// Its severity, for the colour.
    pub severity: Severity,
    /// The severity as a sign, three columns wide, its word to follow: `!!`, `!`, `.`, `i`.
    pub sign: &'static str,
    /// The severity as a word.
    pub word: String,
    /// The confidence in words.
    pub confidence: String,
    /// The claim.
    pub text: String,
    /// When it happened, for people; empty when undated.
    pub when: String,
    /// Where the first piece of evidence stands: path and position.
    pub place: String,
    /// How many records support it.
    pub evidence: u64,
}

/// Every finding as a list shows it, worst first.
#[must_use]
pub fn finding_lines(report: &Report<'_>, lang: Lang) -> Vec<FindingLine> {
    let words = Words::new(lang, report.detectors);
    report.outcome.findings().iter().map(|finding| line(finding, &words)).collect()
}

fn line(finding: &Finding, words: &Words) -> FindingLine {
    let first = finding.evidence.iter().filter_map(|one| Some((one.when?, one.clock))).min();
    let place = finding
        .evidence
        .first()
        .map(|one| format!("{} · {}", safe_text(&one.path, 300), words.locator(&one.at)));
    FindingLine {
        id: finding.id.clone(),
        severity: finding.severity,
        sign: sign(finding.severity),
        word: words.severity(finding.severity),
        confidence: words.confidence(finding.confidence),
        text: words.finding_text(finding),
        when: first
            .map_or(String::new(), |(at, clock)| words.time(at, clock.unwrap_or(Clock::Utc))),
        place: place.unwrap_or_default(),
        evidence: finding.evidence_count,
    }
}

/// A severity as a sign that stands in any terminal, three columns wide with the space behind it.
pub(crate) const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "!! ",
        Severity::Medium => "!  ",
        Severity::Low => ".  ",
        Severity::Info => "i  ",
    }
}
