//! What a run prints at its end.

use std::fmt;

use vigie_core::{Severity, Time};

use crate::checked::{Checked, holder_phrase};
use crate::command::quoted;
use crate::listing::sign;
use crate::words::safe_text;
use crate::{Lang, Report, Words, person};

/// Most findings in a summary.
const FINDINGS: usize = 10;
/// Most names in one line.
const NAMES: usize = 4;
/// Most characters of one finding.
const CLAIM: usize = 240;

/// What a run prints at its end, in blocks that the program may colour. Everything in it is safe
/// for a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The verdict: one sentence, with its full stop.
    pub verdict: String,
    /// What it does not mean: one sentence.
    pub limits: String,
    /// What was checked and what was not.
    pub lines: Vec<SummaryLine>,
    /// The worst findings, at most ten.
    pub findings: Vec<SummaryFinding>,
    /// How many more there are, when there are more.
    pub more: Option<String>,
    /// Where the report is: `report.html` in the case folder, when there is one.
    pub report: Option<SummaryLine>,
    /// A command that leads on.
    pub hint: Option<String>,
}

/// A label and what stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryLine {
    /// `Checked`, `Not checked`, `Indicators`, …; empty where the line before goes on.
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
    /// The severity as a sign, three columns wide, its word to follow: `!!`, `!`, `.`, `i`.
    pub sign: &'static str,
    /// The severity as a word.
    pub word: String,
    /// The claim.
    pub text: String,
}

/// What a run prints at its end.
#[must_use]
pub fn summary(report: &Report<'_>, lang: Lang) -> Summary {
    let words = Words::new(lang, report.detectors);
    let findings = report.outcome.findings();
    let shown = findings.iter().take(FINDINGS).map(|finding| SummaryFinding {
        id: finding.id.clone(),
        severity: finding.severity,
        sign: sign(finding.severity),
        word: words.severity(finding.severity),
        text: safe_text(&words.finding_text(finding), CLAIM),
    });
    let left = u64::try_from(findings.len().saturating_sub(FINDINGS)).unwrap_or(u64::MAX);
    Summary {
        verdict: format!("{}.", words.verdict(report.outcome.verdict())),
        limits: person::limits(report.outcome, &words),
        lines: lines(report, &words),
        findings: shown.collect(),
        more: (left > 0).then(|| words.with("more-findings", &[("count", left.into())])),
        report: report_line(report, &words),
        hint: hint(report, &words),
    }
}

fn lines(report: &Report<'_>, words: &Words) -> Vec<SummaryLine> {
    let checked = Checked::of(report, words);
    let mut lines = Lines::default();
    lines.add(words.text("summary-checked"), checked_text(report, &checked, words));
    for reason in unclear_reasons(report, words) {
        lines.add(String::new(), reason);
    }
    if !checked.damaged.is_empty() {
        lines.add(words.text("summary-damaged"), group("damaged", &checked.damaged, words));
    }
    for text in not_checked(&checked, words) {
        lines.add(words.text("summary-not-checked"), text);
    }
    let coverage = report.outcome.coverage();
    // Of what is not judged by lists, it says nothing that there are none.
    if !coverage.indicators.is_empty() || coverage.lacks_indicators() {
        lines.add(words.text("summary-indicators"), indicators(report, words));
    }
    lines.0
}

/// Lines in which a label is printed once.
#[derive(Default)]
struct Lines(Vec<SummaryLine>);

impl Lines {
    fn add(&mut self, label: String, text: String) {
        let last = self.0.iter().rev().find(|line| !line.label.is_empty());
        let repeated = last.is_some_and(|line| line.label == label);
        self.0.push(SummaryLine { label: if repeated { String::new() } else { label }, text });
    }
}

fn unclear_reasons(report: &Report<'_>, words: &Words) -> Vec<String> {
    match report.outcome.verdict() {
        vigie_core::Verdict::Unclear => person::reasons(report.outcome, words),
        _ => Vec::new(),
    }
}

