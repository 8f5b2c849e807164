//! One event of the history.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::names::each_process_name;

pub(super) static KIND: Kind = Kind {
    id: "android.battery_history.event",
    title: Text { en: "Job, app or process that ran", fr: "Tâche, app ou processus qui a tourné" },
    brief: &["what", "name"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static CHANGE: Kind = Kind {
    id: "android.battery_history.change",
    title: Text { en: "App installed or removed", fr: "App installée ou supprimée" },
    brief: &["what", "name"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Event>,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// A job started.
    StartJob,
    /// A job ended.
    EndJob,
    /// An app came to the front.
    StartTop,
    /// An app left the front.
    EndTop,
    /// A process, or what it shows, started.
    StartProcess,
    /// A process, or what it shows, ended.
    EndProcess,
    /// Something kept the phone awake or woke it.
    Wake,
    /// Something no longer keeps the phone awake.
    EndWake,
    /// A synchronisation started.
    StartSync,
    /// A synchronisation ended.
    EndSync,
    /// An app was installed or updated.
    Install,
    /// An app was removed.
    Remove,
}

impl What {
    /// Reads `+job`, `-top`, `+wake_lock`…
    pub(super) fn read(word: &str) -> Option<Self> {
        let (is_end, word) = match word.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, word.strip_prefix('+').unwrap_or(word)),
        };
        let of = |start, end| Some(if is_end { end } else { start });
        match word {
            "job" => of(Self::StartJob, Self::EndJob),
            "top" => of(Self::StartTop, Self::EndTop),
            "proc" | "fg" => of(Self::StartProcess, Self::EndProcess),
            "wake_lock" | "wake_lock_in" | "longwake" | "alarm" | "screenwake" => {
                of(Self::Wake, Self::EndWake)
            }
            "sync" => of(Self::StartSync, Self::EndSync),
            "pkginst" => Some(Self::Install),
            "pkgunin" => Some(Self::Remove),
            _ => None,
        }
    }

    const fn means(self) -> &'static str {
        match self {
            Self::StartJob => "job started",
            Self::EndJob => "job ended",
            Self::StartTop => "app in front",
            Self::EndTop => "app no longer in front",
            Self::StartProcess => "process started",
            Self::EndProcess => "process ended",
            Self::Wake => "phone kept awake or woken",
            Self::EndWake => "phone no longer kept awake",
            Self::StartSync => "synchronisation started",
            Self::EndSync => "synchronisation ended",
            Self::Install => "app installed",
            Self::Remove => "app removed",
        }
    }
}

/// An event of the history.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Event {
    /// What happened.
    pub(crate) what: What,
    /// User id that it is put down to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Package that its name speaks of; empty where none does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) package: String,
    /// Its name as the dump has it.
    pub(crate) name: String,
    /// Milliseconds since the history began, in dumps that count so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) elapsed_ms: Option<i64>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whose clock wrote it.
    pub(crate) clock: Clock,
}

impl Event {
    /// An event yet to be read.
    pub(super) fn of(clock: Clock) -> Self {
        let [package, name] = [String::new(), String::new()];
        Self { what: What::Wake, uid: None, package, name, elapsed_ms: None, at: None, clock }
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        match self.what {
            What::Install | What::Remove => &CHANGE,
            _ => &KIND,
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: self.what.means(), clock: self.clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.package.is_empty() {
            see("package", Observable::AppId(&self.package));
        }
        if matches!(self.what, What::StartProcess | What::EndProcess) {
            each_process_name(&self.name, |name| see("name", name));
        }
    }
}
