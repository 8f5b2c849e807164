//! One JSON object a line, one line a record.

use std::io;

use serde::Serialize;
use vigie_core::{Locator, RecordQuery, RecordSource, StoredStamp};

use super::cited::Cited;
use crate::ReportError;

#[derive(Serialize)]
struct Line<'a> {
    id: u64,
    kind: &'a str,
    source: u32,
    path: &'a str,
    at: &'a Locator,
    stamps: &'a [StoredStamp],
    fields: &'a serde_json::Map<String, serde_json::Value>,
    /// Ids of the findings it supports.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    findings: &'a [&'a str],
}

pub(super) fn write(
    cited: &Cited<'_>,
    records: &dyn RecordSource,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    records.each(&RecordQuery::default(), &mut |record, _| {
        let findings: Vec<&str> = cited.by(record).iter().map(|one| one.id.as_str()).collect();
        let line = Line {
            id: record.id,
            kind: &record.kind,
            source: record.source,
            path: &record.path,
            at: &record.at,
            stamps: &record.stamps,
            fields: &record.fields,
            findings: &findings,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
        Ok(true)
    })?;
    Ok(())
}
