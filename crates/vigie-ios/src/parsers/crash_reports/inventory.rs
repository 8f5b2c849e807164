//! Processes that a report about the whole system lists.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::when::clock;
use crate::json_parts::Part;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.crash_reports.process",
    title: Text {
        en: "Process that was running when a report was made",
        fr: "Processus actif lors d’un rapport",
    },
    brief: &["name", "path", "pid", "states", "reason"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Process>,
};

/// A process that was running.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Process {
    /// Its name; cut at 15 or 31 characters by some reports.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// UUID of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Path of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Who started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    /// Such as `daemon`, `idle`, `frontmost`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) states: Vec<String>,
    /// Why it was ended, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// Number of the group of processes it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) coalition: Option<i64>,
    /// Seconds of processor time it had used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cpu_seconds: Option<f64>,
    /// Pages of memory it held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) memory_pages: Option<i64>,
    /// Bytes of memory it held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) memory_bytes: Option<i64>,
    /// When the report was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// True where its offset from UTC is not said.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) timestamp_is_local: bool,
}

impl Process {
    /// Reads an entry of `processes` or `processByPid`; `None` where it names no process.
    pub(super) fn read(part: Part<'_>) -> Option<Self> {
        let mut process = Self::default();
        for (name, value) in part.members() {
            match name.as_ref() {
                "name" | "procname" | "processName" => {
                    process.name = value.text().unwrap_or_default();
                }
                "pid" => process.pid = value.whole_number(),
                "uuid" => process.uuid = value.text(),
                "path" | "procpath" | "procPath" => process.path = value.text(),
                "ppid" | "parent" | "parentProc" => process.parent = value.text(),
                "states" => {
                    process.states = value.items().take(20).filter_map(Part::text).collect();
                }
                "reason" => process.reason = value.text(),
                "coalition" => process.coalition = value.whole_number(),
                "cpuTime" => process.cpu_seconds = value.read(),
                "rpages" => process.memory_pages = value.whole_number(),
                "residentMemoryBytes" => process.memory_bytes = value.whole_number(),
                _ => {}
            }
        }
        (!process.name.is_empty() || process.path.is_some()).then_some(process)
    }
}

impl Record for Process {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            let clock = clock(self.timestamp_is_local);
            see(Stamp { at, means: "process was running", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.name.is_empty() {
            see("name", Observable::Process(&self.name));
            // Jetsam lists some services by the identifier of their app.
            if self.name.contains('.') {
                see("name", Observable::AppId(&self.name));
            }
        }
        if let Some(path) = &self.path {
            see("path", Observable::Process(path));
            if let Some(path) = paths::absolute(path) {
                see("path", Observable::Path(&path));
            }
        }
    }
}
