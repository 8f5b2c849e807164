//! Records and findings for other programs, written as they are read.

mod brief;
mod cited;
mod jsonl;
mod links;
mod stix;
mod timeline;
mod timesketch;

use std::io;

use vigie_core::{Kind, RecordSource};

use crate::{Report, ReportError};

pub(crate) use brief::{Kinds, add, field};
pub(crate) use cited::Cited;

/// A format that other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One JSON object a line, one line a record.
    Jsonl,
    /// The timeline as CSV, one line an instant.
    Csv,
    /// The timeline as Timesketch imports it: JSON lines.
    Timesketch,
    /// Every link in any record as CSV, one line a link and place.
    Links,
    /// The findings as a STIX 2.1 bundle.
    Stix,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Jsonl, Self::Csv, Self::Timesketch, Self::Links, Self::Stix];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Timesketch => "timesketch",
            Self::Links => "links",
            Self::Stix => "stix",
        }
    }

    /// Usual ending of its files, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl | Self::Timesketch => "jsonl",
            Self::Csv | Self::Links => "csv",
            Self::Stix => "json",
        }
    }
}

/// Writes `records` and the findings of `report` to `out` in `format`. Memory does not grow with
/// the number of records.
///
/// # Errors
/// When the records cannot be read or `out` cannot be written.
pub fn write_export(
    format: ExportFormat,
    report: &Report<'_>,
    kinds: &[&'static Kind],
    records: &dyn RecordSource,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let cited = Cited::new(report.outcome.findings());
    let kinds = Kinds::new(kinds);
    match format {
        ExportFormat::Jsonl => jsonl::write(&cited, records, out),
        ExportFormat::Csv => timeline::write(&kinds, &cited, records, out),
        ExportFormat::Timesketch => timesketch::write(&kinds, &cited, records, out),
        ExportFormat::Links => links::write(&kinds, records, out),
        ExportFormat::Stix => stix::write(report, out),
    }?;
    out.flush()?;
    Ok(())
}
