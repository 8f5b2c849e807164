//! Why a report could not be written.

/// Why a report or export could not be written. Messages fit after "cannot write …: ".
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The records could not be read, or the text could not be written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A value could not be turned into JSON.
    #[error("a value cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A row could not be turned into CSV.
    #[error("a row cannot be written as CSV: {0}")]
    Csv(#[from] csv::Error),
}
