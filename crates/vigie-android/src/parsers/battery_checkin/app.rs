//! What one user id cost.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use super::row::Row;
use crate::names::each_process_name;
use crate::section::is_package;

pub(super) static KIND: Kind = Kind {
    id: "android.battery_checkin.app",
    title: Text { en: "Power and traffic of an app", fr: "Énergie et trafic d’une app" },
    brief: &["packages", "awake_ms", "sent_bytes", "received_bytes"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// Names of one kind that are kept.
const MOST_NAMES: usize = 10_000;

/// What a user id cost since the last charge.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct App {
    /// The user id.
    pub(crate) uid: i64,
    /// Packages that have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) packages: Vec<String>,
    /// Its processes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) processes: Vec<String>,
    /// Milliseconds for which it kept the phone awake.
    pub(crate) awake_ms: u64,
    /// How many times it did.
    pub(crate) awake_count: u64,
    /// How many times it woke the phone.
    pub(crate) wakeups: u64,
    /// How many jobs it ran.
    pub(crate) jobs: u64,
    /// Milliseconds that they took.
    pub(crate) jobs_ms: u64,
    /// How many synchronisations it ran.
    pub(crate) syncs: u64,
    /// Milliseconds of the processor.
    pub(crate) cpu_ms: u64,
    /// Bytes it received, over mobile networks and Wi-Fi.
    pub(crate) received_bytes: u64,
    /// Bytes it sent.
    pub(crate) sent_bytes: u64,
    /// Milliseconds for which it used the receiver of positions.
    pub(crate) gps_ms: u64,
    /// Milliseconds for which it recorded or played sound.
    pub(crate) audio_ms: u64,
    /// Milliseconds for which it used the camera.
    pub(crate) camera_ms: u64,
    /// Its share of power, in milliampere-hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) power_mah: Option<f64>,
}

/// Number under which sensors of position stand among sensors.
const GPS: &str = "-10000";

impl App {
    /// Nothing yet.
    pub(super) fn of(uid: i64) -> Self {
        Self { uid, ..Self::default() }
    }

    /// Adds what a line says.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let name = row.values.first().copied().unwrap_or("");
        let plus = |to: &mut u64, value: u64| *to = to.saturating_add(value);
        match row.what {
            "uid" => push(&mut self.packages, name),
            // name, full ms, f, count, …, partial ms, p, count, …
            "wl" => {
                let partial = row.values.iter().position(|value| *value == "p").unwrap_or(0);
                if partial > 1 {
                    plus(&mut self.awake_ms, row.number(partial - 1));
                    plus(&mut self.awake_count, row.number(partial + 1));
                }
            }
            "wua" => plus(&mut self.wakeups, row.number(1)),
            "apk" => plus(&mut self.wakeups, row.number(0)),
            "jb" => {
                plus(&mut self.jobs_ms, row.number(1));
                plus(&mut self.jobs, row.number(2));
            }
            "sy" => plus(&mut self.syncs, row.number(2)),
            "pr" => push(&mut self.processes, name),
            "cpu" => {
                plus(&mut self.cpu_ms, row.number(0));
                plus(&mut self.cpu_ms, row.number(1));
            }
            // Received and sent over mobile networks, then over Wi-Fi.
            "nt" => {
                plus(&mut self.received_bytes, row.number(0).saturating_add(row.number(2)));
                plus(&mut self.sent_bytes, row.number(1).saturating_add(row.number(3)));
            }
            "sr" if name == GPS => plus(&mut self.gps_ms, row.number(1)),
            "aud" => plus(&mut self.audio_ms, row.number(0)),
            "cam" => plus(&mut self.camera_ms, row.number(0)),
            "pwi" if name == "uid" => {
                let power = row.values.get(1).and_then(|value| value.parse().ok());
                self.power_mah = power.filter(|power: &f64| power.is_finite());
            }
            _ => {}
        }
    }

    /// Whether there is anything to tell of it.
    pub(super) fn did_something(&self) -> bool {
        let counts = [
            self.awake_ms,
            self.awake_count,
            self.wakeups,
            self.jobs,
            self.syncs,
            self.cpu_ms,
            self.received_bytes,
            self.sent_bytes,
            self.gps_ms,
            self.audio_ms,
            self.camera_ms,
        ];
        !self.packages.is_empty() || !self.processes.is_empty() || counts.iter().any(|count| *count > 0)
    }
}

fn push(names: &mut Vec<String>, name: &str) {
    if names.len() < MOST_NAMES && !name.is_empty() {
        names.push(name.trim_matches('"').to_owned());
    }
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for package in self.packages.iter().filter(|name| is_package(name)) {
            see("packages", Observable::AppId(package));
        }
        for process in &self.processes {
            each_process_name(process, |name| see("processes", name));
        }
    }
}
