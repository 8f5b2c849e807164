//! What a report says about itself, and about the process it is about.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use super::when::{When, clock};
use crate::columns::Columns;
use crate::paths;

pub(super) static CRASH: Kind = Kind {
    id: "ios.crash_reports.crash",
    title: Text { en: "Crash of a process", fr: "Plantage d’un processus" },
    brief: &["process", "exception_type", "faulting_module", "path"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Report>,
};

pub(super) static REPORT: Kind = Kind {
    id: "ios.crash_reports.report",
    title: Text { en: "Diagnostic report", fr: "Rapport de diagnostic" },
    brief: &["bug", "bug_type", "name", "process", "event"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Report>,
};

/// A diagnostic report: its header, and what its body says about one process.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Report {
    /// Apple's number for the kind of report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) bug_type: String,
    /// What that number stands for, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bug: Option<String>,
    /// True for the report of a crash.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_crash: bool,
    /// Id of the incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) incident: Option<String>,
    /// Name that the report gives to what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Bundle identifier of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Version of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_version: Option<String>,
    /// Version of the system at that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) os_version: Option<String>,
    /// When the report was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// True where its offset from UTC is not said.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) timestamp_is_local: bool,
    /// When the process was caught.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) capture_time: Option<Time>,
    /// When the process was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) launch_time: Option<Time>,
    /// Name of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// Path of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What the signature of the program calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code_signing_id: Option<String>,
    /// The team that signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code_signing_team: Option<String>,
    /// The process that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    /// Id of that process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent_pid: Option<i64>,
    /// The process on whose behalf it ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) responsible: Option<String>,
    /// Name of the group of processes it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) coalition: Option<String>,
    /// User it ran as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<i64>,
    /// Such as `EXC_BAD_ACCESS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exception_type: Option<String>,
    /// Such as `SIGSEGV`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signal: Option<String>,
    /// Such as `KERN_INVALID_ADDRESS at 0x0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exception_subtype: Option<String>,
    /// Its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exception_codes: Option<String>,
    /// Who ended the process, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) termination: Option<String>,
    /// What a report about resources complains of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// What the program itself said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) messages: Vec<String>,
    /// The memory around the address of the fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vm_region: Option<String>,
    /// Number of the thread that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) faulting_thread: Option<i64>,
    /// The module in which it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) faulting_module: Option<String>,
    /// Path of that module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) faulting_module_path: Option<String>,
    /// Where that thread was: module, offset and symbol, the innermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) frames: Vec<String>,
    /// How many modules were loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) images: Option<u64>,
    /// How many processes the report lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) processes: Option<u64>,
    /// What else the header holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Report {
    /// The instant that dates it best, with its clock.
    pub(super) fn when(&self) -> Option<When> {
        let written = self.timestamp.map(|at| When { at, is_local: self.timestamp_is_local });
        self.capture_time.map(When::utc).or(written)
    }
}

impl Record for Report {
    fn kind(&self) -> &'static Kind {
        if self.is_crash { &CRASH } else { &REPORT }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.capture_time {
            let means = if self.is_crash { "process crashed" } else { "process caught for a report" };
            see(Stamp::utc(at, means));
        }
        if let Some(at) = self.timestamp {
            see(Stamp { at, means: "report written", clock: clock(self.timestamp_is_local) });
        }
        if let Some(at) = self.launch_time {
            see(Stamp::utc(at, "process started"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let mut process = |field, value: &Option<String>| {
            if let Some(value) = value {
                see(field, Observable::Process(value));
            }
        };
        process("process", &self.process);
        process("path", &self.path);
        process("name", &self.name);
        process("parent", &self.parent);
        process("responsible", &self.responsible);
        let mut app = |field, value: &Option<String>| {
            if let Some(value) = value {
                see(field, Observable::AppId(value));
            }
        };
        app("bundle_id", &self.bundle_id);
        app("code_signing_id", &self.code_signing_id);
        app("coalition", &self.coalition);
        if let Some(module) = &self.faulting_module {
            see("faulting_module", Observable::FileName(module));
        }
        for (field, path) in [("path", &self.path), ("faulting_module_path", &self.faulting_module_path)]
        {
            if let Some(path) = path.as_deref().and_then(paths::absolute) {
                see(field, Observable::Path(&path));
            }
        }
        let texts = [("termination", &self.termination), ("vm_region", &self.vm_region)];
        let texts = texts.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
        for (field, text) in texts.chain(self.messages.iter().map(|text| ("messages", text))) {
            words(field, text, see);
        }
    }
}

/// Shows the paths and links in `text`.
fn words(field: &'static str, text: &str, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    for path in paths::inside(text).filter_map(paths::absolute) {
        see(field, Observable::Path(&path));
    }
    for link in links(text).filter(|link| matches!(link, vigie_core::Link::Url(_))) {
        see(field, link.observable());
    }
}
