//! What a terminal shows: the summary, the list of findings, manuals.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod common;

use common::cases::{self, Case};
use common::golden;
use common::metas::DETECTORS;
use vigie_core::Untrusted;
use vigie_report::{
    Lang, check_claim, check_wording, exit_code, finding_lines, summary, verdict_text,
};

fn all() -> Vec<(&'static str, u8, Case)> {
    vec![
        ("signs", 13, cases::signs()),
        ("stalkerware", 13, cases::stalkerware()),
        ("review", 12, cases::review()),
        ("nothing", 0, cases::nothing()),
        ("exposure", 10, cases::exposure()),
        // The run of this case was interrupted.
        ("unclear", 130, cases::unclear()),
    ]
}

#[test]
fn golden_summaries() {
    for (name, code, case) in all() {
        assert_eq!(exit_code(&case.outcome), code, "{name}");
        for lang in Lang::ALL {
            let text = summary(&case.report(&[lang]), lang).to_string();
            golden(&format!("{name}.{}.txt", lang.tag()), &text);
        }
    }
}

#[test]
fn golden_list_of_findings() {
    let case = cases::signs();
    for lang in Lang::ALL {
        let lines = finding_lines(&case.report(&[lang]), lang);
        let text: String = lines
            .iter()
            .map(|one| {
                format!(
                    "{}{} {} · {} · {}\n    {} · {} · {}\n",
                    one.sign,
                    one.id,
                    one.word,
                    one.confidence,
                    one.text,
                    one.when,
                    one.place,
                    one.evidence
                )
            })
            .collect();
        golden(&format!("findings.{}.txt", lang.tag()), &text);
    }
}

#[test]
fn a_terminal_is_never_obeyed() {
    for (case, lang) in [
        (cases::hostile(), Lang::En),
        (cases::hostile(), Lang::Fr),
        (cases::every_kind(), Lang::En),
    ] {
        let langs = [lang];
        let report = case.report(&langs);
        let text = summary(&report, lang).to_string();
        let lines = finding_lines(&report, lang);
        let all = lines.iter().map(|one| format!("{} {} {}", one.text, one.place, one.when));
        for text in text.lines().map(str::to_owned).chain(all) {
            assert_eq!(Untrusted(&text).to_string(), text);
            assert!(text.chars().count() < 2500, "{} characters", text.chars().count());
        }
    }
}

#[test]
fn ten_findings_then_a_count() {
    let case = cases::large();
    let short = summary(&case.report(&[Lang::En]), Lang::En);
    assert_eq!(short.findings.len(), 10);
    assert_eq!(short.more.as_deref(), Some("and 1490 more findings"));
    assert!(short.hint.unwrap().contains("vigie findings case-2026-11-22"));
}

#[test]
fn the_fixtures_have_all_their_sentences() {
    assert_eq!(check_wording(&DETECTORS), Vec::<String>::new());
    for (name, _, case) in all() {
        for finding in case.outcome.findings() {
            assert_eq!(check_claim(&DETECTORS, &finding.claim), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn golden_explanations_of_verdicts() {
    for lang in Lang::ALL {
        let text: Vec<String> =
            vigie_core::Verdict::ALL.iter().map(|one| verdict_text(*one, lang, 80)).collect();
        golden(&format!("verdicts.{}.txt", lang.tag()), &text.join("\n"));
    }
}
