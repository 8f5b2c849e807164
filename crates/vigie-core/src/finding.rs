//! Statements about records, and what supports them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Clock, Locator, ObservableKind, Time};

/// Most pieces of evidence that one finding lists; beyond it only the count grows.
pub const MAX_EVIDENCE: usize = 10_000;

/// A statement about some records, with what supports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Finding {
    /// Stable id, derived from the statement: the same evidence gives the same id.
    pub id: String,
    /// Detector that made the statement; `indicator_match` for listed values.
    pub detector: String,
    /// Version of that detector.
    pub version: u32,
    /// How much it matters if true.
    pub severity: Severity,
    /// How likely it is to be true.
    pub confidence: Confidence,
    /// What is claimed.
    pub claim: Claim,
    /// The indicator that matched, for an indicator match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorRef>,
    /// Other indicators that list the same value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_listed: Vec<IndicatorRef>,
    /// The records that support it, in order of source, path and position. Never empty.
    pub evidence: Vec<Evidence>,
    /// How many records support it, also beyond those listed.
    pub evidence_count: u64,
}

impl Finding {
    /// Sorts the evidence, drops repeats, cuts it at [`MAX_EVIDENCE`] and derives the id.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.evidence.sort();
        self.evidence.dedup();
        self.evidence_count = self.evidence_count.max(self.evidence.len() as u64);
        self.evidence.truncate(MAX_EVIDENCE);
        let indicator = self.indicator.as_ref().map(|found| found.value.as_str()).unwrap_or("");
        let mut parts = vec![self.detector.as_str(), self.claim.key.as_str(), indicator];
        // One record can hold by several entries of a catalogue.
        if self.indicator.is_none() {
            parts.extend(self.claim.args.get("codes").map(String::as_str));
        }
        let first = self.evidence.first().map(|first| {
            (first.source.to_string(), first.path.clone(), first.kind.clone(), first.at.to_string())
        });
        if let Some((source, path, kind, at)) = &first {
            parts.extend([source.as_str(), path.as_str(), kind.as_str()]);
            if self.indicator.is_none() {
                parts.push(at.as_str());
            }
        }
        self.id = content_id(&parts);
        self
    }

    /// Earliest instant of the evidence.
    #[must_use]
    pub fn first(&self) -> Option<Time> {
        self.evidence.iter().filter_map(|one| one.when).min()
    }

    /// Latest instant of the evidence.
    #[must_use]
    pub fn last(&self) -> Option<Time> {
        self.evidence.iter().filter_map(|one| one.when).max()
    }
}

/// First 16 hexadecimal digits of the SHA-256 of `parts`, each ended by a zero byte.
#[must_use]
pub fn content_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A record that supports a finding: where it stands, and the words that matter.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Evidence {
    /// Number of the piece of evidence in its case, counting from 0.
    pub source: u32,
    /// File, as a path on the device or inside the evidence.
    pub path: String,
    /// Where in that file.
    pub at: Locator,
    /// Kind of the record.
    pub kind: String,
    /// Field of the record that matters most.
    pub field: String,
    /// The value of that field, cut to what matters.
    pub quote: String,
    /// When, as the record says.
    pub when: Option<Time>,
    /// What happened at `when`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub means: String,
    /// Whose clock wrote `when`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// A translatable sentence: message key plus named arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Claim {
    /// Fluent message id.
    pub key: String,
    /// Named arguments.
    pub args: BTreeMap<String, String>,
}

impl Claim {
    /// A claim with message `key` and its arguments.
    #[must_use]
    pub fn new<const N: usize>(key: &str, args: [(&str, &str); N]) -> Self {
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self { key: key.to_owned(), args: args.into_iter().map(own).collect() }
    }
}

/// A published indicator, as a finding names it.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct IndicatorRef {
    /// Kind of value.
    pub kind: ObservableKind,
    /// The listed value, as its publisher wrote it.
    pub value: String,
    /// Publisher's id of the indicator, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Malware or campaign it stands for.
    pub malware: String,
    /// True for stalkerware and other software that people in one's surroundings install.
    #[serde(default)]
    pub stalkerware: bool,
    /// Name of the set it came from.
    pub set: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published, or last changed.
    pub date: Option<Time>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Licence of the set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// How much a finding matters if it is true.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Context only.
    Info,
    /// Worth a look.
    Low,
    /// Unusual; needs an expert.
    Medium,
    /// Consistent with known spyware or an attack.
    High,
}

/// How likely a finding is to be true.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Common innocent explanations exist.
    Low,
    /// Innocent explanations are uncommon.
    Medium,
    /// No innocent explanation is likely.
    High,
}
