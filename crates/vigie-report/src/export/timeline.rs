//! The timeline as CSV, one line an instant.

use std::borrow::Cow;
use std::io;

use vigie_core::{Clock, RecordQuery, RecordSource, Untrusted};

use super::brief::Kinds;
use super::cited::Cited;
use crate::ReportError;
use crate::words::severity_key;

const HEADER: [&str; 10] =
    ["time", "clock", "source", "kind", "what", "brief", "path", "locator", "severity", "findings"];

/// Every instant in order of time, then what has no date, if the source gives it.
pub(super) fn write(
    kinds: &Kinds,
    cited: &Cited<'_>,
    records: &dyn RecordSource,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(HEADER)?;
    let query = RecordQuery { by_time: true, ..RecordQuery::default() };
    let mut brief = String::new();
    records.each(&query, &mut |record, at| {
        let stamp = at.and_then(|at| record.stamps.get(at));
        kinds.brief(&record.kind, &record.fields, &mut brief);
        let ids: Vec<&str> = cited.by(record).iter().map(|one| one.id.as_str()).collect();
        let row = [
            stamp.map_or(String::new(), |stamp| stamp.at.to_string()).into(),
            Cow::Borrowed(stamp.map_or("", |stamp| clock(stamp.clock))),
            record.source.to_string().into(),
            harmless(&record.kind),
            harmless(stamp.map_or("", |stamp| &stamp.means)),
            harmless(&brief),
            harmless(&record.path),
            Cow::Owned(harmless(&record.at.to_string()).into_owned()),
            cited.severity(record).map_or("", severity_key).into(),
            ids.join(" ").into(),
        ];
        csv.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(io::Error::other)?;
        Ok(true)
    })?;
    csv.flush()?;
    Ok(())
}

/// Name of a clock, as serialised.
pub(super) const fn clock(clock: Clock) -> &'static str {
    match clock {
        Clock::Utc => "utc",
        Clock::LocalUnknownOffset => "local-unknown-offset",
        Clock::DeviceZone => "device-zone",
        Clock::Remote => "remote",
    }
}

/// A cell that no spreadsheet takes for a formula and no terminal obeys: control characters are
/// spelled out, and what starts like a formula gets an apostrophe in front.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let plain = text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    match (formula, plain) {
        (false, true) => Cow::Borrowed(text),
        (true, _) => Cow::Owned(format!("'{}", Untrusted(text))),
        (false, false) => Cow::Owned(Untrusted(text).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(harmless("a=b"), "a=b");
        assert_eq!(harmless("é\u{1b}[31m"), "é\\u{1b}[31m");
    }
}
