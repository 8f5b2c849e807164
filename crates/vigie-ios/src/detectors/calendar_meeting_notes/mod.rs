//! Invitations as QuaDream's exploit sent them.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time,
    Watch,
};

use super::wording::wording;
use crate::parsers::CalendarEvent;

pub(crate) static ITEM: CalendarMeetingNotes = CalendarMeetingNotes;

pub(crate) struct CalendarMeetingNotes;

static META: DetectorMeta = DetectorMeta {
    id: "calendar_meeting_notes",
    version: 1,
    title: Text {
        en: "Calendar invitations like those of QuaDream’s exploit",
        fr: "Invitations de calendrier semblables à celles de l’exploit de QuaDream",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["ios.calendar.event"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
        "https://docs.mvt.re/en/latest/ios/records/#calendar",
    ],
};

impl Detector for CalendarMeetingNotes {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Events::default())
    }
}

/// Most events that are remembered: past invitations and those with the words of the exploit.
const MOST: usize = 20_000;

/// Events made this close to each other, in microseconds, came at one moment.
const ONE_MOMENT: i64 = 60_000_000;

/// More past invitations than this at one moment are an account being synchronised.
const MOST_AT_ONE_MOMENT: usize = 3;

/// What has to be remembered of an event.
struct Suspect {
    /// Called "Meeting", described as "Notes".
    has_words: bool,
    /// Where it was made after it had ended: when, and from when to when it lasts.
    backdated: Option<Backdated>,
    evidence: Evidence,
}

#[derive(Clone, Copy)]
struct Backdated {
    created: Time,
    start: Time,
    end: Time,
}

impl Backdated {
    /// Made after its end, by somebody else than the owner.
    fn of(event: &CalendarEvent) -> Option<Self> {
        let (created, start) = (event.creation_date?, event.start_date?);
        let end = event.end_date.unwrap_or(start);
        let is_past = start <= end && end < created;
        (is_past && event.is_invitation()).then_some(Self { created, start, end })
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// Events of one calendar database.
#[derive(Default)]
struct Events(Vec<Suspect>);

impl Watch for Events {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(event) = seen.record.as_a::<CalendarEvent>() else { return };
        let is = |text: &Option<String>, word| text.as_deref().map(str::trim) == Some(word);
        let has_words = is(&event.summary, "Meeting") && is(&event.description, "Notes");
        let backdated = Backdated::of(event);
        if (has_words || backdated.is_some()) && self.0.len() < MOST {
            let quote = event.summary.as_deref().unwrap_or("");
            let evidence = seen.evidence("summary", quote);
            self.0.push(Suspect { has_words, backdated, evidence });
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let suspects = std::mem::take(&mut self.0);
        let paired = pairs(&suspects);
        let mut words = Vec::new();
        let mut both = Vec::new();
        for (at, suspect) in suspects.iter().enumerate().filter(|(_, one)| one.has_words) {
            let is_marked = suspect.backdated.is_some() || paired.contains(&at);
            let list = if is_marked { &mut both } else { &mut words };
            list.push(suspect.evidence.clone());
        }
        let plain = |at: &&usize| suspects.get(**at).is_some_and(|one| !one.has_words);
        let overlapping: Vec<Evidence> = paired
            .iter()
            .filter(plain)
            .filter_map(|at| Some(suspects.get(*at)?.evidence.clone()))
            .collect();
        let claims = [
            (both, "exploit", Severity::High, Confidence::Medium),
            (words, "words", Severity::Medium, Confidence::Low),
            (overlapping, "overlap", Severity::Low, Confidence::Low),
        ];
        for (evidence, key, severity, confidence) in claims {
            if !evidence.is_empty() {
                let count = evidence.len().to_string();
                let key = format!("calendar-meeting-notes-{key}");
                let claim = Claim::new(&key, [("count", &count)]);
                out.push(Found { severity, confidence, claim, evidence });
            }
        }
    }
}

/// The past invitations that came at one moment with another one that they overlap, in order; not
/// those that came with many.
fn pairs(suspects: &[Suspect]) -> Vec<usize> {
    let dated = |(at, suspect): (usize, &Suspect)| Some((suspect.backdated?, at));
    let mut past: Vec<(Backdated, usize)> = suspects.iter().enumerate().filter_map(dated).collect();
    past.sort_by_key(|(dates, at)| (dates.created, *at));
    let mut found = Vec::new();
    for moment in past.chunk_by(|(one, _), (next, _)| {
        next.created.unix_micros().saturating_sub(one.created.unix_micros()) <= ONE_MOMENT
    }) {
        if moment.len() > MOST_AT_ONE_MOMENT {
            continue;
        }
        for (dates, at) in moment {
            let mut others = moment.iter().filter(|(_, other)| other != at);
            if others.any(|(other, _)| dates.overlaps(other)) {
                found.push(*at);
            }
        }
    }
    found.sort_unstable();
    found
}
