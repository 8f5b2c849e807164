//! The timeline as a picture: one lane for each piece of evidence, inline SVG, no script.
//!
//! Records are thin short ticks, records that support a finding thick tall ones, so that the two
//! differ in shape. Times whose offset is unknown get a lane of their own, with a band of 14 hours
//! to each side instead of a false position.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Clock, Severity, Time};

use super::coverage::source_number;
use super::timeline::Event;
use super::{Moment, count, moment};
use crate::words::severity_key;
use crate::{Report, Words};

/// Width of the picture in its own units.
const WIDTH: i64 = 2000;
/// How far an unknown offset can move a time, in microseconds.
const BAND: i64 = 14 * 3_600_000_000;
/// Room on both sides when everything happened at once, in microseconds.
const ALONE: i64 = 60_000_000;

pub(crate) struct StripView {
    pub(crate) lanes: Vec<LaneView>,
    pub(crate) start: Moment,
    pub(crate) end: Moment,
    pub(crate) has_band: bool,
}

pub(crate) struct LaneView {
    pub(crate) label: String,
    pub(crate) alt: String,
    /// Positions of records.
    pub(crate) ticks: BTreeSet<i64>,
    /// Positions of records that support a finding, with its severity.
    pub(crate) marks: Vec<(i64, &'static str)>,
    /// Start and width of uncertain times.
    pub(crate) bands: Vec<(i64, i64)>,
}

/// The picture of `events`, which are in order of time; nothing when there are none.
pub(super) fn draw(report: &Report<'_>, words: &Words, events: &[Event]) -> Option<StripView> {
    let (first, last) = (events.first()?.at, events.last()?.at);
    let scale = Scale::new(first, last);
    let mut lanes: BTreeMap<(u32, bool), Vec<&Event>> = BTreeMap::new();
    for event in events {
        let local = event.clock == Clock::LocalUnknownOffset;
        lanes.entry((event.source, local)).or_default().push(event);
    }
    let has_band = lanes.keys().any(|(_, local)| *local);
    Some(StripView {
        lanes: lanes
            .into_iter()
            .map(|((source, local), events)| lane(report, words, &scale, source, local, &events))
            .collect(),
        start: moment(first, None, words),
        end: moment(last, None, words),
        has_band,
    })
}

fn lane(
    report: &Report<'_>,
    words: &Words,
    scale: &Scale,
    source: u32,
    local: bool,
    events: &[&Event],
) -> LaneView {
    let marks: BTreeMap<i64, Severity> = events
        .iter()
        .filter_map(|event| Some((scale.place(event.at), event.cited?)))
        .fold(BTreeMap::new(), |mut marks, (place, severity)| {
            let worst = marks.entry(place).or_insert(severity);
            *worst = severity.max(*worst);
            marks
        });
    let ticks: BTreeSet<i64> = events.iter().map(|event| scale.place(event.at)).collect();
    // A tick would say more than is known.
    let ticks = if local { BTreeSet::new() } else { ticks };
    let bands = if local { scale.bands(events) } else { Vec::new() };
    let span = match (events.first(), events.last()) {
        (Some(first), Some(last)) => words.span(first.at, last.at),
        _ => String::new(),
    };
    let args = [
        ("records", count(events.len()).into()),
        ("marks", count(events.iter().filter(|event| event.cited.is_some()).count()).into()),
        ("span", span.into()),
    ];
    LaneView {
        label: label(report, words, source, local),
        alt: words.with("strip-alt", &args),
        ticks: ticks.into_iter().filter(|place| !marks.contains_key(place)).collect(),
        marks: marks.into_iter().map(|(place, one)| (place, severity_key(one))).collect(),
        bands,
    }
}

fn label(report: &Report<'_>, words: &Words, source: u32, local: bool) -> String {
    let number = [("number", source_number(source).into())];
    if local {
        return words.with("lane-device", &number);
    }
    let sources = &report.outcome.coverage().sources;
    match sources.iter().find(|one| one.number == source) {
        Some(one) => {
            let [number] = number;
            let kind = ("kind", words.evidence_kind(one.kind).into());
            words.with("lane", &[number, kind])
        }
        None => words.with("source-number", &number),
    }
}

/// Time to position.
struct Scale {
    start: i64,
    length: i64,
}

impl Scale {
    fn new(first: Time, last: Time) -> Self {
        let span = last.unix_micros().saturating_sub(first.unix_micros());
        // A little room on both sides, so that the first and last tick are whole.
        let room = (span / 40).max(if span == 0 { ALONE } else { 1 });
        let start = first.unix_micros().saturating_sub(room);
        Self { start, length: span.saturating_add(room.saturating_mul(2)).max(1) }
    }

    fn place(&self, at: Time) -> i64 {
        self.place_of(at.unix_micros())
    }

    fn place_of(&self, micros: i64) -> i64 {
        let from_start = i128::from(micros.saturating_sub(self.start));
        let place = from_start.saturating_mul(i128::from(WIDTH)) / i128::from(self.length.max(1));
        i64::try_from(place.clamp(0, i128::from(WIDTH))).unwrap_or(0)
    }

    /// The uncertain stretches around `events`, those that overlap as one.
    fn bands(&self, events: &[&Event]) -> Vec<(i64, i64)> {
        let mut bands: Vec<(i64, i64)> = Vec::new();
        for event in events {
            let from = self.place_of(event.at.unix_micros().saturating_sub(BAND));
            let to = self.place_of(event.at.unix_micros().saturating_add(BAND));
            match bands.last_mut() {
                Some((start, width)) if start.saturating_add(*width) >= from => {
                    *width = (*width).max(to.saturating_sub(*start));
                }
                _ => bands.push((from, to.saturating_sub(from))),
            }
        }
        bands
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_stays_inside_the_picture() {
        let at = |text| Time::parse(text).unwrap();
        let (first, last) = (at("2026-01-01"), at("2026-01-03"));
        let scale = Scale::new(first, last);
        assert!(scale.place(first) > 0 && scale.place(last) < WIDTH);
        assert!((990..=1010).contains(&scale.place(at("2026-01-02"))));
        assert_eq!(scale.place(at("0001-01-01")), 0);
        let alone = Scale::new(first, first);
        assert_eq!(alone.place(first), WIDTH / 2);
        let whole = Scale::new(at("0001-01-01"), at("9999-12-31"));
        assert!(whole.place(at("9999-12-31")) <= WIDTH);
    }
}
