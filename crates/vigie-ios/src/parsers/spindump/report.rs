//! The header of the file: when, and on which phone.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};

use crate::columns::{Columns, Scalar};
use crate::sysdiagnose::before;

pub(super) static KIND: Kind = Kind {
    id: "ios.spindump.report",
    title: Text { en: "Sampling of every process", fr: "Échantillonnage de tous les processus" },
    brief: &["at", "os_version", "hardware_model"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Report>,
};

/// What the header says.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Report {
    /// When sampling began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// Name, version and build of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) os_version: Option<String>,
    /// `iPhone16,1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hardware_model: Option<String>,
    /// What the kernel was started with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) boot_args: Option<String>,
    /// Seconds since the phone was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since_boot_seconds: Option<f64>,
    /// True where the file says that there are no samples.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) empty: bool,
    /// What else it says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most further lines that are kept.
const MOST: usize = 60;

impl Report {
    /// Takes over a line of the header.
    pub(super) fn set(&mut self, line: u64, text: &str, sink: &mut Sink<'_>) {
        if text == "No samples" {
            self.empty = true;
        }
        let Some((key, value)) = text.split_once(':') else { return };
        let (key, value) = (key.trim(), value.trim());
        if value.is_empty() {
            return;
        }
        match key {
            "Date/Time" => {
                self.at = Time::parse(value);
                if self.at.is_none() {
                    sink.problem(Locator::Line(line), "expected a date after Date/Time");
                }
            }
            "End time" => self.end = Time::parse(value),
            "OS Version" => self.os_version = Some(value.to_owned()),
            "Hardware model" => self.hardware_model = Some(value.to_owned()),
            "Boot args" => self.boot_args = Some(value.to_owned()),
            "Time Since Boot" => self.since_boot_seconds = seconds(value),
            _ if self.columns.len() < MOST => {
                self.columns.push(key.to_owned(), Scalar::Text(value.to_owned()));
            }
            _ => {}
        }
    }
}

/// Reads `848s` or `0.25s`.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let digits = text.split(['s', ' ']).next()?;
    digits.parse().ok().filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0)
}

impl Record for Report {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let Some(at) = self.at else { return };
        see(Stamp::utc(at, "processes sampled"));
        if let Some(boot) = self.since_boot_seconds.and_then(|seconds| before(at, seconds)) {
            see(Stamp::utc(boot, "phone started"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
