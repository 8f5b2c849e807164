//! Telling people: verdict, HTML report, JSON, CSV, Timesketch and STIX.
//!
//! Everything here is a function of a [`Report`], which holds an [`vigie_core::Outcome`] and the
//! facts about its case, and, where single records are shown, of a [`vigie_core::RecordSource`].
//! Nothing reads the clock, opens a file or knows a parser or detector by name.

mod advice;
mod checked;
mod command;
mod error;
mod export;
mod findings;
mod html;
mod lang;
mod listing;
mod manual;
mod page;
mod person;
mod report;
mod summary;
mod words;

pub use error::ReportError;
pub use export::{ExportFormat, write_export};
pub use findings::{
    FINDINGS_FORMAT, FindingJson, FindingsJson, TextClaim, exit_code, findings_json,
    findings_schema,
};
pub use html::{HtmlOptions, write_html};
pub use lang::Lang;
pub use listing::{FindingLine, finding_lines};
pub use manual::{manual_text, verdict_text};
pub use report::{CaseFacts, Report};
pub use summary::{Summary, SummaryFinding, SummaryLine, summary};
pub use words::{Words, check_claim, check_wording};
