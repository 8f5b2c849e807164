//! `vigie export`.

use std::io::{BufWriter, Write as _};

use anyhow::Context as _;
use vigie_case::private_file;
use vigie_report::{ExportFormat, write_export};

use super::case::{Loaded, unsealed};
use crate::cli::Export;
use crate::exit::Exit;
use crate::slices;
use crate::terminal::Terminal;

/// Writes the records of a case for another tool.
pub(crate) fn export(arguments: &Export, terminal: &Terminal) -> anyhow::Result<Exit> {
    let format = ExportFormat::ALL.into_iter().find(|format| format.name() == arguments.format);
    let format = format.context("no such format")?;
    let case = unsealed(&arguments.case, &arguments.secret, terminal)?;
    let loaded = Loaded::of(&case, terminal)?;
    let kinds: Vec<_> = slices::kinds().into_values().collect();
    let report = loaded.report();
    let mut out: Box<dyn std::io::Write> = match &arguments.output {
        Some(path) => Box::new(BufWriter::new(private_file(path)?)),
        None => Box::new(terminal.out()),
    };
    write_export(format, &report, &kinds, &case, &mut out)?;
    out.flush()?;
    Ok(Exit::Nothing)
}
