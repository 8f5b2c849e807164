//! What the person whose phone it is reads first: verdict, meaning, next steps.

use std::collections::BTreeSet;

use vigie_core::{ArtefactState, Finding, Outcome, Severity, Verdict};

use crate::Words;
use crate::advice::{Situation, evidence_phrase, situation};
use crate::words::safe_text;

/// Most names of malware in one sentence.
const NAMES: usize = 3;

/// What the verdict means, three sentences or so.
pub(crate) fn meaning(outcome: &Outcome, words: &Words) -> Vec<String> {
    if situation(outcome) == Some(Situation::Stalkerware) {
        return words
            .list_with("meaning-stalkerware", &[("malware", malware(outcome, words).into())]);
    }
    match outcome.verdict() {
        Verdict::Signs => {
            let key = about("meaning-signs", outcome, words);
            words.list_with(&key, &[("malware", malware(outcome, words).into())])
        }
        Verdict::Review => words.list(&about("meaning-review", outcome, words)),
        Verdict::Nothing => {
            let args = [
                ("indicators", outcome.coverage().indicator_count().into()),
                ("evidence", evidence_phrase(outcome, words).into()),
            ];
            words.list_with(&about("meaning-nothing", outcome, words), &args)
        }
        Verdict::Unclear => {
            let mut sentences = words.list(&about("meaning-unclear", outcome, words));
            let place = sentences.len().min(1);
            sentences.splice(place..place, reasons(outcome, words));
            sentences
        }
    }
}

/// What limits the verdict: one sentence.
pub(crate) fn limits(outcome: &Outcome, words: &Words) -> String {
    if situation(outcome) == Some(Situation::Stalkerware) {
        return words.text("limits-stalkerware");
    }
    match outcome.verdict() {
        Verdict::Nothing => {
            let key = about("limits-nothing", outcome, words);
            words.with(&key, &[("evidence", evidence_phrase(outcome, words).into())])
        }
        other => words.text(&about(&format!("limits-{}", other.key()), outcome, words)),
    }
}

/// The message `key` as it is said of what the evidence is about, where that is no phone.
fn about(key: &str, outcome: &Outcome, words: &Words) -> String {
    let own = format!("{key}-{}", outcome.coverage().subject().key());
    if words.has(&own) { own } else { key.to_owned() }
}

/// Why too little could be checked; for other verdicts, nothing.
pub(crate) fn reasons(outcome: &Outcome, words: &Words) -> Vec<String> {
    let coverage = outcome.coverage();
    let hurt = coverage
        .artefacts()
        .any(|one| matches!(one.state, ArtefactState::Damaged | ArtefactState::Unreadable));
    let empty =
        coverage.sources.iter().any(|source| source.artefacts.iter().all(|a| a.records == 0));
    let records = if coverage.sources.is_empty() {
        Some("unclear-no-evidence")
    } else if coverage.records() == 0 {
        Some("unclear-no-records")
    } else if empty {
        Some("unclear-empty-source")
    } else {
        hurt.then_some("unclear-damaged")
    };
    let indicators = coverage.lacks_indicators().then_some("unclear-no-indicators");
    let interrupted = coverage.interrupted.then_some("unclear-interrupted");
    // Damage alone makes the verdict only when nothing else does.
    let damage_alone = indicators.is_none() && interrupted.is_none();
    let records = records.filter(|key| *key != "unclear-damaged" || damage_alone);
    let keys = [records, indicators, interrupted];
    keys.into_iter().flatten().map(|key| words.text(key)).collect()
}

/// What the high findings stand for: `Pegasus and Predator`.
fn malware(outcome: &Outcome, words: &Words) -> String {
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    let high = outcome.findings().iter().filter(|one| one.severity == Severity::High);
    for indicator in high.flat_map(indicators) {
        if !indicator.malware.is_empty() && seen.insert(indicator.malware.as_str()) {
            names.push(safe_text(&indicator.malware, 60));
        }
    }
    if names.is_empty() { words.text("some-spyware") } else { words.names(&names, NAMES) }
}

fn indicators(finding: &Finding) -> impl Iterator<Item = &vigie_core::IndicatorRef> {
    finding.indicator.iter().chain(finding.also_listed.iter())
}
