//! The first line of a report: one JSON object.

use vigie_core::{Locator, Sink};

use super::bug_types;
use super::report::Report;
use super::when::When;
use crate::columns::Scalar;
use crate::json_parts::Part;
use crate::starts::start;

/// Longest text of a report that is kept.
pub(super) const LONGEST: usize = 4_000;
/// Most fields of a header that no field of the record is for.
const MOST_OTHERS: usize = 100;

/// Reads the header in `line`.
pub(super) fn read(line: &str, sink: &mut Sink<'_>) -> Report {
    let mut report = Report::default();
    for (name, value) in Part::of(line).members() {
        let text = value.text().map(short);
        match name.as_ref() {
            "bug_type" => report.bug_type = text.unwrap_or_default(),
            "incident_id" | "incident" => report.incident = text,
            "name" => report.name = text,
            "app_name" => report.name = text.or(report.name.take()),
            "bundleID" | "bundle_id" => report.bundle_id = text,
            "app_version" => report.app_version = text,
            "os_version" => report.os_version = text,
            "timestamp" => {
                let when = text.as_deref().and_then(When::read);
                if when.is_none() {
                    sink.problem(Locator::Byte(value.at as u64), "timestamp: expected a date");
                }
                set_timestamp(&mut report, when);
            }
            _ if report.columns.len() >= MOST_OTHERS || value.raw == "null" => {}
            other => report.columns.push(other.to_owned(), scalar(value, text)),
        }
    }
    report.bug = bug_types::name(&report.bug_type).map(str::to_owned);
    report.is_crash = bug_types::is_crash(&report.bug_type);
    report
}

/// Dates `report`, unless `when` says nothing.
pub(super) fn set_timestamp(report: &mut Report, when: Option<When>) {
    if let Some(When { at, is_local }) = when {
        report.timestamp = Some(at);
        report.timestamp_is_local = is_local;
    }
}

fn scalar(value: Part<'_>, text: Option<String>) -> Scalar {
    let number = value.read::<i64>().map(Scalar::Integer);
    let truth = || value.read::<bool>().map(Scalar::Truth);
    number.or_else(truth).unwrap_or_else(|| Scalar::Text(text.unwrap_or_default()))
}

/// `text`, cut at a length that no honest report reaches.
pub(super) fn short(mut text: String) -> String {
    if text.len() > LONGEST {
        text.truncate(start(&text, LONGEST).len());
        text.push('…');
    }
    text
}
