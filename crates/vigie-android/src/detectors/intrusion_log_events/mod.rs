//! Events in intrusion logs that an attack may have left: authorities, stopped logs, commands over adb.

mod event;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen,
    Severity, Text, Time, Watch, wording,
};

use self::event::Sort;
use crate::parsers::{Acquisition, SecurityEvent};

pub(crate) static ITEM: IntrusionLogEvents = IntrusionLogEvents;

pub(crate) struct IntrusionLogEvents;

static META: DetectorMeta = DetectorMeta {
    id: "intrusion_log_events",
    version: 1,
    title: Text {
        en: "Security events in intrusion logs",
        fr: "Événements de sécurité dans les journaux d’intrusion",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.aqf_acquisition.acquisition",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/reference/android/app/admin/SecurityLog",
        "https://security.googleblog.com/2025/05/advanced-protection-mobile-devices.html",
    ],
};

impl Detector for IntrusionLogEvents {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Log::default())
    }
}

/// Most events of one sort that are remembered.
const MOST: usize = 5_000;
/// Most events that are cited in one finding.
const MOST_CITED: usize = 200;
const MINUTE: i64 = 60 * 1_000_000;
/// What is done over adb this long before and after an acquisition belongs to it.
const AROUND: i64 = 15 * MINUTE;
/// Longest time from a command to the installation that it makes.
const TO_INSTALL: i64 = 5 * MINUTE;
/// Longest time from an installation to a command that gives powers.
const TO_GRANT: i64 = 60 * MINUTE;

/// An event that is kept.
struct Kept {
    at: Option<Time>,
    /// The command, the app, or the authority.
    words: String,
    evidence: Evidence,
}

#[derive(Default)]
struct Log {
    acquisitions: Vec<(Time, Time)>,
    events: BTreeMap<Sort, Vec<Kept>>,
    asked: usize,
}

impl Watch for Log {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(acquisition) = seen.record.as_a::<Acquisition>() {
            if let Some(begun) = acquisition.started {
                let window = (begun, acquisition.completed.unwrap_or(begun));
                self.acquisitions.push(window);
            }
        } else if let Some(event) = seen.record.as_a::<SecurityEvent>()
            && let Some(sort) = event::sort(event)
        {
            let words = event::words(event);
            let quote = if words.is_empty() { &event.event } else { &words };
            let evidence = seen.evidence("event", quote);
            let events = self.events.entry(sort).or_default();
            if events.len() < MOST {
                events.push(Kept { at: event.time, words, evidence });
            }
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        // Most events are processes that start: only those are asked for that matter.
        let text = event::QUESTIONS.get(self.asked)?;
        self.asked += 1;
        Some(RecordQuery {
            kinds: vec!["android.intrusion_logs.security".to_owned()],
            text: Some((*text).to_owned()),
            by_time: true,
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let mut events = std::mem::take(&mut self.events);
        let commands = events.remove(&Sort::Command).unwrap_or_default();
        let (own, others): (Vec<_>, Vec<_>) =
            commands.into_iter().partition(|command| self.is_acquisition(command.at));
        let installed = events.remove(&Sort::Installed).unwrap_or_default();
        out.extend(installed.iter().filter_map(|app| by_command(app, &others)));
        for (sort, kept) in events {
            out.extend(all(sort.key(), sort.severity(), kept));
        }
        let severity = if self.acquisitions.is_empty() { Severity::Info } else { Severity::Low };
        out.extend(all("intrusion-log-events-adb", severity, others));
        out.extend(all("intrusion-log-events-acquisition", Severity::Info, own));
    }
}

impl Log {
    /// Whether an acquisition was under way.
    fn is_acquisition(&self, at: Option<Time>) -> bool {
        let Some(at) = at.map(Time::unix_micros) else { return false };
        self.acquisitions.iter().any(|(from, to)| {
            let (from, to) = (from.unix_micros(), to.unix_micros());
            (from.saturating_sub(AROUND)..=to.saturating_add(AROUND)).contains(&at)
        })
    }
}

/// What is said of an app that a command installed, and perhaps another gave powers.
fn by_command(app: &Kept, commands: &[Kept]) -> Option<Found> {
    let installed = app.at?;
    let within = |from: Time, to: Time, length: i64| {
        (0..=length).contains(&to.unix_micros().saturating_sub(from.unix_micros()))
    };
    let first = commands.iter().find(|command| {
        event::installs(&command.words) && command.at.is_some_and(|at| within(at, installed, TO_INSTALL))
    })?;
    let grant = commands.iter().find(|command| {
        event::grants(&command.words, &app.words)
            && command.at.is_some_and(|at| within(installed, at, TO_GRANT))
    });
    let (severity, key) = match grant {
        Some(_) => (Severity::Medium, "intrusion-log-events-installed-and-granted"),
        None => (Severity::Low, "intrusion-log-events-installed"),
    };
    let mut evidence = vec![first.evidence.clone(), app.evidence.clone()];
    evidence.extend(grant.map(|grant| grant.evidence.clone()));
    let claim = Claim::new(key, [("app", &app.words)]);
    Some(Found { severity, confidence: Confidence::Medium, claim, evidence })
}

/// One finding for all of `events`.
fn all(key: &str, severity: Severity, events: Vec<Kept>) -> Option<Found> {
    let dates: Vec<Time> = events.iter().filter_map(|event| event.at).collect();
    let day = |at: Option<&Time>| {
        at.map_or("?".to_owned(), |at| {
            let (year, month, day) = at.date();
            format!("{year:04}-{month:02}-{day:02}")
        })
    };
    let (first, last) = (day(dates.iter().min()), day(dates.iter().max()));
    let mut words: Vec<&str> = Vec::new();
    for event in &events {
        let text: &str = event.words.get(..60).unwrap_or(&event.words);
        if !text.is_empty() && !words.contains(&text) && words.len() < 3 {
            words.push(text);
        }
    }
    let (count, words) = (events.len().to_string(), words.join("; "));
    let args = [("count", &*count), ("first", &*first), ("last", &*last), ("words", &*words)];
    let claim = Claim::new(key, args);
    (!events.is_empty()).then(|| Found {
        severity,
        confidence: Confidence::Low,
        claim,
        evidence: events.into_iter().take(MOST_CITED).map(|event| event.evidence).collect(),
    })
}
