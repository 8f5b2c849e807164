//! What each app cost in power and traffic, for machines: section `CHECKIN BATTERYSTATS`.
//!
//! `dumpsys batterystats -c` prints lines of fields with commas: version, user id, which statistics, what,
//! values. `i,uid` names the packages of a user id; `wl` locks that keep the phone awake, `apk` wake-ups,
//! `jb` jobs, `sy` synchronisations, `pr` processes, `cpu` time of the processor, `nt` traffic, `pwi` the
//! share of power. Gathered here into one record per user id.
//!
//! ```text
//! 9,0,i,uid,10151,com.example
//! 9,10151,l,wl,*alarm*,0,f,0,0,0,0,5321,p,12,0,5321,5321,0,w,0,0,0,0
//! 9,10151,l,nt,100,200,300,400,…
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java>.

mod app;
mod row;

use std::collections::BTreeMap;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::app::App;

pub(crate) static ITEM: BatteryCheckin = BatteryCheckin;

pub(crate) struct BatteryCheckin;

/// User ids that are kept.
const MOST_APPS: usize = 100_000;

static META: ParserMeta = ParserMeta {
    id: "battery_checkin",
    title: Text { en: "Power and traffic of each app", fr: "Énergie et trafic de chaque app" },
    reads: &[
        "/dumpstate/CHECKIN BATTERYSTATS",
        "/dumpstate/BATTERYSTATS CHECKIN",
        "/dumpsys/batterystats",
        "/dumpsys/*/batterystats",
    ],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&app::KIND],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java",
    ],
};

impl Parser for BatteryCheckin {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut apps: BTreeMap<i64, (u64, app::App)> = BTreeMap::new();
        each_line_of(input, |line| {
            let Some(row) = row::Row::read(line.text) else { return Ok(()) };
            if apps.len() < MOST_APPS || apps.contains_key(&row.uid) {
                let (_, app) = apps.entry(row.uid).or_insert_with(|| (line.number, app::App::of(row.uid)));
                app.add(&row);
            }
            Ok(())
        })?;
        let mut apps: Vec<_> = apps.into_values().filter(|(_, app)| app.did_something()).collect();
        apps.sort_by_key(|(line, _)| *line);
        apps.iter().try_for_each(|(line, app)| sink.emit(vigie_core::Locator::Line(*line), app))
    }
}
