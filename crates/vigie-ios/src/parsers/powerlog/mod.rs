//! PowerLog: what each process and app used, hour by hour, for the last days.
//!
//! Written by `powerd`'s PowerLog into `CurrentPowerlog.PLSQL`, archived every day or so as
//! `Archives/powerlog_DATE_ID.PLSQL.gz`; a sysdiagnose carries copies in `logs/powerlogs`. SQLite,
//! with hundreds of tables named `AGENT_EVENT…_NAME` that come and go with versions. Read here:
//!
//! * `PLProcessMonitorAgent_EventForward_ProcessID` and `…_ProcessExit`: processes;
//! * `PLProcessNetworkAgent_EventInterval_UsageDiff`: bytes per process;
//! * `PLCoalitionAgent_EventInterval_CoalitionInterval`: activity per app and service;
//! * `PLApplicationAgent_EventNone_AllApps`: apps, with the date of their deletion;
//! * tables of the agents for sound, camera, location, apps and AirDrop: each event;
//! * in every other table: the names of processes and apps, once each, with first and last time.
//!
//! Times need an offset that the database holds: see [`clock::Offsets`]. Layout after
//! <https://doubleblak.com/blogPost.php?k=powerlog> and
//! <https://www.mac4n6.com/blog/2018/12/16/on-the-third-day-of-apollo-my-true-love-gave-to-me-application-usage-to-determine-who-has-been-naughty-or-nice>.

mod app;
mod clock;
mod coalition;
mod network;
mod process;
mod seen;
mod sensor;
mod who;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::gzip;
use vigie_formats::sqlite::Database;

use self::clock::Offsets;

pub(crate) static ITEM: Powerlog = Powerlog;

pub(crate) struct Powerlog;

static META: ParserMeta = ParserMeta {
    id: "powerlog",
    title: Text {
        en: "Processes, apps and their use of network and sensors (PowerLog)",
        fr: "Processus, apps et leur usage du réseau et des capteurs (PowerLog)",
    },
    reads: &["**/*.PLSQL", "**/*.PLSQL.gz"],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::IosSysdiagnose, EvidenceKind::Files],
    emits: &[
        &process::KIND,
        &network::KIND,
        &coalition::KIND,
        &app::KIND,
        &sensor::KIND,
        &seen::KIND,
    ],
    means: &[
        Text { en: "process seen running", fr: "processus vu actif" },
        Text { en: "process ended", fr: "processus terminé" },
        Text { en: "network use counted from", fr: "usage du réseau compté depuis" },
        Text { en: "network use counted to", fr: "usage du réseau compté jusqu’à" },
        Text { en: "activity counted from", fr: "activité comptée depuis" },
        Text { en: "activity counted to", fr: "activité comptée jusqu’à" },
        Text { en: "app noted by PowerLog", fr: "app notée par PowerLog" },
        Text { en: "app deleted", fr: "app supprimée" },
        Text { en: "sound used", fr: "son utilisé" },
        Text { en: "camera used", fr: "appareil photo utilisé" },
        Text { en: "location used", fr: "position utilisée" },
        Text { en: "AirDrop used", fr: "AirDrop utilisé" },
        Text { en: "app changed its state", fr: "app changeant d’état" },
        Text { en: "use ended", fr: "usage terminé" },
        Text { en: "first noted by PowerLog", fr: "noté d’abord par PowerLog" },
        Text { en: "last noted by PowerLog", fr: "noté en dernier par PowerLog" },
    ],
    versions: Versions::ios(8),
    references: &["https://doubleblak.com/blogPost.php?k=powerlog"],
};

impl Parser for Powerlog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = open(input, sink)?;
        database.note_damage(sink);
        if !database.table_names().any(|name| name.starts_with("PL")) {
            return Err(Stop::Unsupported("a database without tables of PowerLog".into()));
        }
        let offsets = Offsets::read(&database, sink)?;
        if offsets.are_unknown() {
            let what = "PLStorageOperator_EventForward_TimeOffset: expected rows; times are not exact";
            sink.problem(Locator::Whole, what);
        }
        process::read(&database, &offsets, sink)?;
        network::read(&database, &offsets, sink)?;
        app::read(&database, &offsets, sink)?;
        sensor::read(&database, &offsets, sink)?;
        coalition::read(&database, &offsets, sink)?;
        seen::read(&database, &offsets, sink)
    }
}

/// Opens the database, also inside of its archive.
fn open(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<Database, Stop> {
    let mut start = [0; 3];
    let read = input.data.read_at(0, &mut start)?;
    if !gzip::looks_like_one(start.get(..read).unwrap_or_default()) {
        return Database::from_input(input);
    }
    let unpacked = gzip::unpack(&*input.data, &input.limits)?;
    if let Some(damage) = unpacked.damage {
        sink.problem(Locator::Whole, damage);
    }
    Database::open(unpacked.data, None, &input.limits)
}
