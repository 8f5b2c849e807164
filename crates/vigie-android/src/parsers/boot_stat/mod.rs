//! `/data/misc/bootstat/`: when a phone last started, and when it was last reset to its factory state.
//!
//! Each value is a file without bytes: what counts is when it was last changed. `factory_reset` is the first
//! start after a reset; `last_boot_time_utc` the last start; others are seconds that a start took, or the date
//! of the system. A copy that did not keep the dates of files says nothing here.
//!
//! Source: [`bootstat`] of the Android Open Source Project.
//!
//! [`bootstat`]: https://android.googlesource.com/platform/system/core/+/refs/heads/main/bootstat/

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};

use crate::names::file_name;

pub(crate) static ITEM: BootStat = BootStat;

pub(crate) struct BootStat;

static META: ParserMeta = ParserMeta {
    id: "boot_stat",
    title: Text { en: "Last start and factory reset", fr: "Dernier démarrage et réinitialisation" },
    reads: &["/data/misc/bootstat/*"],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&KIND],
    means: &[
        Text { en: "phone last started", fr: "dernier démarrage du téléphone" },
        Text {
            en: "phone first started after a factory reset",
            fr: "premier démarrage après une réinitialisation",
        },
        Text { en: "system built", fr: "système compilé" },
        Text { en: "date noted at a start", fr: "date relevée à un démarrage" },
    ],
    versions: Versions::android(7),
    references: &["https://android.googlesource.com/platform/system/core/+/refs/heads/main/bootstat/"],
};

static KIND: Kind = Kind {
    id: "android.boot_stat.value",
    title: Text { en: "Value of the last start", fr: "Valeur du dernier démarrage" },
    brief: &["name", "at", "seconds"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Value>,
};

/// A value that a start left.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Value {
    /// Its name.
    pub(crate) name: String,
    /// The date that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// The seconds that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<i64>,
}

/// Values below ten years are lengths of time, not dates.
const TEN_YEARS: i64 = 10 * 365 * 86_400;

impl Parser for BootStat {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(changed) = input.modified else {
            sink.problem(Locator::Whole, "expected the date of the file, which is its value");
            return Ok(());
        };
        let is_date = changed.unix_seconds() >= TEN_YEARS;
        let value = Value {
            name: file_name(input.path).to_owned(),
            at: is_date.then_some(changed),
            seconds: (!is_date).then(|| changed.unix_seconds()),
        };
        sink.emit(Locator::Whole, &value)
    }
}

impl Record for Value {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let Some(at) = self.at else { return };
        let means = match self.name.as_str() {
            "last_boot_time_utc" => "phone last started",
            "factory_reset" => "phone first started after a factory reset",
            "build_date" => "system built",
            _ => "date noted at a start",
        };
        see(Stamp::utc(at, means));
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
