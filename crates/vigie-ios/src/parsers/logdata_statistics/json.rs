//! The statistics as lines of JSON.

use serde_json::Value;
use vigie_core::{Locator, Sink, Stop, Time};

use super::days::{Days, Sighting};

/// Reads every line of `bytes`.
pub(super) fn read(bytes: &[u8], days: &mut Days, sink: &mut Sink<'_>) -> Result<(), Stop> {
    for (line, text) in (1_u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        sink.check()?;
        if text.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(text) {
            Ok(entry) => add(line, &entry, days, sink),
            Err(error) => {
                sink.problem(Locator::Line(line), format!("expected a JSON object: {error}"));
            }
        }
    }
    Ok(())
}

/// Adds every process of a line.
fn add(line: u64, entry: &Value, days: &mut Days, sink: &mut Sink<'_>) {
    let at = entry.get("unixTime").and_then(Value::as_f64).and_then(Time::from_unix_float);
    let Some(at) = at else {
        sink.problem(Locator::Line(line), "expected a date as unixTime");
        return;
    };
    let record = entry.get("record").and_then(Value::as_str).unwrap_or("");
    let quarantined = record.contains("quarantine");
    let writers = entry.get("processList").and_then(Value::as_array);
    let writers = writers.into_iter().flatten().map(|writer| (writer.get("process"), writer));
    // A quarantine record names the one process that was held back.
    for (process, holder) in writers.chain([(entry.get("client"), entry)]) {
        let process = process.and_then(Value::as_str).unwrap_or("");
        if !process.is_empty() {
            let bytes = holder.get("sizeBytes").and_then(Value::as_u64).unwrap_or(0);
            days.add(&Sighting { line, process, at, bytes, quarantined }, sink);
        }
    }
}
