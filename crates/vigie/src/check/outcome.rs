//! The end of a run: the case is concluded, the report written, the result printed.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use vigie_case::{Case, CaseWriter, private_file};
use vigie_core::{Outcome, Time};
use vigie_report::{CaseFacts, HtmlOptions, Report, findings_json, summary, write_html};

use crate::cli::ResultFormat;
use crate::exit::Exit;
use crate::slices;
use crate::terminal::{BOLD, HINT, Terminal, style};

/// What a run came to, and how its user wants to see it.
pub(crate) struct Conclusion<'a> {
    pub(crate) outcome: &'a Outcome,
    pub(crate) facts: &'a CaseFacts,
    pub(crate) format: ResultFormat,
    pub(crate) include_personal: bool,
}

/// Writes `case.json` and the report, prints the result.
pub(crate) fn conclude(
    conclusion: &Conclusion<'_>,
    case: &Case,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    written(conclusion, case, terminal, &|report| match conclusion.format {
        ResultFormat::Json => print_json(report, terminal),
        ResultFormat::Text => print_text(report, terminal),
    })
}

/// Writes `case.json` and the report, shows it to `then`.
pub(super) fn written(
    conclusion: &Conclusion<'_>,
    case: &Case,
    terminal: &Terminal,
    then: &dyn Fn(&Report<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<Exit> {
    let (detectors, parsers) = (slices::detector_metas(), slices::parser_metas());
    let langs = [terminal.lang];
    let report = Report {
        outcome: conclusion.outcome,
        case: conclusion.facts,
        detectors: &detectors,
        parsers: &parsers,
        langs: &langs,
    };
    let options = HtmlOptions { include_personal: conclusion.include_personal };
    html(&report, case, options, &case.folder().join("report.html"))?;
    case_json(&report, case.folder())?;
    then(&report)?;
    Ok(Exit::of(conclusion.outcome))
}

/// Writes the HTML report to `path`.
pub(crate) fn html(
    report: &Report<'_>,
    case: &Case,
    options: HtmlOptions,
    path: &Path,
) -> anyhow::Result<()> {
    let mut file = std::io::BufWriter::new(private_file(path)?);
    write_html(report, case, options, &mut file)
        .and_then(|()| Ok(file.flush()?))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Prints the `vigie.findings/1` document.
pub(crate) fn print_json(report: &Report<'_>, terminal: &Terminal) -> anyhow::Result<()> {
    let mut out = terminal.out();
    serde_json::to_writer_pretty(&mut out, &findings_json(report))?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Prints the summary.
pub(crate) fn print_text(report: &Report<'_>, terminal: &Terminal) -> anyhow::Result<()> {
    let summary = summary(report, terminal.lang);
    let mut out = terminal.out();
    writeln!(out, "{BOLD}{}{BOLD:#}", summary.verdict)?;
    writeln!(out, "{}\n", summary.limits)?;
    for line in &summary.lines {
        writeln!(out, "  {:<14}  {}", line.label, line.text)?;
    }
    if !summary.findings.is_empty() {
        writeln!(out)?;
    }
    for finding in &summary.findings {
        let style = style(finding.severity);
        let (sign, word) = (finding.sign, &finding.word);
        writeln!(out, "  {style}{sign}{word}{style:#}  {}  {}", finding.text, finding.id)?;
    }
    if let Some(more) = &summary.more {
        writeln!(out, "  {more}")?;
    }
    if let Some(line) = &summary.report {
        writeln!(out, "\n{}  {HINT}{}{HINT:#}", line.label, line.text)?;
    }
    out.flush()?;
    if let Some(hint) = &summary.hint {
        terminal.hint(hint);
    }
    Ok(())
}

/// `case.json`: what a person or a script wants to know of a case without opening its database.
fn case_json(report: &Report<'_>, folder: &Path) -> anyhow::Result<()> {
    let coverage = report.outcome.coverage();
    let versions: BTreeMap<&str, u32> =
        report.detectors.iter().map(|meta| (meta.id, meta.version)).collect();
    let sources: Vec<_> = coverage
        .sources
        .iter()
        .map(|source| {
            serde_json::json!({
                "number": source.number,
                "path": source.path,
                "kind": source.kind,
                "sha256": source.sha256,
            })
        })
        .collect();
    let json = serde_json::json!({
        "format": "vigie.case/1",
        "vigie": report.case.vigie_version,
        "created": report.case.created,
        "command": report.case.command,
        "options": report.case.options,
        "verdict": report.outcome.verdict(),
        "sources": sources,
        "indicators": coverage.indicators,
        "detectors": versions,
    });
    let mut file = private_file(&folder.join("case.json"))?;
    let mut text = serde_json::to_vec_pretty(&json)?;
    text.push(b'\n');
    Ok(file.write_all(&text)?)
}

/// Notes the facts of a run in its case, for later reports.
pub(super) fn note(case: &CaseWriter, facts: &CaseFacts) -> anyhow::Result<()> {
    case.note("vigie", &facts.vigie_version.as_str().into())?;
    case.note("created", &serde_json::to_value(facts.created)?)?;
    case.note("command", &serde_json::to_value(&facts.command)?)?;
    case.note("options", &serde_json::to_value(&facts.options)?)?;
    Ok(())
}

/// The facts that [`note`] left in a case.
pub(crate) fn facts(case: &Case) -> anyhow::Result<CaseFacts> {
    let text = |key: &str| anyhow::Ok(case.about(key)?.unwrap_or_default());
    let created: Option<Time> = serde_json::from_value(text("created")?)?;
    Ok(CaseFacts {
        vigie_version: env!("CARGO_PKG_VERSION").to_owned(),
        command: serde_json::from_value(text("command")?).unwrap_or_default(),
        created: created.context("the case does not say when it was made")?,
        case_folder: case.folder().display().to_string(),
        options: serde_json::from_value(text("options")?).unwrap_or_default(),
    })
}
