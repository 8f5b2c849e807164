//! What happened around the findings.

use std::collections::BinaryHeap;
use std::io;

use vigie_core::{EvidenceKind, Locator, RecordSource, Severity, StoredRecord, StoredStamp, Time};

use super::coverage::source_number;
use super::finding::quoted;
use super::strip::{self, StripView};
use super::{Moment, count, moment};
use crate::export::{Cited, Kinds, add, field};
use crate::words::{safe_text, severity_key};
use crate::{Report, Words};

/// Most records around all findings.
const ROWS: usize = 5000;
/// Most findings, and pieces of evidence of each, that the timeline is drawn around.
const FINDINGS: usize = 200;
const EVIDENCE: usize = 20;
/// How far around a finding: a quarter of an hour, in microseconds. A link is received, opened and
/// followed by a process within minutes.
const AROUND: i64 = 900_000_000;
/// Most records around one moment, so that one busy hour does not crowd out the others.
const AROUND_ONE: usize = 500;
/// Most characters that tell what a record says.
const BRIEF: usize = 160;

pub(crate) struct TimelineView {
    /// Said instead of, or above, the picture.
    pub(crate) intro: String,
    pub(crate) omitted: Option<String>,
    pub(crate) strip: Option<StripView>,
    pub(crate) rows: Vec<RowView>,
}

/// One instant of one record.
pub(crate) struct RowView {
    pub(crate) when: Moment,
    pub(crate) means: String,
    pub(crate) what: String,
    pub(crate) brief: String,
    pub(crate) personal: String,
    pub(crate) source: String,
    pub(crate) path: String,
    pub(crate) at: String,
    /// Key and word of the severity of the finding it supports.
    pub(crate) cited: Option<(&'static str, String)>,
}

/// One instant of one record, before it is put in words.
pub(super) struct Event {
    pub(super) at: Time,
    pub(super) source: u32,
    path: String,
    locator: Locator,
    kind: String,
    means: String,
    pub(super) clock: vigie_core::Clock,
    pub(super) cited: Option<Severity>,
    brief: String,
    personal: String,
}

impl TimelineView {
    pub(super) fn new(
        report: &Report<'_>,
        words: &Words,
        kinds: &Kinds,
        records: &dyn RecordSource,
        include_personal: bool,
    ) -> Self {
        let anchors = anchors(report);
        let telling = Telling::new(report, include_personal);
        if anchors.is_empty() {
            return Self::saying(words.text("timeline-none"));
        }
        let (events, left_out) = match events(report, kinds, records, &anchors, &telling) {
            Ok(found) => found,
            Err(error) => {
                let text = words.text("timeline-unreadable");
                return Self::saying(format!("{text} {}", safe_text(&error.to_string(), 200)));
            }
        };
        let row = |event: &Event| row(event, words, kinds);
        Self {
            intro: words.with("timeline-intro", &[("count", count(events.len()).into())]),
            omitted: (left_out > 0)
                .then(|| words.with("timeline-omitted", &[("count", left_out.into())])),
            strip: strip::draw(report, words, &events),
            rows: events.iter().map(row).collect(),
        }
    }

