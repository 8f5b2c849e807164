//! Records as a case keeps them, for exports, timelines and reports.

use serde::{Deserialize, Serialize};

use crate::{Clock, Locator, Time};

/// A record as a case keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredRecord {
    /// Number of the record in its case: the same evidence gives the same number.
    pub id: u64,
    /// Number of the piece of evidence.
    pub source: u32,
    /// File, as a path on the device or inside the evidence.
    pub path: String,
    /// Where in that file.
    pub at: Locator,
    /// Kind of the record.
    pub kind: String,
    /// Every instant it carries.
    pub stamps: Vec<StoredStamp>,
    /// Its fields, as a JSON object.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A [`crate::Stamp`] as a case keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredStamp {
    /// The instant.
    pub at: Time,
    /// What happened then.
    pub means: String,
    /// Whose clock wrote it.
    pub clock: Clock,
}

/// Which records to show, and in which order.
#[derive(Clone, Debug, Default)]
pub struct RecordQuery {
    /// Only stamps at or after this instant; with either bound, undated records are left out.
    pub from: Option<Time>,
    /// Only stamps at or before this instant.
    pub to: Option<Time>,
    /// Only stamps inside one of these, both ends included; a further restriction when not empty.
    pub windows: Vec<(Time, Time)>,
    /// Only kinds that start with one of these; all when empty.
    pub kinds: Vec<String>,
    /// Only records whose fields hold this text, letters compared without case.
    pub text: Option<String>,
    /// By time, one call per stamp; otherwise in order of source, file and position, one call per
    /// record.
    pub by_time: bool,
}

impl RecordQuery {
    /// True when only some instants are wanted.
    #[must_use]
    pub const fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some() || !self.windows.is_empty()
    }

    /// Whether an instant is wanted.
    #[must_use]
    pub fn wants(&self, at: Time) -> bool {
        let inside = |(from, to): &(Time, Time)| *from <= at && at <= *to;
        self.from.is_none_or(|from| at >= from)
            && self.to.is_none_or(|to| at <= to)
            && (self.windows.is_empty() || self.windows.iter().any(inside))
    }
}

/// Gives stored records one at a time.
pub trait RecordSource {
    /// Shows each record of `query` to `see`; `see` gives `false` to stop. In order of time, the
    /// second argument is the index in `stamps` of the instant that put it there.
    ///
    /// # Errors
    /// When the case cannot be read.
    fn each(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> std::io::Result<bool>,
    ) -> std::io::Result<()>;

    /// Shows the instants inside `windows`, in no particular order: when, the id of the record, the
    /// index in its `stamps`. Far cheaper than [`RecordSource::each`] where only some records will be
    /// looked at: see [`RecordSource::records`].
    ///
    /// # Errors
    /// When the case cannot be read.
    fn instants(
        &self,
        windows: &[(Time, Time)],
        see: &mut dyn FnMut(Time, u64, usize),
    ) -> std::io::Result<()>;

    /// Shows the records with these ids, which are in rising order.
    ///
    /// # Errors
    /// When the case cannot be read.
    fn records(&self, ids: &[u64], see: &mut dyn FnMut(&StoredRecord)) -> std::io::Result<()>;
}
