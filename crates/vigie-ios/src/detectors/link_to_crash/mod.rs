//! A message, and minutes later the crash of a process that takes in what strangers send: with the
//! visit of its link and a redirect in between, or with nothing.

mod clues;
mod ends;
mod senders;

use std::collections::BTreeSet;

use vigie_core::{
    Detector, DetectorMeta, Found, Order, RecordQuery, Seen, Severity, Text, Time, Watch,
};

use self::clues::{Crash, Opened, Received};
use self::senders::Known;
use super::attack_surface::Road;
use super::wording::wording;
use crate::parsers::Contact;

pub(crate) static ITEM: LinkToCrash = LinkToCrash;

pub(crate) struct LinkToCrash;

static META: DetectorMeta = DetectorMeta {
    id: "link_to_crash",
    version: 1,
    title: Text {
        en: "Message followed within minutes by a crash",
        fr: "Message suivi d’un plantage en quelques minutes",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &["ios.crash_reports.crash"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://citizenlab.ca/2016/08/million-dollar-dissident-iphone-zero-day-nso-group-uae/",
        "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
        "https://blog.google/threat-analysis-group/0-days-exploited-by-commercial-surveillance-vendor-in-egypt/",
    ],
};

impl Detector for LinkToCrash {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Chains::default())
    }
}

/// One second, in microseconds.
const SECOND: i64 = 1_000_000;
/// Longest time from the visit of a page to a crash.
const TO_CRASH: i64 = 300 * SECOND;
/// Longest time from a message to the visit of its link.
const TO_VISIT: i64 = 1800 * SECOND;
/// Longest time from a message to crashes without a visit, and between these.
const UNTOUCHED: i64 = 600 * SECOND;

const MOST_CRASHES: usize = 1_000;
const MOST_VISITS: usize = 20_000;
const MOST_MESSAGES: usize = 20_000;
/// Most landings of which the history is asked whether they are visited otherwise.
const MOST_LANDINGS: usize = 20;

/// Which records were asked for last.
#[derive(Clone, Copy, Default, PartialEq)]
enum Phase {
    #[default]
    Crashes,
    Visits,
    Messages,
    Contacts,
    Landings,
}

/// From the rare to the frequent: crashes, pages visited before them, messages before those.
#[derive(Default)]
struct Chains {
    phase: Phase,
    crashes: Vec<Crash>,
    visits: Vec<Opened>,
    messages: Vec<Received>,
    known: Known,
    landings: Vec<String>,
    /// Sites that were visited on another day than the crash.
    usual: BTreeSet<String>,
}

impl Watch for Chains {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        match self.phase {
            Phase::Crashes => {
                if let Some(crash) = Crash::of(seen)
                    && self.crashes.len() < MOST_CRASHES
                    && !self.crashes.iter().any(|other| other.is_same(&crash))
                {
                    self.crashes.push(crash);
                }
            }
            Phase::Visits if self.visits.len() < MOST_VISITS => {
                self.visits.extend(Opened::of(seen));
            }
            Phase::Messages if self.messages.len() < MOST_MESSAGES => {
                self.messages.extend(Received::of(seen, &self.visits));
            }
            Phase::Contacts => {
                if let Some(contact) = seen.record.as_a::<Contact>() {
                    self.known.add(contact);
                }
            }
            Phase::Landings => self.revisit(seen),
            Phase::Visits | Phase::Messages => {}
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        loop {
            self.phase = match self.phase {
                Phase::Crashes => Phase::Visits,
                Phase::Visits => Phase::Messages,
                Phase::Messages => Phase::Contacts,
                Phase::Contacts | Phase::Landings => Phase::Landings,
            };
            let asked = match self.phase {
                Phase::Visits => near(VISITS, self.crashes.iter().map(Crash::before)),
                Phase::Messages => near(MESSAGES, self.before_messages()),
                Phase::Contacts => (!self.messages.is_empty()).then(|| of(CONTACTS)),
                Phase::Crashes | Phase::Landings => return self.next_landing(),
            };
            if asked.is_some() {
                return asked;
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let clues = ends::Clues {
            crashes: &self.crashes,
            visits: &self.visits,
            messages: &self.messages,
            known: &self.known,
            usual: &self.usual,
        };
        out.extend(ends::found(&clues));
    }
}

impl Chains {
    /// When a message may have come that led to a visit, or to crashes without one.
    fn before_messages(&self) -> impl Iterator<Item = (Time, Time)> {
        let visits = self.visits.iter().filter_map(|visit| window(visit.at, TO_VISIT));
        let messages = self.crashes.iter().filter(|crash| crash.road == Road::Messages);
        visits.chain(messages.filter_map(|crash| window(crash.at, UNTOUCHED)))
    }

    /// The history of the next site that a chain led to.
    fn next_landing(&mut self) -> Option<RecordQuery> {
        let led = self.visits.iter().filter_map(|visit| visit.landing.as_deref());
        let next = led.filter(|host| !self.landings.iter().any(|known| known == host));
        let next = next.take(MOST_LANDINGS).next()?.to_owned();
        if self.landings.len() >= MOST_LANDINGS || self.messages.is_empty() {
            return None;
        }
        self.landings.push(next.clone());
        Some(RecordQuery { text: Some(next), ..of(VISITS) })
    }

    /// Notes that a site is visited on other days too.
    fn revisit(&mut self, seen: &Seen<'_>) {
        const DAY: i64 = 86_400 * SECOND;
        let (Some(host), Some(visit)) = (self.landings.last(), Opened::of(seen)) else { return };
        let far = |crash: &Crash| crash.at.unix_micros().abs_diff(visit.at.unix_micros()) > DAY.unsigned_abs();
        if visit.host == *host && self.crashes.iter().all(far) {
            self.usual.insert(host.clone());
        }
    }
}

const VISITS: &[&str] =
    &["ios.chrome_history.visit", "ios.firefox_history.visit", "ios.safari_history.visit"];
const MESSAGES: &[&str] = &["ios.sms.message", "ios.whatsapp.message"];
const CONTACTS: &[&str] = &["ios.contacts.contact"];

fn of(kinds: &[&str]) -> RecordQuery {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    RecordQuery { kinds, ..RecordQuery::default() }
}

/// Records of `kinds` inside `windows`; `None` where there is no window.
fn near(kinds: &[&str], windows: impl Iterator<Item = (Time, Time)>) -> Option<RecordQuery> {
    let windows: Vec<_> = windows.collect();
    (!windows.is_empty()).then(|| RecordQuery { windows, by_time: true, ..of(kinds) })
}

/// The time of `length` that ends at `end`.
fn window(end: Time, length: i64) -> Option<(Time, Time)> {
    Some((Time::from_unix_micros(end.unix_micros().checked_sub(length)?)?, end))
}

/// Whether `then` is `now` or at most `length` after it.
fn follows(now: Time, then: Time, length: i64) -> bool {
    let gap = then.unix_micros().saturating_sub(now.unix_micros());
    (0..=length).contains(&gap)
}
