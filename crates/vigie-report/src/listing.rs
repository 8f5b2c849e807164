//! Findings as a list for a terminal.

use vigie_core::Severity;

use crate::{Lang, Report};

/// One finding as a list shows it. Everything in it is safe for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// Its id, for `vigie show`.
    pub id: String,
    /// Its severity, for the colour.
    pub severity: Severity,
    /// The severity as a sign, two characters wide.
    pub sign: &'static str,
    /// The severity as a word.
    pub word: String,
    /// The confidence as a word.
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
pub fn finding_lines(_report: &Report<'_>, _lang: Lang) -> Vec<FindingLine> {
    Vec::new()
}
