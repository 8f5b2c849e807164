//! What to do now, for each verdict and kind of evidence.

use serde::Deserialize;
use vigie_core::{EvidenceKind, Outcome, Severity, Verdict};

use crate::Words;

/// The table of steps, as `steps.toml` has it.
const STEPS: &str = include_str!("../steps.toml");

/// Most steps that a frightened person can take in.
const MOST: usize = 5;

/// One step: what to do, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) why: String,
}

/// What makes a case special beside its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Situation {
    /// Every high finding is about software that people in one's surroundings install.
    Stalkerware,
    /// Nothing was loaded to compare records with.
    NoIndicators,
    /// The run was stopped before its end.
    Interrupted,
}

#[derive(Debug, Deserialize)]
struct Table {
    advice: Vec<Advice>,
}

#[derive(Debug, Deserialize)]
struct Advice {
    verdict: String,
    only: Option<Situation>,
    #[serde(default)]
    evidence: Vec<EvidenceKind>,
    steps: Vec<String>,
}

/// The situation of `outcome`, when it is special.
pub(crate) fn situation(outcome: &Outcome) -> Option<Situation> {
    let mut high =
        outcome.findings().iter().filter(|one| one.severity == Severity::High).peekable();
    let stalkerware = |one: &vigie_core::Finding| {
        one.indicator.as_ref().is_some_and(|indicator| indicator.stalkerware)
    };
    if high.peek().is_some() && high.all(stalkerware) {
        Some(Situation::Stalkerware)
    } else if outcome.coverage().interrupted {
        Some(Situation::Interrupted)
    } else if outcome.coverage().indicator_count() == 0 {
        Some(Situation::NoIndicators)
    } else {
        None
    }
}

/// What to do now, in order.
pub(crate) fn steps(outcome: &Outcome, words: &Words) -> Vec<Step> {
    let evidence = richest(outcome.coverage().sources.iter().map(|source| source.kind));
    steps_for(outcome.verdict(), situation(outcome), evidence, words)
}

/// What to do now after `verdict`, whatever the evidence when it is `None`.
pub(crate) fn steps_for(
    verdict: Verdict,
    situation: Option<Situation>,
    evidence: Option<EvidenceKind>,
    words: &Words,
) -> Vec<Step> {
    let table = table();
    let fits = |advice: &&Advice| {
        advice.verdict == verdict.key()
            && (advice.only.is_none() || advice.only == situation)
            && (advice.evidence.is_empty()
                || evidence.is_some_and(|kind| advice.evidence.contains(&kind)))
    };
    let ids = table.advice.iter().find(fits).map_or(&[][..], |advice| &advice.steps);
    let step = |id: &String| {
        let key = format!("step-{id}");
        Step { text: words.text(&key), why: words.attribute(&key, "why") }
    };
    ids.iter().take(MOST).map(step).collect()
}

/// The kind of evidence that says most, when there are several.
fn richest(kinds: impl Iterator<Item = EvidenceKind>) -> Option<EvidenceKind> {
    kinds.max_by_key(|kind| match kind {
        EvidenceKind::IosFileSystem | EvidenceKind::AndroidFileSystem => 4,
        EvidenceKind::IosBackupEncrypted | EvidenceKind::Androidqf => 3,
        EvidenceKind::IosBackup | EvidenceKind::AndroidBugReport => 2,
        EvidenceKind::IosSysdiagnose
        | EvidenceKind::AndroidBackup
        | EvidenceKind::AndroidIntrusionLogs
        | EvidenceKind::AndroidPackages => 1,
        EvidenceKind::PacketCapture
        | EvidenceKind::SignallingCapture
        | EvidenceKind::InternetScan
        | EvidenceKind::OversightDossier
        | EvidenceKind::MvtResults
        | EvidenceKind::Files => 0,
    })
}

/// The table; empty only if `steps.toml` is broken, which a test excludes.
fn table() -> Table {
    toml::from_str(STEPS).unwrap_or(Table { advice: Vec::new() })
}

/// The phrase for the evidence of a case: `an encrypted backup`.
pub(crate) fn evidence_phrase(outcome: &Outcome, words: &Words) -> String {
    let mut kinds: Vec<_> = outcome.coverage().sources.iter().map(|source| source.kind).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] => words.text(&format!("a-{}", kind.key())),
        _ => words.text("a-mixed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn every_case_has_its_steps_in_every_language() {
        let situations = [
            None,
            Some(Situation::Stalkerware),
            Some(Situation::NoIndicators),
            Some(Situation::Interrupted),
        ];
        for lang in Lang::ALL {
            let words = Words::new(lang, &[]);
            for verdict in Verdict::ALL {
                for evidence in std::iter::once(None).chain(EvidenceKind::ALL.map(Some)) {
                    for situation in situations {
                        let steps = steps_for(verdict, situation, evidence, &words);
                        assert!((3..=5).contains(&steps.len()), "{verdict:?} {evidence:?}");
                        for step in steps {
                            assert!(!step.text.starts_with("step-"), "{}", step.text);
                            assert!(!step.why.starts_with("step-"), "{}", step.why);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_is_told_what_is_for_another_phone() {
        let words = Words::new(Lang::En, &[]);
        for verdict in Verdict::ALL {
            for kind in EvidenceKind::ALL {
                let steps = steps_for(verdict, None, Some(kind), &words);
                let says = |word: &str| {
                    // These say what to do with either.
                    let alike =
                        ["step-whole-backup", "step-check-phones"].map(|key| words.text(key));
                    steps.iter().any(|step| step.text.contains(word) && !alike.contains(&step.text))
                };
                let (iphone, android) =
                    (says("iPhone") || says("encrypted backup"), says("Android"));
                assert!(!iphone || kind.system() == Some("iOS"), "{verdict:?} {kind:?}");
                assert!(!android || kind.system() == Some("Android"), "{verdict:?} {kind:?}");
            }
        }
    }

    #[test]
    fn every_sentence_is_used_and_every_contact_named() {
        let table = table();
        let used: std::collections::BTreeSet<&String> =
            table.advice.iter().flat_map(|advice| &advice.steps).collect();
        let source = include_str!("../locales/en/steps.ftl");
        let written: Vec<&str> = source
            .lines()
            .filter_map(|line| line.strip_prefix("step-")?.split_once(" = ").map(|(id, _)| id))
            .collect();
        for id in &written {
            assert!(used.contains(&(*id).to_owned()), "step {id} stands nowhere");
        }
        assert_eq!(used.len(), written.len());
        let contacts: toml::Table = toml::from_str(STEPS).unwrap();
        for contact in contacts["contact"].as_array().unwrap() {
            for lang in Lang::ALL {
                let text = match lang {
                    Lang::En => source,
                    Lang::Fr => include_str!("../locales/fr/steps.ftl"),
                };
                assert!(text.contains(contact["reach"].as_str().unwrap()), "{contact}");
            }
        }
    }

    #[test]
    fn stalkerware_is_told_to_use_another_device_first() {
        let words = Words::new(Lang::En, &[]);
        let steps = steps_for(Verdict::Signs, Some(Situation::Stalkerware), None, &words);
        assert!(steps[0].text.contains("another device"));
        assert!(steps[1].text.contains("Do not remove"));
    }
}
