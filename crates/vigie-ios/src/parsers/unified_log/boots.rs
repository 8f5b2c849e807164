//! `*.timesync`: when the system started, and how its ticks go with time.
//!
//! A file holds, for each start of the system, its UUID, the length of a tick and the time, and then
//! pairs of ticks and time whenever the clock was set. Ticks stand still for no sleep.

use std::collections::HashMap;

use macos_unifiedlogs::timesync::TimesyncBoot;
use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    read_all, revive,
};

/// Most bytes of one file; phones begin a new one long before.
const MOST_BYTES: u64 = 8 << 20;
/// Most files of one log.
const MOST_FILES: usize = 1000;

/// Clocks by the UUID of the start they count from.
pub(super) type Clocks = HashMap<String, TimesyncBoot>;

/// A start of the system.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Boot {
    /// Its UUID, as crash reports and logs name it.
    pub(crate) uuid: String,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// How often the clock was noted until the next one.
    pub(crate) clock_notes: u64,
}

pub(super) static KIND: Kind = Kind {
    id: "ios.unified_log.boot",
    title: Text { en: "Start of the system", fr: "Démarrage du système" },
    brief: &["uuid"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Boot>,
};

/// What its stamp says.
pub(super) const STARTED: Text = Text { en: "system started", fr: "démarrage du système" };

impl Record for Boot {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, STARTED.en));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Reads the starts of one file.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let bytes = read_all(&*input.data, MOST_BYTES)?;
    let clocks = clocks(&bytes)?;
    let mut boots: Vec<_> = clocks.into_values().collect();
    boots.sort_unstable_by(|one, other| {
        (one.boot_time, &one.boot_uuid).cmp(&(other.boot_time, &other.boot_uuid))
    });
    for boot in boots {
        let at = Time::from_unix_micros(boot.boot_time.div_euclid(1000));
        let clock_notes = boot.timesync.len() as u64;
        sink.emit(Locator::Whole, &Boot { uuid: boot.boot_uuid, at, clock_notes })?;
    }
    Ok(())
}

fn clocks(bytes: &[u8]) -> Result<Clocks, Stop> {
    let Ok((_, mut clocks)) = TimesyncBoot::parse_timesync_data(bytes) else {
        let expected = "starts of the system (0xbbb0) and clock notes (Ts)".to_owned();
        return Err(Stop::Malformed { what: "timesync file", offset: 0, expected });
    };
    // Notes before the first start belong to none.
    clocks.remove("");
    Ok(clocks)
}

/// Every clock of the log whose files lie below `folder`.
pub(super) fn all(input: &Input<'_>, folder: &str, sink: &mut Sink<'_>) -> Clocks {
    let mut all = Clocks::new();
    for path in input.siblings.below(folder).iter().take(MOST_FILES) {
        let read = || {
            let Some(data) = input.siblings.open(path)? else { return Ok(Clocks::new()) };
            clocks(&read_all(&*data, MOST_BYTES)?)
        };
        match read() {
            Ok(clocks) => {
                for (uuid, mut clock) in clocks {
                    let notes = &mut clock.timesync;
                    match all.get_mut(&uuid) {
                        Some(known) => known.timesync.append(notes),
                        None => drop(all.insert(uuid, clock)),
                    }
                }
            }
            Err(stop) => sink.problem(Locator::Whole, format!("cannot read {path}: {stop}")),
        }
    }
    for clock in all.values_mut() {
        clock.timesync.sort_by_key(|note| note.kernel_time);
    }
    all
}
