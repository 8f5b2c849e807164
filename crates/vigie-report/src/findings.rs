//! The `vigie.findings/1` document: verdict, coverage and findings for programs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use vigie_core::{Confidence, Coverage, Evidence, IndicatorRef, Problem, Severity, Verdict};

use crate::Report;

/// Name and version of the format.
pub const FINDINGS_FORMAT: &str = "vigie.findings/1";

/// What `vigie check --format json` prints.
///
/// Fields may be added within version 1; none is removed, renamed or changes its meaning.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingsJson<'a> {
    /// Name and version of this format: `vigie.findings/1`.
    pub format: &'static str,
    /// Version of Vigie that wrote it.
    pub vigie: &'a str,
    /// Language of the texts, a BCP 47 tag.
    pub lang: &'static str,
    /// What findings and coverage add up to.
    pub verdict: Verdict,
    /// The verdict as a sentence.
    pub verdict_text: String,
    /// Exit code of the run that came to this verdict.
    pub exit_code: u8,
    /// Highest severity among the findings; `null` when there are none.
    pub highest_severity: Option<Severity>,
    /// What was looked at, and what could not be.
    pub coverage: &'a Coverage,
    /// The findings, worst first.
    pub findings: Vec<FindingJson<'a>>,
    /// What kept evidence from being read in full.
    pub problems: &'a [Problem],
}

/// A statement about some records, with what supports it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingJson<'a> {
    /// Stable id: the same evidence gives the same id.
    pub id: &'a str,
    /// Detector that made the statement; `indicator_match` for listed values.
    pub detector: &'a str,
    /// Version of that detector.
    pub version: u32,
    /// How much it matters if true.
    pub severity: Severity,
    /// How likely it is to be true.
    pub confidence: Confidence,
    /// What is claimed.
    pub claim: TextClaim<'a>,
    /// The indicator that matched, for an indicator match.
    pub indicator: Option<&'a IndicatorRef>,
    /// Other indicators that list the same value.
    pub also_listed: &'a [IndicatorRef],
    /// The records that support it, in order of source, path and position.
    pub evidence: &'a [Evidence],
    /// How many records support it, also beyond those listed.
    pub evidence_count: u64,
    /// Why it may matter.
    pub why: String,
    /// What else could explain it.
    pub innocent: Vec<String>,
    /// What to do next.
    pub next: Vec<String>,
}

/// A claim with its text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextClaim<'a> {
    /// Message key.
    pub key: &'a str,
    /// Named arguments.
    pub args: &'a BTreeMap<String, String>,
    /// The sentence, in the document's language.
    pub text: String,
}

/// The document of `report`, in the reader's language.
#[must_use]
pub fn findings_json<'a>(report: &Report<'a>) -> FindingsJson<'a> {
    FindingsJson {
        format: FINDINGS_FORMAT,
        vigie: &report.case.vigie_version,
        lang: report.lang().tag(),
        verdict: report.outcome.verdict(),
        verdict_text: String::new(),
        exit_code: 0,
        highest_severity: report.outcome.highest(),
        coverage: report.outcome.coverage(),
        findings: Vec::new(),
        problems: report.outcome.problems(),
    }
}

/// JSON Schema (2020-12) of [`FindingsJson`].
#[must_use]
pub fn findings_schema() -> serde_json::Value {
    serde_json::Value::from(schemars::schema_for!(FindingsJson<'_>))
}
