//! The `vigie.findings/1` document: verdict, coverage and findings for programs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use vigie_core::{
    Confidence, Coverage, Evidence, Finding, IndicatorRef, Outcome, Problem, Severity, Verdict,
};

use crate::{Report, Words};

/// Name and version of the format.
pub const FINDINGS_FORMAT: &str = "vigie.findings/1";

/// What `vigie check --format json` prints.
///
/// Fields may be added within version 1; none is removed, renamed or changes its meaning.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "vigie.findings/1")]
pub struct FindingsJson<'a> {
    /// Name and version of this format: `vigie.findings/1`.
    #[schemars(extend("const" = FINDINGS_FORMAT))]
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
    #[schemars(extend("enum" = [0, 4, 10, 11, 12, 13, 130]))]
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
    /// The indicator that matched, for an indicator match; `null` otherwise.
    pub indicator: Option<&'a IndicatorRef>,
    /// Other indicators that list the same value.
    pub also_listed: &'a [IndicatorRef],
    /// The records that support it, in order of source, path and position.
    pub evidence: &'a [Evidence],
    /// How many records support it, also beyond those listed.
    pub evidence_count: u64,
    /// Why it may matter; `null` when the detector does not say.
    pub why: Option<String>,
    /// What else could explain it.
    pub innocent: Vec<String>,
    /// What would tell more.
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

/// Exit code of a completed run that came to `outcome`: 0 nothing found, 4 too little to say,
/// 10 to 13 by the highest severity.
#[must_use]
pub fn exit_code(outcome: &Outcome) -> u8 {
    match (outcome.verdict(), outcome.highest()) {
        _ if outcome.coverage().interrupted => 130,
        (Verdict::Unclear, _) => 4,
        (_, None) => 0,
        (_, Some(Severity::Info)) => 10,
        (_, Some(Severity::Low)) => 11,
        (_, Some(Severity::Medium)) => 12,
        (_, Some(Severity::High)) => 13,
    }
}

/// The document of `report`, in the reader's language.
#[must_use]
pub fn findings_json<'a>(report: &Report<'a>) -> FindingsJson<'a> {
    let outcome = report.outcome;
    let words = Words::new(report.lang(), report.detectors);
    FindingsJson {
        format: FINDINGS_FORMAT,
        vigie: &report.case.vigie_version,
        lang: report.lang().tag(),
        verdict: outcome.verdict(),
        verdict_text: words.verdict(outcome.verdict()),
        exit_code: exit_code(outcome),
        highest_severity: outcome.highest(),
        coverage: outcome.coverage(),
        findings: outcome.findings().iter().map(|one| finding_json(one, &words)).collect(),
        problems: outcome.problems(),
    }
}

fn finding_json<'a>(finding: &'a Finding, words: &Words) -> FindingJson<'a> {
    FindingJson {
        id: &finding.id,
        detector: &finding.detector,
        version: finding.version,
        severity: finding.severity,
        confidence: finding.confidence,
        claim: TextClaim {
            key: &finding.claim.key,
            args: &finding.claim.args,
            text: words.finding_text(finding),
        },
        indicator: finding.indicator.as_ref(),
        also_listed: &finding.also_listed,
        evidence: &finding.evidence,
        evidence_count: finding.evidence_count,
        why: words.why(&finding.detector),
        innocent: words.innocent(&finding.detector),
        next: words.next(&finding.detector),
    }
}

/// JSON Schema (2020-12) of [`FindingsJson`].
#[must_use]
pub fn findings_schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<FindingsJson<'_>>();
    serde_json::Value::from(schema)
}