/// `38 of 44 kinds of record, 1,204,331 records, 3 March to 20 November 2026`.
fn checked_text(report: &Report<'_>, checked: &Checked, words: &Words) -> String {
    let coverage = report.outcome.coverage();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let args = [
        ("read", count(checked.read.len()).into()),
        ("all", count(checked.all).into()),
        ("records", coverage.records().into()),
    ];
    let text = words.with("checked", &args);
    let first: Option<Time> = coverage.artefacts().filter_map(|one| one.first).min();
    let last: Option<Time> = coverage.artefacts().filter_map(|one| one.last).max();
    let text = match (first, last) {
        (Some(first), Some(last)) => {
            let args = [("checked", text.into()), ("span", words.span(first, last).into())];
            words.with("checked-between", &args)
        }
        _ => text,
    };
    match coverage.interrupted {
        true => words.with("checked-interrupted", &[("checked", text.into())]),
        false => text,
    }
}

fn not_checked(checked: &Checked, words: &Words) -> Vec<String> {
    let mut texts = Vec::new();
    if !checked.unreadable.is_empty() {
        texts.push(group("unreadable", &checked.unreadable, words));
    }
    if !checked.absent.is_empty() {
        texts.push(group("absent", &checked.absent, words));
    }
    if !checked.other_version.is_empty() {
        texts.push(group("other-version", &checked.other_version, words));
    }
    for (holder, names) in &checked.not_held {
        let Some(holder) = holder else {
            texts.push(group("not-held-anywhere", names, words));
            continue;
        };
        let args = [
            ("count", u64::try_from(names.len()).unwrap_or(u64::MAX).into()),
            ("names", words.names(names, NAMES).into()),
            ("where", holder_phrase(*holder, words).into()),
        ];
        texts.push(words.with("not-held", &args));
    }
    texts
}

fn group(key: &str, names: &[String], words: &Words) -> String {
    let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
    words.with(key, &[("count", count.into()), ("names", words.names(names, NAMES).into())])
}

fn indicators(report: &Report<'_>, words: &Words) -> String {
    let coverage = report.outcome.coverage();
    if coverage.indicator_count() == 0 {
        return words.text("indicators-none");
    }
    let sets = u64::try_from(coverage.indicators.len()).unwrap_or(u64::MAX);
    let args = [("sets", sets.into()), ("indicators", coverage.indicator_count().into())];
    let text = words.with("indicators", &args);
    match coverage.indicators.iter().filter_map(|set| set.newest).max() {
        Some(newest) => {
            let args = [("indicators", text.into()), ("newest", words.date(newest).into())];
            words.with("indicators-newest", &args)
        }
        None => text,
    }
}

fn report_line(report: &Report<'_>, words: &Words) -> Option<SummaryLine> {
    let folder = report.case.case_folder.trim_end_matches('/');
    (!folder.is_empty()).then(|| SummaryLine {
        label: words.text("summary-report"),
        text: safe_text(&format!("{folder}/report.html"), 1000),
    })
}

fn hint(report: &Report<'_>, words: &Words) -> Option<String> {
    let folder = &report.case.case_folder;
    let findings = report.outcome.findings();
    let (key, command) = match findings.first() {
        Some(_) if folder.is_empty() => return None,
        Some(_) if findings.len() > FINDINGS => {
            ("hint-findings", format!("vigie findings {}", quoted(folder)))
        }
        Some(first) => ("hint-show", format!("vigie show {} {}", quoted(folder), first.id)),
        None => ("hint-explain", format!("vigie explain {}", report.outcome.verdict().key())),
    };
    Some(words.with(key, &[("command", safe_text(&command, 1000).into())]))
}

impl fmt::Display for Summary {
    /// The whole summary as plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n", self.verdict, self.limits)?;
        let wide = self.lines.iter().map(|line| line.label.chars().count()).max().unwrap_or(0);
        for line in &self.lines {
            writeln!(f, "  {:<wide$}   {}", line.label, line.text)?;
        }
        if !self.findings.is_empty() {
            writeln!(f)?;
        }
        let wide = self.findings.iter().map(|one| one.word.chars().count()).max().unwrap_or(0);
        for one in &self.findings {
            writeln!(f, "  {}{:<wide$}   {}", one.sign, one.word, one.text)?;
        }
        if let Some(more) = &self.more {
            writeln!(f, "  {more}")?;
        }
        if let Some(report) = &self.report {
            writeln!(f, "\n{}  {}", report.label, report.text)?;
        }
        match &self.hint {
            Some(hint) => writeln!(f, "hint: {hint}"),
            None => Ok(()),
        }
    }
}