    const fn saying(intro: String) -> Self {
        Self { intro, omitted: None, strip: None, rows: Vec::new() }
    }
}

/// The instants that findings rest on, in order.
fn anchors(report: &Report<'_>) -> Vec<Time> {
    let findings = report.outcome.findings().iter().take(FINDINGS);
    let evidence = findings.flat_map(|finding| finding.evidence.iter().take(EVIDENCE));
    let mut anchors: Vec<Time> = evidence.filter_map(|one| one.when).collect();
    anchors.sort();
    anchors.dedup();
    anchors
}

/// Periods around each anchor; those that touch become one, with all its anchors.
fn windows(anchors: &[Time]) -> Vec<(Time, Time, Vec<Time>)> {
    let shifted = |at: Time, by: i64| {
        Time::from_unix_micros(at.unix_micros().saturating_add(by)).unwrap_or(at)
    };
    let mut windows: Vec<(Time, Time, Vec<Time>)> = Vec::new();
    for anchor in anchors {
        let (from, to) = (shifted(*anchor, -AROUND), shifted(*anchor, AROUND));
        match windows.last_mut() {
            Some((_, end, inside)) if *end >= from => {
                *end = to;
                inside.push(*anchor);
            }
            _ => windows.push((from, to, vec![*anchor])),
        }
    }
    windows
}

/// An instant near a finding, by its distance: the farthest is dropped first.
type Near = (u64, Time, u64, usize);

/// The records around the anchors in order of time, and how many were left out.
fn events(
    report: &Report<'_>,
    kinds: &Kinds,
    records: &dyn RecordSource,
    anchors: &[Time],
    telling: &Telling,
) -> io::Result<(Vec<Event>, u64)> {
    let (nearest, mut left_out) = nearest(records, &windows(anchors))?;
    let cited = Cited::new(report.outcome.findings());
    let mut ids: Vec<u64> = nearest.iter().map(|(_, _, id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut wanted: Vec<(u64, usize)> = nearest.iter().map(|(.., id, at)| (*id, *at)).collect();
    wanted.sort_unstable();
    let mut all = Vec::with_capacity(wanted.len());
    records.records(&ids, &mut |record| {
        let severity = cited.severity(record);
        let from = wanted.partition_point(|(id, _)| *id < record.id);
        let here = wanted.get(from..).unwrap_or_default().iter();
        for (_, at) in here.take_while(|(id, _)| *id == record.id) {
            let Some(stamp) = record.stamps.get(*at) else { continue };
            let words = telling.of(record, kinds, severity.is_some());
            all.push(event(record, stamp, severity, words));
        }
    })?;
    all.sort_by(|a, b| {
        (a.at, a.source, &a.path, &a.locator, &a.means)
            .cmp(&(b.at, b.source, &b.path, &b.locator, &b.means))
    });
    left_out = left_out.saturating_add(count(all.len().saturating_sub(ROWS)));
    all.truncate(ROWS);
    Ok((all, left_out))
}

/// The instants nearest to the anchors of each window, and how many were left out. What a finding
/// rests on is an anchor itself, so it is never among those.
fn nearest(
    records: &dyn RecordSource,
    windows: &[(Time, Time, Vec<Time>)],
) -> io::Result<(Vec<Near>, u64)> {
    let most = ROWS.checked_div(windows.len()).unwrap_or(ROWS).clamp(10, AROUND_ONE);
    let mut nearest: Vec<BinaryHeap<Near>> = windows.iter().map(|_| BinaryHeap::new()).collect();
    let mut left_out: u64 = 0;
    let spans: Vec<_> = windows.iter().map(|(from, to, _)| (*from, *to)).collect();
    records.instants(&spans, &mut |at, id, stamp| {
        let window = windows.partition_point(|(_, to, _)| *to < at);
        let Some((_, _, anchors)) = windows.get(window) else { return };
        let Some(nearest) = nearest.get_mut(window) else { return };
        nearest.push((distance(at, anchors), at, id, stamp));
        if nearest.len() > most {
            left_out = left_out.saturating_add(1);
            nearest.pop();
        }
    })?;
    Ok((nearest.into_iter().flatten().collect(), left_out))
}

/// Microseconds from the nearest anchor.
fn distance(at: Time, anchors: &[Time]) -> u64 {
    let after = anchors.partition_point(|anchor| *anchor < at);
    let near = [after.checked_sub(1).and_then(|before| anchors.get(before)), anchors.get(after)];
    near.into_iter()
        .flatten()
        .map(|anchor| anchor.unix_micros().abs_diff(at.unix_micros()))
        .min()
        .unwrap_or(u64::MAX)
}

fn event(
    record: &StoredRecord,
    stamp: &StoredStamp,
    cited: Option<Severity>,
    (brief, personal): (String, String),
) -> Event {
    Event {
        at: stamp.at,
        source: record.source,
        path: record.path.clone(),
        locator: record.at.clone(),
        kind: record.kind.clone(),
        means: stamp.means.clone(),
        clock: stamp.clock,
        cited,
        brief,
        personal,
    }
}

/// How much the timeline tells of what records say.
///
/// Of a record that supports a finding, its line; of others only what is not personal. Of records
/// that came out of an encrypted backup nothing: what supports a finding is quoted there, and the
/// rest of their content must not lie on the disk in clear.
struct Telling {
    everything: bool,
    encrypted: Vec<u32>,
}

impl Telling {
    fn new(report: &Report<'_>, include_personal: bool) -> Self {
        let sources = report.outcome.coverage().sources.iter();
        let encrypted = sources.filter(|one| one.kind == EvidenceKind::IosBackupEncrypted);
        Self { everything: include_personal, encrypted: encrypted.map(|one| one.number).collect() }
    }

    /// What is told openly, and what is folded.
    fn of(&self, record: &StoredRecord, kinds: &Kinds, cited: bool) -> (String, String) {
        if !self.everything && self.encrypted.contains(&record.source) {
            (String::new(), String::new())
        } else if self.everything || cited {
            split_brief(record, kinds)
        } else {
            (split_brief(record, kinds).0, String::new())
        }
    }
}

/// What a record says in one line: what anybody may read, and what is personal.
fn split_brief(record: &StoredRecord, kinds: &Kinds) -> (String, String) {
    let (mut open, mut personal) = (String::new(), String::new());
    match kinds.of(&record.kind) {
        Some(kind) => {
            for name in kind.brief {
                let Some(value) = field(&record.fields, name) else { continue };
                let secret = kinds.is_personal(&record.kind, name);
                add(name, value, if secret { &mut personal } else { &mut open });
            }
        }
        // Nobody said what is personal in it: all of it may be.
        None => record.fields.iter().for_each(|(name, value)| add(name, value, &mut personal)),
    }
    (safe_text(&quoted(&open, false), BRIEF), safe_text(&quoted(&personal, false), BRIEF))
}

fn row(event: &Event, words: &Words, kinds: &Kinds) -> RowView {
    let lang = words.lang().tag();
    let kind = kinds.of(&event.kind);
    RowView {
        when: moment(event.at, Some(event.clock), words),
        means: words.means(&event.means),
        what: kind.map_or_else(|| safe_text(&event.kind, 60), |kind| kind.title.of(lang).into()),
        brief: event.brief.clone(),
        personal: event.personal.clone(),
        source: source_number(event.source),
        path: safe_text(&event.path, 120),
        at: words.locator(&event.locator),
        cited: event.cited.map(|one| (severity_key(one), words.severity(one))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_that_touch_become_one() {
        let at = |text| Time::parse(text).unwrap();
        let anchors = [at("2026-01-01T10:00"), at("2026-01-01T10:25"), at("2026-01-02T00:00")];
        let windows = windows(&anchors);
        assert_eq!(windows.len(), 2);
        assert_eq!(windows[0].0, at("2026-01-01T09:45"));
        assert_eq!(windows[0].1, at("2026-01-01T10:40"));
        assert_eq!(distance(at("2026-01-01T10:10"), &windows[0].2), 10 * 60 * 1_000_000);
    }
}
