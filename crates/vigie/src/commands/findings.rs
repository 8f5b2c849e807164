//! `vigie findings`.

use std::io::Write as _;

use vigie_core::{Finding, Outcome};
use vigie_report::finding_lines;

use super::case::{Loaded, open};
use crate::check::print_json;
use crate::cli::{Findings, ResultFormat};
use crate::exit::Exit;
use crate::terminal::{Terminal, style};

/// Lists the findings of a case.
pub(crate) fn findings(arguments: &Findings, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = open(&arguments.case)?;
    let loaded = Loaded::of(&case, terminal)?;
    let all = &loaded.outcome;
    let wanted = |finding: &&Finding| {
        arguments.severity.is_none_or(|least| finding.severity >= least)
            && arguments.detector.as_ref().is_none_or(|id| *id == finding.detector)
    };
    let kept = all.findings().iter().filter(wanted).cloned().collect();
    let outcome = Outcome::conclude(kept, all.problems().to_vec(), all.coverage().clone());
    let report = loaded.with(&outcome);
    if arguments.format == ResultFormat::Json {
        print_json(&report, terminal)?;
        return Ok(Exit::Nothing);
    }
    let mut out = terminal.out();
    for line in finding_lines(&report, terminal.lang) {
        let style = style(line.severity);
        let (sign, word, id) = (line.sign, &line.word, &line.id);
        writeln!(out, "{style}{sign}{word}{style:#}  {}  {}", line.text, line.confidence)?;
        writeln!(out, "    {id}  {}  {}  ×{}", line.when, line.place, line.evidence)?;
    }
    out.flush()?;
    terminal.hint(format_args!("`vigie show {} ID` shows one in full", arguments.case.display()));
    Ok(Exit::Nothing)
}
