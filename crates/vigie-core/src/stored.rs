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

    /// Whether an instant is wanted. Who asks about many makes [`RecordQuery::span`] ready once.
    #[must_use]
    pub fn wants(&self, at: Time) -> bool {
        self.span().holds(at)
    }

    /// The instants that are wanted.
    #[must_use]
    pub fn span(&self) -> Span {
        let mut sorted = self.windows.clone();
        sorted.sort_unstable();
        let mut windows: Vec<(Time, Time)> = Vec::new();
        for (from, to) in sorted {
            match windows.last_mut() {
                Some((_, end)) if *end >= from => *end = to.max(*end),
                _ => windows.push((from, to)),
            }
        }
        Span {
            from: self.from,
            to: self.to,
            windows: (!self.windows.is_empty()).then_some(windows),
        }
    }
}

/// Instants between two bounds, and inside any of a number of windows if there are some.
#[derive(Clone, Debug, Default)]
pub struct Span {
    from: Option<Time>,
    to: Option<Time>,
    /// In order, those that overlapped made one.
    windows: Option<Vec<(Time, Time)>>,
}

impl Span {
    /// Whether an instant is one of them.
    #[must_use]
    pub fn holds(&self, at: Time) -> bool {
        let inside = |windows: &Vec<(Time, Time)>| {
            let next = windows.partition_point(|(_, to)| *to < at);
            windows.get(next).is_some_and(|(from, _)| *from <= at)
        };
        self.from.is_none_or(|from| at >= from)
            && self.to.is_none_or(|to| at <= to)
            && self.windows.as_ref().is_none_or(inside)
    }

    /// First and last of them, where they have such.
    #[must_use]
    pub fn ends(&self) -> (Option<Time>, Option<Time>) {
        let windows = self.windows.as_deref().unwrap_or_default();
        let from = self.from.into_iter().chain(windows.first().map(|(from, _)| *from)).max();
        let to = self.to.into_iter().chain(windows.last().map(|(_, to)| *to)).min();
        (from, to)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_inside_any_window_is_wanted() {
        let at = |micros| Time::from_unix_micros(micros).unwrap();
        let windows = vec![(at(50), at(60)), (at(10), at(20)), (at(15), at(30)), (at(55), at(55))];
        let query = RecordQuery { windows, to: Some(at(58)), ..RecordQuery::default() };
        let wanted: Vec<i64> = (0..70).filter(|micros| query.wants(at(*micros))).collect();
        let expected: Vec<i64> = (10..=30).chain(50..=58).collect();
        assert_eq!(wanted, expected);
        assert_eq!(query.span().ends(), (Some(at(10)), Some(at(58))));
        assert!(RecordQuery::default().wants(at(7)));
        let none = RecordQuery { windows: vec![(at(5), at(4))], ..RecordQuery::default() };
        assert!(!none.wants(at(4)) && !none.wants(at(5)));
    }
}
