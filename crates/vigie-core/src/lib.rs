//! The vocabulary every other crate speaks: what was read, what it says, what it may mean.
//!
//! Evidence → (parser) → [`Record`] → (indicator match or detector) → [`Finding`] → [`Verdict`].
//! What could not be read becomes a [`Problem`], and both together become [`Coverage`].

mod coverage;
mod finding;
mod fuzz;
mod input;
mod links;
mod observable;
pub mod pack;
mod problem;
mod reader;
mod record;
mod registry;
mod shortener;
mod sink;
mod stored;
mod text;
mod time;
mod verdict;

pub use coverage::{
    Artefact, ArtefactState, Coverage, EvidenceKind, IndicatorSet, Source, Subject,
};
pub use finding::{
    Claim, Confidence, Evidence, Finding, IndicatorRef, MAX_EVIDENCE, Severity, content_id,
};
#[doc(hidden)]
pub use fuzz::{fuzz_parser, fuzz_parsers};
pub use input::{Bytes, Input, Limits, ReadAt, SharedBytes, Siblings, Streamed, read_all};
pub use links::{Link, links};
pub use observable::{Observable, ObservableKind};
pub use problem::{Problem, Stop};
pub use reader::Reader;
pub use record::{Clock, Fields, Kind, Locator, Origin, Record, Revive, Stamp, Volume, revive};
pub use registry::{
    Detector, DetectorMeta, Found, MOST_QUESTIONS, Order, Parser, ParserMeta, Seen, Versions,
    Watch, Wording, glob_matches,
};
pub use shortener::is_shortener;
pub use sink::{Consumer, Sink, parse};
pub use stored::{RecordQuery, RecordSource, Span, StoredRecord, StoredStamp};
pub use text::{Text, Untrusted, defang};
pub use time::{TIME_NAME, Time};
pub use verdict::{Outcome, Verdict};
