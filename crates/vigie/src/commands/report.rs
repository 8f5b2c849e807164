//! `vigie report`.

use vigie_report::HtmlOptions;

use super::case::{Loaded, open, unsealed};
use crate::check::{html, print_json, print_text};
use crate::cli::{Report, ReportFormat};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Writes the report of a case again.
pub(crate) fn report(arguments: &Report, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = match arguments.format {
        ReportFormat::Html => unsealed(&arguments.case, &arguments.secret, terminal)?,
        _ => open(&arguments.case)?,
    };
    let loaded = Loaded::of(&case, terminal)?;
    let report = loaded.report();
    match arguments.format {
        ReportFormat::Json => print_json(&report, terminal)?,
        ReportFormat::Text => print_text(&report, terminal)?,
        ReportFormat::Html => {
            let path = arguments.output.clone();
            let path = path.unwrap_or_else(|| case.folder().join("report.html"));
            let options = HtmlOptions { include_personal: arguments.include_personal };
            html(&report, &case, options, &path)?;
            terminal.say(format_args!("Report  {}", path.display()));
        }
    }
    Ok(Exit::Nothing)
}
