//! Documents of rules, as YAML.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_norway::Value;
use vigie_formats::scan::ScanFormat;

use super::{Match, Test, condition};
use crate::formats;

/// Bytes of one file of rules.
const MOST_BYTES: usize = 16 << 20;

/// Rules of one file.
const MOST_RULES: usize = 20_000;

/// Why a document is no rule that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: expected {expected}")]
pub struct RuleError {
    /// Name or title of the rule, or the number of the document.
    pub rule: String,
    /// What was expected.
    pub expected: String,
}

/// How sure the rule's author is that a match is what the title says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// For the record.
    Informational,
    /// Weak alone.
    Low,
    /// Fits others too.
    #[default]
    Medium,
    /// Seldom fits others.
    High,
    /// Fits nothing else that is known.
    Critical,
}

impl Level {
    /// As the document has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Informational => "informational",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Short stable name: `circles-cp264`.
    pub name: String,
    /// UUID.
    pub id: String,
    /// What it finds.
    pub title: String,
    /// More of it.
    pub description: String,
    /// Reports it comes from; the first is the main one.
    pub references: Vec<String>,
    /// Date of that report, as the document has it.
    pub date: String,
    /// How sure.
    pub level: Level,
    /// What else fits.
    pub false_positives: Vec<String>,
    /// Whose servers.
    pub vendor: String,
    /// How the values came to be known: `verified`, `press`, `recalled`.
    pub basis: String,
    /// True where a match means nothing without another rule's match at the same place.
    pub weak: bool,
    /// Fields that name the deployment of a server.
    pub cluster_by: Vec<String>,
    /// Regular expression over those fields, whose first group names the deployment.
    pub cluster_pattern: String,
    /// Records that must match and must not.
    pub examples: Vec<Example>,
    /// What it tests.
    pub test: Test,
    /// Whether the document is of version 3.
    pub is_version_3: bool,
}

/// A record to try a rule with.
#[derive(Clone, Debug, Deserialize)]
pub struct Example {
    /// Name of the format, as [`ScanFormat::name`].
    pub format: String,
    /// The record as the source writes it.
    pub record: String,
    /// Whether the rule must match.
    pub matches: bool,
}

#[derive(Deserialize)]
struct Document {
    title: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    id: String,
    #[serde(rename = "sigma-version")]
    version: Option<Value>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    references: Vec<String>,
    #[serde(default)]
    date: String,
    logsource: Option<LogSource>,
    detection: Option<BTreeMap<String, Value>>,
    correlation: Option<Value>,
    filter: Option<Value>,
    #[serde(default)]
    falsepositives: Vec<String>,
    #[serde(default)]
    level: Level,
    #[serde(default)]
    custom: Custom,
}

#[derive(Deserialize)]
struct LogSource {
    #[serde(default)]
    category: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Custom {
    vendor: String,
    basis: String,
    weak: bool,
    cluster_by: Vec<String>,
    cluster_pattern: String,
    examples: Vec<Example>,
}

/// Reads every rule of a file.
///
/// # Errors
/// Which document is none, and what was expected.
pub fn read(text: &str) -> Result<Vec<Rule>, RuleError> {
    let mut rules = Vec::new();
    let fail = |number: usize, expected: String| RuleError {
        rule: format!("document {number}"),
        expected,
    };
    if text.len() > MOST_BYTES {
        return Err(fail(1, format!("at most {MOST_BYTES} bytes")));
    }
    for (number, document) in (1..).zip(serde_norway::Deserializer::from_str(text)) {
        if number > MOST_RULES {
            return Err(fail(number, format!("at most {MOST_RULES} rules")));
        }
        let value =
            Value::deserialize(document).map_err(|error| fail(number, error.to_string()))?;
        if value.is_null() {
            continue;
        }
        let document: Document =
            serde_norway::from_value(value).map_err(|error| fail(number, error.to_string()))?;
        rules.push(rule(document, number)?);
    }
    Ok(rules)
}

fn rule(document: Document, number: usize) -> Result<Rule, RuleError> {
    let named = [&document.name, document.title.as_ref().unwrap_or(&document.name)];
    let named = named.into_iter().find(|name| !name.is_empty());
    let label = named.cloned().unwrap_or_else(|| format!("document {number}"));
    let fail = |expected: String| RuleError { rule: label.clone(), expected };
    if document.correlation.is_some() || document.filter.is_some() {
        return Err(fail("a detection; correlations and filters are not evaluated".into()));
    }
    if document.logsource.is_none_or(|source| source.category != "internet_scan") {
        return Err(fail("logsource with category internet_scan".into()));
    }
    let detection = document.detection.ok_or_else(|| fail("a detection".into()))?;
    let is_version_3 = document.version.as_ref().is_some_and(is_three);
    let test = detection_test(detection).map_err(fail)?;
    Ok(Rule {
        name: if document.name.is_empty() { label.clone() } else { document.name },
        id: document.id,
        title: document.title.unwrap_or(label),
        description: document.description.trim().to_owned(),
        references: document.references,
        date: document.date,
        level: document.level,
        false_positives: document.falsepositives,
        vendor: document.custom.vendor,
        basis: document.custom.basis,
        weak: document.custom.weak,
        cluster_by: document.custom.cluster_by,
        cluster_pattern: document.custom.cluster_pattern,
        examples: document.custom.examples,
        test,
        is_version_3,
    })
}

fn is_three(version: &Value) -> bool {
    let text = version.as_str().map(str::to_owned).or(version.as_u64().map(|n| n.to_string()));
    text.is_some_and(|text| text == "3" || text.starts_with("3."))
}

fn detection_test(mut detection: BTreeMap<String, Value>) -> Result<Test, String> {
    let condition = detection.remove("condition").ok_or("a condition")?;
    let condition = match &condition {
        Value::String(text) => text.clone(),
        // Several conditions: any of them.
        Value::Sequence(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            texts.ok_or("conditions in text")?.join(" or ")
        }
        _ => return Err("a condition in text".into()),
    };
    if detection.contains_key("timeframe") {
        return Err("no timeframe: records are tested one by one".into());
    }
    let mut selections = BTreeMap::new();
    for (name, value) in detection {
        let test = Test::read(&value, 0).map_err(|error| format!("{error}, in “{name}”"))?;
        selections.insert(name, test);
    }
    condition::read(&condition, &selections)
}

impl Rule {
    /// Whether it matches a record of a source, and by what.
    #[must_use]
    pub fn matches_record(&self, format: ScanFormat, record: &[u8]) -> Option<Match> {
        let hosts = formats::hosts(format, record).ok()?;
        hosts.iter().find_map(|host| self.test.holds(host))
    }

    /// Tries every example; gives what went wrong.
    #[must_use]
    pub fn check_examples(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (number, example) in (1..).zip(&self.examples) {
            let mut formats = ScanFormat::ALL.into_iter();
            let Some(format) = formats.find(|format| format.name() == example.format) else {
                wrong.push(format!("example {number}: no format is called {}", example.format));
                continue;
            };
            let matched = self.matches_record(format, example.record.trim().as_bytes()).is_some();
            if matched != example.matches {
                let is = if matched { "matches" } else { "does not match" };
                wrong.push(format!("example {number} ({}) {is}", example.format));
            }
        }
        wrong
    }
}
