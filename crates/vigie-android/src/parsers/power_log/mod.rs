//! `eRR.p`: every start and shutdown of a Samsung phone, and why.
//!
//! Written by the system server of Samsung's phones: a binary heading, then lines of text:
//!
//! ```text
//! 2026-06-01 08:00:00+0200 | ON | NP | recovery
//! ```
//!
//! date with its offset, what happened, a code, details.
//!
//! Source: <https://github.com/abrignoni/ALEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

use crate::names::packages_inside;
use crate::written_time;

pub(crate) static ITEM: PowerLog = PowerLog;

pub(crate) struct PowerLog;

static META: ParserMeta = ParserMeta {
    id: "power_log",
    title: Text { en: "Starts and shutdowns of a Samsung phone", fr: "Démarrages et extinctions d’un téléphone Samsung" },
    reads: &["/data/system/users/service/eRR.p", "/data/system/users/service/data/eRR.p", "/eRR.p"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "phone started or shut down", fr: "téléphone démarré ou éteint" }],
    versions: Versions::android(7),
    references: &["https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.power_log.event",
    title: Text { en: "Start or shutdown", fr: "Démarrage ou extinction" },
    brief: &["event", "code", "details"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Event>,
};

/// A start or a shutdown.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    /// What happened.
    pub(crate) event: String,
    /// A code for why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) code: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) details: String,
    /// When.
    pub(crate) at: Time,
    /// Whose clock wrote it.
    pub(crate) clock: Clock,
}

impl Parser for PowerLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_line_of(input, |line| {
            // The heading is padded with NUL, right up to the first line on some phones.
            let text = line.text.rsplit('\0').find(|part| part.contains('|')).unwrap_or("");
            if text.is_empty() {
                return Ok(());
            }
            let mut parts = text.splitn(4, '|').map(str::trim);
            let mut part = || parts.next().unwrap_or("").to_owned();
            let (date, event, code, details) = (part(), part(), part(), part());
            let at = Locator::Line(line.number);
            match written_time::instant(input, &date) {
                (Some(time), clock) => sink.emit(at, &Event { event, code, details, at: time, clock }),
                (None, _) => {
                    sink.problem(at, "expected a date, then what happened");
                    Ok(())
                }
            }
        })
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        see(Stamp { at: self.at, means: "phone started or shut down", clock: self.clock });
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        packages_inside(&self.details).for_each(|package| see("details", Observable::AppId(package)));
    }
}
