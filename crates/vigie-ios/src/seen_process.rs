//! A process that some list of a sysdiagnose names. One type for every list, so that what joins them
//! need not know which lists there are.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use crate::columns::Columns;
use crate::paths;

/// A list that names processes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum List {
    /// `ps.txt` and `ps_thread.txt`.
    #[default]
    Processes,
    /// `taskinfo.txt`.
    Tasks,
    /// `spindump-nosymbols.txt`.
    Spindump,
    /// `UUIDToBinaryLocations`.
    Tailspin,
    /// `logdata.statistics`.
    LogStatistics,
    /// The unified log itself.
    #[cfg(feature = "unified-logs")]
    UnifiedLog,
}

const fn kind(id: &'static str, title: Text) -> Kind {
    Kind {
        id,
        title,
        brief: &["path", "name", "pid", "user"],
        personal: &["arguments"],
        origin: Origin::Running,
        volume: Volume::Few,
        revive: revive::<SeenProcess>,
    }
}

pub(crate) static IN_PROCESS_LIST: Kind = kind(
    "ios.process_list.process",
    Text { en: "Process in the list of processes", fr: "Processus dans la liste des processus" },
);

pub(crate) static IN_TASK_INFO: Kind = kind(
    "ios.task_info.process",
    Text { en: "Process in the list of tasks", fr: "Processus dans la liste des tâches" },
);

pub(crate) static IN_SPINDUMP: Kind = kind(
    "ios.spindump.process",
    Text { en: "Process that was sampled", fr: "Processus échantillonné" },
);

pub(crate) static IN_TAILSPIN: Kind = kind(
    "ios.tailspin_binaries.binary",
    Text {
        en: "Program or library that performance traces met",
        fr: "Programme ou bibliothèque vu par les traces de performance",
    },
);

pub(crate) static IN_LOG_STATISTICS: Kind = kind(
    "ios.logdata_statistics.process",
    Text {
        en: "Process that wrote to the system log, by day",
        fr: "Processus qui a écrit au journal système, par jour",
    },
);

#[cfg(feature = "unified-logs")]
pub(crate) static IN_UNIFIED_LOG: Kind = kind(
    "ios.unified_log.process",
    Text {
        en: "Process that wrote to the system log",
        fr: "Processus qui a écrit au journal système",
    },
);

/// How exactly a list says when a process was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Exactness {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// To the day.
    Day,
}

/// When a process was started.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Start {
    /// The instant.
    pub(crate) at: Time,
    /// How exact it is.
    pub(crate) to_the: Exactness,
}

/// A process that a list names.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SeenProcess {
    /// Which list.
    pub(crate) list: List,
    /// Its name, where the list says more than the path's last part, or no path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Path of its program on the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What it was started with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) arguments: Option<String>,
    /// Its number at the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<u32>,
    /// Number of the process that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent_pid: Option<u32>,
    /// Name or path of the process that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    /// The process on whose behalf it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) responsible: Option<String>,
    /// Name of the user it runs as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    /// Number of that user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// UUID of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Bundle id of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Version of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// What it was doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// When it was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) started: Option<Start>,
    /// The same, as the list writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) started_text: Option<String>,
    /// How long it had been running, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) age_seconds: Option<f64>,
    /// When it was seen; the first time, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// The last time it was seen, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// How many times it was seen, where a list says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u64>,
    /// How many threads it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) threads: Option<u64>,
    /// What else the list says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// What stamps say, in the order in which they are shown.
pub(crate) mod means {
    use vigie_core::Text;

    use super::Exactness;

    pub(crate) const RUNNING: Text = Text { en: "process running", fr: "processus actif" };
    pub(crate) const STILL_RUNNING: Text =
        Text { en: "process still running", fr: "processus encore actif" };
    pub(crate) const LISTED: Text = Text { en: "program listed", fr: "programme recensé" };
    pub(crate) const LOGGED: Text =
        Text { en: "process wrote to the log", fr: "le processus a écrit au journal" };
    pub(crate) const STILL_LOGGED: Text =
        Text { en: "process last wrote to the log", fr: "dernière écriture au journal" };
    pub(crate) const STARTED: Text = Text { en: "process started", fr: "processus lancé" };
    pub(crate) const STARTED_MINUTE: Text =
        Text { en: "process started, to the minute", fr: "processus lancé, à la minute près" };
    pub(crate) const STARTED_HOUR: Text =
        Text { en: "process started, to the hour", fr: "processus lancé, à l’heure près" };
    pub(crate) const STARTED_DAY: Text =
        Text { en: "process started, to the day", fr: "processus lancé, au jour près" };

    pub(super) const fn started(to_the: Exactness) -> &'static str {
        match to_the {
            Exactness::Second => STARTED.en,
            Exactness::Minute => STARTED_MINUTE.en,
            Exactness::Hour => STARTED_HOUR.en,
            Exactness::Day => STARTED_DAY.en,
        }
    }
}

impl SeenProcess {
    /// Fills in path and name of a program that a list calls `program`: by path, or by name only.
    pub(crate) fn called(list: List, program: &str) -> Self {
        let (mut name, mut path): (Option<&str>, _) = (None, None);
        if paths::absolute(program).is_some() {
            path = Some(program.to_owned());
        } else {
            // `ps` puts the name of a process that has ended in brackets.
            let ended = program.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
            name = Some(ended.unwrap_or(program)).filter(|name| !name.is_empty());
        }
        let name = name.map(str::to_owned);
        Self { list, name, path, ..Self::default() }
    }
}

impl Record for SeenProcess {
    fn kind(&self) -> &'static Kind {
        match self.list {
            List::Processes => &IN_PROCESS_LIST,
            List::Tasks => &IN_TASK_INFO,
            List::Spindump => &IN_SPINDUMP,
            List::Tailspin => &IN_TAILSPIN,
            List::LogStatistics => &IN_LOG_STATISTICS,
            #[cfg(feature = "unified-logs")]
            List::UnifiedLog => &IN_UNIFIED_LOG,
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let (first, last) = match self.list {
            List::Tailspin => (means::LISTED, means::STILL_RUNNING),
            List::LogStatistics => (means::LOGGED, means::STILL_LOGGED),
            #[cfg(feature = "unified-logs")]
            List::UnifiedLog => (means::LOGGED, means::STILL_LOGGED),
            _ => (means::RUNNING, means::STILL_RUNNING),
        };
        if let Some(at) = self.seen {
            see(Stamp::utc(at, first.en));
        }
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, last.en));
        }
        if let Some(start) = self.started {
            see(Stamp::utc(start.at, means::started(start.to_the)));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = &self.path {
            if let Some(absolute) = paths::absolute(path) {
                see("path", Observable::Path(&absolute));
            }
            see("path", Observable::Process(path));
        }
        let others =
            [("name", &self.name), ("parent", &self.parent), ("responsible", &self.responsible)];
        for (field, process) in others {
            if let Some(process) = process {
                see(field, Observable::Process(process));
            }
        }
        if let Some(identifier) = &self.identifier {
            see("identifier", Observable::AppId(identifier));
        }
        if let Some(arguments) = &self.arguments {
            links(arguments).for_each(|link| see("arguments", link.observable()));
            for word in arguments.split_whitespace() {
                if let Some(path) = paths::absolute(word) {
                    see("arguments", Observable::Path(&path));
                }
            }
        }
    }
}
