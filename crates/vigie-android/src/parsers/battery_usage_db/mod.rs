//! `battery-usage-db-v…`: which app used the battery, by the hour, and which was in front, for the last days.
//!
//! Written by the settings app (Android 13 and later) or, on phones of Google, by its helper
//! `com.google.android.settings.intelligence`. Up to version 4 each figure has a column; later ones keep most in a
//! message of Protocol Buffers, in base64. An app that works unseen shows its time in the background here.
//! Dates are milliseconds since 1970.
//!
//! Source: [`batteryusage/db`] and `fuelgauge_usage_state.proto` of the Android Open Source Project.
//!
//! [`batteryusage/db`]: https://android.googlesource.com/platform/packages/apps/Settings/+/refs/heads/main/src/com/android/settings/fuelgauge/batteryusage/db/

use vigie_core::{
    EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions,
};

use crate::db_rows::{self, each_row_of};

mod event;
mod state;

pub(crate) static ITEM: BatteryUsageDb = BatteryUsageDb;

pub(crate) struct BatteryUsageDb;

static META: ParserMeta = ParserMeta {
    id: "battery_usage_db",
    title: Text { en: "Battery use by app", fr: "Utilisation de la batterie par application" },
    reads: &[
        "/data/user_de/*/com.android.settings/databases/battery-usage-db-v*",
        "/data/user/*/com.google.android.settings.intelligence/databases/battery-usage-db-v*",
        "/data/data/com.google.android.settings.intelligence/databases/battery-usage-db-v*",
        "/battery-usage-db-v*",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&state::KIND, &event::KIND],
    means: &[
        Text { en: "battery use noted", fr: "utilisation de la batterie relevée" },
        Text { en: "app came to the front or left it", fr: "app passée au premier plan ou le quittant" },
    ],
    versions: Versions::android(12),
    references: &[
        "https://android.googlesource.com/platform/packages/apps/Settings/+/refs/heads/main/src/com/android/settings/fuelgauge/batteryusage/db/",
        "https://github.com/abrignoni/ALEAPP",
    ],
};

impl Parser for BatteryUsageDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        // The log and the index of the log lie beside it under names that begin alike.
        if input.path.ends_with("-wal") || input.path.ends_with("-shm") || input.path.ends_with("-journal") {
            return Ok(());
        }
        let database = db_rows::open(input, &["BatteryState", "AppUsageEventEntity"], sink)?;
        each_row_of(&database, "BatteryState", sink, |fields, at, sink| {
            let state = state::State::read(fields, &at, sink);
            sink.emit(at, &state)
        })?;
        each_row_of(&database, "AppUsageEventEntity", sink, |fields, at, sink| {
            let event = event::Event::read(fields, &at, sink);
            sink.emit(at, &event)
        })
    }
}
