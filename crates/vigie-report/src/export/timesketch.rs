//! The timeline as Timesketch imports it: JSON lines with `message`, `datetime` and
//! `timestamp_desc`, the three fields it asks for, and ours beside them.
//!
//! <https://timesketch.org/guides/user/import-from-json-csv/>

use std::io;

use serde::Serialize;
use vigie_core::{Locator, RecordQuery, RecordSource, Severity, Time};

use super::brief::Kinds;
use super::cited::Cited;
use super::timeline::clock;
use crate::ReportError;
use crate::words::severity_key;

#[derive(Serialize)]
struct Event<'a> {
    message: &'a str,
    datetime: Time,
    timestamp_desc: &'a str,
    /// Microseconds since 1970.
    timestamp: i64,
    data_type: &'a str,
    clock: &'static str,
    source: u32,
    path: &'a str,
    locator: String,
    at: &'a Locator,
    /// Labels in the timeline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tag: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<&'a str>,
    fields: &'a serde_json::Map<String, serde_json::Value>,
}

pub(super) fn write(
    kinds: &Kinds,
    cited: &Cited<'_>,
    records: &dyn RecordSource,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let query = RecordQuery { by_time: true, ..RecordQuery::default() };
    let mut message = String::new();
    records.each(&query, &mut |record, at| {
        // Timesketch refuses events without a date.
        let Some(stamp) = at.and_then(|at| record.stamps.get(at)) else { return Ok(true) };
        kinds.brief(&record.kind, &record.fields, &mut message);
        if message.is_empty() {
            message.push_str(&record.kind);
        }
        let event = Event {
            message: &message,
            datetime: stamp.at,
            timestamp_desc: &stamp.means,
            timestamp: stamp.at.unix_micros(),
            data_type: &record.kind,
            clock: clock(stamp.clock),
            source: record.source,
            path: &record.path,
            locator: record.at.to_string(),
            at: &record.at,
            tag: cited.severity(record).map(tag).into_iter().collect(),
            findings: cited.by(record).iter().map(|one| one.id.as_str()).collect(),
            fields: &record.fields,
        };
        serde_json::to_writer(&mut *out, &event)?;
        out.write_all(b"\n")?;
        Ok(true)
    })?;
    Ok(())
}

/// The label of a record that supports a finding.
fn tag(severity: Severity) -> &'static str {
    match severity_key(severity) {
        "high" => "vigie-high",
        "medium" => "vigie-medium",
        "low" => "vigie-low",
        _ => "vigie-info",
    }
}
