//! `run.log` of a case: one JSON object a line, what was done and how long it took. Holds names of
//! parsers, paths and counts, never values from evidence.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use vigie_case::{CaseError, private_file};

/// The log of a run.
pub(super) struct Log {
    file: File,
    started: Instant,
}

impl Log {
    pub(super) fn create(case: &Path) -> Result<Self, CaseError> {
        Ok(Self { file: private_file(&case.join("run.log"))?, started: Instant::now() })
    }

    /// Adds a line.
    pub(super) fn event(&mut self, event: &str, facts: &Value) {
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let line = json!({ "ms": millis, "event": event, "facts": facts });
        // A full disk shows in the case itself; the log is not worth ending a run for.
        let _ = writeln!(self.file, "{line}");
    }
}
