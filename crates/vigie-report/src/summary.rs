//! What a run prints at its end.

use std::fmt;

use vigie_core::Severity;

use crate::{Lang, Report};

/// What a run prints at its end, in blocks that the program may colour. Everything in it is safe
/// for a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The verdict: one sentence.
    pub verdict: String,
    /// What it does not mean: one sentence.
    pub limits: String,
    /// What was checked and what was not.
    pub lines: Vec<SummaryLine>,
    /// The worst findings, at most ten.
    pub findings: Vec<SummaryFinding>,
    /// How many more there are, when there are more.
    pub more: Option<String>,
    /// Where the report is, when there is one.
    pub report: Option<SummaryLine>,
    /// A command that leads on.
    pub hint: Option<String>,
}

/// A label and what stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryLine {
    /// `Checked`, `Not checked`, `Indicators`, ….
    pub label: String,
    /// What stands behind it.
    pub text: String,
}

/// One finding in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryFinding {
    /// Its id, for `vigie show`.
    pub id: String,
    /// Its severity, for the colour.
    pub severity: Severity,
    /// The severity as a sign, two characters wide: `!!`, `! `, `. `, `i `.
    pub sign: &'static str,
    /// The severity as a word.
    pub word: String,
    /// The claim.
    pub text: String,
}

/// What a run prints at its end.
#[must_use]
pub fn summary(_report: &Report<'_>, _lang: Lang) -> Summary {
    Summary::default()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.verdict)
    }
}
